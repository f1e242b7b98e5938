"""Is a run of Chinese characters a phrase?"""

import pytest

from migrate40.voice.chinese import is_phrase
from migrate40.voice.surface import Place


def places(phrase: str, *texts: str) -> list[Place]:
    """Return where the phrase stands in each of the texts."""
    starts = [text.index(phrase) for text in texts]
    return [
        Place(reply=n, group=n, text=t, start=s, end=s + len(phrase))
        for n, (t, s) in enumerate(zip(texts, starts, strict=True))
    ]


@pytest.mark.parametrize(
    ("phrase", "texts"),
    [
        ("慢慢来", ("慢慢来，不急", "好呀慢慢来")),
        ("记在小本子上", ("这句记在小本子上", "记在小本子上啦")),
        ("稳稳的", ("今天稳稳的。", "稳稳的，放心")),
    ],
)
def test_what_is_said_as_such(phrase: str, texts: tuple[str, ...]) -> None:
    """Whole words, also when one of them is 的 and ends the sentence."""
    assert is_phrase(places(phrase, *texts))


@pytest.mark.parametrize(
    ("phrase", "texts", "why"),
    [
        ("你可以寻", ("你可以寻找朋友", "你可以寻求帮助"), "cut in a word"),
        ("提高自己的", ("提高自己的水平", "提高自己的能力"), "goes on"),
        ("给我", ("你给我留着", "他给我写信"), "goes on"),
        ("三秒", ("等三秒", "数三秒再说"), "an amount"),
        ("鸡蛋", ("买鸡蛋", "鸡蛋煮好了"), "a thing"),
        ("灯的", ("灯的，", "这盏是灯的"), "somebody's"),
    ],
)
def test_what_is_only_a_piece(phrase: str, texts: tuple[str, ...], why: str) -> None:
    """Or a topic."""
    assert not is_phrase(places(phrase, *texts)), why
