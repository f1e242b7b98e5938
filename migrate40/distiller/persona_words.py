"""The lexicons of the persona: situations, acts, names, and how all is put in words."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from migrate40.voice.spoken import spoken
from migrate40.voice.words import LANGUAGES, either, plain

LOOKED_AT = 300
"""Code points of a message in which a situation shows itself."""


def _table(folder: str, language: str) -> Mapping[str, Any]:
    path = files("migrate40.distiller") / folder / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _lexicon(language: str) -> Mapping[str, Any]:
    return _table("persona_lexicons", language)


@cache
def phrasing(language: str) -> Mapping[str, Any]:
    """Return the sentences of one language; English where there are none."""
    return _table("persona_phrasing", language if language in LANGUAGES else "en")


@cache
def words(part: str, name: str) -> frozenset[str]:
    """Return a word list of all languages, in lower case."""
    return frozenset(
        word.lower()
        for language in LANGUAGES
        for word in _lexicon(language)[part].get(name, ())
    )


@cache
def word_pattern(part: str, name: str) -> re.Pattern[str]:
    """Return what finds a word of that list in a lower-cased text."""
    return either(words(part, name))


@cache
def name_patterns(whose: str) -> tuple[re.Pattern[str], ...]:
    """Return the patterns whose group `name` is a name: companion, itself, person."""
    return tuple(
        re.compile(pattern, re.MULTILINE | (re.IGNORECASE if language == "zh" else 0))
        for language in LANGUAGES
        for pattern in _lexicon(language)["names"][whose]
    )


@cache
def name_hints(kind: str) -> tuple[str, ...]:
    """Return what stands in messages that tell a name: `hints`, or `loose_hints`."""
    return tuple(h for each in LANGUAGES for h in _lexicon(each)["names"][kind])


@cache
def situations() -> tuple[str, ...]:
    """Return the names of all situations."""
    return tuple(_lexicon("en")["situations"])


def situation_of(text: str | None) -> str | None:
    """Return what the person brings in a message; None: nothing in particular.

    Only its first paragraph is looked at: what follows is often pasted. Of several
    situations the one with the most words wins, of equals the first in the lexicon.
    """
    first = (text or "").strip().split("\n\n", maxsplit=1)[0][:LOOKED_AT]
    said = plain(spoken(first))
    found = {name: len(situation_words(name, said)) for name in situations()}
    best = max(found, key=found.__getitem__)
    return best if found[best] else None


def situation_words(name: str, said: str) -> set[str]:
    """Return the words in a lower-cased text that speak for a situation."""
    words_of_it = set(word_pattern("situations", name).findall(said))
    return words_of_it | {m[0] for p in _patterns(name) for m in p.finditer(said)}


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    tables = (_lexicon(language)["patterns"] for language in LANGUAGES)
    return tuple(re.compile(each) for table in tables for each in table.get(name, ()))


def times(count: int, forms: Mapping[str, Any]) -> str:
    """Return how often, in words."""
    names: list[str] = forms["times"]
    return names[min(count, len(names)) - 1].format(count=count)


def has_cue(name: str, text: str | None) -> bool:
    """Whether a word of that list stands in the text."""
    return bool(word_pattern("cues", name).search(plain(text or "")))
