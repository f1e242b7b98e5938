"""Times as programs show them to people."""

import re
from datetime import UTC, datetime
from typing import Any, Final

from migrate40.readers.decode import moment

MONTHS: Final = "janfebmaraprmayjunjulaugsepoctnovdec"


_SPOKEN_DATE = re.compile(
    r"(?P<month>[A-Za-z]{3})[a-z]* (?P<day>\d{1,2}),? (?P<year>\d{4}),?(?: at)? "
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))? ?(?P<half>[AaPp])?"
)
_SLASHED_DATE = re.compile(
    r"(?P<year>\d{4})/(?P<month>\d{1,2})/(?P<day>\d{1,2}),? "
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?"
)
_AMERICAN_DATE = re.compile(
    r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4}),? "
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?"
    r"[ \u202f]?(?P<half>[AaPp])[Mm]"
)
_FILE_DATE = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2}) ?@ ?(?P<hour>\d{1,2})h ?"
    r"(?P<minute>\d{1,2})m ?(?P<second>\d{1,2})s"
)


FORMS: Final = (_SPOKEN_DATE, _FILE_DATE, _SLASHED_DATE, _AMERICAN_DATE)


def time_of(value: Any) -> datetime | None:
    """Return when a message was sent: ISO, a number, or a form for the eye.

    Those are `June 19, 2023 4:13pm`, `2023-6-19 @14h 13m 49s`, `2023/6/19 16:13:49`
    and `6/19/2023, 4:13:49 PM`. They name no zone: taken for UTC.
    """
    if not isinstance(value, str):
        return moment(value)
    found = next(filter(None, (form.match(value) for form in FORMS)), None)
    return _instant(found.groupdict()) if found else moment(value)


def _instant(parts: dict[str, str | None]) -> datetime | None:
    month = parts["month"] or ""
    half = (parts.get("half") or "").lower()
    hour = int(parts["hour"] or 0)
    if half:
        hour = hour % 12 + 12 * (half == "p")
    try:
        return datetime(
            int(parts["year"] or 0),
            int(month) if month.isdecimal() else MONTHS.index(month.lower()) // 3 + 1,
            int(parts["day"] or 0),
            hour,
            int(parts["minute"] or 0),
            int(parts["second"] or 0),
            tzinfo=UTC,
        )
    except ValueError:
        return None
