"""From raw values to records, here or in other processes: the same bytes either way."""

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from migrate40.errors import CannotRead, TooMuch
from migrate40.model.codec import conversation_line
from migrate40.model.conversation import Conversation
from migrate40.notices import Notice
from migrate40.readers import READERS
from migrate40.readers.decode import EPOCH
from migrate40.readers.guarded import why
from migrate40.readers.ledger import NEVER, Record
from migrate40.readers.reader import Reader
from migrate40.readers.sorting import Sorted
from migrate40.readers.stream import raw_values, values

NATIVE: Final = "native"
"""Our own lines: what was given has lines of its own, and vendors are named."""


class Task(msgspec.Struct, array_like=True, gc=False):
    """A raw conversation that is still to be parsed."""

    export: int
    vendor: str
    where: str
    raw: bytes


Item = Task | Record


def done(item: Item) -> Record:
    """Return the record of a task; what is one already, as it is."""
    if isinstance(item, Record):
        return item
    parse = READERS[item.vendor].parse
    notices: list[Notice] = []
    parsed = parse(item.raw, item.where, notices.append) if parse else None
    return _record(item.export, item.vendor, parsed, notices)


class Source:
    """One file with conversations, and why it could not be read to its end."""

    def __init__(self, source: Sorted) -> None:
        self.trouble: CannotRead | None = None
        self._source = source
        self._notices: list[Notice] = []

    def items(self, *, raw: bool) -> Iterator[Item]:
        """Yield what is in it, in order, notices among it; raises `TooMuch` only.

        `raw` leaves the parsing to other processes.
        """
        reader = READERS[self._source.vendor]
        if self._source.part == "whole":
            found: Iterator[Item] = self._whole(reader)
        else:
            found = self._cut(reader) if raw else self._parsed(reader)
        try:
            for item in found:
                yield from self._told()
                yield item
        except TooMuch:
            raise
        except CannotRead as error:
            self.trouble = error
            where = self._source.where
            reason = why(error, where)
            self._notices.append(Notice(kind="skipped_file", where=where, why=reason))
        yield from self._told()

    def _told(self) -> Iterator[Record]:
        if self._notices:
            yield Record(export=self._source.export, notices=tuple(self._notices))
            self._notices.clear()

    def _cut(self, reader: Reader) -> Iterator[Task]:
        source, report = self._source, self._notices.append
        with source.member.open() as stream:
            for place, raw in raw_values(stream, source.where, report, reader):
                where = f"{source.where}#{place}"
                yield Task(source.export, source.vendor, where, raw)

    def _parsed(self, reader: Reader) -> Iterator[Record]:
        source, report = self._source, self._notices.append
        with source.member.open() as stream:
            for value in values(stream, source.where, report, reader):
                where, told = f"{source.where}#{value.number}", list[Notice]()
                if value.decoded is not None and reader.build:
                    found = reader.build(value.decoded, value.raw, where, told.append)
                elif reader.parse:
                    found = reader.parse(value.raw(), where, told.append)
                else:
                    continue
                yield _record(source.export, source.vendor, found, told)

    def _whole(self, reader: Reader) -> Iterator[Record]:
        source, report = self._source, self._notices.append
        if reader.parse_file:
            for parsed in reader.parse_file(source.member, source.where, report):
                notices = list(self._notices)
                self._notices.clear()
                yield _record(source.export, source.vendor, parsed, notices)


def _record(
    export: int, vendor: str, parsed: Conversation | None, notices: Iterable[Notice]
) -> Record:
    told = list(notices)
    if parsed is None:
        return Record(export=export, notices=tuple(told))
    is_given = vendor == NATIVE and not parsed.messages
    if not parsed.messages and not is_given and not any(n.is_skip for n in told):
        reason = "nothing is said in it"
        told.append(Notice(kind="empty_conversation", where=parsed.id, why=reason))
    return Record(
        export=export,
        key="" if is_given else f"{parsed.vendor}/{parsed.id}",
        updated=_micros(parsed),
        line=conversation_line(parsed) if parsed.messages else b"",
        given=parsed.given,
        notices=tuple(told),
    )


def _micros(parsed: Conversation) -> int:
    """Return when it was last written; one that lost its messages never was."""
    time = parsed.updated or parsed.created
    if time is None:
        return NEVER
    since = time - EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds
