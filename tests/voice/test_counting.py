"""Counting the words of the lists."""

import pytest

from migrate40.voice.counting import LISTS, WORD, list_counts
from migrate40.voice.words import HAN, lists


def counted(text: str) -> dict[str, int]:
    """Return the counts of a lower-case text."""
    return list_counts(text, WORD.findall(text), len(HAN.findall(text)))


@pytest.mark.parametrize(
    ("text", "name", "times"),
    [
        ("maybe, or maybe not", "hedge", 2),
        ("i think so", "hedge", 1),
        ("i think i think", "hedge", 2),
        ("也许吧，可能", "hedge", 2),
        ("摸摸头，摸摸", "touch", 2),
        ("let's go, we two", "together", 2),
        ("doorstep", "steps", 0),
        ("委屈了，难受吧", "feelings", 2),
    ],
)
def test_how_often(text: str, name: str, times: int) -> None:
    """Latin words whole, phrases across one space, Chinese anywhere."""
    assert times == counted(text).get(name, 0)


def test_a_word_within_another_counts_once() -> None:
    """`a hug` is a hug."""
    assert 1 == counted("you get a hug")["touch"]


def test_every_list_is_there() -> None:
    """In each language, in lower case."""
    for language in ("en", "zh"):
        for name in LISTS:
            assert lists(language)[name]
            assert all(word == word.lower() for word in lists(language)[name])
