"""The word lists hold together."""

import re
from typing import get_args

import pytest

from migrate40.distiller.lexicon import (
    LANGUAGES,
    alike,
    filled,
    lexicon,
    lexicons_for,
    scoring,
)
from migrate40.model.profile import Category
from migrate40.safety.written import simplified


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_have_the_same_parts(language: str) -> None:
    """Whoever adds a language has a model to follow."""
    english, other = lexicon("en"), lexicon(language)

    assert english.cues.keys() == other.cues.keys()
    assert english.frames.keys() == other.frames.keys()
    assert set(get_args(Category)) == {rule.category for rule in other.rules}
    assert all(0 < rule.importance <= 1 for rule in other.rules)


def test_word_lists_are_put_in() -> None:
    """A name in angle brackets stands for its words; groups keep their names."""
    (pattern,) = filled(["(?P<kin>my <kin>)"], {"kin": ["aunt", "son"]})
    match = re.fullmatch(pattern, "my son")

    assert match
    assert "my son" == match["kin"]


def test_apostrophes_may_be_left_out() -> None:
    """As they are in a hurry; "we'll" and "she'd" would be other words."""
    (pattern,) = filled(["I'm|I've|don't|we'll|she'd|it's"], {})
    found = [bool(re.fullmatch(pattern, word)) for word in ("Im", "Ive", "dont")]

    assert [True] * 3 == found
    assert not any(re.fullmatch(pattern, word) for word in ("well", "shed", "its"))


def test_unknown_cue_matches_nothing() -> None:
    """A cue that a language lacks is no error."""
    assert lexicon("en").cue("no such cue").search("anything") is None


def test_lexicons_by_script() -> None:
    """A mixed text is read with both."""
    assert ["en", "zh"] == [one.language for one in lexicons_for("我住 Porto")]
    assert ["zh"] == [one.language for one in lexicons_for("我 a")]
    assert () == lexicons_for("123")


def test_thresholds_are_in_order() -> None:
    """What is dropped is weaker than what is for review."""
    threshold = scoring()["threshold"]

    assert 0 < threshold["drop"] < threshold["importance"] < 1


def test_empty_list_matches_nothing() -> None:
    """A cue without patterns is not a pattern that matches everywhere."""
    assert lexicon("zh").cue("abbreviation").search("") is None


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("I'm Zoe, my fiance", "I\u2019m Zoé, my fiancé"),
        ("我的 Zoé", "我的 Zoé"),
        ("Søren", "Søren"),
        ("— plain —", "— plain —"),
    ],
)
def test_alike(expected: str, text: str) -> None:
    """Apostrophes and accents do not keep a pattern from matching."""
    assert expected == alike(text)
    assert len(text) == len(alike(text))


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("我养了一只猫，叫麻糬", "我養了一隻貓，叫麻糬"),
        ("妳记得吗", "妳記得嗎"),
        ("猫を飼っています", "猫を飼っています"),
        ("東京で話した", "東京で話した"),
        ("her name is Zoë", "her name is Zoë"),
    ],
)
def test_traditional_characters(expected: str, text: str) -> None:
    """Patterns are in simplified ones; Japanese has its own."""
    assert expected.replace("妳", "你") == simplified(text)
    assert len(text) == len(alike(text))
