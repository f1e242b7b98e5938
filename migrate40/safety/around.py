"""What the words around a value say of it: an amount, an example, a public place."""

import re
from functools import cache
from typing import Final

from migrate40.safety.tables import any_of, compiled, read_table

DATE: Final = re.compile(
    r"(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])(?:[-/.]\d{1,2})?|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d{2}"
)
_ENDS = re.compile(r"[!?。！？\n;；，]|\.(?=\s|$)")
_FAR: Final = 24
"""Characters before a value that may say what it is; and so on."""
_BEFORE: Final = 40
_AFTER: Final = 16
_WIDE: Final = 60


@cache
def benign() -> dict[str, re.Pattern[str]]:
    """Return the patterns of what only looks like a secret, by their names."""
    table = read_table("benign")
    names = ["placeholder", "programs", "called", "cjk_word", "cjk_not", "sight"]
    names += ["public", "home", "imagined", "number"]
    return {name: any_of(table[name]) for name in names} | {
        name: compiled(table[name]) for name in ("before_digits", "after_digits")
    }


def is_placeholder(value: str) -> bool:
    """Whether it only shows where a value would stand: `<your key>`, `xxxx`."""
    return benign()["placeholder"].fullmatch(value) is not None


def is_program(value: str) -> bool:
    """Whether a part of it is a program, a machine or a model by name."""
    return any(benign()["programs"].fullmatch(part) for part in value.split("/"))


def is_imagined(text: str, start: int, end: int) -> bool:
    """Whether a sentence speaks of a story or of an example, not of somebody's door."""
    before = _ENDS.split(text[max(0, start - _WIDE) : start])[-1]
    after = _ENDS.split(text[end : end + _WIDE])[0]
    return bool(benign()["imagined"].search(before + text[start:end] + after))


def is_amount(text: str, start: int, end: int) -> bool:
    """Whether digits are a year, a time, a price, a count ... by what is around."""
    before, after = text[max(0, start - _FAR) : start], text[end : end + _AFTER]
    around = benign()
    return bool(around["before_digits"].search(before)) or bool(
        around["after_digits"].match(after)
    )


def is_called(text: str, start: int) -> bool:
    """Whether it is what a network, a file or a commit is called by."""
    return bool(benign()["called"].search(text, max(0, start - _FAR), start))


def is_numbered(text: str, start: int) -> bool:
    """Whether it is the number of an order, a book, a flight: of no secret."""
    return bool(benign()["number"].search(text[max(0, start - _BEFORE) : start]))


def is_public(text: str, start: int, end: int) -> bool:
    """Whether a place is where everybody can see it, and nobody is said to live."""
    before = _ENDS.split(text[max(0, start - _BEFORE) : start])[-1]
    clause = before + text[start:end] + _ENDS.split(text[end : end + _AFTER])[0]
    around = benign()
    public = around["public"].search(clause) and not around["home"].search(clause)
    return bool(public or around["sight"].search(clause))
