"""Averages and spreads over replies."""

import pytest

from migrate40.voice.numbers import measure
from migrate40.voice.tallies import Tally, averages, spreads, tallies


def test_averages() -> None:
    """Over the replies in which a number is defined."""
    style = averages(tallies([measure("您"), measure("你"), measure("hello")]))

    assert 0.5 == style["formal_you"]
    assert (1 + 1 + 5) / 3 == pytest.approx(style["chars_per_message"], abs=0.01)


def test_spreads() -> None:
    """The standard deviation; of what never changes none."""
    found = spreads(tallies([measure("ab"), measure("abcd")]))

    assert 1 == found["chars_per_message"]
    assert 0 == found["emoji_per_message"]
    assert "formal_you" not in found


def test_of_nothing() -> None:
    """Neither average nor spread."""
    assert (0, 0) == (Tally().mean, Tally().spread)
    assert {} == averages(tallies([])) == spreads(tallies([]))
