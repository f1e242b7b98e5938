"""SillyTavern: one chat a file, a header and then a message a line.

The same lines are written by Chub, where `mes` may be an object, and by exporters of
other products. What the program itself says has `is_system`.
"""

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

import msgspec

from migrate40.model.conversation import Conversation
from migrate40.notices import Report
from migrate40.readers import tavern_card
from migrate40.readers.dates import time_of
from migrate40.readers.decode import mend
from migrate40.readers.head import head_of
from migrate40.readers.lines import decoded, raw_lines
from migrate40.readers.reader import Certainty, Head, Member, Part, Reader
from migrate40.readers.stream import raw_values
from migrate40.readers.talk import (
    Name,
    Talk,
    Time,
    Turn,
    name_of,
    put_together,
    tell,
)

VENDOR: Final = "sillytavern"
SOURCE: Final = Certainty(
    title="SillyTavern",
    layouts=(
        "one chat: `.jsonl`, a header line and then a message a line",
        "the same as a list",
        "a character card as JSON",
    ),
    certainty="A",
    verified_on="2026-11-23",
)
HEADER: Final = frozenset({"user_name", "character_name"})
TURN: Final = (frozenset({"mes", "is_user"}), frozenset({"mes", "name"}))
NARRATED: Final = frozenset(
    {"narrator", "comment", "help", "welcome", "empty", "generic", "slash_commands"}
)
"""Kinds of messages, under `extra`, that are the program's or a stage direction."""
NOBODY: Final = frozenset({"", "unused"})
"""What stands for a name in headers since 2025."""


class _Said(msgspec.Struct):
    message: str | None = None


class _Extra(msgspec.Struct):
    type: str | None = None
    model: str | None = None


class _Line(msgspec.Struct):
    """A header or a message."""

    user_name: str | None = None
    character_name: str | None = None
    create_date: Time = None
    name: str | None = None
    is_user: bool | None = None
    is_system: bool | None = None
    send_date: Time = None
    mes: str | _Said | None = None
    swipes: list[str | _Said | None] | None = None
    swipe_id: Name = None
    extra: _Extra | None = None


def sniff(head: Head) -> Part | None:
    """Tell a chat by its header or its messages, a card by its own keys."""
    if tavern_card.is_card(head):
        return "given"
    for keys in (head.keys, *head.items):
        if keys >= HEADER or any(keys >= turn for turn in TURN):
            return "whole"
    return None


def parse_file(member: Member, where: str, report: Report) -> Iterator[Conversation]:
    """Yield the one chat of a file; a bad line costs itself."""
    with member.open() as stream:
        values = _raw(member, stream, where, report)
        lines = list(decoded(values, _Line, where, report))
    if lines:
        yield _conversation(lines, where, report)


def _raw(
    member: Member, stream: BinaryIO, where: str, report: Report
) -> Iterator[tuple[int, bytes]]:
    if head_of(member).top == "array":
        return raw_values(stream, where, report, READER)
    return raw_lines(stream, where, report)


def _conversation(lines: list[_Line], where: str, report: Report) -> Conversation:
    header = next((line for line in lines if _is_header(line)), _Line())
    spoken = [line for line in lines if _is_spoken(line)]
    person = _name(header.user_name)
    turns = [(line, _is_users(line, person)) for line in spoken]
    names = dict.fromkeys(_name(line.name) for line, is_users in turns if not is_users)
    characters = [name for name in names if name]
    if len(characters) > 1:
        why = f"{len(characters)} characters speak: all are read as one"
        tell(report, "guessed", where, why)
    person = person or next((_name(line.name) for line, mine in turns if mine), "")
    character = _name(header.character_name) or next(iter(characters), "")
    return put_together(
        Talk(
            vendor=VENDOR,
            title=character,
            created=time_of(header.create_date),
            turns=tuple(_turns(turns, person, character)),
        ),
        where,
        report,
    )


def _is_header(line: _Line) -> bool:
    return line.mes is None and (line.user_name or line.character_name) is not None


def _is_spoken(line: _Line) -> bool:
    kind = line.extra.type if line.extra else None
    return line.mes is not None and not line.is_system and kind not in NARRATED


def _is_users(line: _Line, person: str) -> bool:
    if line.is_user is not None:
        return line.is_user
    return _name(line.name) in (person or "You", "You")


def _turns(
    lines: Iterable[tuple[_Line, bool]], person: str, character: str
) -> Iterator[Turn]:
    for line, is_users in lines:
        model = line.extra.model if line.extra else None
        yield Turn(
            role="user" if is_users else "assistant",
            content=tavern_card.filled(_words(line), person, character),
            time=time_of(line.send_date),
            model=name_of(model),
        )


def _words(line: _Line) -> str:
    """Return the text that is shown: of several replies, the one chosen."""
    shown = _text(line.mes)
    swipes, number = line.swipes or [], line.swipe_id
    if not shown and isinstance(number, int) and 0 <= number < len(swipes):
        return _text(swipes[number])
    return shown


def _text(said: str | _Said | None) -> str:
    return (said.message if isinstance(said, _Said) else said) or ""


def _name(name: str | None) -> str:
    name = mend(name or "").strip()
    return "" if name in NOBODY else name


READER: Final = Reader(
    source=SOURCE,
    sniff=sniff,
    marks=frozenset({"mes"}),
    restart=re.compile(rb'\{\s*+"(?:name|is_user|mes|send_date)"\s*+:'),
    parse_file=parse_file,
    account=tavern_card.account,
)
