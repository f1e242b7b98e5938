"""Chats of Mistral's Le Chat."""

import io
import json
from typing import Any

import pytest

from migrate40.model.conversation import Conversation
from migrate40.notices import Notice
from migrate40.readers import detect, lechat
from migrate40.readers.head import head_of_bytes
from migrate40.readers.reader import Member

Json = dict[str, Any]


def message(number: int, role: str, content: object, **fields: Any) -> Json:
    """Return a message of the chat `k1`."""
    return {
        "id": f"m{number}",
        "version": 0,
        "chatId": "k1",
        "role": role,
        "content": content,
        "contentChunks": None,
        "createdAt": f"2025-06-01T10:00:0{number}.000Z",
        "canvas": [],
        "files": [],
        **fields,
    }


def read(value: object) -> tuple[list[Conversation], list[tuple[str, str, str]]]:
    """Return what the reader makes of a file, and what it tells."""
    told: list[Notice] = []
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    member = Member(
        name="chat-k1.json",
        size=len(raw),
        open=lambda: io.BytesIO(raw),
        export="chat.zip",
    )
    found = list(lechat.parse_file(member, "chat.zip/chat-k1.json", told.append))
    return found, [(one.kind, one.where, one.why) for one in told]


def said(*messages: object) -> list[tuple[str, str]]:
    """Return who said what in one chat."""
    (found,), _ = read(list(messages))
    return [(one.role, one.text) for one in found.messages]


HELLO = message(1, "user", "Bonsoir!"), message(2, "assistant", "Salut, toi. ")


@pytest.mark.parametrize("value", [[*HELLO], [None, *HELLO], [[*HELLO]]])
def test_a_chat_is_known_by_its_messages(value: object) -> None:
    """A file is a bare list of them, or a list of such lists."""
    head = head_of_bytes("chat-k1.json", json.dumps(value).encode())

    assert ("lechat", "whole") == detect(head)


@pytest.mark.parametrize(
    "value", [[{"role": "user", "content": "x"}], [[{"a": 1}]], {"chatId": "k1"}]
)
def test_what_is_not_le_chats(value: object) -> None:
    """Roles and words are in lists of all kinds."""
    assert None is lechat.sniff(head_of_bytes("x", json.dumps(value).encode()))


def test_both_are_heard() -> None:
    """The chat has an id, but neither title nor model."""
    (found,), told = read([*HELLO])

    assert [] == told
    assert ("lechat", "k1", None, None) == (
        found.vendor,
        found.id,
        found.title,
        found.model,
    )
    assert [("m1", "user", "Bonsoir!"), ("m2", "assistant", "Salut, toi.")] == [
        (one.id, one.role, one.text) for one in found.messages
    ]
    assert "2025-06-01 10:00:02+00:00" == str(found.updated)


def test_the_order_is_that_of_the_times() -> None:
    """Whatever the order in the file."""
    assert ["Bonsoir!", "Salut, toi."] == [text for _, text in said(*HELLO[::-1])]


def test_chunks_where_there_is_no_content() -> None:
    """What is no text is not said; pieces around a reference are one sentence."""
    chunks = [
        {"type": "tool_call", "name": "web_search"},
        {"type": "text", "text": "Rain"},
        {"type": "reference", "referenceIds": [1]},
        {"type": "text", "text": " until ten."},
        {"type": "text", "text": None},
    ]

    assert [("assistant", "Rain until ten.")] == said(
        message(1, "assistant", "", contentChunks=chunks)
    )


def test_kinds_that_nobody_described_are_told() -> None:
    """By their names."""
    chunks = [{"type": "dream", "text": "x"}, {"text": "y"}]
    _, told = read([message(1, "user", "hi", contentChunks=chunks)])

    assert [
        ("skipped_content", "k1", "content of an unknown kind (dream): 1"),
        ("skipped_content", "k1", "content of an unknown kind (without a name): 1"),
    ] == told


def test_the_latest_version_counts() -> None:
    """An answer that was made anew stands in the file twice."""
    again = message(2, "assistant", "Bonsoir, toi.", version=1)

    assert ["Bonsoir!", "Bonsoir, toi."] == [t for _, t in said(again, *HELLO)]
    assert ["Bonsoir!", "Bonsoir, toi."] == [t for _, t in said(*HELLO, again)]


def test_several_chats_in_a_file() -> None:
    """As some tools put them together."""
    other = message(1, "user", "Alors?", chatId="k2")
    found, told = read([[*HELLO], [other], None])

    assert [] == told
    assert ["k1", "k2"] == [one.id for one in found]


def test_tools_are_silent_and_strangers_told() -> None:
    """A role that nobody knows is not taken for one of the two."""
    rest = (
        message(3, "tool", "{}"),
        message(4, "ghost", "Bouh"),
        message(5, "ghost", ""),
    )
    (found,), told = read([*HELLO, *rest])

    assert 2 == len(found.messages)
    why = "messages by neither the person nor the model: 1"
    assert [("skipped_message", "k1", why)] == told


def test_odd_values_cost_themselves() -> None:
    """Entries that are no messages are told, and so are odd fields."""
    odd = message(3, "user", 7, id=[1], createdAt=None, chatId="k1", version="x")
    (found,), told = read([*HELLO, odd, "x", None, 3])

    assert 2 == len(found.messages)
    assert [
        ("skipped_message", "entries in the list that are no messages: 2"),
        ("repaired", "messages with fields that do not fit the format: 1"),
    ] == [(kind, why) for kind, _, why in told]


def test_a_cut_file() -> None:
    """What came before the cut is kept."""
    raw = json.dumps([*HELLO]).encode()[:-30]
    (found,), told = read(raw)

    assert ["Bonsoir!"] == [one.text for one in found.messages]
    assert [("skipped_conversation", "chat.zip/chat-k1.json#2")] == [
        (kind, where) for kind, where, _ in told
    ]


def test_messages_behind_damage() -> None:
    """One byte costs one message."""
    messages = [*HELLO, message(3, "user", "Ça va?")]
    raw = json.dumps(messages).encode().replace(b'"Salut', b"Salut")
    (found,), told = read(raw)

    assert ["Bonsoir!", "Ça va?"] == [one.text for one in found.messages]
    assert ["skipped_conversation"] == [kind for kind, _, _ in told]
