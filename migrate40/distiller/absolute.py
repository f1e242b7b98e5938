"""Lines that stay true: "last week" becomes "in the week before 3 July 2023".

Only what no day, month or year of `happened_at` can say is put in other words: weeks,
weekends, and days of the week, whose next and last people count in two ways. Where the
sentence around might not bear it, the words stay as they are.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache

from migrate40.distiller.gate import Passage
from migrate40.distiller.lexicon import LANGUAGES, compiled, lexicon


def absolute(passage: Passage, said_at: datetime | None) -> str:
    """Return the text of a passage with its weeks and weekdays counted from a date."""
    text, plain = passage.text, passage.plain
    if said_at is None:
        return text
    for language in sorted(passage.reading.languages("relative"), key=LANGUAGES.index):
        for form, frame in _frames(language).items():
            match = compiled(form).search(plain)
            if match:
                said = _replaced(match, frame, said_at, language)
                return f"{text[: match.start()]}{said}{text[match.end() :]}"
    return text


@cache
def _frames(language: str) -> Mapping[str, str]:
    return dict(lexicon(language).absolute)


def _replaced(
    match: re.Match[str], frame: str, said_at: datetime, language: str
) -> str:
    known = lexicon(language)
    word = (match.groupdict().get("weekday") or "").lower()
    weekdays = known.frames["weekdays"].split()
    said = known.frames["date"].format(
        day=said_at.day,
        month=known.frames["months"].split()[said_at.month - 1],
        year=said_at.year,
    )
    weekday = weekdays[known.numbers[word] - 1] if word else ""
    phrase = frame.format(said=said, weekday=weekday)
    return phrase if match.start() else phrase[:1].upper() + phrase[1:]
