r"""Words and patterns by language, as data: whoever adds a language adds a file.

A pattern may name a word list of its file in angle brackets: `my <kin>`. Patterns see
texts as `alike` returns them, without case; `\w`, `\b` and their like are ASCII.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from migrate40.model.profile import Category
from migrate40.safety.written import HAN, simplified

LANGUAGES = ("en", "zh")
NOTHING = re.compile(r"(?!)")


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One class of statement: what it looks like and what it is worth."""

    category: Category
    importance: float
    strong: bool = False
    """It speaks for itself: it counts in a conversation about tasks, too."""
    personal: bool = False
    """It counts in personal conversations only."""
    forms: tuple[str, ...]
    """The patterns, any of which makes the class."""


class Lexicon(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one language."""

    language: str
    cues: Mapping[str, tuple[str, ...]]
    rules: tuple[Rule, ...]
    frames: Mapping[str, str]
    person: tuple[tuple[re.Pattern[str], str], ...]
    """How a note in the third person turns into the first, in this order."""
    dates: Mapping[str, str]
    numbers: Mapping[str, int]
    absolute: tuple[tuple[str, str], ...]
    """How times that need the day of the message are said without it, in this order."""

    def cue(self, name: str) -> re.Pattern[str]:
        """Return the pattern of that name; without one, a pattern of nothing."""
        return _cue(self.language, name)

    def date(self, name: str) -> re.Pattern[str]:
        """Return the pattern of a kind of date; without one, a pattern of nothing."""
        return compiled(self.dates.get(name, ""))


@cache
def compiled(form: str) -> re.Pattern[str]:
    """Return the pattern of a form; an empty one matches nothing."""
    return re.compile(form, re.IGNORECASE | re.ASCII) if form else NOTHING


def read_table(name: str) -> dict[str, Any]:
    """Return a file of this package's `lexicons` folder."""
    path = files("migrate40.distiller") / "lexicons" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def filled(
    patterns: Sequence[str], words: Mapping[str, Sequence[str]]
) -> tuple[str, ...]:
    """Return patterns with the word lists put in; "dont" is read as "don't", too."""

    def listed(match: re.Match[str]) -> str:
        return f"(?:{'|'.join(words[match[1]])})"

    full = (re.sub(r"(?<![?(P])<([a-z_]+)>", listed, each) for each in patterns)
    return tuple(_CLIPPED.sub("'?", each) for each in full)


_CLIPPED = re.compile(r"'(?=(?:m|ve)\b)|(?<=n)'(?=t\b)")
"""Apostrophes that are left out in a hurry, and what is left is no other word."""


@cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of one of `LANGUAGES`."""
    table = read_table(language)
    words = table.get("words", {})
    dates = {name: [form] for name, form in table["dates"]["patterns"].items()}
    return Lexicon(
        language=language,
        cues={name: filled(cues, words) for name, cues in table["cues"].items()},
        rules=tuple(_rule(rule, words) for rule in table["rules"]),
        frames=table["frames"],
        person=tuple((compiled(k), v) for k, v in table["person"].items()),
        dates={name: filled(forms, words)[0] for name, forms in dates.items()},
        numbers=table["dates"]["numbers"],
        absolute=_absolute(table["dates"]["absolute"], words),
    )


def _absolute(
    frames: Mapping[str, str], words: Mapping[str, Sequence[str]]
) -> tuple[tuple[str, str], ...]:
    return tuple(zip(filled(list(frames), words), frames.values(), strict=True))


@cache
def _cue(language: str, name: str) -> re.Pattern[str]:
    forms = lexicon(language).cues.get(name, ())
    return compiled("|".join(f"(?:{form})" for form in forms))


def _rule(rule: Mapping[str, Any], words: Mapping[str, Sequence[str]]) -> Rule:
    fields = {key: value for key, value in rule.items() if key != "patterns"}
    return Rule(**fields, forms=filled(rule["patterns"], words))


_LATIN = re.compile(r"[A-Za-z]{2}|\bI\b", re.ASCII)


def languages_of(text: str) -> tuple[str, ...]:
    """Return those of `LANGUAGES` whose script stands in the text."""
    latin = _LATIN.search(text) is not None
    han = not text.isascii() and HAN.search(text) is not None
    return (("en",) if latin else ()) + (("zh",) if han else ())


def lexicons_for(text: str) -> tuple[Lexicon, ...]:
    """Return the lexicons whose script stands in the text."""
    return tuple(lexicon(name) for name in languages_of(text))


@cache
def scoring() -> Mapping[str, Any]:
    """Return the weights and thresholds by which memories are ranked and kept."""
    return read_table("scoring")


_ACCENTED = re.compile(r"[\u00c0-\u024f\u1e00-\u1eff]")


class _Likeness(dict[int, int]):
    """The plain twin of a character, by code point, filled as they come."""

    def __missing__(self, code: int) -> int:
        twin = unicodedata.normalize("NFKD", chr(code))[0]
        self[code] = ord(twin) if twin.isascii() and twin.isalnum() else code
        return self[code]


_LIKENESS = _Likeness()


def alike(text: str) -> str:
    """Return the text as patterns read it, character by character.

    Apostrophes are straight, Latin letters bare of accents, but not among Han, and
    traditional characters simplified.
    """
    if text.isascii():
        return text
    text = text.replace("\u2019", "'")
    if HAN.search(text):
        return simplified(text)
    return text.translate(_LIKENESS) if _ACCENTED.search(text) else text
