"""Character.AI: dumps made by other tools, in two forms.

The old one has histories of `msgs`, the newer one `turns` with candidates. Nobody has
shown what the official data export holds. Where in a dump the chats lie differs, so
they are looked for.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from migrate40.model.conversation import Conversation, Given, Role, given_id
from migrate40.notices import Report
from migrate40.readers.decode import mend, moment
from migrate40.readers.documents import document
from migrate40.readers.lenient import MISSING, Lenient
from migrate40.readers.lines import whole
from migrate40.readers.reader import Certainty, Head, Member, Part, Reader
from migrate40.readers.talk import (
    Name,
    Talk,
    Time,
    Turn,
    first_moment,
    name_of,
    put_together,
    tell,
)
from migrate40.readers.tavern_card import filled

VENDOR: Final = "characterai"
SOURCE: Final = Certainty(
    title="Character.AI (dumps by other tools)",
    layouts=(
        "histories of messages with `src.is_human` (until 2023)",
        "chats of `turns` with candidates (since 2023; a guess)",
    ),
    certainty="C",
    verified_on="2026-11-23",
)
OLD: Final = frozenset({"msgs"})
NEW: Final = frozenset({"turns"})
TURN: Final = frozenset({"candidates", "author"})
ROLES: Final[dict[bool | None, Role | None]] = {
    True: "user",
    False: "assistant",
    None: None,
}
"""Who speaks, by whether it is a human."""
DEEPEST: Final = 6
"""Levels of objects and lists around a chat."""


class _Author(msgspec.Struct):
    is_human: bool | None = None
    name: str | None = None


class _Candidate(msgspec.Struct):
    candidate_id: Name = None
    raw_content: str | None = None
    create_time: Time = None


class _TurnKey(msgspec.Struct):
    turn_id: Name = None


class _Message(msgspec.Struct):
    """A message of the old form, or a turn of the newer one."""

    uuid: Name = None
    id: Name = None
    text: str | None = None
    src: _Author | None = None
    is_alternative: bool | None = None
    created: Time = None
    turn_key: _TurnKey | None = None
    turn_id: Name = None
    author: _Author | None = None
    candidates: list[_Candidate] | None = None
    primary_candidate_id: Name = None
    create_time: Time = None


class _Chat(msgspec.Struct):
    external_id: Name = None
    chat_id: Name = None
    id: Name = None
    created: Time = None
    create_time: Time = None
    last_interaction: Time = None
    msgs: list[_Message] | None = None
    turns: list[_Message] | None = None


class _Card(msgspec.Struct):
    """What somebody wrote down of the character."""

    name: str | None = None
    participant__name: str | None = None
    title: str | None = None
    description: str | None = None
    definition: str | None = None
    greeting: str | None = None


def sniff(head: Head) -> Part | None:
    """Tell a dump by its keys, and by who is human in it."""
    told = '"is_human"' in head.text or '"raw_content"' in head.text
    objects = (head.keys, *head.items)
    if any(keys & (OLD | NEW | {"histories", "chats"}) for keys in objects):
        return "whole" if told else None
    return "whole" if told and any(keys >= TURN for keys in objects) else None


def parse_file(member: Member, where: str, report: Report) -> Iterator[Conversation]:
    """Yield the chats of a dump, each with what the character's card says."""
    with member.open() as stream:
        raw = whole(stream, where, report)
    tree = document(raw, where, report, READER)
    if tree is None:
        return
    tell(report, "guessed", where, "a dump by another tool: its form is not certain")
    found = list(_found(tree, DEEPEST))
    cards = [one for one in found if isinstance(one, _Card)]
    given = tuple(_given(cards))
    character = _named(cards[0]) if len(cards) == 1 else ""
    chats = [one for one in found if isinstance(one, _Chat)]
    for number, chat in enumerate(chats, 1):
        read = _conversation(chat, character, f"{where}#{number}", report)
        yield replace(read, given=given, instructions=tuple(g.id for g in given))
    if given and not chats:
        yield Conversation(vendor=VENDOR, id="", given=given)


def _found(value: Any, levels: int) -> Iterator[_Chat | _Card]:
    """Yield the chats and cards in a tree, in its order."""
    if isinstance(value, list) and any(map(_is_turn, value)):
        value = {"turns": value}
    inner: Iterable[Any] = ()
    if not isinstance(value, dict):
        inner = value if isinstance(value, list) else ()
    elif any(isinstance(value.get(key), list) for key in OLD | NEW):
        yield _as(value, _Chat)
        return
    elif isinstance(value.get("greeting"), str):
        yield _as(value, _Card)
        return
    else:
        inner = value.values()
    for each in inner if levels else ():
        yield from _found(each, levels - 1)


def _is_turn(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() >= TURN


def _as(value: Any, kind: Any) -> Any:
    found = Lenient().convert(value, kind)
    return kind() if found is MISSING else found


def _named(card: _Card) -> str:
    return mend(card.participant__name or card.name or "").strip()


def _given(cards: Sequence[_Card]) -> Iterator[Given]:
    """Yield what the cards say of the characters."""
    for card in cards:
        for field in (card.title, card.description, card.definition):
            text = filled(_without_examples(mend(field or "")), "", _named(card))
            if text:
                yield Given(
                    id=given_id("custom_instruction", text, VENDOR, "model"),
                    what="custom_instruction",
                    text=text,
                    vendor=VENDOR,
                    about="model",
                )


def _without_examples(text: str) -> str:
    """Return a definition without lines of invented talk: nobody said them."""
    kept = [line for line in text.split("\n") if not _is_example(line)]
    return "\n".join(kept).strip()


def _is_example(line: str) -> bool:
    speaker = line.partition(":")[0].strip().lower()
    return speaker in {"{{char}}", "{{user}}", "end_of_dialog"} or (
        speaker.startswith("{{random_user")
    )


def _conversation(
    chat: _Chat, character: str, where: str, report: Report
) -> Conversation:
    messages = _in_order(chat.msgs or chat.turns or [])
    people = {_human(m): _who(m) for m in messages}
    character = character or people.get(False, "")
    talk = Talk(
        vendor=VENDOR,
        id=name_of(chat.external_id or chat.chat_id or chat.id),
        title=character,
        created=first_moment(chat.created, chat.create_time),
        updated=moment(chat.last_interaction),
        turns=tuple(_turns(messages, people.get(True, ""), character)),
    )
    return put_together(talk, talk.id or where, report)


def _in_order(messages: Sequence[_Message]) -> list[_Message]:
    """Return the messages oldest first; the service itself gives the newest first.

    Without a time for each, they are taken to be in order.
    """
    main = [message for message in messages if not message.is_alternative]
    times = [_time(message) for message in main]
    known = [time for time in times if time is not None]
    if len(known) < len(main):
        return main
    if known == sorted(known, reverse=True) and known != sorted(known):
        return main[::-1]
    return [m for _, m in sorted(zip(known, main, strict=True), key=lambda p: p[0])]


def _turns(messages: Sequence[_Message], person: str, character: str) -> Iterator[Turn]:
    for message in messages:
        yield Turn(
            role=ROLES[_human(message)],
            content=filled(_text(message), person, character),
            id=_own_id(message),
            time=_time(message),
        )


def _human(message: _Message) -> bool | None:
    """Whether the person speaks; in the newer form only the person is marked."""
    author = message.author or message.src
    if author is None:
        return None
    return bool(author.is_human) if message.author else author.is_human


def _who(message: _Message) -> str:
    author = message.author or message.src
    return mend((author.name if author else None) or "").strip()


def _text(message: _Message) -> str:
    """Return the text that is shown: of several candidates the primary, or the last.

    The service lists the newest candidate first, and marks the one that was chosen.
    """
    candidate = _chosen(message)
    return (candidate.raw_content if candidate else message.text) or ""


def _chosen(message: _Message) -> _Candidate | None:
    candidates = message.candidates or []
    primary = name_of(message.primary_candidate_id)
    marked = (c for c in candidates if name_of(c.candidate_id) == primary != "")
    return next(marked, candidates[0] if candidates else None)


def _own_id(message: _Message) -> str:
    key = message.turn_key.turn_id if message.turn_key else None
    return name_of(key or message.turn_id or message.uuid or message.id)


def _time(message: _Message) -> Any:
    candidate = _chosen(message)
    own = candidate.create_time if candidate else None
    return first_moment(message.create_time, message.created, own)


READER: Final = Reader(
    source=SOURCE,
    sniff=sniff,
    marks=OLD | NEW,
    restart=re.compile(
        rb'\{\s*+"(?:external_id|chat_id|id|created|create_time|msgs|turns)"\s*+:'
    ),
    parse_file=parse_file,
)
