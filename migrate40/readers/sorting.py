"""Whose each file of an export is, and what it is to them."""

from collections.abc import Iterator, Sequence

import msgspec

from migrate40.errors import CannotRead, NotAnExport, TooMuch
from migrate40.notices import Notice, Report
from migrate40.readers import detect
from migrate40.readers.archive import Export
from migrate40.readers.guarded import why
from migrate40.readers.head import head_of
from migrate40.readers.names import in_order, is_promising
from migrate40.readers.reader import Head, Member, Part
from migrate40.readers.refusal import is_unknown_chat, refusal

PASTED = "pasted"
GENERIC = "generic"


class Sorted(msgspec.Struct, frozen=True, kw_only=True):
    """A member that somebody reads."""

    vendor: str
    part: Part
    member: Member
    export: int
    """The number of its export."""
    is_page: bool
    """Whether it shows the same conversations for the eye."""

    @property
    def where(self) -> str:
        """Name the place for messages."""
        member = self.member
        is_single = member.name == member.export
        return member.name if is_single else f"{member.export}/{member.name}"


class Sorting(msgspec.Struct, frozen=True, kw_only=True):
    """All members that somebody reads."""

    sources: tuple[Sorted, ...]
    """Those with conversations, in the order of their numbers."""
    given: tuple[Sorted, ...]
    manifests: tuple[str, ...]
    """The vendors that list their files."""
    trouble: CannotRead | None
    """Why a file could not be looked at."""
    strangers: int
    """Files that look like conversations of a product that nobody reads."""


def sort_members(
    exports: Sequence[Export], report: Report, vendor: str | None
) -> Sorting:
    """Look at the head of each member.

    Raises `NotAnExport` for a file that was named and is something else.
    """
    sorter = _Sorter(report, vendor)
    found = [
        one
        for number, export in enumerate(exports)
        for one in sorter.of(export, number)
    ]
    sources = [s for s in found if s.part in ("conversations", "whole")]
    return Sorting(
        sources=tuple(_without_pages(_without_uploads(sources, report))),
        given=tuple(s for s in found if s.part == "given"),
        manifests=tuple(dict.fromkeys(s.vendor for s in found if s.part == "manifest")),
        trouble=sorter.trouble,
        strangers=sorter.strangers,
    )


def _without_uploads(sources: Sequence[Sorted], report: Report) -> list[Sorted]:
    """Leave out messages of no known product that lie in the export of one.

    They are files that the person sent in a chat: mostly other people's talk.
    """
    known = {source.export for source in sources if source.vendor != GENERIC}
    kept: list[Sorted] = []
    for source in sources:
        if source.vendor == GENERIC and source.export in known:
            why = "messages of no known product: give this file by itself to read it"
            report(Notice(kind="left_out", where=source.where, why=why))
        else:
            kept.append(source)
    return kept


def _without_pages(sources: Sequence[Sorted]) -> Iterator[Sorted]:
    """Leave out web pages where the same conversations lie beside them as data."""
    data = {(s.export, s.vendor) for s in sources if not s.is_page}
    for source in sources:
        if not source.is_page or (source.export, source.vendor) not in data:
            yield source


class _Sorter:
    def __init__(self, report: Report, vendor: str | None) -> None:
        self.trouble: CannotRead | None = None
        self.strangers = 0
        self._report = report
        self._vendor = vendor

    def of(self, export: Export, number: int) -> Iterator[Sorted]:
        """Yield the members of one export that somebody reads."""
        for member in sorted(export.members, key=lambda one: in_order(one.name)):
            if not export.single and not is_promising(member.name):
                continue
            head = self._head(member, export)
            found = head and detect(head, self._vendor)
            if found and (found[0] != PASTED or export.single):
                yield Sorted(
                    vendor=found[0],
                    part=found[1],
                    member=member,
                    export=number,
                    is_page=head is not None and head.top == "html",
                )
            elif head is not None:
                self._pass_over(member, head, export)

    def _head(self, member: Member, export: Export) -> Head | None:
        try:
            return head_of(member)
        except TooMuch:
            raise
        except CannotRead as error:
            if export.single:
                raise
            self.trouble = self.trouble or error
            self._skip(member, export, why(error, f"{export.name}/{member.name}"))
            return None

    def _pass_over(self, member: Member, head: Head, export: Export) -> None:
        """Tell of what looks like conversations, refuse what was named and is none."""
        if is_unknown_chat(head):
            self.strangers += 1
            reason = "conversations of a product that cannot be read yet"
            self._skip(member, export, reason)
        elif export.single:
            error = refusal(export.name, head)
            if isinstance(error, NotAnExport):
                raise error

    def _skip(self, member: Member, export: Export, reason: str) -> None:
        where = member.name if export.single else f"{export.name}/{member.name}"
        self._report(Notice(kind="skipped_file", where=where, why=reason))
