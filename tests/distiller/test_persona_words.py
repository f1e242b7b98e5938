"""What the person brought, by the lexicon."""

import pytest

from migrate40.distiller.persona_words import (
    has_cue,
    phrasing,
    situation_of,
    situations,
    times,
)
from migrate40.voice.words import LANGUAGES


@pytest.mark.parametrize(
    ("text", "situation"),
    [
        ("I'm so sad today", "sadness"),
        ("my grandmother died last night", "sadness"),
        ("我们分手了，好想哭", "sadness"),
        ("分了", "sadness"),
        ("扣分了", None),
        ("I passed! I got the job", "good_news"),
        ("我考上了！！", "good_news"),
        ("气死我了", "anger"),
        ("I'm furious with him", "anger"),
        ("明天面试好紧张", "anxiety"),
        ("what if they laugh, I'm scared", "anxiety"),
        ("你记错了，是周四", "mistake"),
        ("you got that wrong", "mistake"),
        ("这样对不对？", None),
        ("谢谢你", "gratitude"),
        ("I'm bored", "boredom"),
        ("what is a prime number", None),
        ("", None),
        (None, None),
    ],
)
def test_situations(text: str | None, situation: str | None) -> None:
    """In both languages; a word with two meanings is none."""
    assert situation == situation_of(text)


def test_what_is_pasted_or_quoted_is_not_theirs() -> None:
    """Only the first paragraph counts, and no quotation."""
    assert situation_of("please translate\n\nI am so sad, my husband died") is None
    assert situation_of("how do you spell “I'm furious”") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_situation_can_be_put_in_words(language: str) -> None:
    """Whatever is found has its phrase."""
    assert set(situations()) == set(phrasing(language)["situations"])


def test_times() -> None:
    """Small numbers are words."""
    forms = phrasing("en")["forms"]

    assert ["once", "twice", "3 times"] == [times(n, forms) for n in (1, 2, 3)]


def test_cues() -> None:
    """Whole words only."""
    assert has_cue("night", "ok, good night!")
    assert has_cue("night", "我睡了，晚安")
    assert not has_cue("laughter", "Chad is here")
    assert not has_cue("night", None)


def test_other_languages_are_put_in_english() -> None:
    """There are no sentences of theirs yet."""
    assert phrasing("en") == phrasing("fr")
