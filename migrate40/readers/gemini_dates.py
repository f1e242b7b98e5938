"""Times as people read them, in many languages: what web pages have instead of ISO."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Final

import msgspec

from migrate40.readers.gemini_rows import table

LONGEST: Final = 60
"""Characters; a longer line is no time, whatever stands in it."""
NOON: Final = 12
MONTHS: Final = 12

_CLOCK = re.compile(r"(?<!\d)(\d{1,2})[:.](\d{2})[:.](\d{2})(?!\d)")
_YEAR_FIRST = re.compile(
    r"(?<!\d)(\d{4})\s?[年./년-]\s?(\d{1,2})\s?[月./월-]\s?(\d{1,2})"
)
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[./-]\s?(\d{1,2})[./-]\s?(\d{4})(?!\d)")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]\.)?")
_OFFSET = re.compile(r"(?:GMT|UTC)\s?([+−-])(\d{1,2})(?::?(\d{2}))?\Z")
_ZONE = re.compile(r"[A-Z]{2,5}\Z")

Day = tuple[int, int, int]
"""Year, month, day."""


class Written(msgspec.Struct, frozen=True):
    """An instant, and whether its zone was understood."""

    time: datetime
    is_sure: bool


def written_time(text: str) -> Written | None:
    """Return the instant that a line tells; None: the line is no date with a clock."""
    line = " ".join(text.split())
    clock = _CLOCK.search(line) if len(line) <= LONGEST else None
    if clock is None:
        return None
    rest = f"{line[: clock.start()]} {line[clock.end() :]}"
    day = next(filter(None, (read(rest) for read in _DAYS)), None)
    if day is None:
        return None
    minutes = _zone(line)
    try:
        local = datetime(*day, *_hour(clock, rest), tzinfo=UTC)
        instant = local - timedelta(minutes=minutes or 0)
    except (ValueError, OverflowError):
        return None
    return Written(instant, minutes is not None)


def _hour(clock: re.Match[str], rest: str) -> tuple[int, int, int]:
    hour, minute, second = (int(digits) for digits in clock.groups())
    half = rest.lower()
    if _has(half, "after_noon") and hour < NOON:
        hour += NOON
    elif _has(half, "before_noon") and hour == NOON:
        hour = 0
    return hour, minute, second


def _has(text: str, key: str) -> bool:
    words = table()[key]
    return any(
        re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", text) for word in words
    )


def _year_first(text: str) -> Day | None:
    match = _YEAR_FIRST.search(text)
    return (int(match[1]), int(match[2]), int(match[3])) if match else None


def _day_first(text: str) -> Day | None:
    """Read day, month, year; month and day where they can only be that."""
    match = _DAY_FIRST.search(text)
    if match is None:
        return None
    day, month = int(match[1]), int(match[2])
    if month > MONTHS:
        day, month = month, day
    return int(match[3]), month, day


def _named(text: str) -> Day | None:
    """Read a date in which the month has its name."""
    year, day = _YEAR.search(text), _DAY.search(text)
    month = next(filter(None, map(_month, _WORD.findall(text.lower()))), None)
    if year is None or day is None or month is None:
        return None
    return int(year[0]), month, int(day[0])


_DAYS: Final[tuple[Callable[[str], Day | None], ...]] = (
    _year_first,
    _day_first,
    _named,
)


@cache
def _month(word: str) -> int | None:
    """Return the month whose name begins so; a name in short is its beginning."""
    for number, beginnings in enumerate(table()["months"], 1):
        if word.startswith(tuple(beginnings)):
            return number
    return None


def _zone(line: str) -> int | None:
    """Return minutes east of Greenwich; None: nobody says, or in an unknown word."""
    offset = _OFFSET.search(line)
    if offset:
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        return minutes if offset[1] == "+" else -minutes
    name = _ZONE.search(line)
    zones = {**table()["zones"], **(table()["zones_of_china"] if "年" in line else {})}
    return zones.get(name[0]) if name else None
