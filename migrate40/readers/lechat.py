"""Le Chat (Mistral): one file a conversation, which is a bare list of messages."""

import re
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Any, Final

import msgspec

from migrate40.model.conversation import Conversation
from migrate40.notices import Report
from migrate40.readers.decode import moment
from migrate40.readers.events import rows, shaped
from migrate40.readers.lineage import NEVER
from migrate40.readers.pieces import tell_unknown, trimmed
from migrate40.readers.reader import Certainty, Head, Member, Part, Reader
from migrate40.readers.talk import (
    Name,
    Talk,
    Turn,
    is_neither,
    name_of,
    put_together,
    role_of,
    tell,
)

SOURCE: Final = Certainty(
    title="Le Chat (Mistral)",
    layouts=("one zip: chat-*.json, each a list of messages",),
    certainty="B",
    verified_on="2026-11-23",
)
VENDOR: Final = "lechat"
MESSAGE: Final = frozenset({"chatId", "role", "createdAt"})
UNSPOKEN: Final = frozenset(
    {
        "custom_element",
        "document_url",
        "file_reference",
        "image_url",
        "reference",
        "thinking",
        "tool_call",
        "tool_reference",
    }
)
"""Kinds of chunks of which nothing is said."""
_NESTED = re.compile(r'\s*\[\s*\[\s*\{(?=.*"chatId")', re.DOTALL)
"""A list of such lists, as some tools put the files together."""


class Chunk(msgspec.Struct):
    """A piece of a message."""

    type: str | None = None
    text: Any = None


class Message(msgspec.Struct, rename="camel"):
    """One message, or one version of it."""

    id: Name = None
    version: Any = None
    chat_id: Name = None
    role: str | None = None
    content: Any = None
    content_chunks: list[Chunk] | None = None
    created_at: Any = None


def sniff(head: Head) -> Part | None:
    """Tell a chat by the keys of its messages; their files lie in folders aside."""
    if head.top != "array":
        return None
    if any(keys >= MESSAGE for keys in head.items) or _NESTED.match(head.text):
        return "whole"
    return None


def parse_file(member: Member, where: str, report: Report) -> Iterator[Conversation]:
    """Yield the conversation of a file; several, where the file holds several."""
    chats: dict[str, dict[str, Message]] = {}
    odd = repaired = 0
    for number, value in enumerate(_messages(member, where, report)):
        try:
            message, was_repaired = shaped(value, Message)
        except ValueError:
            odd += value is not None
            continue
        repaired += was_repaired
        versions = chats.setdefault(name_of(message.chat_id), {})
        name = name_of(message.id) or f"#{number}"
        versions[name] = _later(versions.get(name), message)
    if odd:
        why = f"entries in the list that are no messages: {odd}"
        tell(report, "skipped_message", where, why)
    if repaired:
        why = f"messages with fields that do not fit the format: {repaired}"
        tell(report, "repaired", where, why)
    for name, found in chats.items():
        yield _conversation(name, list(found.values()), name or where, report)


def _messages(member: Member, where: str, report: Report) -> Iterator[Any]:
    """Yield messages, those of lists within the list too."""
    for value in rows(member, where, report, READER):
        yield from value if isinstance(value, list) else (value,)


def _later(known: Message | None, found: Message) -> Message:
    """Return the later version of a message."""
    if known is None or _version(found) >= _version(known):
        return found
    return known


def _version(message: Message) -> int:
    return message.version if isinstance(message.version, int) else 0


def _conversation(
    name: str, messages: Sequence[Message], where: str, report: Report
) -> Conversation:
    timed = [(moment(one.created_at) or NEVER, one) for one in messages]
    timed.sort(key=itemgetter(0))
    turns = list(_turns([one for _, one in timed], where, report))
    return put_together(Talk(vendor=VENDOR, id=name, turns=turns), where, report)


def _turns(messages: Sequence[Message], where: str, report: Report) -> Iterator[Turn]:
    unknown: list[str | None] = []
    strangers = 0
    for one in messages:
        role, text = role_of(one.role), _text(one, unknown)
        if role and text:
            time = moment(one.created_at)
            yield Turn(role=role, content=text, id=name_of(one.id), time=time)
        elif text:
            strangers += not (one.role and is_neither(one.role))
    tell_unknown(report, where, unknown)
    if strangers:
        why = f"messages by neither the person nor the model: {strangers}"
        tell(report, "skipped_message", where, why)


def _text(message: Message, unknown: list[str | None]) -> str:
    """Return the words: the content, where it is empty those of the chunks."""
    chunks = message.content_chunks or []
    unknown += [one.type for one in chunks if one.type not in UNSPOKEN | {"text"}]
    if isinstance(message.content, str) and message.content.strip():
        return trimmed(message.content)
    texts = (one.text for one in chunks if one.type == "text")
    return trimmed("".join(text for text in texts if isinstance(text, str)))


READER: Final = Reader(
    source=SOURCE,
    sniff=sniff,
    marks=frozenset({"chatId"}),
    restart=re.compile(rb'\{\s*+"(?:id|version|chatId)"\s*+:'),
    parse_file=parse_file,
)
