"""Open WebUI: exports of all chats, of one, and bare chats out of its database.

Messages are a tree; replies carry thoughts and tool traffic as `<details>` in the
text, newer ones also as blocks in `output`.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from migrate40.model.conversation import Conversation
from migrate40.notices import Report
from migrate40.readers.decode import decode, moment
from migrate40.readers.links import Linked, shown
from migrate40.readers.reader import Certainty, Head, Part, Reader
from migrate40.readers.talk import (
    Name,
    Talk,
    Time,
    Turn,
    first_moment,
    is_neither,
    name_of,
    put_together,
    role_of,
    tell,
)
from migrate40.readers.words import words_of

VENDOR: Final = "openwebui"
SOURCE: Final = Certainty(
    title="Open WebUI",
    layouts=(
        "the export of all chats, or of one: a list of objects with `chat`",
        "a bare chat: an object with `history`",
    ),
    certainty="A",
    verified_on="2026-11-23",
)
CHAT: Final = frozenset({"chat"})
BESIDE_CHAT: Final = frozenset(
    {"user_id", "title", "created_at", "updated_at", "share_id", "archived"}
)
BESIDE_HISTORY: Final = frozenset({"models", "messages", "title", "params", "tags"})
_TREE = re.compile(r'"(?:currentId|childrenIds|parentId)"\s*:')
_HISTORY = re.compile(r'"(?:history|models)"\s*:')
_TAG = re.compile(r"<details\b(?P<attributes>[^<>]*+)>|</details\s*+>")
_TYPE = re.compile(r"\btype\s*=")


class _Message(msgspec.Struct):
    role: str | None = None
    content: Any = None
    parentId: Name = None  # noqa: N815 -- the source's spelling
    childrenIds: list[Name] | None = None  # noqa: N815 -- the source's spelling
    id: Name = None
    model: str | None = None
    timestamp: Time = None
    error: Any = None
    output: list[Any] | None = None


class _History(msgspec.Struct):
    messages: dict[str, _Message | None] | list[_Message] | None = None
    currentId: Name = None  # noqa: N815 -- the source's spelling


class _Params(msgspec.Struct):
    system: str | None = None


class _Chat(msgspec.Struct):
    title: str | None = None
    models: list[str] | None = None
    system: str | None = None
    params: _Params | None = None
    history: _History | None = None
    messages: list[_Message] | None = None
    timestamp: Time = None


class _Entry(_Chat):
    id: Name = None
    chat: _Chat | None = None
    created_at: Time = None
    updated_at: Time = None


def sniff(head: Head) -> Part | None:
    """Tell a chat by its keys, and by the tree in it."""
    return "conversations" if any(_is_chat(k, head) for k in _objects(head)) else None


def _objects(head: Head) -> tuple[frozenset[str], ...]:
    return (head.keys, *head.items)


def _is_chat(keys: frozenset[str], head: Head) -> bool:
    if keys >= CHAT and keys & BESIDE_CHAT:
        return bool(_HISTORY.search(head.text) or _TREE.search(head.text))
    has_history = "history" in keys and bool(keys & BESIDE_HISTORY)
    return has_history and bool(_TREE.search(head.text))


def parse(raw: bytes, where: str, report: Report) -> Conversation | None:
    """Return one chat as it was shown last; None: skipped, and told why."""
    try:
        entry, repaired = decode(raw, _Entry)
    except ValueError:
        tell(report, "skipped_conversation", where, "it is no JSON object")
        return None
    chat = entry.chat or entry
    name = name_of(entry.id)
    place = name or where
    if chat.history is None and chat.messages is None:
        tell(report, "skipped_conversation", place, "it has no messages")
        return None
    if repaired:
        tell(report, "repaired", place, "bytes or fields that do not fit the format")
    return put_together(_talk(entry, chat, place, report), place, report)


def _talk(entry: _Entry, chat: _Chat, where: str, report: Report) -> Talk:
    system = chat.params.system if chat.params else None
    models = chat.models or []
    return Talk(
        vendor=VENDOR,
        id=name_of(entry.id),
        title=entry.title or chat.title or "",
        created=first_moment(entry.created_at, chat.timestamp),
        updated=moment(entry.updated_at),
        model=name_of(models[0]) if len(models) == 1 else "",
        system=system or chat.system or "",
        turns=tuple(_turns(chat, where, report)),
    )


def _turns(chat: _Chat, where: str, report: Report) -> Iterator[Turn]:
    for key, message in _branch(chat, where, report):
        if is_neither(message.role):
            continue
        role = role_of(message.role)
        yield Turn(
            role=role,
            content=_content(message) if role == "assistant" else message.content,
            id=key,
            time=moment(message.timestamp),
            model=name_of(message.model),
        )


def _branch(chat: _Chat, where: str, report: Report) -> Iterator[tuple[str, _Message]]:
    """Yield key and message of each on the branch, oldest first."""
    history = chat.history or _History()
    held = history.messages or chat.messages or []
    pairs = list(held.items()) if isinstance(held, dict) else [("", m) for m in held]
    known = [(key or name_of(m.id), m) for key, m in pairs if m is not None]
    branch = shown([_linked(key, m) for key, m in known], name_of(history.currentId))
    for kind, why in branch.remarks:
        tell(report, kind, where, why)
    for place in branch.places:
        yield known[place]


def _linked(key: str, message: _Message) -> Linked:
    return Linked(
        id=key,
        parent=name_of(message.parentId),
        children=tuple(map(name_of, message.childrenIds or ())),
        time=moment(message.timestamp),
    )


def _content(message: _Message) -> Any:
    """Return what a reply says: its text, or where that is empty, its blocks."""
    if message.error is True:
        return None  # then the text is what went wrong
    content = message.content
    said = without_details(content) if isinstance(content, str) else content
    return said if words_of(said).text else message.output


def without_details(text: str) -> str:
    """Return a reply without thoughts and tool traffic; plain `<details>` are speech.

    One that does not end goes to the end of the last that does, or of the text.
    """
    if "<details" not in text:
        return text
    kept: list[str] = []
    at = depth = closed = 0
    for tag in _TAG.finditer(text):
        attributes = tag["attributes"]
        if depth == 0 and attributes is not None and _TYPE.search(attributes):
            kept.append(text[at : tag.start()])
            at, depth, closed = len(text), 1, len(text)
        elif depth:
            depth += 1 if attributes is not None else -1
            closed = tag.end() if attributes is None else closed
            at = tag.end() if depth == 0 else at
    if not kept:
        return text
    kept.append(text[closed if depth else at :])
    return "\n".join(piece.strip(" \t\n") for piece in kept).strip(" \t\n")


READER: Final = Reader(
    source=SOURCE,
    sniff=sniff,
    marks=CHAT,
    restart=re.compile(rb'\{\s*+"(?:id|user_id|title|chat)"\s*+:'),
    parse=parse,
)
