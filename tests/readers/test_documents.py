"""One JSON document, as far as it is sound."""

import json
from typing import Any

import pytest

from migrate40.notices import Notice
from migrate40.readers.documents import before_damage, document


def read(raw: bytes) -> tuple[Any, list[str]]:
    """Return the value, and the kinds of what is reported."""
    notices: list[Notice] = []
    return document(raw, "f", notices.append), [notice.kind for notice in notices]


@pytest.mark.parametrize("value", [{}, [1, {"a": [None]}], "x", 7])
def test_sound_documents(value: Any) -> None:
    """They are what they are, and nothing is told."""
    assert (value, []) == read(json.dumps(value).encode())


def test_mended_documents() -> None:
    """Half a character costs itself, and that is told."""
    assert (["a\ufffd"], ["repaired"]) == read(b'["a\\ud83d"]')


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ('[{"a": 1}, {"b": 2', '[{"a": 1}]'),
        ('[{"a": 1}, {"b": [{}, 3', '[{"a": 1}, {"b": [{}]}]'),
        ('{"x": [{"a": "}"}], "y": "cut', '{"x": [{"a": "}"}]}'),
        ('[{"a": 1} {"b": 2}]', '[{"a": 1}]'),
        ('[[1], ["x"y"], [2]]', "[[1]]"),
        ("[{}, oops, {}]", "[{}]"),
        ("[{}] and more", "[{}]"),
        ('["a", "b', ""),
        ("{", ""),
        ("", ""),
        ("[" * 100_000, ""),
        ("[1]", "[1]"),
        ("]", ""),
    ],
)
def test_what_comes_before_the_damage(text: str, sound: str) -> None:
    """Whole objects and lists, closed where they were open."""
    assert sound == before_damage(text)


def test_damaged_documents() -> None:
    """What is sound comes, and what does not is told."""
    assert ([{"a": 1}], ["skipped_conversation"]) == read(b'[{"a": 1}, {"b')
    assert (None, ["skipped_file"]) == read(b'["a')
    assert (None, ["skipped_file"]) == read(b"[" * 100_000)
