"""Our own lines are read back as they were written."""

from datetime import UTC, datetime

import pytest

from migrate40.model.codec import conversation_lines
from migrate40.model.conversation import Conversation, Given, Message, given_id
from migrate40.notices import Notice, ignore
from migrate40.readers import native
from migrate40.readers.head import head_of_bytes

NOON = datetime(2025, 5, 2, 12, tzinfo=UTC)
GIVEN = Given(
    id=given_id("saved_memory", "Likes tea."),
    what="saved_memory",
    text="Likes tea.",
    vendor="claude",
    conversation="c1",
)
CHAT = Conversation(
    vendor="claude",
    id="c1",
    title="Tea",
    updated=NOON,
    messages=(Message(id="m1", role="user", text="你好～ 👩\u200d🍳", time=NOON),),
    given=(GIVEN,),
)


def test_what_was_written_is_read() -> None:
    """A conversation and what was given in it come back, each from its line."""
    given, chat = conversation_lines(CHAT)

    bare = Conversation(
        vendor="claude", id="c1", title="Tea", updated=NOON, messages=CHAT.messages
    )
    assert bare == native.parse(chat, "f#2", ignore)
    carrier = Conversation(vendor="claude", id="c1", given=(GIVEN,))
    assert carrier == native.parse(given, "f#1", ignore)


def test_account_wide() -> None:
    """What belongs to no conversation has a carrier without an id."""
    line = b'{"kind":"given","id":"g","what":"account_memory","text":"T","vendor":"v"}'
    found = native.parse(line, "f#1", ignore)

    assert found is not None
    assert ("", ("T",)) == (found.id, tuple(one.text for one in found.given))


@pytest.mark.parametrize("line", [b"{", b"[]", b'{"kind": "other"}', b'{"id": "\xff"}'])
def test_other_lines_are_told(line: bytes) -> None:
    """Nothing is lost in silence."""
    notices: list[Notice] = []

    assert native.parse(line, "f#3", notices.append) is None
    assert [("skipped_conversation", "f#3")] == [(n.kind, n.where) for n in notices]


def test_lines_by_another_hand_are_mended() -> None:
    """Control characters go, and times without an offset are UTC."""
    line = (
        b'{"kind":"conversation","vendor":"v","id":"1","title":"a\\u0000b",'
        b'"created":"2025-05-02T12:00:00","updated":"2025-05-02T14:00:00+02:00",'
        b'"messages":[{"id":"m","role":"user","text":"a\\u001bb",'
        b'"time":"2025-05-02T12:00:00"}]}'
    )
    found = native.parse(line, "f#1", ignore)

    assert found is not None
    assert ("ab", NOON, NOON) == (found.title, found.created, found.updated)
    assert [("ab", NOON)] == [(one.text, one.time) for one in found.messages]


def test_sniff() -> None:
    """The keys of our lines are known, alone and in lists."""
    given, chat = conversation_lines(CHAT)

    assert "conversations" == native.sniff(head_of_bytes("x", chat))
    assert "conversations" == native.sniff(head_of_bytes("x", given + chat))
    assert native.sniff(head_of_bytes("x", b'{"kind": 1, "id": 2}')) is None
