"""Wishes within a message that are to hold for all that is said from then on.

"From now on end every answer with a joke" stands; "add a joke at the end" does not.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec

from migrate40.distiller.finding import Finding
from migrate40.distiller.gate import weight
from migrate40.distiller.lexicon import (
    Rule,
    alike,
    compiled,
    languages_of,
    read_table,
    scoring,
)
from migrate40.distiller.reading import Reading
from migrate40.distiller.wishes import asked_for
from migrate40.model.profile import Category

_CUE = "lasting"
_STOPS = re.compile(
    r"(?:[.;:!。；：！—–]+|[,，](?!\s*(?:please|ever)\b))\s*(?:(?:and|so|but)\s+)?",
    re.IGNORECASE,
)
_REACH = 2
"""So many clauses after its cause a wish may stand."""
_MARK = "\x01"
"""Stands where a mark was cut out."""


class _Words(msgspec.Struct, frozen=True):
    """How a wish is made to last in one language."""

    firm: re.Pattern[str]
    loose: re.Pattern[str]
    each: re.Pattern[str]
    yours: re.Pattern[str]
    trigger: re.Pattern[str]
    lead: re.Pattern[str]
    order: re.Pattern[str]
    whole: re.Pattern[str]
    once: re.Pattern[str]
    day: re.Pattern[str]
    told: re.Pattern[str]
    signal: re.Pattern[str]


@cache
def _words(language: str) -> _Words:
    table: dict[str, Any] = read_table("standing")[language]
    return _Words(**{name: compiled(form) for name, form in table.items()})


def standing(reading: Reading, *, personal: bool) -> Finding | None:
    """Return the class of a sentence that asks for something for good.

    Outside of personal talk only of one that says so in so many words.
    """
    plain = reading.plain
    if len(plain) > scoring()["size"]["longest"] or not reading.holds(_CUE):
        return None
    for language in languages_of(plain):
        known = _words(language)
        if known.once.search(plain) or known.told.search(plain):
            return None
        found = next(_asked(plain, language, personal=personal), None)
        if found:
            return _finding(found)
    return None


def signals(wish: str) -> list[str]:
    """Return the words with which the person sets off what a wish asks for."""
    plain = alike(wish)
    return [
        match[1].casefold()
        for language in languages_of(plain)
        for match in _words(language).signal.finditer(plain)
    ]


@cache
def _finding(category: Category) -> Finding:
    worth = float(scoring()["importance"]["standing"])
    return Finding(Rule(category=category, importance=worth, strong=True, forms=()))


def _asked(plain: str, language: str, *, personal: bool) -> Iterator[Category]:
    """Yield what is asked for: by a mark, of all answers, or whenever something is."""
    known = _words(language)
    starts = [0, *(stop.end() for stop in _STOPS.finditer(plain))]
    tails = [plain[start:] for start in starts]
    if personal:
        yield from filter(None, (_triggered(tail, language) for tail in tails))
    if known.day.search(plain):
        return
    bodies = _bodies(plain, known, personal=personal)
    yield from filter(None, (_order(body, language) for body in bodies))
    of_all = personal or known.yours.search(plain)
    if of_all and any(known.whole.match(tail) for tail in tails):
        yield "instruction"


def _bodies(plain: str, known: _Words, *, personal: bool) -> Iterator[str]:
    """Yield what clauses say, without the marks that make them last.

    A mark stands first, or close to what it makes last.
    """
    longest = scoring()["size"]["ordering"]
    said = known.firm.sub(_MARK, plain)
    if personal:
        said = known.loose.sub(_MARK, said)
    if personal or known.yours.search(said):
        said = known.each.sub(_MARK, said)
    pieces = _STOPS.split(said)
    for number, piece in enumerate(pieces):
        marked = _MARK in piece or _MARK in map(str.strip, pieces[number + 1 :])
        if marked and (piece.startswith(_MARK) or weight(piece) <= longest):
            yield piece.replace(_MARK, "").strip()


def _order(body: str, language: str) -> Category | None:
    """Return what a clause asks for from its beginning on."""
    known = _words(language)
    lead = known.lead.match(body)
    rest = body[lead.end() :] if lead else body
    found = asked_for(body, language) or asked_for(rest, language)
    return found or ("instruction" if known.order.match(rest) else None)


def _triggered(tail: str, language: str) -> Category | None:
    """Return what is to be done whenever something else happens."""
    known = _words(language)
    trigger = known.trigger.match(tail)
    if trigger is None or known.day.search(trigger[0]):
        return None
    if trigger.groupdict().get("asked"):
        return "instruction"
    cause, *rests = _STOPS.split(tail[trigger.end() :], maxsplit=_REACH)
    if known.day.search(cause):
        return None
    return next(filter(None, (_order(rest, language) for rest in rests)), None)
