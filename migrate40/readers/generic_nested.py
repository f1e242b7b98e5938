"""Messages that lie deeper in a file: the stores and backups of chat programs.

Where in such a file the conversations are differs from program to program; they are
looked for by their shape.
"""

from collections.abc import Iterator
from typing import Any, Final

from migrate40.readers.generic_shape import HOLDERS, TURNS, Entry, Message
from migrate40.readers.lenient import MISSING, Lenient

DEEPEST: Final = 5
"""Levels of objects and lists around a conversation."""


def nested(document: Any) -> Iterator[Entry]:
    """Yield the conversations in a document, in its order."""
    yield from _found(document, DEEPEST)


def _found(value: Any, levels: int) -> Iterator[Entry]:
    if isinstance(value, list) and any(map(_is_turn, value)):
        value = {"messages": value}
    if isinstance(value, dict):
        if any(_holds(value.get(key)) for key in HOLDERS):
            yield from _entries(value)
            return
        value = list(value.values())
    if isinstance(value, list) and levels:
        for each in value:
            yield from _found(each, levels - 1)


def _holds(value: Any) -> bool:
    return isinstance(value, list) and any(map(_is_turn, value))


def _is_turn(value: Any) -> bool:
    return isinstance(value, dict) and any(value.keys() >= turn for turn in TURNS)


def _entries(value: dict[str, Any]) -> Iterator[Entry]:
    found = Lenient().convert(value, Entry)
    if found is not MISSING:
        yield from split(found)


def split(entry: Entry) -> Iterator[Entry]:
    """Yield a conversation for each that the messages say they belong to.

    Stores keep the messages of all conversations in one list.
    """
    groups: dict[str, list[Message]] = {}
    for message in entry.turns or []:
        groups.setdefault(message.group, []).append(message)
    if len(groups) < 2:  # noqa: PLR2004 -- one is no split
        yield entry
        return
    for name, messages in groups.items():
        yield Entry(messages=messages, id=name)
