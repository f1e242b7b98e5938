"""Numbers and statements, said to the model."""

import pytest

from migrate40.renderers.phrasing import (
    LANGUAGES,
    about,
    phrasing,
    retold,
    rules,
    trait,
)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0.34, "0.3"),
        (1.2, "1"),
        (1.3, "1.5"),
        (7.4, "7"),
        (53.8, "55"),
        (131, "130"),
        (742, "750"),
    ],
)
def test_numbers_are_round(number: float, said: str) -> None:
    """Nobody writes 53.84 characters."""
    assert said == about(number)


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_sentence_a_subject(language: str) -> None:
    """The first rule that holds speaks, the others are silent."""
    style = {"chars_per_message": 50.0, "words_per_message": 20.0, "emoji_share": 0.9}
    style["emoji_per_message"] = 2.0
    done, undone = rules(style, {"emojis": "🌿"}, language)
    said = [*done, *undone]

    assert 2 == len(said)
    assert "🌿" in said[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rule_without_its_words_is_silent(language: str) -> None:
    """A list of emoji that is empty is not announced."""
    assert ([], []) == rules({"emoji_share": 0.9}, {}, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_axis_has_three_sentences(language: str) -> None:
    """Some of them empty: what a word list did not find is not known."""
    traits = phrasing(language).traits

    assert 13 == len(traits)
    assert not traits["humor"][2]
    assert trait("humor", 0.9, "x", language)
    assert trait("nonsense", 0.9, "x", language) is None


@pytest.mark.parametrize(
    ("statement", "kind", "expected"),
    [
        (
            "你难过时（3次），它反过来问一句；常说「你在呀」。",
            "reaction",
            "反过来问一句；常说「你在呀」。",
        ),
        (
            "你说晚安（3次），它会说「睡吧」。",
            "ritual",
            "小满说晚安（3次），你会说「睡吧」。",
        ),
        (
            "When you say good night, it answers “sleep, you”.",
            "ritual",
            "When they say good night, you answer “sleep, you”.",
        ),
        (
            "When you are sad (twice), it asks back; it says “you are here”.",
            "reaction",
            "asks back; says “you are here”.",
        ),
    ],
)
def test_a_statement_is_retold_to_the_voice(
    statement: str, kind: str, expected: str
) -> None:
    """The "you" is now the friend; what stands in quotation marks stays."""
    assert expected == retold(statement, "小满", kind)
