"""What is a secret by what many lines had in common, beside the patterns.

Patterns know what people were seen to say. Here each part of a text that could be a
secret at all (digits, and what looks made up) is weighed by how it is made and by the
words around it; `tests/safety/learn_secrets.py` learns the weights from invented lines.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Final

import msgspec

from migrate40.safety.around import DATE, is_amount, is_called, is_numbered, is_program
from migrate40.safety.stems import stem
from migrate40.safety.weights import ANY, Weights, scored

NAME: Final = "secrets"
"""Of the table of weights."""
SURE: Final = 13
"""From here on it is believed without a pattern, in tenths."""
DOUBTED: Final = -10
"""Below it a pattern's words are not believed."""
LEAST: Final = 3
MOST_DIGITS: Final = 9
BEFORE: Final = 60
AFTER: Final = 40
BEGINS: Final = "begins"
ENDS: Final = "ends"
ALONE: Final = frozenset({BEGINS, ENDS})
WORDS_BEFORE: Final = 12
WORDS_AFTER: Final = 8
NEAR_BEFORE: Final = 10
NEAR_AFTER: Final = 5
_CANDIDATE = re.compile(
    r"(?<![\w./:-])(?:[A-Z]{1,3}\d{0,2} )?"
    r"[+(*#]?\d{1,12}\)?(?:[ -][A-Z]?\d{1,12}[A-Z]?){1,6}"
    r"(?: [A-Z](?![A-Za-z]))?[#*]?(?![A-Za-z0-9]|[-.:/]\w)"
    r"|[!-~]+",
    re.ASCII,
)
_OPENING: Final = "\"'`([{<,;:=>"
_CLOSING: Final = ".,;:!?)]}\"'`>*"
_LABELLED = re.compile(r"[A-Za-z_]+[=:](?!//)[\"']*")
"""`password=...` in one piece; what is in front is no part of the value."""
_MADE_UP = re.compile(r"\d|[A-Za-z][_!@#$%^&*~+-][A-Za-z]|[A-Za-z][!$%^*#]\Z", re.ASCII)
_NO_VALUE = re.compile(
    rf"/|[!-~]*\\|[A-Z]+_\d+\Z|(?:{DATE.pattern})(?:T[\d:.]+Z?)?\Z|\d{{1,2}}:\d\d"
)
_WORD = re.compile(r"[a-zà-ÿ]+(?:'[a-z]+)?|\d+|[\u3040-\u30ff\u3400-\u9fff]|[^\s\w]")
_KEPT: Final = "-_.:/#@+ "
"""Marks that a mask names."""
_SIGNS: Final[Mapping[str, re.Pattern[str]]] = {
    "code": re.compile(r"[()\[\]{}=<>]"),
    "hex": re.compile(r"\A[0-9a-f]{7,}\Z"),
    "lower and digits": re.compile(r"[a-z].*\d|\d.*[a-z]"),
    "marks": re.compile(r".[!@#$%^&*~?]"),
    "same": re.compile(r"\A(.)\1*\Z"),
    "unique": re.compile(r"\A[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z"),
    "url": re.compile(
        r"//|www|\.(?:com|net|org|cn|io|py|js|md|txt|pdf|jpg|png|html?)\b"
    ),
    "version": re.compile(r"\Av?\d+(?:\.\d+)+\Z"),
    "year": re.compile(r"(?:19|20)\d\d"),
}


class Part(msgspec.Struct, frozen=True):
    """A part of a text that could be a secret."""

    start: int
    end: int
    likelihood: float
    """In tenths; 0 is as likely as not."""


def candidates(plain: str) -> Iterator[tuple[int, int]]:
    """Yield where parts stand that could be secrets by how they are made.

    Paths and escapes are code, `NAME_1` stands for something else; and a date is one.
    """
    for match in _CANDIDATE.finditer(plain):
        start, end = match.span()
        label = _LABELLED.match(plain, start, end)
        if label and label.end() < end:
            start = label.end()
        start, end = bare(plain, start, end)
        is_made_up = end - start >= LEAST and _MADE_UP.search(plain, start, end)
        if is_made_up and not _NO_VALUE.match(plain, start, end):
            yield start, end


def bare(plain: str, start: int, end: int) -> tuple[int, int]:
    """Return where a part stands without quotes, brackets and ends of sentences."""
    while start < end and plain[start] in _OPENING:
        start += 1
    while end > start and plain[end - 1] in _CLOSING:
        end -= 1
    return start, end


def weighed(plain: str, weights: Weights) -> Iterator[Part]:
    """Yield the parts that words stand around, with what speaks for a secret there.

    One that stands alone in its line is an id as often as not: nothing tells.
    """
    for start, end in candidates(plain):
        found = features(plain, start, end)
        if not found >= ALONE:
            known = [one for one in found if one in weights.of]
            yield Part(start, end, scored(known, weights)[ANY] if known else 0)


def kind_of(value: str) -> str:
    """Return what to call a value of which nothing is known but how it is made."""
    if any(one.isalpha() for one in value):
        return "password"
    return "code" if sum(one.isdigit() for one in value) < MOST_DIGITS else "number"


def features(plain: str, start: int, end: int) -> set[str]:
    """Return what of a part and of the words around it in its line may weigh."""
    value = plain[start:end]
    make = _make(value)
    found = set(_of_value(value, make))
    if is_amount(plain, start, end):
        found |= {"amount", f"amount {make}"}
    if is_called(plain, start):
        found.add("called")
    if is_numbered(plain, start):
        found.add(f"numbered {make}")
    front = plain[max(0, start - BEFORE) : start].rpartition("\n")[2]
    behind = plain[end : end + AFTER].partition("\n")[0]
    if not front.strip():
        found.add(BEGINS)
    if not behind.strip(" .!?\"'"):
        found.add(ENDS)
    before, after = _words(front)[-WORDS_BEFORE:], _words(behind)[:WORDS_AFTER]
    found.update(_of_words(before, after, make))
    if after[-1:] == ["?"] or "吗" in after:
        found.add("asked")
    return found


def _of_value(value: str, make: str) -> Iterator[str]:
    mask, shape = _mask(value)
    digits = sum(one.isdigit() for one in value)
    yield from (f"m:{mask}", f"s:{shape}", f"t:{make}")
    yield from (f"d:{min(digits, 12)}", f"n:{min(len(value), 20)}")
    yield from (name for name, sign in _SIGNS.items() if sign.search(value))
    if is_program(value):
        yield "program"


def _of_words(before: list[str], after: list[str], make: str) -> Iterator[str]:
    yield from (f"b:{word}" for word in before)
    yield from (f"a:{word}" for word in after)
    yield from (f"k:{make} {word}" for word in before[-NEAR_BEFORE:])
    yield from (f"l:{make} {word}" for word in after[:NEAR_AFTER])
    *_, second, first = ["^", "^", *before]
    third, fourth, *_ = [*after, "$", "$"]
    yield from (f"b1:{first}", f"b2:{second} {first}")
    yield from (f"a1:{third}", f"a2:{third} {fourth}")


def _make(value: str) -> str:
    """Return of what it is made, roughly."""
    if any(one.isalpha() for one in value):
        return "mixed" if any(one.isdigit() for one in value) else "word"
    if value.isdigit():
        return "digits"
    return "groups" if set(value) <= set("0123456789 -") else "number"


def _mask(value: str) -> tuple[str, str]:
    """Return its letters and digits as `A`, `a` and `9`, with and without lengths."""
    runs = [(kind, len(list(run))) for kind, run in groupby(map(_letter, value))]
    counted = (f"{kind}{min(n, 9)}" if kind == "9" else kind for kind, n in runs)
    return "".join(counted)[:20], "".join(kind for kind, _ in runs)[:14]


def _letter(one: str) -> str:
    if one.isdigit():
        return "9"
    if one.isalpha():
        return "A" if one.isupper() else "a"
    return one if one in _KEPT else "!"


def _words(text: str) -> list[str]:
    words = _WORD.findall(text.lower())
    return ["#" if word.isdigit() else stem(word) for word in words]
