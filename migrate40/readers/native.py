"""Reads what `migrate40 read` writes: conversations, and what was given, as lines."""

from datetime import UTC, datetime
from typing import Final

import msgspec

from migrate40.model.codec import read_line
from migrate40.model.conversation import Conversation, Given, Message
from migrate40.notices import Notice, Report
from migrate40.readers.decode import mend
from migrate40.readers.reader import Certainty, Head, Part, Reader

SOURCE: Final = Certainty(
    title="migrate40 (the lines of `migrate40 read`)",
    layouts=("NDJSON: one conversation, or one thing that was given, a line",),
    certainty="A",
    verified_on="2026-11-25",
)
CONVERSATION: Final = frozenset({"kind", "vendor", "id", "messages"})
GIVEN: Final = frozenset({"kind", "what", "text", "vendor"})


def sniff(head: Head) -> Part | None:
    """Tell our own lines by their keys."""
    items = (head.keys, *head.items)
    if any(keys >= CONVERSATION or keys >= GIVEN for keys in items):
        return "conversations"
    return None


def parse(raw: bytes, where: str, report: Report) -> Conversation | None:
    """Return one conversation, or a carrier of the one thing that was given.

    The carrier has the id of the conversation in which it was given.
    """
    line = _line(raw)
    if line is None:
        why = "no line that `migrate40 read` writes"
        report(Notice(kind="skipped_conversation", where=where, why=why))
        return None
    if isinstance(line, Given):
        given = (_mended_given(line),)
        return Conversation(vendor=line.vendor, id=line.conversation or "", given=given)
    return _mended(line)


def _line(raw: bytes) -> Conversation | Given | None:
    try:
        return read_line(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


def _mended(line: Conversation) -> Conversation:
    return msgspec.structs.replace(
        line,
        title=None if line.title is None else mend(line.title),
        created=_utc(line.created),
        updated=_utc(line.updated),
        messages=tuple(_mended_message(message) for message in line.messages),
    )


def _mended_message(message: Message) -> Message:
    text, time = mend(message.text), _utc(message.time)
    if text is message.text and time is message.time:
        return message
    return msgspec.structs.replace(message, text=text, time=time)


def _mended_given(given: Given) -> Given:
    return msgspec.structs.replace(given, text=mend(given.text), time=_utc(given.time))


def _utc(time: datetime | None) -> datetime | None:
    """Return the same instant in UTC; a time without an offset is taken for UTC."""
    if time is None or time.tzinfo is UTC:
        return time
    return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)


READER: Final = Reader(
    source=SOURCE, sniff=sniff, marks=frozenset({"kind", "messages"}), parse=parse
)
