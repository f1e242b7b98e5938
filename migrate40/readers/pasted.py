"""Reads a list of memories that was copied by hand from an assistant's settings.

Seen in use: `1. [2025-05-02]. The user likes ...`, `- ...`, `[2025-05-02] - ...`; an
entry goes on over the lines that begin with none of these.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from migrate40.errors import CannotRead
from migrate40.model.conversation import Given, given_id
from migrate40.notices import Notice, Report
from migrate40.readers.charset import text_start
from migrate40.readers.decode import mend, moment
from migrate40.readers.reader import Certainty, Head, Member, Part, Reader

SOURCE: Final = Certainty(
    title="a list of memories copied by hand into a text file",
    layouts=("`1. [2025-05-02]. text`", "`- text`", "`[2025-05-02] - text`"),
    certainty="A",
    verified_on="2026-11-23",
)
LARGEST: Final = 1 << 24
"""Bytes of a list; a full memory has some tens of kilobytes."""
LINES_OF_ENTRY: Final = 8
"""So many lines an entry may have, on the average, headings included."""
VENDOR: Final = "chatgpt"
OTHER: Final = "claude"

_MARK = r"(?:[0-9]{1,5}[.)、．](?![0-9])\s*|(?:[-*•·‣–—]|\[ \])\s+)"
_DAY = r"[\[(【](?P<{}>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})[\])】]\s*[.:：–—-]?\s*"
_ENTRY = re.compile(
    rf"\s*(?:{_MARK}(?:{_DAY.format('marked')})?|{_DAY.format('dated')})"
    r"(?P<text>\S.*)"
)
_RULE = re.compile(r"\s*([-*_=]\s*){3,}|\s*#+\s.*|\s*```.*")
_CLAUDE = re.compile(r"\b(?:claude|anthropic)\b", re.IGNORECASE)


def sniff(head: Head) -> Part | None:
    """Tell a list by its entries: a text with a dash in it somewhere is none.

    A list within an export is no list of ours.
    """
    if head.top != "text" and not (head.top == "array" and not head.items):
        return None
    lines = [
        line for line in head.text.removeprefix("\ufeff").splitlines() if line.strip()
    ]
    entries = sum(bool(_ENTRY.match(line)) for line in lines)
    return "given" if entries and entries * LINES_OF_ENTRY >= len(lines) else None


def account(members: Sequence[Member], report: Report) -> Iterator[Given]:
    """Yield the entries in the order of the lists."""
    for member in members:
        text = _text(member, report)
        vendor = OTHER if _CLAUDE.search(_before_entries(text)) else VENDOR
        for time, entry in _entries(text):
            yield Given(
                id=given_id("pasted_memory", entry),
                what="pasted_memory",
                text=entry,
                vendor=vendor,
                time=time,
            )


def _text(member: Member, report: Report) -> str:
    try:
        with member.open() as stream:
            raw = stream.read(LARGEST)
            longer = bool(stream.read(1))
    except CannotRead as error:
        report(Notice(kind="skipped_file", where=member.name, why=str(error)))
        return ""
    if longer:
        why = f"only the first {LARGEST >> 20} MiB of the list were read"
        report(Notice(kind="skipped_content", where=member.name, why=why))
    return mend(text_start(raw))


def _before_entries(text: str) -> str:
    """Return the lines above the list, where people note what it is."""
    head = []
    for line in text.splitlines():
        if _ENTRY.match(line):
            break
        head.append(line)
    return "\n".join(head)


def _entries(text: str) -> Iterator[tuple[datetime | None, str]]:
    """Yield day and words of each entry, its lines joined as they stood."""
    time: datetime | None = None
    lines: list[str] = []
    for line in text.splitlines():
        match = _ENTRY.match(line)
        if match or _RULE.fullmatch(line):
            yield from _entry(time, lines)
            time, lines = None, []
        if match and not _RULE.fullmatch(line):
            time = moment(match["marked"] or match["dated"])
            lines = [match["text"]]
        elif lines:
            lines.append(line.strip())
    yield from _entry(time, lines)


def _entry(
    time: datetime | None, lines: list[str]
) -> Iterator[tuple[datetime | None, str]]:
    text = "\n".join(lines).strip()
    if text:
        yield time, text


READER: Final = Reader(source=SOURCE, sniff=sniff, account=account)
