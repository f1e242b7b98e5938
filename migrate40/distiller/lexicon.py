"""Words and patterns by language, as data: whoever adds a language adds a file.

A pattern may name a word list of its file in angle brackets: `my <kin>`. Texts are
matched with `'` for a typographic apostrophe and, where letters have case, without.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from migrate40.model.profile import Category

LANGUAGES = ("en", "zh")
NOTHING = re.compile(r"(?!)")


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One class of statement: what it looks like and what it is worth."""

    category: Category
    importance: float
    strong: bool = False
    """It speaks for itself: it counts in a conversation about tasks, too."""
    slot: str | None = None
    """What a person has one of at a time; group `value` of the pattern is its value."""
    firm: bool = False
    """A newer value closes the older one without a word of change."""
    personal: bool = False
    """It counts in personal conversations only."""
    pattern: re.Pattern[str]


class Lexicon(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one language."""

    language: str
    cues: Mapping[str, re.Pattern[str]]
    rules: tuple[Rule, ...]
    frames: Mapping[str, str]
    sensitive: tuple[tuple[str, re.Pattern[str]], ...]
    person: tuple[tuple[re.Pattern[str], str], ...]
    """How a note in the third person turns into the first, in this order."""
    dates: Mapping[str, re.Pattern[str]]
    numbers: Mapping[str, int]

    def cue(self, name: str) -> re.Pattern[str]:
        """Return the pattern of that name; without one, a pattern of nothing."""
        return self.cues.get(name, NOTHING)


def read_table(name: str) -> dict[str, Any]:
    """Return a file of this package's `lexicons` folder."""
    path = files("migrate40.distiller") / "lexicons" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def any_of(patterns: Sequence[str], words: Mapping[str, Sequence[str]]) -> str:
    """Return one expression for all patterns, with the word lists put in."""
    return "|".join(f"(?:{_fill(pattern, words)})" for pattern in patterns)


def _fill(pattern: str, words: Mapping[str, Sequence[str]]) -> str:
    def listed(match: re.Match[str]) -> str:
        return f"(?:{'|'.join(words[match[1]])})"

    return re.sub(r"(?<![?(P])<([a-z_]+)>", listed, pattern)


@cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of one of `LANGUAGES`."""
    table = read_table(language)
    words = table.get("words", {})

    def compiled(patterns: Sequence[str]) -> re.Pattern[str]:
        if not patterns:
            return NOTHING
        return re.compile(any_of(patterns, words), re.IGNORECASE)

    return Lexicon(
        language=language,
        cues={name: compiled(cues) for name, cues in table["cues"].items()},
        rules=tuple(_rule(rule, compiled(rule["patterns"])) for rule in table["rules"]),
        frames=table["frames"],
        sensitive=tuple((k, compiled(v)) for k, v in table["sensitive"].items()),
        person=tuple((compiled([k]), v) for k, v in table["person"].items()),
        dates={k: compiled([v]) for k, v in table["dates"]["patterns"].items()},
        numbers=table["dates"]["numbers"],
    )


def _rule(rule: Mapping[str, Any], pattern: re.Pattern[str]) -> Rule:
    fields = {key: value for key, value in rule.items() if key != "patterns"}
    return Rule(**fields, pattern=pattern)


_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]{2}|\bI\b")


def lexicons_for(text: str) -> tuple[Lexicon, ...]:
    """Return the lexicons whose script stands in the text."""
    found = {"zh": _HAN.search(text), "en": _LATIN.search(text)}
    return tuple(lexicon(name) for name in LANGUAGES if found[name])


@cache
def scoring() -> Mapping[str, Any]:
    """Return the weights and thresholds by which memories are ranked and kept."""
    return read_table("scoring")


def alike(text: str) -> str:
    """Return the text as patterns read it, character by character."""
    return text.replace("\u2019", "'")
