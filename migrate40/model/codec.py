"""The text form of conversations, NDJSON; whatever goes in comes out again.

Every character is valid UTF-8 by then: readers mend text at the door.
"""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from migrate40.model.conversation import Conversation, Given, Message


class _ConversationLine(
    msgspec.Struct, kw_only=True, tag_field="kind", tag="conversation"
):
    """A conversation without what was given in it: that has lines of its own."""

    vendor: str
    id: str
    title: str | None = None
    created: datetime | None = None
    updated: datetime | None = None
    model: str | None = None
    project: str | None = None
    remember: bool = True
    messages: tuple[Message, ...] = ()
    instructions: tuple[str, ...] = ()


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(_ConversationLine | Given)
_SHARED = _ConversationLine.__struct_fields__


def conversation_lines(conversation: Conversation) -> Iterator[bytes]:
    """Yield the NDJSON lines of a conversation: what was given in it, then itself."""
    for given in conversation.given:
        yield given_line(given)
    if conversation.messages:
        yield conversation_line(conversation) + b"\n"


def given_line(given: Given) -> bytes:
    """Return the line of one thing that was given."""
    return _encoder.encode(given) + b"\n"


def conversation_line(conversation: Conversation) -> bytes:
    """Return the line of the conversation itself, without the end of line."""
    fields = {name: getattr(conversation, name) for name in _SHARED}
    return _encoder.encode(_ConversationLine(**fields))


def read_line(line: bytes) -> Conversation | Given:
    """Return what one line says; raises `msgspec.MsgspecError` of a broken one."""
    value = _decoder.decode(line)
    if isinstance(value, Given):
        return value
    return Conversation(**{name: getattr(value, name) for name in _SHARED})
