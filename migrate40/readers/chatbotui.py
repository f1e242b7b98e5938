"""Chatbot UI, versions 1 to 4 of its export: chats of one page, kept by a browser."""

import re
from typing import Any, Final

import msgspec

from migrate40.model.conversation import Conversation
from migrate40.notices import Report
from migrate40.readers.decode import decode
from migrate40.readers.reader import Certainty, Head, Part, Reader
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

VENDOR: Final = "chatbotui"
SOURCE: Final = Certainty(
    title="Chatbot UI",
    layouts=(
        "an object with `history`, `folders` and `prompts` (version 4; 2 and 3 alike)",
        "a list of chats (version 1)",
    ),
    certainty="A",
    verified_on="2026-11-23",
)
CHAT: Final = frozenset({"messages", "name"})
BESIDE: Final = frozenset({"prompt", "folderId", "temperature"})
AROUND: Final = frozenset({"folders", "prompts", "version"})


class _Message(msgspec.Struct):
    role: str | None = None
    content: Any = None


class _Model(msgspec.Struct):
    id: str | None = None


class _Entry(msgspec.Struct):
    id: Name = None
    name: str | None = None
    messages: list[_Message] | None = None
    model: _Model | str | None = None
    prompt: str | None = None


def sniff(head: Head) -> Part | None:
    """Tell the export by what lies around the chats, or beside their messages."""
    has_chats = not head.items or any("messages" in keys for keys in head.items)
    if has_chats and "history" in head.keys and head.keys & AROUND:
        return "conversations"
    if head.top in ("array", "lines") and any(
        keys >= CHAT and keys & BESIDE for keys in head.items
    ):
        return "conversations"
    return None


def parse(raw: bytes, where: str, report: Report) -> Conversation | None:
    """Return one chat; None: skipped, and told why."""
    try:
        entry, repaired = decode(raw, _Entry)
    except ValueError:
        tell(report, "skipped_conversation", where, "it is no JSON object")
        return None
    name = name_of(entry.id)
    if entry.messages is None:
        why = "it has no messages"
        tell(report, "skipped_conversation", name or where, why)
        return None
    if repaired:
        why = "bytes or fields that do not fit the format"
        tell(report, "repaired", name or where, why)
    model = entry.model.id if isinstance(entry.model, _Model) else entry.model
    talk = Talk(
        vendor=VENDOR,
        id=name,
        title=entry.name or "",
        model=name_of(model),
        system=entry.prompt or "",
        turns=tuple(
            Turn(role=role_of(message.role), content=message.content)
            for message in entry.messages
            if not is_neither(message.role)
        ),
    )
    return put_together(talk, name or where, report)


READER: Final = Reader(
    source=SOURCE,
    sniff=sniff,
    marks=frozenset({"messages"}),
    restart=re.compile(rb'\{\s*+"(?:id|name|messages)"\s*+:'),
    wrappers=frozenset({b"history"}),
    parse=parse,
)
