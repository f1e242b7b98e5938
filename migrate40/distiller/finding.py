"""The class of a text: the weightiest of the rules that hold of it."""

import re
from collections.abc import Iterator

import msgspec

from migrate40.distiller.lexicon import Rule
from migrate40.distiller.reading import Reading
from migrate40.model.profile import Category

_VALUE = "value_"


class Finding(msgspec.Struct, frozen=True):
    """The weightiest rule that holds of a text, and what else is found."""

    rule: Rule
    slots: tuple[tuple[str, str], ...] = ()
    """What a person has one of at a time, with its value: `("city", "fez")`."""
    several: bool = False
    """Another class holds, too."""
    end: int = 0
    """Where in the text that which makes the class ends."""


def find(
    reading: Reading, *, personal: bool = True, only: frozenset[Category] = frozenset()
) -> Finding | None:
    """Return the weightiest rule that holds of a text.

    Outside of personal talk only strong rules count.
    """
    best: tuple[Rule, int] | None = None
    classes = set[str]()
    slots: dict[str, str] = {}
    for rule, match in reading.rules():
        if only and rule.category not in only:
            continue
        if not personal and (rule.personal or not rule.strong):
            continue
        classes.add(rule.category)
        for slot, value in _values(match):
            slots.setdefault(slot, value)
        if best is None or rule.importance > best[0].importance:
            best = rule, match.end()
    if best is None:
        return None
    return Finding(
        best[0], tuple(sorted(slots.items())), several=len(classes) > 1, end=best[1]
    )


def _values(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    """Yield what the groups `value_city`, `value_city2` ... of a pattern hold."""
    for name, value in match.groupdict().items():
        if name.startswith(_VALUE) and value:
            slot = name.removeprefix(_VALUE).rstrip("0123456789")
            yield slot, value.strip().casefold()
