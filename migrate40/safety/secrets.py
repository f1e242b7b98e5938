"""Secrets in a text: known by their format, or by the words around them.

No guarantee that every secret is found: whoever writes "the usual, with the year" has
told one that only people understand.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

import msgspec

from migrate40.safety.around import (
    is_imagined,
    is_numbered,
    is_placeholder,
    is_program,
)
from migrate40.safety.likely import DOUBTED, NAME, SURE, Part, bare, kind_of, weighed
from migrate40.safety.patterns import Secret, may_hold_secret, patterned
from migrate40.safety.tables import smooth
from migrate40.safety.weights import Weights, read_weights

MARK: Final = re.compile(r"\[redacted: ([a-z ]+)\]")
"""What stands in the place of a secret."""
_CLAUSE = re.compile(r"[。！？!?，；;\n]|[.,](?=\s|$)")
_ASIDE: Final = frozenset({"account", "address", "email", "phone"})
"""Kinds whose clause still tells something without them: where, whom."""
_LEAST: Final = 9
"""How much has to be left of a text, in letters; a Chinese one counts three."""
_NEAR: Final = 160
"""Characters around a part that may tell what a word of it is."""


class Redacted(msgspec.Struct, frozen=True):
    """A text without its secrets."""

    text: str
    kinds: tuple[str, ...]
    """Of what was taken out, in the order of the text."""


def redacted(text: str) -> Redacted:
    """Return the text with `[redacted: kind]` in the place of each secret."""
    found = secrets_in(text)
    if not found:
        return Redacted(text, ())
    return Redacted(without(text, found), tuple(one.kind for one in found))


def replaced(text: str, known: Mapping[str, str]) -> Redacted:
    """Return the text without values that are known to be secrets, by their kind."""
    kinds = []
    for value in sorted(known, key=lambda one: (-len(one), one)):
        if value in text:
            kinds += [known[value]] * text.count(value)
            text = text.replace(value, f"[redacted: {known[value]}]")
    return Redacted(text, tuple(kinds))


def redacted_within(text: str, whole: str) -> Redacted:
    """Return a part of a message without its secrets.

    What tells of a secret may stand before or behind the part: "new password. Mind
    that it is long: ...".
    """
    place = whole.find(text)
    around = whole[max(0, place - _NEAR) : max(0, place) + len(text) + _NEAR]
    known = {
        around[one.start : one.end]: one.kind for one in secrets_in(around or text)
    }
    clean = redacted(text)
    rest = replaced(clean.text, known)
    return Redacted(rest.text, (*clean.kinds, *rest.kinds))


def stands(text: str) -> bool:
    """Whether a text with secrets taken out still tells something."""
    rest = []
    for clause in _CLAUSE.split(text):
        marks = MARK.findall(clause)
        if not marks or set(marks) <= _ASIDE:
            rest.append(MARK.sub("", clause))
    return sum(3 if one > "\u3000" else 1 for one in "".join(rest) if one.isalpha()) > (
        _LEAST
    )


def without(text: str, secrets: Iterable[Secret]) -> str:
    """Return the text with marks in the places of the secrets."""
    parts, place = [], 0
    for one in secrets:
        parts += [text[place : one.start], f"[redacted: {one.kind}]"]
        place = one.end
    return "".join(parts) + text[place:]


@lru_cache(maxsize=1 << 14)  # a profile is looked through for every target
def secrets_in(text: str) -> tuple[Secret, ...]:
    """Return the secrets of a text, none within another, in the order of the text."""
    if not may_hold_secret(text):
        return ()
    plain = smooth(text)
    marks = [match.span() for match in MARK.finditer(plain)]
    found = found_in(plain, read_weights(NAME))
    return tuple(one for one in found if not _touches(one, marks))


def found_in(plain: str, weights: Weights | None) -> tuple[Secret, ...]:
    """Return the same of a smooth text; without weights what patterns alone find.

    Where words tell of a secret, weights may doubt it; where no pattern is, they may
    be sure. A format that is known stands by itself.
    """
    known, told = list[Secret](), list[Secret]()
    for one, is_told in patterned(plain):
        (told if is_told else known).append(one)
    if weights:
        parts = list(weighed(plain, weights))
        told = [one for one in told if not _is_doubted(plain, one, parts)]
        told += (
            Secret(part.start, part.end, kind_of(plain[part.start : part.end]))
            for part in parts
            if part.likelihood >= SURE and not _is_no_value(plain, part)
        )
    return _merged(sorted([*known, *told], key=lambda one: (one.start, -one.end)))


def _is_doubted(plain: str, one: Secret, parts: Sequence[Part]) -> bool:
    """Whether it is a part, or within one, that weights find unlikely."""
    start, end = bare(plain, one.start, one.end)
    behind = bisect_right(parts, start, key=lambda part: part.start)
    if behind == 0:
        return False
    part = parts[behind - 1]
    return end <= part.end and part.likelihood < DOUBTED


def _is_no_value(plain: str, part: Part) -> bool:
    """Whether rules know better: an example, an order's number, a model by name."""
    value = plain[part.start : part.end]
    return (
        is_placeholder(value)
        or is_program(value)
        or is_numbered(plain, part.start)
        or is_imagined(plain, part.start, part.end)
    )


def _touches(one: Secret, spans: list[tuple[int, int]]) -> bool:
    return any(start < one.end and one.start < end for start, end in spans)


def _merged(found: list[Secret]) -> tuple[Secret, ...]:
    """Return secrets that do not overlap; the longer one names the kind."""
    kept: list[Secret] = []
    for one in found:
        if kept and one.start < kept[-1].end:
            last = kept.pop()
            kind = min(last, one, key=_vagueness).kind
            one = Secret(last.start, max(last.end, one.end), kind)  # noqa: PLW2901
        kept.append(one)
    return tuple(kept)


def _vagueness(one: Secret) -> tuple[int, int]:
    """Return how little a kind says, for the naming of what is of two kinds."""
    vague = ("api key", "password", "account", "email", "number")
    return vague.index(one.kind) + 1 if one.kind in vague else 0, one.start - one.end
