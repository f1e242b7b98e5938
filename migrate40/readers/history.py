"""Several exports as one history: each conversation once, the newest copy of it.

Read once: what each raw value came to is put down in a ledger; when all is there it is
known which copy counts and which export is the older, and the winners are told.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Final

import msgspec

from migrate40.errors import CannotRead, NothingFound
from migrate40.model.codec import given_line, read_line
from migrate40.model.conversation import Conversation
from migrate40.notices import Notice, Report
from migrate40.readers import READERS, refuse_unknown
from migrate40.readers.archive import Export, open_exports
from migrate40.readers.ledger import Ledger, Record
from migrate40.readers.records import Source
from migrate40.readers.refusal import nothing_found, strangers_found
from migrate40.readers.sorting import sort_members
from migrate40.readers.workers import all_done

BLOCK: Final = 1 << 17
"""About so many bytes of lines are given out at once."""


def read_history(
    paths: Sequence[str], *, report: Report, vendor: str | None = None, jobs: int = 1
) -> Iterator[Conversation]:
    """Yield the conversations of all exports, what was given account-wide first.

    Raises `CannotRead` of a path that is no export, `UsageError` of an unknown
    vendor, and at the end `NothingFound` if there was nothing to carry over.
    """
    yield from _joined(map(_conversation, _records(paths, report, vendor, jobs)))


def read_lines(
    paths: Sequence[str], *, report: Report, vendor: str | None = None, jobs: int = 1
) -> Iterator[bytes]:
    """Yield the same as lines of NDJSON, many at a time; raises the same."""
    pending: list[bytes] = []
    size = 0
    for record in _records(paths, report, vendor, jobs):
        given = b"".join(map(given_line, record.given))
        pending.append(given)
        size += len(given) + len(record.line)
        if size > BLOCK:
            yield b"".join(pending)
            yield record.line
            pending, size = [b"\n"] if record.line else [], 0
        elif record.line:
            pending += (record.line, b"\n")
    yield b"".join(pending)


def _records(
    paths: Sequence[str], report: Report, vendor: str | None, jobs: int
) -> Iterator[Record]:
    """Yield lines, each with what was given in it for the first time."""
    refuse_unknown(vendor)
    with (
        open_exports(paths, report) as exports,
        closing(Ledger(len(exports))) as ledger,
    ):
        yield from _History(exports, ledger, report, vendor).records(jobs)


class _History:
    """The state of one reading."""

    def __init__(
        self,
        exports: Sequence[Export],
        ledger: Ledger,
        report: Report,
        vendor: str | None,
    ) -> None:
        self._names = [export.name for export in exports]
        self._all = [member for export in exports for member in export.members]
        self._ledger = ledger
        self._report = report
        self._sorted = sort_members(exports, report, vendor)
        self._seen: set[str] = set()
        self._missing = 0
        self._trouble: CannotRead | None = self._sorted.trouble

    def records(self, jobs: int) -> Iterator[Record]:
        """Yield what there is; raise at the end if that was nothing."""
        self._miss()
        self._fill(jobs)
        order = self._ledger.order(self._names)
        found = False
        for records in (self._carriers(order), self._winners(order)):
            for record in map(self._fresh, records):
                if record.line or record.given:
                    found = True
                    yield record
        if not found:
            raise self._nothing()

    def _miss(self) -> None:
        """Let each vendor with a list of files say what is not here."""

        def count(notice: Notice) -> None:
            self._missing += notice.kind == "missing_file"
            self._report(notice)

        for vendor in self._sorted.manifests:
            if missing := READERS[vendor].missing:
                missing(self._all, count)

    def _fill(self, jobs: int) -> None:
        """Put down all that is in the sources."""
        sources = [Source(source) for source in self._sorted.sources]
        size = sum(source.member.size for source in self._sorted.sources)
        with all_done(jobs, size) as done:
            for record in done(sources):
                self._ledger.add(record)
        troubles = (source.trouble for source in sources)
        self._trouble = next(filter(None, (self._trouble, *troubles)), None)

    def _carriers(self, order: Sequence[int]) -> Iterator[Record]:
        """Yield what was given account-wide, vendor by vendor."""
        rank = {export: number for number, export in enumerate(order)}
        vendors = {source.vendor for source in self._sorted.given}
        for vendor in filter(vendors.__contains__, READERS):
            sources = [s for s in self._sorted.given if s.vendor == vendor]
            sources.sort(key=lambda source: rank[source.export])
            members = [source.member for source in sources]
            if account := READERS[vendor].account:
                given = tuple(account(members, self._report))
                for owner in dict.fromkeys(one.vendor for one in given):
                    yield Record(given=tuple(g for g in given if g.vendor == owner))

    def _winners(self, order: Sequence[int]) -> Iterator[Record]:
        """Yield the newest copy of each, export by export, and count the others."""
        for export in order:
            older = 0
            for row in self._ledger.rows(export):
                if self._ledger.lost(row):
                    older += 1
                    continue
                given, notices = self._ledger.rest(row)
                for notice in notices:
                    self._report(notice)
                yield Record(line=self._ledger.line(row), given=given)
            if older:
                why = f"{older} conversations are here in an older copy or twice"
                where = self._names[export]
                self._report(Notice(kind="left_out", where=where, why=why))

    def _fresh(self, record: Record) -> Record:
        """Return it without what was given before."""
        if not record.given:
            return record
        fresh = {g.id: g for g in reversed(record.given) if g.id not in self._seen}
        self._seen.update(fresh)
        return Record(line=record.line, given=tuple(reversed(fresh.values())))

    def _nothing(self) -> CannotRead | NothingFound:
        if self._missing:
            return NothingFound(
                f"{', '.join(self._names)}: {self._missing} files of this export are "
                "missing: download each (its link works only once), then give all of "
                "them together"
            )
        if self._trouble is None and self._sorted.strangers:
            return strangers_found(self._names)
        return self._trouble or nothing_found(self._names)


def _conversation(record: Record) -> Conversation:
    if record.line:
        line = read_line(record.line)
        if isinstance(line, Conversation):
            return msgspec.structs.replace(line, given=record.given)
    one = record.given[0]
    name = one.conversation or ""
    return Conversation(vendor=one.vendor, id=name, given=record.given)


def _joined(conversations: Iterator[Conversation]) -> Iterator[Conversation]:
    """Give back to a conversation what lines of their own said was given in it."""
    held: Conversation | None = None
    for conversation in conversations:
        if held is None or not _is_same(held, conversation):
            if held is not None:
                yield held
            held = conversation
        else:
            given = held.given + conversation.given
            held = msgspec.structs.replace(conversation, given=given)
        if held.messages:
            yield held
            held = None
    if held is not None:
        yield held


def _is_same(one: Conversation, other: Conversation) -> bool:
    return (one.vendor, one.id) == (other.vendor, other.id)
