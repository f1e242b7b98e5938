"""Gemini: what Google Takeout keeps of it in "My Activity", as JSON or as a page.

The activity is a list of prompts with their answers, the newest first, and does not
say which of them belong together: those that follow each other soon are taken for one
conversation. Names of files and folders are in the person's language.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import chain, islice
from typing import Any, Final

import msgspec

from migrate40.model.conversation import Conversation
from migrate40.notices import Kind, Report
from migrate40.readers.charset import text_start
from migrate40.readers.decode import EPOCH, moment
from migrate40.readers.events import rows, shaped
from migrate40.readers.gemini_page import cells
from migrate40.readers.gemini_rows import Row, Titles, is_other
from migrate40.readers.reader import Certainty, Head, Member, Part, Reader
from migrate40.readers.talk import Talk, Turn, put_together, tell

SOURCE: Final = Certainty(
    title="Gemini (Google Takeout, My Activity)",
    layouts=(
        "Takeout/My Activity/Gemini Apps: My Activity.json, in any language",
        "the same as a page, MyActivity.html (certainty C)",
    ),
    certainty="B",
    verified_on="2026-11-23",
)
VENDOR: Final = "gemini"
ROW: Final = frozenset({"header", "title", "time"})
GAP: Final = timedelta(minutes=30)
"""Prompts farther apart belong to two conversations."""
SAMPLE: Final = 200
"""So many rows tell how the prompts of a file begin."""
START: Final = 256
REMARKS: Final[dict[str, tuple[Kind, str]]] = {
    "odd": ("skipped_message", "rows that are no activity"),
    "unmarked": ("guessed", "prompts without a known word before them, taken whole"),
    "other": ("left_out", "rows that are no talk, like feedback"),
    "undated": ("guessed", "rows without a time, kept where they stand"),
    "unzoned": ("guessed", "times in a zone that is not known, taken for UTC"),
    "repaired": ("repaired", "rows with fields that do not fit the format"),
    "joined": ("guessed", "prompts taken for one conversation, as they came soon"),
}

_GEMINI = re.compile(
    r'"(?:header|products)"\s*+:\s*+\[?\s*+"[^"]*(?:gemini|bard)', re.IGNORECASE
)
_PAGE = re.compile(r"outer-cell|material-design-lite|\.mdl-")


class Exchange(msgspec.Struct, frozen=True, kw_only=True):
    """A prompt and its answer; either may be missing."""

    prompt: str
    answer: str
    time: datetime | None


def sniff(head: Head) -> Part | None:
    """Tell the activity by its rows, a page of it by its style.

    The activity of other products has the same shape and nothing to carry over.
    """
    if head.top == "html":
        return "whole" if _PAGE.search(head.text) else None
    if head.top == "array" and any(keys >= ROW for keys in head.items):
        return "whole" if _GEMINI.search(head.text) else "aside"
    return None


def parse_file(member: Member, where: str, report: Report) -> Iterator[Conversation]:
    """Yield the conversations of a file, in its order."""
    counts: Counter[str] = Counter()
    found = _sound(_rows(member, where, report), counts)
    first = list(islice(found, SAMPLE))
    exchanges = _exchanges(chain(first, found), Titles(first), counts)
    for group in _groups(exchanges):
        counts["joined"] += len(group) if len(group) > 1 else 0
        talk = Talk(vendor=VENDOR, id=_name(group[0]), turns=list(_turns(group)))
        yield put_together(talk, where, report)
    for name, (kind, why) in REMARKS.items():
        if counts[name]:
            tell(report, kind, where, f"{why}: {counts[name]}")


def _rows(member: Member, where: str, report: Report) -> Iterator[Row | None]:
    """Yield the rows of a page or a list; None: something else."""
    with member.open() as stream:
        start = text_start(stream.read(START)).lstrip()
    if start.startswith("<"):
        with member.open() as stream:
            yield from cells(stream)
        return
    for value in rows(member, where, report, READER):
        if value is not None:
            yield _row(value)


def _row(value: Any) -> Row | None:
    try:
        row, was_repaired = shaped(value, Row)
    except ValueError:
        return None
    row.is_whole = not was_repaired
    return row


def _sound(rows: Iterable[Row | None], counts: Counter[str]) -> Iterator[Row]:
    """Yield the rows of this product, and count what is odd."""
    for row in rows:
        counts["odd"] += row is None
        if row is not None and row.is_gemini:
            counts["repaired"] += not row.is_whole
            yield row


def _exchanges(
    rows: Iterable[Row], titles: Titles, counts: Counter[str]
) -> Iterator[Exchange]:
    """Yield what was said in the rows, and count those in which nothing was."""
    for row in rows:
        title = row.title or ""
        prompt = titles.prompt(title)
        if prompt is None and (is_other(title) or not row.has_answer):
            counts["other"] += 1
            continue
        counts["unmarked"] += prompt is None and bool(title)
        time = moment(row.time)
        counts["undated"] += time is None
        counts["unzoned"] += not row.is_zoned
        words = title if prompt is None else prompt
        yield Exchange(prompt=words, answer=row.answer, time=time)


def _groups(exchanges: Iterable[Exchange]) -> Iterator[list[Exchange]]:
    """Yield those that came soon one after the other, the oldest of them first."""
    group: list[Exchange] = []
    times: list[datetime] = []
    for one in exchanges:
        if one.time and times and not _is_near(one.time, times):
            yield _in_order(group)
            group, times = [], []
        group.append(one)
        if one.time:
            times = [min([one.time, *times]), max([one.time, *times])]
    if group:
        yield _in_order(group)


def _is_near(time: datetime, times: Sequence[datetime]) -> bool:
    return times[0] - GAP <= time <= times[-1] + GAP


def _in_order(group: list[Exchange]) -> list[Exchange]:
    """Return them with the oldest first; one without a time stays by its neighbour."""
    times = [one.time for one in group if one.time]
    if not times or times[0] >= times[-1]:
        group.reverse()
    timed: list[tuple[datetime, Exchange]] = []
    last = min(times, default=EPOCH)
    for one in group:
        last = one.time or last
        timed.append((last, one))
    timed.sort(key=lambda pair: pair[0])
    return [one for _, one in timed]


def _name(first: Exchange) -> str:
    """Return an id made of how it began, the same of data and of a page.

    Pages know no parts of a second, and write the lines of a prompt in another way.
    """
    time = first.time and first.time.replace(microsecond=0)
    words = f"{time}\0{' '.join(first.prompt.split())}"
    digest = sha256(words.encode(errors="replace")).hexdigest()
    return f"{VENDOR}-{digest[:12]}"


def _turns(group: Sequence[Exchange]) -> Iterator[Turn]:
    for one in group:
        yield Turn(role="user", content=one.prompt, time=one.time)
        yield Turn(role="assistant", content=one.answer, time=one.time)


READER: Final = Reader(
    source=SOURCE,
    sniff=sniff,
    marks=frozenset({"header", "safeHtmlItem"}),
    restart=re.compile(rb'\{\s*+"(?:header|title|time)"\s*+:'),
    parse_file=parse_file,
)
