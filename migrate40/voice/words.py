"""Word lists of the voice, as data beside the code: a file a language."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("en", "zh")
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")


def read_table(folder: str, language: str) -> Mapping[str, Any]:
    """Return one TOML file of this package."""
    path = files("migrate40.voice") / folder / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def lists(language: str) -> Mapping[str, Any]:
    """Return the word lists of one of `LANGUAGES`."""
    return read_table("lexicons", language)


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return what finds the words of that list in lower-cased text of any language."""
    return either([w for language in LANGUAGES for w in lists(language).get(name, ())])


def holds(name: str, text: str) -> bool:
    """Whether a word of that list stands in a lower-cased text."""
    if not any(word in text for word in _plain_words(name)):
        return False  # most texts: looking for words is quicker than for whole words
    return bool(pattern(name).search(text))


@cache
def _plain_words(name: str) -> tuple[str, ...]:
    words = {w.lower() for language in LANGUAGES for w in lists(language).get(name, ())}
    return tuple(sorted(words))


def either(words: Iterable[str]) -> re.Pattern[str]:
    """Return what finds any of the words; Latin ones only as whole words.

    The longest wins, and what is spelled in Han characters needs no white space.
    """
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    spaced = [re.escape(word) for word in ordered if not HAN.search(word)]
    joined = [re.escape(word.lower()) for word in ordered if HAN.search(word)]
    parts = [rf"(?<![\w'])(?:{'|'.join(spaced)})(?![\w'])"] if spaced else []
    return re.compile("|".join(joined + parts) or r"(?!)")


def plain(text: str) -> str:
    """Return the text as word lists are written: lower case, `'` for an apostrophe."""
    return text.replace("\u2019", "'").lower()
