"""A conversation put together from turns, for readers whose sources leave much out.

Who speaks is spelled in many ways, ids are missing, the model stands here or there.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

import msgspec

from migrate40.model.conversation import Conversation, Given, Message, Role, given_id
from migrate40.notices import Kind, Notice, Report
from migrate40.readers.decode import mend, moment
from migrate40.readers.words import clean, words_of

SPEAKERS: Final[dict[str, Role]] = {
    "user": "user",
    "human": "user",
    "you": "user",
    "me": "user",
    "prompter": "user",
    "prompt": "user",
    "用户": "user",
    "assistant": "assistant",
    "ai": "assistant",
    "bot": "assistant",
    "chatbot": "assistant",
    "model": "assistant",
    "gpt": "assistant",
    "chatgpt": "assistant",
    "bing": "assistant",
    "bard": "assistant",
    "gemini": "assistant",
    "claude": "assistant",
    "character": "assistant",
    "char": "assistant",
    "response": "assistant",
    "助手": "assistant",
}
"""Who speaks, as programs write it down."""
NEITHER: Final = frozenset(
    {
        "developer",
        "environment",
        "function",
        "function_call",
        "function_response",
        "info",
        "ipython",
        "observation",
        "plugin",
        "root",
        "system",
        "thinking",
        "tool",
        "tool_call",
        "tool_response",
    }
)
"""Roles of what nobody said."""
DEFAULTS: Final = (
    "You are ChatGPT",
    "You are a helpful assistant",
    "You are a helpful AI assistant",
)
"""How instructions begin that a program brings along, not the person."""
SHORT: Final = 200
"""A default is no longer than this; what is longer somebody wrote."""

Name = str | int | None
Time = Any
"""Whatever `moment` understands."""


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """What one of the two said, as a source has it."""

    role: Role | None
    """None: nobody knows who spoke."""
    content: Any
    """Text, a block, or a list of either."""
    id: str = ""
    time: datetime | None = None
    model: str = ""


class Talk(msgspec.Struct, frozen=True, kw_only=True):
    """A conversation as a source has it: nothing of it needs to be there."""

    vendor: str
    id: str = ""
    number: str = ""
    """An id that is no more than a number in its file."""
    title: str = ""
    created: datetime | None = None
    updated: datetime | None = None
    model: str = ""
    """The model of replies that name none."""
    system: str = ""
    """The person's own words on how to answer."""
    turns: Sequence[Turn] = ()


def role_of(name: Any) -> Role | None:
    """Return who of the two it is; None: neither, or nobody knows."""
    return SPEAKERS.get(name.strip().lower()) if isinstance(name, str) else None


def is_neither(name: Any) -> bool:
    """Whether it is the role of what nobody said, and not one that is not known."""
    return isinstance(name, str) and name.strip().lower() in NEITHER


def name_of(value: Name) -> str:
    """Return an id or a slug as text; nothing is empty."""
    return "" if value is None else mend(str(value)).strip()


def first_moment(*values: Time) -> datetime | None:
    """Return the first that is a time."""
    return next(filter(None, map(moment, values)), None)


def put_together(talk: Talk, where: str, report: Report) -> Conversation:
    """Return the conversation; what nobody can read is reported under `where`."""
    spoken = tuple(_spoken(talk.turns, where, report))
    times = [one.turn.time for one in spoken if one.turn.time]
    name = talk.id or _made_id(talk, spoken)
    created = talk.created or next(iter(times), None)
    messages = tuple(_messages(talk, name, spoken))
    given = tuple(_given(talk, name, created))
    return Conversation(
        vendor=talk.vendor,
        id=name,
        title=mend(talk.title) if talk.title.strip() else None,
        created=created,
        updated=talk.updated or (times[-1] if times else created),
        model=_usual_model(messages) or talk.model or None,
        messages=messages,
        given=given,
        instructions=tuple(one.id for one in given),
    )


class _Spoken(msgspec.Struct, frozen=True):
    """A turn with words, who says them, and its place in the list, from 1 on."""

    turn: Turn
    role: Role
    text: str
    place: int


def _spoken(turns: Iterable[Turn], where: str, report: Report) -> Iterator[_Spoken]:
    """Yield the turns in which something is said; tell what nobody understands."""
    unknown: Counter[str] = Counter()
    strangers = 0
    for place, turn in enumerate(turns, 1):
        words = words_of(turn.content)
        if turn.role is None:
            strangers += bool(words.text.strip())
            continue
        unknown.update(words.unknown)
        text = clean(words.text, turn.role)
        if text.strip():
            yield _Spoken(turn, turn.role, text, place)
    for kind, count in sorted(unknown.items()):
        tell(report, "skipped_content", where, f"unknown content ({kind}): {count}")
    if strangers:
        why = f"messages by neither the person nor a model: {strangers}"
        tell(report, "skipped_message", where, why)


def _messages(talk: Talk, name: str, spoken: Iterable[_Spoken]) -> Iterator[Message]:
    ids: set[str] = set()
    for one in spoken:
        turn = one.turn
        own = turn.id if turn.id and turn.id not in ids else f"{name}#{one.place}"
        ids.add(own)
        model = (turn.model or talk.model) if one.role == "assistant" else ""
        yield Message(
            id=own, role=one.role, text=one.text, time=turn.time, model=model or None
        )


def _made_id(talk: Talk, spoken: Sequence[_Spoken]) -> str:
    """Return an id for a conversation without one.

    Of how it began, where a time or a number tells it from others: a later, longer
    copy has it too. Otherwise of all the words: two that begin alike are not the same.
    """
    begun = talk.created or next((one.turn.time for one in spoken), None)
    is_told = bool(begun or talk.number)
    parts = [str(begun), talk.number] if is_told else [talk.title]
    for one in spoken[:1] if is_told else spoken:
        parts += [one.role, one.text]
    digest = sha256(chr(0).join(parts).encode(errors="replace")).hexdigest()
    return f"{talk.vendor}-{digest[:12]}" + (f":{talk.number}" if talk.number else "")


def _usual_model(messages: Iterable[Message]) -> str:
    """Return the model of most replies; of equals, the one met first."""
    counts = Counter(message.model for message in messages if message.model)
    return counts.most_common(1)[0][0] if counts else ""


def _given(talk: Talk, name: str, created: datetime | None) -> Iterator[Given]:
    """Yield the person's instructions, unless a program brought them along."""
    text = mend(talk.system).strip()
    if text and not (len(text) < SHORT and text.startswith(DEFAULTS)):
        yield Given(
            id=given_id("custom_instruction", text, talk.vendor, "model"),
            what="custom_instruction",
            text=text,
            vendor=talk.vendor,
            time=created,
            conversation=name,
            about="model",
        )


def tell(report: Report, kind: Kind, where: str, why: str) -> None:
    """Report a notice."""
    report(Notice(kind=kind, where=where, why=why))
