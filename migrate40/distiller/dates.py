"""The day, month or year that a sentence speaks of, against the day it was said.

The day of a message is the one in UTC: where the person lives is not known, so that a
day found here may be off by one. What lasts or recurs ("every Friday") has no day.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta

import msgspec

from migrate40.distiller.lexicon import LANGUAGES, Lexicon, lexicon
from migrate40.distiller.reading import Reading

_LATELY = 60
"""Days for which a plan may still speak of a day that is gone."""
_RECURRING = re.compile(r"(?:\b(?:every|each|any)\s+|每个?)$", re.IGNORECASE)
_MOVED = re.compile("[改挪换移调推]到了?$")
"""In front of a bare weekday: what is held each week may be held on another."""
_HALF_A_YEAR = 183
_LEAP = 8
"""Years in which there is a 29th of February, whatever the century."""
_DECEMBER = 12
_DAYS = {"day": 1, "天": 1, "week": 7, "周": 7, "星期": 7, "礼拜": 7}
_MONTHS = {"month", "月"}
_WEEKENDS = {"weekend", "周末"}
_SATURDAY = 6


class _Saying(msgspec.Struct, frozen=True):
    """A time expression, the day on which it was said, and where it looks."""

    match: re.Match[str]
    day: date
    ahead: bool
    lexicon: Lexicon

    def word(self, name: str) -> str | None:
        """Return what a group of that name holds, whatever number follows the name."""
        groups = self.match.groupdict()
        for key, value in groups.items():
            if key.rstrip("0123456789") == name and value:
                return str(value).lower()
        return None

    def number(self, name: str) -> int:
        """Return the number that a group holds; 0 where it says none."""
        word = self.word(name)
        return _number(word, self.lexicon) if word else 0


def happened_at(
    reading: Reading, said_at: datetime | None, *, ahead: bool = False
) -> str | None:
    """Return the time that a text names as `2025-03-01`, `2025-03` or `2025`.

    `ahead` says that it speaks of what is to come: "on Friday" is then the next one.
    """
    found = reading.found("worth").keys() | reading.found("days").keys()
    names = [name for name in _RESOLVERS if f"date {name}" in found]
    named = {name: reading.languages(f"date {name}") for name in names}
    for language in LANGUAGES:
        for name in names:
            if language not in named[name] or (said_at is None and name != "full"):
                continue
            day = said_at.date() if said_at else date.min
            for match in _matches(reading.plain, lexicon(language).date(name)):
                saying = _Saying(match, day, ahead, lexicon(language))
                time = _resolved(_RESOLVERS[name], saying)
                if time:
                    return time
    return None


def _matches(text: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    for match in pattern.finditer(text):
        if not _RECURRING.search(text[: match.start()]):
            yield match


def _resolved(resolve: Callable[[_Saying], str | None], saying: _Saying) -> str | None:
    try:
        return resolve(saying)
    except (ValueError, OverflowError):
        return None  # the 31st of February, or a time beyond the calendar


def _full(saying: _Saying) -> str | None:
    year, month, day = (saying.number(name) for name in ("year", "month", "day"))
    return date(year, month, day).isoformat()


def _month_day(saying: _Saying) -> str | None:
    month, day = saying.number("month"), saying.number("day")
    if saying.word("which"):
        return date(saying.day.year + saying.number("which"), month, day).isoformat()
    days = _days_named(saying.day, month, day)
    if saying.ahead:
        days = [each for each in days if (saying.day - each).days <= _LATELY]
    return _nearest(saying.day, days).isoformat()


def _feast(saying: _Saying) -> str | None:
    month, day = divmod(saying.number("feast"), 100)
    return _nearest(saying.day, _days_named(saying.day, month, day)).isoformat()


def _days_named(around: date, month: int, day: int) -> list[date]:
    """Return such days of the years around; the 29th of February is in few of them."""
    years = range(around.year - _LEAP, around.year + _LEAP + 1)
    return [date(y, month, day) for y in years if day <= monthrange(y, month)[1]]


def _nearest(to: date, days: Iterable[date]) -> date:
    return min(days, key=lambda each: abs(each - to))


def _day(saying: _Saying) -> str | None:
    return (saying.day + timedelta(saying.number("word"))).isoformat()


def _unit(saying: _Saying) -> str | None:
    count = saying.number("count") * (-1 if saying.word("ago") else 1)
    unit = saying.word("unit") or ""
    if unit in _DAYS:
        return (saying.day + timedelta(count * _DAYS[unit])).isoformat()
    if unit in _MONTHS:
        return _month_off(saying.day, count)
    return f"{saying.day.year + count:04}"


def _weekday(saying: _Saying) -> str | None:
    wanted, which = saying.number("weekday"), saying.word("which")
    if not which and _MOVED.search(saying.match.string[: saying.match.start()]):
        return None
    if saying.lexicon.language == "zh" and which:
        monday = saying.day - timedelta(saying.day.isoweekday() - 1)
        return (monday + timedelta(7 * saying.number("which") + wanted - 1)).isoformat()
    if which in {None, "on", "this"}:
        back = not saying.ahead
    else:
        back = saying.number("which") < 0 or "past" in (which or "")
    distance = (wanted - saying.day.isoweekday()) % 7
    distance = distance - 7 if back else distance or 7
    return (saying.day + timedelta(distance)).isoformat()


def _period(saying: _Saying) -> str | None:
    unit, offset = saying.word("unit"), saying.number("which")
    if unit is None or unit == "year":
        return f"{saying.day.year + offset:04}"
    if unit in _MONTHS:
        return _month_off(saying.day, offset)
    monday = saying.day - timedelta(saying.day.isoweekday() - 1)
    if unit in _WEEKENDS:
        return (monday + timedelta(7 * offset + _SATURDAY - 1)).isoformat()
    # A week has no form of its own: the month in which most of it lies.
    return f"{monday + timedelta(7 * offset + 3):%Y-%m}"


def _month(saying: _Saying) -> str | None:
    month, which = saying.number("month"), saying.word("which")
    if saying.word("year"):
        return f"{saying.number('year'):04}-{date(2000, month, 1):%m}"
    first = _days_named(saying.day, month, min(saying.day.day, 28))
    year = _nearest(saying.day, first).year
    if which == "next" or (saying.ahead and which != "last"):
        year = saying.day.year + (month < saying.day.month)
    elif which == "last":
        year = saying.day.year - (month >= saying.day.month)
    elif which and saying.lexicon.language == "zh":
        year = saying.day.year + saying.number("which")
    return f"{date(year, month, 1):%Y-%m}"


def _part(saying: _Saying) -> str | None:
    whole_year = (saying.word("part") or "").startswith("年")
    return f"{saying.day:%Y}" if whole_year else f"{saying.day:%Y-%m}"


def _year(saying: _Saying) -> str | None:
    return f"{saying.number('year'):04}"


def _day_of_month(saying: _Saying) -> str | None:
    """Return the day of this month, if it lies where the sentence looks."""
    day = saying.day.replace(day=saying.number("day"))
    fits = day >= saying.day if saying.ahead else day <= saying.day
    return day.isoformat() if fits else None


def _season(saying: _Saying) -> str | None:
    over = saying.day.month > saying.number("season")
    return f"{saying.day.year - (not over):04}"


def _just(saying: _Saying) -> str | None:
    # "I just sold the boat": so fresh that the day it is told is the best there is.
    return saying.day.isoformat()


def _month_off(day: date, months: int) -> str:
    year, month = divmod(day.year * _DECEMBER + day.month - 1 + months, _DECEMBER)
    return f"{date(year, month + 1, 1):%Y-%m}"


_RESOLVERS: dict[str, Callable[[_Saying], str | None]] = {
    "full": _full,
    "month_day": _month_day,
    "day": _day,
    "unit": _unit,
    "weekday": _weekday,
    "feast": _feast,
    "month": _month,
    "period": _period,
    "end_of_month": _part,
    "day_of_month": _day_of_month,
    "season": _season,
    "year": _year,
    "just": _just,
}
"""The more precise first: a sentence that names a day and a year means the day."""


def _number(word: str, lexicon: Lexicon) -> int:
    """Return the number that a word means: `7`, `3rd`, `twenty-first`, `二十八`."""
    digits = re.match(r"\d+", word)
    if digits:
        return int(digits[0])
    if word in lexicon.numbers:
        return lexicon.numbers[word]
    if word.startswith(("twenty", "thirty")):
        tens = 20 if word.startswith("twenty") else 30
        return tens + lexicon.numbers.get(re.split(r"[- ]", word)[-1], 0)
    if "十" in word:
        tens_word, _, ones = word.partition("十")
        return 10 * lexicon.numbers.get(tens_word, 1) + lexicon.numbers.get(ones, 0)
    return lexicon.numbers.get(word.removesuffix("个"), 0)
