"""Several exports as one history: each conversation once, the newest copy of it.

Read twice: first only ids and times, to know which copy wins and which export is the
older; then the winners, one at a time, so that memory never holds a whole history.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from migrate40.errors import CannotRead, NothingFound, TooMuch
from migrate40.model.conversation import Conversation, Given
from migrate40.notices import Kind, Notice, Report, ignore
from migrate40.readers import READERS, refuse_unknown
from migrate40.readers.archive import Export, open_exports
from migrate40.readers.copies import Copies
from migrate40.readers.guarded import why
from migrate40.readers.refusal import nothing_found, strangers_found
from migrate40.readers.sorting import Sorted, sort_members
from migrate40.readers.stream import raw_values

NATIVE: Final = "native"


def read_history(
    paths: Sequence[str], *, report: Report, vendor: str | None = None
) -> Iterator[Conversation]:
    """Yield the conversations of all exports, what was given account-wide first.

    Raises `CannotRead` of a path that is no export, `UsageError` of an unknown
    vendor, and at the end `NothingFound` if there was nothing to carry over.
    """
    refuse_unknown(vendor)
    with open_exports(paths, report) as exports:
        history = _History(exports, report, vendor)
        yield from history.conversations()


class _History:
    """The state of one reading."""

    def __init__(
        self, exports: Sequence[Export], report: Report, vendor: str | None
    ) -> None:
        self._names = [export.name for export in exports]
        self._all = [member for export in exports for member in export.members]
        self._report = report
        self._sorted = sort_members(exports, report, vendor)
        self._seen: set[str] = set()
        self._missing = 0
        self._found = False
        self._trouble: CannotRead | None = self._sorted.trouble

    def conversations(self) -> Iterator[Conversation]:
        """Yield what there is; raise at the end if that was nothing."""
        self._miss()
        copies = self._copies()
        carriers = self._carriers(copies.order)
        for conversation in _joined(self._fresh(carriers, copies)):
            self._found = True
            yield conversation
        if not self._found:
            raise self._nothing()

    def _miss(self) -> None:
        """Let each vendor with a list of files say what is not here."""

        def count(notice: Notice) -> None:
            self._missing += notice.kind == "missing_file"
            self._report(notice)

        for vendor in self._sorted.manifests:
            READERS[vendor].missing(self._all, count)

    def _copies(self) -> Copies:
        """Read ids and times of everything."""
        copies = Copies(len(self._names))
        for number, source in enumerate(self._sorted.sources):
            for place, raw in self._values(source, ignore):
                copies.add(source, (number, place), raw)
        copies.decide(self._names)
        return copies

    def _values(self, source: Sorted, report: Report) -> Iterator[tuple[int, bytes]]:
        """Yield the raw conversations of a member, as far as it can be read."""
        try:
            with source.member.open() as stream:
                yield from raw_values(stream, source.where, report)
        except TooMuch:
            raise
        except CannotRead as error:
            self._trouble = self._trouble or error
            reason = why(error, source.where)
            report(Notice(kind="skipped_file", where=source.where, why=reason))

    def _carriers(self, order: Sequence[int]) -> Iterator[Conversation]:
        """Yield what was given account-wide, one carrier a vendor."""
        rank = {export: number for number, export in enumerate(order)}
        for vendor, reader in READERS.items():
            sources = [s for s in self._sorted.given if s.vendor == vendor]
            sources.sort(key=lambda source: rank[source.export])
            given = tuple(reader.account([s.member for s in sources], self._report))
            for owner in dict.fromkeys(one.vendor for one in given):
                owned = tuple(one for one in given if one.vendor == owner)
                yield Conversation(vendor=owner, id="", given=owned)

    def _fresh(
        self, carriers: Iterator[Conversation], copies: Copies
    ) -> Iterator[Conversation]:
        """Yield all of them without what was given before, and without empty ones."""
        for conversation in carriers:
            yield from self._unless_empty(conversation)
        for source, conversation in self._winners(copies):
            if not conversation.messages and source.vendor != NATIVE:
                where, reason = conversation.id, "nothing is said in it"
                self._tell("empty_conversation", where, reason)
            yield from self._unless_empty(conversation)

    def _unless_empty(self, conversation: Conversation) -> Iterator[Conversation]:
        fresh: dict[str, Given] = {}
        for given in conversation.given:
            if given.id not in self._seen:
                self._seen.add(given.id)
                fresh[given.id] = given
        if len(fresh) < len(conversation.given):
            given_here = tuple(fresh.values())
            conversation = msgspec.structs.replace(conversation, given=given_here)
        if conversation.messages or conversation.given:
            yield conversation

    def _winners(self, copies: Copies) -> Iterator[tuple[Sorted, Conversation]]:
        """Parse the newest copy of each, export by export, and count the others."""
        sources = list(enumerate(self._sorted.sources))
        for export in copies.order:
            older = 0
            for number, source in sources:
                if source.export != export:
                    continue
                for place, raw in self._values(source, self._report):
                    if (number, place) in copies.losers:
                        older += 1
                        continue
                    where = f"{source.where}#{place}"
                    parsed = READERS[source.vendor].parse(raw, where, self._report)
                    if parsed is not None:
                        yield source, parsed
            if older:
                reason = f"{older} conversations are here in an older copy or twice"
                self._tell("left_out", self._names[export], reason)

    def _tell(self, kind: Kind, where: str, reason: str) -> None:
        self._report(Notice(kind=kind, where=where, why=reason))

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
