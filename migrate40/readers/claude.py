"""Claude: official exports of claude.ai since 2024, and captures of its own traffic."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from typing import Final

from msgspec.structs import replace

from migrate40.model.conversation import Conversation, Message, Role
from migrate40.notices import Kind, Notice, Report
from migrate40.readers.claude_branch import shown
from migrate40.readers.claude_given import account_givens
from migrate40.readers.claude_manifest import report_missing
from migrate40.readers.claude_shape import BLANKS, VENDOR, Chat, FlatChat, Id, Turn
from migrate40.readers.claude_sniff import sniff
from migrate40.readers.claude_words import Speech, plainly, said
from migrate40.readers.decode import decode, mend, moment
from migrate40.readers.reader import WRAPPERS, Certainty, Reader

SOURCE: Final = Certainty(
    title="Claude (claude.ai)",
    layouts=(
        "one zip: conversations.json, users.json, projects, memories (2024-2026)",
        "a manifest and one zip for each category and part (since August 2026)",
        "memories.json as an array or an object, projects.json or projects/*.json",
        "a conversation as the web interface receives it, one or several",
    ),
    certainty="A",
    verified_on="2026-11-23",
)
NEITHER = frozenset({"system", "tool", "developer"})
"""Roles of what nobody said."""
PLAIN: Final = Speech()
"""What there is to say of a message beside its text, if that is one plain block."""


def parse(raw: bytes, where: str, report: Report) -> Conversation | None:
    """Return one conversation as it was shown last; None: skipped, and told why."""
    try:
        chat, repaired = decode(raw, Chat)
    except ValueError:
        _tell(report, "skipped_conversation", where, "it is no JSON object")
        return None
    if repaired and chat.turns is not None:
        why = "values of an unusual form were mended"
        _tell(report, "repaired", _own_id(chat) or where, why)
    return build(chat, lambda: raw, where, report)


def build(
    chat: Chat, raw: Callable[[], bytes], where: str, report: Report
) -> Conversation | None:
    """Return the same of what was decoded; flat texts are in the bytes alone."""
    place = _own_id(chat) or where
    turns = chat.turns
    if turns is None:
        _tell(report, "skipped_conversation", place, "it has no list of messages")
        return Conversation(vendor=VENDOR, id=_own_id(chat)) if _own_id(chat) else None
    branch = shown(turns, chat.current_leaf_message_uuid)
    if branch.guessed:
        why = f"messages without the one before them: {branch.guessed}"
        _tell(report, "repaired", place, f"{why}; they follow the order of the file")
    closer = _CloserLook(raw)
    spoken = dict(_spoken(chat, turns, branch.places, closer))
    closer.tell(place, report)
    return _conversation(chat, spoken)


def _spoken(
    chat: Chat, turns: Sequence[Turn], places: Sequence[int], closer: "_CloserLook"
) -> Iterator[tuple[int, Message]]:
    """Yield what was said on the branch, each with its place in the list.

    Under its own id: nothing where it has none.
    """
    default = _line(chat.model) or None
    for place in places:
        turn = turns[place]
        role = turn.speaker
        text = plainly(turn, role)
        speech = PLAIN if text else closer.look(turn, role, place)
        text = text or speech.text
        is_reply = role == "assistant"
        if role and text:
            yield (
                place,
                Message(
                    id=_text(turn.uuid) or _text(turn.id),
                    role=role,
                    text=text,
                    time=moment(turn.created_at),
                    model=(_line(turn.model) or default) if is_reply else None,
                    voice=speech.voice,
                    pasted_from=speech.pasted_from,
                ),
            )


class _CloserLook:
    """Messages that are not one block of plain text, and what nobody understands."""

    def __init__(self, raw: Callable[[], bytes]) -> None:
        self._raw = raw
        self._texts: list[str | None] | None = None
        self._unknown: Counter[str] = Counter()
        self._strangers = 0

    def look(self, turn: Turn, role: Role | None, place: int) -> Speech:
        """Return what was said in the message at this place."""
        speech = said(turn, role or "user", partial(self._flat, place))
        if role is None:
            self._strangers += bool(speech.text) and not _is_neither(turn)
        else:
            self._unknown.update(speech.unknown)
        return speech

    def tell(self, where: str, report: Report) -> None:
        """Report what was met that nobody understands."""
        for kind, count in sorted(self._unknown.items()):
            why = f"blocks of an unknown kind ({kind}): {count}"
            _tell(report, "skipped_content", where, why)
        if self._strangers:
            why = f"messages by neither the person nor Claude: {self._strangers}"
            _tell(report, "skipped_message", where, why)

    def _flat(self, place: int) -> str | None:
        if self._texts is None:
            self._texts = decode(self._raw(), FlatChat)[0].texts
        return self._texts[place]


def _is_neither(turn: Turn) -> bool:
    return any((role or "").lower() in NEITHER for role in (turn.sender, turn.role))


def _conversation(chat: Chat, spoken: Mapping[int, Message]) -> Conversation:
    title = _line(chat.name) or _line(chat.title) or None
    name = _own_id(chat) or _made_id(title, spoken.values())
    messages = _named(name, spoken)
    return Conversation(
        vendor=VENDOR,
        id=name,
        title=title,
        created=moment(chat.created_at),
        updated=moment(chat.updated_at),
        model=_usual_model(messages) or _line(chat.model) or None,
        project=_project(chat),
        messages=messages,
    )


def _named(name: str, spoken: Mapping[int, Message]) -> tuple[Message, ...]:
    """Return the messages, each with an id that no other has."""
    ids = {message.id for message in spoken.values()}
    if len(ids) == len(spoken) and "" not in ids:
        return tuple(spoken.values())
    seen = {""}
    found: list[Message] = []
    for place, message in spoken.items():
        is_own = message.id not in seen
        mark = message.id if is_own else f"{name}#{place + 1}"
        seen.add(mark)
        found.append(message if is_own else replace(message, id=mark))
    return tuple(found)


def _usual_model(messages: Iterable[Message]) -> str | None:
    """Return the model of most replies, of equally common ones the first.

    Only captures know it.
    """
    counts = Counter([message.model for message in messages if message.model])
    return counts.most_common(1)[0][0] if counts else None


def _project(chat: Chat) -> str | None:
    linked = chat.project.uuid if chat.project else None
    return _line(chat.project_uuid) or _line(linked) or None


def _own_id(chat: Chat) -> str:
    names = map(_text, (chat.uuid, chat.id, chat.conversation_id))
    return next(filter(None, names), "")


def _made_id(title: str | None, spoken: Iterable[Message]) -> str:
    """Return an id for a conversation without one: the same words, the same id."""
    words = [title or "", *(one.role + one.text for one in spoken)]
    return f"claude-{sha256(chr(0).join(words).encode()).hexdigest()[:12]}"


def _text(value: Id | None) -> str:
    return _line(value if value is None or type(value) is str else str(value))


def _line(text: str | None) -> str:
    if not text:
        return ""
    return (text if text.isprintable() else mend(text)).strip(BLANKS)


def _tell(report: Report, kind: Kind, where: str, why: str) -> None:
    report(Notice(kind=kind, where=where, why=why))


READER: Final = Reader(
    source=SOURCE,
    sniff=sniff,
    marks=frozenset({"chat_messages", "messages"}),
    wrappers=WRAPPERS,
    parse=parse,
    shape=Chat,
    build=build,
    account=account_givens,
    missing=report_missing,
)
