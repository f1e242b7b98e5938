"""The style numbers of a reply."""

import pytest

from migrate40.voice.numbers import NUMBERS, meanings, measure


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("  晚安。 ", "chars_per_message", 3),
        ("One. Two! Three?", "sentences_per_message", 3),
        ("好。走吧！", "sentences_per_message", 2),
        ("a\n\nb\n\nc", "paragraphs_per_message", 3),
        ("好呀👩‍⚕️👩‍⚕️", "emoji_per_message", 2),
        ("好呀👩‍⚕️", "ends_with_emoji", 1),
        ("走！快！go!", "exclamation_per_message", 3),
        ("真的？ok?", "question_per_message", 2),
        ("好的，你呢？", "ends_with_question", 1),
        ("- a\n- b", "lists_per_message", 1),
        ("no list", "lists_per_message", 0),
        ("# Title\ntext", "headings", 1),
        ("**so** bold", "bold", 1),
        ("`code`", "code", 1),
        ("好～嗯~", "tilde_per_message", 2),
        ("嗯……好...", "ellipsis_per_message", 2),
        ("it's what I'd do", "contractions_per_message", 2),
        ("哈哈哈 haha", "laughter_per_message", 2),
        ("好（小声）", "parentheses_per_message", 1),
    ],
)
def test_what_is_counted(text: str, name: str, expected: float) -> None:
    """In both scripts, graphemes whole."""
    assert expected == measure(text)[name]


def test_length_against_the_person() -> None:
    """Twice as long as what it answers."""
    assert 2 == measure("abcdef", "abc")["reply_ratio"]
    assert "reply_ratio" not in measure("abcdef", None)


def test_formal_address() -> None:
    """The share of 您; undefined where nobody is addressed."""
    assert 1 == measure("您好")["formal_you"]
    assert 0 == measure("你好")["formal_you"]
    assert "formal_you" not in measure("hello")


def test_every_number_says_what_it_is() -> None:
    """One sentence each."""
    assert NUMBERS.keys() == meanings().keys()
    assert all(meanings().values())
