"""Sentences and clauses."""

import pytest

from migrate40.distiller.sentences import clauses, sentences


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["I moved.", "It rains!", "Why?"], "I moved. It rains!  Why?"),
        (["我搬家了。", "好累！！", "睡吧……"], "我搬家了。好累！！睡吧……"),
        (["First line", "second line"], "First line\n\n  second line"),
        (["Dr. Osei called at 3.30 p.m. today.", "Good."],
         "Dr. Osei called at 3.30 p.m. today. Good."),
        (["J. Okoro came."], "J. Okoro came."),
        (["I heard “Go. Now.” there.", "So I went."],
         "I heard “Go. Now.” there. So I went."),
        (["He said “I stay.”", "Fine."], "He said “I stay.” Fine."),
        (["他说「走吧。快点。」我没动。"], "他说「走吧。快点。」我没动。"),
        (["See https://a.example/b.c?d=1! and go."],
         "See https://a.example/b.c?d=1! and go."),
        (["It costs 3.50 now."], "It costs 3.50 now."),
        (["Really?!", "Yes!"], "Really?! Yes!"),
        (["Rain!Coat?x=1 stays"], "Rain!Coat?x=1 stays"),
        (["好!", "走"], "好!走"),
        ([], "  \n "),
    ],
)  # fmt: skip
def test_sentences(expected: list[str], text: str) -> None:
    """Nothing is cut within quotations, addresses, numbers and abbreviations."""
    assert expected == [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["My cat is ill,", "what now?"], "My cat is ill, what now?"),
        (["I paid 1,200 euros"], "I paid 1,200 euros"),
        (["家里有只猫", "橘色的", "叫 Dango"], "家里有只猫 橘色的 叫 Dango"),
        (["I like tea", "so what should I buy?"], "I like tea so what should I buy?"),
        (["hello —", "you"], "hello — you"),
    ],
)
def test_clauses(expected: list[str], text: str) -> None:
    """Commas, dashes and, between Han characters, spaces end a clause."""
    assert expected == [text[start:end] for start, end in clauses(text)]
