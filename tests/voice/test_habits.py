"""How often the commonest words and marks come."""

import pytest

from migrate40.voice.habits import (
    BLANK,
    DIGITS,
    ITEM,
    LINE,
    habit_distance,
    habit_noise,
    habits,
    listed,
    tokens_in,
)


def test_rates_are_per_thousand_of_all_tokens() -> None:
    """Words that are not listed count as tokens all the same."""
    found = habits(tokens_in(["The zyzzyva, the end"]))

    assert 400 == found["the"]
    assert 200 == found[","]
    assert "zyzzyva" not in found


def test_chinese_is_counted_by_the_character() -> None:
    """And its marks as they are."""
    found = habits(tokens_in(["我在呢，我在"]))

    assert 333.33 == found["我"]
    assert 166.67 == found["，"]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("a\n\nb", BLANK),
        ("a\nb", LINE),
        ("a\n- b", ITEM),
        ("a\n\n1. b", ITEM),
        ("in 1999", DIGITS),
        ("so **much**", "**"),
    ],
)
def test_layout_is_a_habit_too(text: str, mark: str) -> None:
    """Lines, lists, numbers and bold words have marks of their own."""
    assert habits(tokens_in([text]))[mark] > 0


def test_code_is_no_habit() -> None:
    """Nobody speaks in it."""
    assert tokens_in(["so"]) == tokens_in(["so\n```\nthe the the\n```"])


def test_nothing_was_said() -> None:
    """Then there are no habits."""
    assert {} == habits(tokens_in([]))


def test_the_distance_is_that_of_two_ways() -> None:
    """None to itself, the same there and back, larger to what is less alike."""
    one = habits(tokens_in(["I am here, and I am not going to go"]))
    near = habits(tokens_in(["I am there, and I am going to go"]))
    far = habits(tokens_in(["Options:\n- tables\n- chairs"]))

    assert 0 == habit_distance(one, one)
    assert habit_distance(one, far) == habit_distance(far, one)
    assert habit_distance(one, near) < habit_distance(one, far)


def test_chance_wears_off() -> None:
    """Four times the words, half the noise; and of a few words never too much."""
    habit = habits(tokens_in(["I am here, and I am not going to go"]))

    assert 2 == pytest.approx(habit_noise(habit, 100) / habit_noise(habit, 400))
    assert habit_noise(habit, 100) < habit_noise(habit, 1) < 1.5


def test_all_voices_are_counted_by_the_same_list() -> None:
    """Of both languages, nothing twice."""
    assert len(listed()) == len(set(listed()))
    assert {"the", "的", "!", "！", ITEM} <= set(listed())
