"""Stems: what forms of a word have in common, roughly."""

import pytest

from migrate40.safety.stems import stem


@pytest.mark.parametrize(
    ("stemmed", "words"),
    [
        ("drown", ["drown", "drowns", "drowned", "drowning"]),
        ("stop", ["stop", "stops", "stopped", "stopping", "stopper"]),
        ("hop", ["hope", "hopes", "hoped", "hoping", "hopped"]),
        ("fall", ["fall", "falls", "falling"]),
        ("toss", ["tossed", "tossing"]),
        ("tid", ["tidies", "tidied"]),
        ("quick", ["quickly"]),
        ("sing", ["sing"]),
        ("red", ["red"]),
        ("is", ["is"]),
        ("the", ["the"]),
        ("", [""]),
        ("吃", ["吃"]),
    ],
)
def test_stems(stemmed: str, words: list[str]) -> None:
    """Endings go, the longer first, and at least three letters stay."""
    assert {stemmed} == set(map(stem, words))
