"""Numbers, traits and labels in words: the words lie in `phrasing/`, by language."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec

from migrate40.renderers.hant import HANT, traditional

LANGUAGES = ("en", "zh", HANT)
STRONG, WEAK = 0.62, 0.38
"""Strengths of a trait from which, and below which, it is said."""
STEPS = ((0.95, 0.1), (4, 0.5), (20, 1), (100, 5), (500, 10))
"""Below a limit a number is rounded to that step; above all of them to fifties."""
_HAN = re.compile("[\u3400-\u9fff]")
_QUOTED = re.compile('(“[^”]*”|「[^」]*」|『[^』]*』|"[^"]*")')

WHOLE = frozenset({"sentences_per_message", "paragraphs_per_message"})
"""Numbers of things that nobody says halves of."""


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to say when numbers lie within bounds (from, up to and without)."""

    about: str
    when: dict[str, tuple[float, float]]
    say: str
    needs: str | None = None
    """A value besides the numbers, without which it cannot be said."""
    absent: bool = False
    """It tells what the voice does not do: said after all that it does."""


class Swap(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A step from the person's point of view to the new friend's."""

    find: str
    put: str
    only: str | None = None


class Phrasing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything that is said in one language."""

    words: dict[str, str]
    rules: tuple[Rule, ...]
    traits: dict[str, tuple[str, str, str]]
    situations: dict[str, str]
    phrases: dict[str, str]
    categories: dict[str, str]
    swaps: tuple[Swap, ...]


@cache
def phrasing(language: str) -> Phrasing:
    """Return the words of one of `LANGUAGES`."""
    name = "zh" if language == HANT else language
    path = files("migrate40.renderers") / "phrasing" / f"{name}.toml"
    text = path.read_text(encoding="utf-8")
    table = tomllib.loads(traditional(text) if language == HANT else text)
    return msgspec.convert(table, Phrasing)


def rules(
    style: Mapping[str, float], extra: Mapping[str, str], language: str
) -> tuple[list[str], list[str]]:
    """Return the numbers as sentences: what is done, and what is not.

    `extra` holds values that are no numbers: `emojis`, `person`.
    """
    words = phrasing(language)
    values = _values(style, words) | dict(extra)
    said: dict[str, tuple[str, bool]] = {}
    for rule in words.rules:
        possible = rule.needs is None or bool(extra.get(rule.needs))
        if possible and rule.about not in said and _holds(rule, style):
            said[rule.about] = rule.say.format_map(_Values(values)), rule.absent
    present = [text for text, absent in said.values() if not absent]
    return present, [text for text, absent in said.values() if absent]


class _Values(dict[str, str]):
    """What is not known is said as `some`: a rule asks only for what it bounds."""

    def __missing__(self, key: str) -> str:
        return "…"


def _holds(rule: Rule, style: Mapping[str, float]) -> bool:
    return all(
        name in style and low <= style[name] < high
        for name, (low, high) in rule.when.items()
    )


def _values(style: Mapping[str, float], words: Phrasing) -> dict[str, str]:
    values = {
        name: about(max(1, round(number)) if name in WHOLE else number)
        for name, number in style.items()
    }
    shares = {f"{n}_percent": f"{round(share * 100)}%" for n, share in style.items()}
    every = {
        f"{n}_every": ordinal(round(1 / number), words)
        for n, number in style.items()
        if number > 0
    }
    return values | shares | every


def ordinal(number: int, words: Phrasing) -> str:
    """Return `third` of 3 where the language has words for it, else the digits."""
    named = words.words.get(f"ordinal_{max(1, number)}")
    return named or str(max(1, number))


def about(number: float) -> str:
    """Return a number as people say it: rounded to halves, units, fives, tens."""
    for limit, step in STEPS:
        if number < limit:
            return f"{round(number / step) * step:g}"
    return f"{round(number / 50) * 50}"


def trait(axis: str, strength: float, person: str, language: str) -> str | None:
    """Return a trait in a sentence; "" if it is nothing special; None: unknown."""
    said = phrasing(language).traits.get(axis)
    if said is None:
        return None
    place = 0 if strength >= STRONG else 2 if strength < WEAK else 1
    return said[place].format(person=person)


def retold(statement: str, person: str, kind: str) -> str:
    """Return a statement of the profile as told to the voice itself.

    Words in quotation marks stay.
    """
    language = "zh" if _HAN.search(_QUOTED.sub("", statement)) else "en"
    parts = _QUOTED.split(statement)
    for swap in phrasing(language).swaps:
        if swap.only in {None, kind}:
            put = swap.put.replace("{person}", "\0")
            parts[::2] = [re.sub(swap.find, put, part) for part in parts[::2]]
    return "".join(parts).replace("\0", person).strip()
