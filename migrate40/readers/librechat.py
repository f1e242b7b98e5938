"""LibreChat: one exported conversation, its messages as a list or as a tree.

Which of several branches was open is not in the file; without the option "branches"
the export holds only that one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from migrate40.model.conversation import Conversation, Role
from migrate40.notices import Kind, Report
from migrate40.readers.decode import decode, moment
from migrate40.readers.librechat_tree import Piece, Tree, salvaged, take_apart
from migrate40.readers.lines import whole
from migrate40.readers.links import Linked, shown
from migrate40.readers.reader import Certainty, Head, Member, Part, Reader
from migrate40.readers.talk import (
    Name,
    Talk,
    Time,
    Turn,
    first_moment,
    name_of,
    put_together,
    role_of,
    tell,
)
from migrate40.readers.words import PARAGRAPH, words_of

VENDOR: Final = "librechat"
SOURCE: Final = Certainty(
    title="LibreChat",
    layouts=(
        "one conversation as JSON, with `messagesTree`, or with nested `messages`",
        "the same, not recursive, with a list of `messages`",
    ),
    certainty="A",
    verified_on="2026-11-23",
)
MARKS: Final = frozenset({"messages", "messagesTree"})
TURN: Final = frozenset({"messageId", "isCreatedByUser"})
NO_PARENT: Final = "00000000-0000-0000-0000-000000000000"
"""The parent of a first message; null means the same."""

_ID = re.compile(rb'"conversationId"\s*+:\s*+"([\w.-]{1,80})"', re.ASCII)
_ARTIFACT = re.compile(r":::artifact\{[^{}\n]*+\}\n.*?(?:\n:::(?=\s|\Z)|\Z)", re.DOTALL)


class _Message(msgspec.Struct):
    messageId: Name = None  # noqa: N815 -- the source's spelling
    parentMessageId: Name = None  # noqa: N815 -- the source's spelling
    isCreatedByUser: bool | None = None  # noqa: N815 -- the source's spelling
    sender: str | None = None
    text: str | None = None
    content: Any = None
    model: str | None = None
    error: bool | None = None
    createdAt: Time = None  # noqa: N815 -- the source's spelling
    updatedAt: Time = None  # noqa: N815 -- the source's spelling

    @property
    def role(self) -> Role:
        """Who speaks: senders have the names of models, or of the person's choice."""
        if self.isCreatedByUser is not None:
            return "user" if self.isCreatedByUser else "assistant"
        return role_of(self.sender) or "assistant"


class _Options(msgspec.Struct):
    model: str | None = None
    promptPrefix: str | None = None  # noqa: N815 -- the source's spelling
    system: str | None = None
    instructions: str | None = None
    additional_instructions: str | None = None


class _Entry(_Options):
    conversationId: Name = None  # noqa: N815 -- the source's spelling
    title: str | None = None
    options: _Options | None = None
    messages: list[Any] | None = None
    messagesTree: list[Any] | None = None  # noqa: N815 -- the source's spelling
    createdAt: Time = None  # noqa: N815 -- the source's spelling
    updatedAt: Time = None  # noqa: N815 -- the source's spelling


def sniff(head: Head) -> Part | None:
    """Tell a conversation by the spelling of its keys."""
    has_turns = any(keys >= TURN for keys in head.items)
    if _is_chat(head.keys) or ("messages" in head.keys and has_turns):
        return "conversations" if head.top == "lines" else "whole"
    return "conversations" if any(map(_is_chat, head.items)) else None


def _is_chat(keys: frozenset[str]) -> bool:
    return "messagesTree" in keys or {"conversationId", "messages"} <= keys


def parse(raw: bytes, where: str, report: Report) -> Conversation | None:
    """Return one conversation as it was shown last; None: skipped, and told why."""
    tree, flat = _read(raw)
    entry = _outside(tree, raw)
    if entry is None:
        tell(report, "skipped_conversation", where, "it is no JSON object")
        return None
    place = name_of(entry.conversationId) or where
    if entry.messages is None and entry.messagesTree is None:
        tell(report, "skipped_conversation", place, "it has no messages")
        return None
    flat.link()
    for kind, why in flat.remarks():
        tell(report, kind, place, why)
    if tree.is_cut:
        why = "the file is damaged or cut off: not all that was said is there"
        tell(report, "skipped_message", place, why)
    return _shown(entry, flat, place, report)


def _outside(tree: Tree, raw: bytes) -> _Entry | None:
    """Return what is said of the whole; where that is damaged, its id alone."""
    try:
        return decode(bytes(tree.outside.raw), _Entry)[0]
    except ValueError:
        name = _ID.search(raw) if tree.messages else None
    return _Entry(conversationId=name[1].decode(), messages=[]) if name else None


def _read(raw: bytes) -> tuple[Tree, "_Flat"]:
    """Return the messages by their places or, where more is saved so, one by one."""
    tree = take_apart(raw)
    flat = _Flat(tree.messages)
    if tree.is_cut or flat.odd or not flat.nodes:
        other = salvaged(raw)
        saved = _Flat(other.messages)
        if len(saved.nodes) - saved.odd > len(flat.nodes) - flat.odd:
            return other, saved
    return tree, flat


def parse_file(member: Member, where: str, report: Report) -> Iterator[Conversation]:
    """Yield the one conversation of a file."""
    with member.open() as stream:
        raw = whole(stream, where, report)
    conversation = parse(raw, where, report)
    if conversation is not None:
        yield conversation


class _Flat:
    """All messages in a list, and their places in the tree."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self.messages: list[_Message] = []
        self.nodes: list[Linked] = []
        self.odd = 0
        """Messages that are lost; each keeps its place."""
        self._mended = 0
        self._strays = 0
        self._names: set[str] = set()
        for piece in pieces:
            self._add(piece)

    def _add(self, piece: Piece) -> None:
        try:
            message, was_repaired = decode(bytes(piece.raw), _Message)
        except ValueError:
            message, was_repaired = _Message(), False
            self.odd += 1
        self._mended += was_repaired
        name = name_of(message.messageId)
        if not name or name in self._names:
            name = f"#{len(self.nodes)}"
        self._names.add(name)
        parent = self._parent(message, piece.above)
        time = first_moment(message.createdAt, message.updatedAt)
        self.messages.append(message)
        self.nodes.append(Linked(id=name, parent=parent, time=time))

    def _parent(self, message: _Message, above: int) -> str:
        """Return the id of the one before; a reply that names none follows the last."""
        if above >= 0:
            return self.nodes[above].id
        parent = name_of(message.parentMessageId)
        if parent not in ("", NO_PARENT):
            return parent
        is_reply = bool(self.nodes) and message.role == "assistant"
        return self.nodes[-1].id if is_reply else ""

    def link(self) -> None:
        """Link what answers a message that is not there to the one before it."""
        for place, node in enumerate(self.nodes[1:], 1):
            if node.parent and node.parent not in self._names:
                before = self.nodes[place - 1].id
                self.nodes[place] = replace(node, parent=before)
                self._strays += 1

    def remarks(self) -> Iterator[tuple[Kind, str]]:
        """Yield what was lost, mended or assumed."""
        remarks: tuple[tuple[int, Kind, str], ...] = (
            (self.odd, "skipped_message", "messages that are damaged or cut off"),
            (self._mended, "repaired", "messages that do not fit the format"),
            (self._strays, "repaired", "messages without the one before them"),
        )
        for count, kind, why in remarks:
            if count:
                yield kind, f"{why}: {count}"


def _shown(entry: _Entry, flat: _Flat, where: str, report: Report) -> Conversation:
    branch = shown(flat.nodes)
    for kind, why in branch.remarks:
        tell(report, kind, where, why)
    talk = _talk(entry, [flat.messages[place] for place in branch.places])
    return put_together(talk, where, report)


def _talk(entry: _Entry, messages: Sequence[_Message]) -> Talk:
    options = entry.options or entry
    return Talk(
        vendor=VENDOR,
        id=name_of(entry.conversationId),
        title=entry.title or "",
        created=moment(entry.createdAt),
        updated=moment(entry.updatedAt),
        model=name_of(options.model or entry.model),
        system=_system(options) or _system(entry),
        turns=tuple(_turns(messages)),
    )


def _system(options: _Options) -> str:
    """Return what the person wrote under "custom instructions", or its like."""
    texts = (
        options.promptPrefix,
        options.system,
        options.instructions,
        options.additional_instructions,
    )
    return PARAGRAPH.join(text for text in texts if text)


def _turns(messages: Sequence[_Message]) -> Iterator[Turn]:
    for message in messages:
        role = message.role
        if message.error and role == "assistant":
            continue  # its text is what went wrong
        yield Turn(
            role=role,
            content=_content(message, role),
            id=name_of(message.messageId),
            time=first_moment(message.createdAt, message.updatedAt),
            model=name_of(message.model),
        )


def _content(message: _Message, role: Role) -> Any:
    """Return what was said: the blocks, where they have words, or the text."""
    content = message.content if words_of(message.content).text else message.text
    if role == "assistant" and isinstance(content, str) and ":::artifact" in content:
        pieces = (piece.strip(" \t\n") for piece in _ARTIFACT.split(content))
        return PARAGRAPH.join(piece for piece in pieces if piece)
    return content


READER: Final = Reader(
    source=SOURCE, sniff=sniff, marks=MARKS, parse=parse, parse_file=parse_file
)
