"""One JSON document, as far as it is sound."""

import json
from typing import Any

import pytest

from migrate40.notices import Notice
from migrate40.readers import READERS
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
        ('"{}\\u', ""),
        ('[{}, "[]\\', "[{}]"),
        ('[{}, "{}\\uZZ"]', "[{}]"),
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


@pytest.mark.parametrize(
    ("raw", "kind", "why"),
    [
        (b'["a\\ud83d"]', "repaired", "bytes that do not fit the format"),
        (
            b'[{"a": 1}, {"b',
            "skipped_conversation",
            "it is damaged or cut off; what follows was not read",
        ),
        (b'["a', "skipped_file", "it is damaged or cut off: save it anew"),
    ],
)
def test_what_is_told(raw: bytes, kind: str, why: str) -> None:
    """The file, what is wrong with it, and what became of the rest."""
    notices: list[Notice] = []
    document(raw, "f", notices.append)

    assert [(kind, "f", why)] == [(n.kind, n.where, n.why) for n in notices]


def test_conversations_that_are_saved_are_counted() -> None:
    """Those before the damage and those behind it."""
    chats = [json.dumps({"uuid": n, "chat_messages": []}) for n in "abcd"]
    raw = f"[{', '.join(chats)}]".replace('"b"', 'b"').encode()
    notices: list[Notice] = []
    found = document(raw, "f", notices.append, READERS["claude"])

    assert ["a", "c", "d"] == [one["uuid"] for one in found]
    assert [
        ("skipped_conversation", "f", "damaged or cut off: 3 that are whole were saved")
    ] == [(n.kind, n.where, n.why) for n in notices]


def test_damage_behind_what_strict_json_forbids() -> None:
    """Line breaks in strings and endless numbers do not end what is sound."""
    text = '[{"a": "x\ny"}, {"n": 1' + "0" * 5000 + "}, {"

    assert text.removesuffix(", {") + "]" == before_damage(text)
