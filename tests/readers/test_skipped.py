"""What every reader says of a conversation that it cannot read, and of whose it is."""

import json

import pytest

from migrate40.notices import Notice
from migrate40.readers import READERS, detect
from migrate40.readers.head import head_of_bytes

SKIPPED = {
    "chatgpt": ("it is no conversation", "it has no mapping of messages"),
    "claude": ("it is no JSON object", "it has no list of messages"),
    "aistudio": ("it is no prompt", "it has no list of chunks"),
    "grok": ("it is no conversation", "it has no list of responses"),
    "deepseek": ("it is no conversation", "it has no messages"),
    "perplexity": ("it is no thread", "it has no list of questions"),
    "openwebui": ("it is no JSON object", "it has no messages"),
    "librechat": ("it is no JSON object", "it has no messages"),
    "chatbotui": ("it is no JSON object", "it has no messages"),
    "native": ("no line that `migrate40 read` writes",) * 2,
    "generic": ("it is no JSON object", "it has no messages"),
}
"""Of a value of another kind, and of an object with nothing in it."""


def told(vendor: str, raw: bytes) -> list[tuple[str, str, str]]:
    """Return all of what the reader says of a value."""
    notices: list[Notice] = []
    parse = READERS[vendor].parse
    assert parse is not None
    parse(raw, "f#1", notices.append)
    return [(notice.kind, notice.where, notice.why) for notice in notices]


def test_all_readers_of_single_conversations_are_here() -> None:
    """A new one says as much."""
    assert SKIPPED.keys() == {name for name in READERS if READERS[name].parse}


@pytest.mark.parametrize("vendor", SKIPPED)
def test_what_is_no_conversation(vendor: str) -> None:
    """One sentence, at its place in the file; the rest of the file is read."""
    other, empty = SKIPPED[vendor]

    for raw in (b"[]", b"7", b"{"):
        assert [("skipped_conversation", "f#1", other)] == told(vendor, raw)
    assert [("skipped_conversation", "f#1", empty)] == told(vendor, b"{}")


@pytest.mark.parametrize(
    ("vendor", "key"),
    [
        ("chatgpt", "id"),
        ("claude", "uuid"),
        ("aistudio", "id"),
        ("deepseek", "id"),
        ("openwebui", "id"),
        ("librechat", "conversationId"),
        ("chatbotui", "id"),
        ("generic", "id"),
    ],
)
def test_an_id_is_a_better_place(vendor: str, key: str) -> None:
    """A conversation without messages is named by it where it has one."""
    why = SKIPPED[vendor][1]

    assert [("skipped_conversation", "c-1", why)] == told(
        vendor, json.dumps({key: "c-1"}).encode()
    )


@pytest.mark.parametrize(
    ("vendor", "data", "part"),
    [
        ("chatgpt", b'[{"x": 1}]', "conversations"),
        ("chatgpt", b'{"x": 1}', "conversations"),
        ("chatgpt", b'{"x": 1}\n{"x": 2}\n', "conversations"),
        ("sillytavern", b'[{"x": 1}]', "whole"),
        ("sillytavern", b'{"x": 1}', "whole"),
        ("sillytavern", b'{"x": 1}\n{"x": 2}\n', "whole"),
        ("chatgpt", b"Dear diary", None),
        ("chatgpt", b"", None),
        ("claude", b'[{"uuid": "a", "chat_messages": []}]', "conversations"),
    ],
)
def test_a_vendor_that_is_named(vendor: str, data: bytes, part: str | None) -> None:
    """JSON is read as that vendor's, whatever it looks like; nothing else is."""
    found = detect(head_of_bytes("x.json", data), vendor)

    assert (part and (vendor, part)) == found


def test_nobody_is_named() -> None:
    """The first that knows the file, and never one that wants to be asked for."""
    chats = b'[{"uuid": "a", "name": "b", "chat_messages": []}]'

    assert ("claude", "conversations") == detect(head_of_bytes("x.json", chats))
    assert detect(head_of_bytes("x.json", b'{"weather": "fine"}')) is None
    assert len(READERS) == len(list(READERS))
