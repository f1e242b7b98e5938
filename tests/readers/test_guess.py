"""Guessing where a conversation ends: right or not, what comes out is the same."""

import io
import json
from typing import Any

import msgspec
import pytest

from migrate40.notices import Notice
from migrate40.readers import READERS, frame, guess, stream
from migrate40.readers.reader import Reader
from migrate40.readers.stream import raw_values, values

CHATGPT, CLAUDE = READERS["chatgpt"], READERS["claude"]


def gpt(name: str, text: str = "hi") -> dict[str, Any]:
    """Return a small ChatGPT conversation."""
    message = {
        "id": f"m-{name}",
        "author": {"role": "user"},
        "create_time": 1750000000.5,
        "content": {"content_type": "text", "parts": [text]},
    }
    nodes = {"r": {"parent": None}, "m": {"parent": "r", "message": message}}
    return {
        "title": "T",
        "create_time": 1.5e9,
        "mapping": nodes,
        "current_node": "m",
    } | {"id": name}


def claude(name: str, *texts: str) -> dict[str, Any]:
    """Return a small Claude conversation, whose messages begin as itself does."""
    turns = [
        {"uuid": f"{name}{n}", "text": text, "sender": "human", "content": []}
        for n, text in enumerate(texts)
    ]
    return {"uuid": name, "name": "N", "chat_messages": turns}


def read(data: bytes, reader: Reader) -> tuple[list[tuple[int, bool, bytes]], int]:
    """Return number, whether it was decoded in place, and bytes; and the notices."""
    notices: list[Notice] = []
    found = [
        (value.number, value.decoded is not None, value.raw())
        for value in values(io.BytesIO(data), "f", notices.append, reader)
    ]
    plain = list(raw_values(io.BytesIO(data), "f", lambda _: None, reader))
    assert plain == [(number, raw) for number, _, raw in found]
    return found, len(notices)


def count_proofs(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list that grows whenever a value has to be looked at for its end.

    Raw values are always looked at; decoded ones where there is nothing to guess by.
    """
    calls: list[int] = []

    def counting(window: frame.Window, start: int) -> int | None:
        calls.append(start)
        return frame.proved(window, start)

    monkeypatch.setattr(stream, "proved", counting)
    return calls


@pytest.mark.parametrize("separators", [(",", ":"), (", ", ": "), (" , ", " : ")])
@pytest.mark.parametrize("indent", [None, 1])
def test_after_the_first_they_are_found_in_place(
    monkeypatch: pytest.MonkeyPatch, separators: tuple[str, str], indent: int | None
) -> None:
    """Whatever white space the export has; the last has no next to be known by."""
    chats = [gpt(name) for name in "abcd"]
    data = json.dumps(chats, separators=separators, indent=indent).encode()
    proofs = count_proofs(monkeypatch)
    found, told = read(data, CHATGPT)

    assert [True] * 4 == [decoded for _, decoded, _ in found]
    assert 2 + len(chats) == len(proofs)
    assert chats == [json.loads(raw) for _, _, raw in found]
    assert 0 == told


def test_a_message_that_begins_as_conversations_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Claude's do: how the one in front ends is part of the mark."""
    chats = [claude(name, "one", "two", "three") for name in "abcd"]
    proofs = count_proofs(monkeypatch)
    found, _ = read(json.dumps(chats).encode(), CLAUDE)

    assert [True] * 4 == [decoded for _, decoded, _ in found]
    assert 2 + len(chats) == len(proofs)
    assert chats == [json.loads(raw) for _, _, raw in found]


def test_the_mark_in_somebodys_words() -> None:
    """An export that was pasted into a chat has its quotes escaped."""
    inner = json.dumps([gpt("x"), gpt("y")])
    chats = [gpt("a"), gpt("b", inner), gpt("c", inner * 3), gpt("d")]
    found, told = read(json.dumps(chats).encode(), CHATGPT)

    assert chats == [json.loads(raw) for _, _, raw in found]
    assert 0 == told


def test_the_mark_inside_of_a_conversation() -> None:
    """What is cut too early is no JSON: the parser says where it really ends."""
    nested = gpt("b") | {"copies": [gpt("x"), gpt("y")], "id": "b"}
    chats = [gpt("a"), nested, gpt("c"), gpt("d")]
    found, told = read(json.dumps(chats).encode(), CHATGPT)

    assert chats == [json.loads(raw) for _, _, raw in found]
    assert 0 == told


def test_what_is_of_another_shape_is_left_to_repairs() -> None:
    """A field of the wrong type does not end the reading, nor decode."""
    odd = gpt("b") | {"title": 7, "id": "b"}
    chats = [gpt("a"), odd, gpt("c"), gpt("d")]
    found, _ = read(json.dumps(chats).encode(), CHATGPT)

    assert [True, False, True, True] == [decoded for _, decoded, _ in found]
    assert chats == [json.loads(raw) for _, _, raw in found]


@pytest.mark.parametrize("ahead", [64, 200, 1000])
def test_more_than_is_looked_ahead(monkeypatch: pytest.MonkeyPatch, ahead: int) -> None:
    """Large ones are framed, wherever the view on them was cut."""
    monkeypatch.setattr(guess, "NEAR", ahead)
    monkeypatch.setattr(frame, "CHUNK", ahead)
    chats = [gpt(name, "\\u00e9 1.5e9 😀" * size) for size, name in enumerate("abcdef")]
    found, told = read(json.dumps(chats).encode(), CHATGPT)

    assert chats == [json.loads(raw) for _, _, raw in found]
    assert 0 == told


def test_the_cost_of_claude_files_is_linear(monkeypatch: pytest.MonkeyPatch) -> None:
    """With one key as the mark every message was a guess, each parsed from the start.

    Counted are the bytes that the parser is shown, not seconds.
    """
    shown = 0

    class Counting:
        def __init__(self, shape: object) -> None:
            self._inner = decoder(shape)

        def decode(self, view: memoryview) -> object:
            nonlocal shown
            shown += len(view)
            return self._inner.decode(view)

    decoder = msgspec.json.Decoder
    monkeypatch.setattr(msgspec.json, "Decoder", Counting)
    chats = [claude(f"c{n}", *["word"] * 400) for n in range(30)]
    data = json.dumps(chats).encode()
    found = list(values(io.BytesIO(data), "f", lambda _: None, CLAUDE))

    assert 30 == len(found)
    assert shown <= len(data)


@pytest.mark.parametrize(("patience", "proofs"), [(1 << 20, 2), (0, 5)])
def test_trust_looks_farther(
    monkeypatch: pytest.MonkeyPatch, patience: int, proofs: int
) -> None:
    """After two right guesses large ones are found too, as long as patience lasts."""
    monkeypatch.setattr(guess, "NEAR", 600)
    monkeypatch.setattr(guess, "PATIENCE", patience)
    sizes = (9, 9, 9, 5_000, 9, 5_000, 5_000, 9)
    chats = [gpt(f"c{n}", "x" * size) for n, size in enumerate(sizes)]
    data = json.dumps(chats).encode()
    calls = count_proofs(monkeypatch)
    found = list(values(io.BytesIO(data), "f", lambda _: None, CHATGPT))

    assert 8 == len(found)
    assert proofs == len(calls)
