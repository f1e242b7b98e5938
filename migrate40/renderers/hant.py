"""Traditional Chinese: the program's own words only; what was said stays as it was."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

HANT = "zh-Hant"
_QUOTED = re.compile("(“[^”]*”|「[^」]*」|『[^』]*』)")


def translated(language: str, en: str, zh: str) -> str:
    """Return the one of two texts that is in that language."""
    if language == HANT:
        return traditional(zh)
    return zh if language == "zh" else en


def traditional(text: str) -> str:
    """Return a text of the program's own in traditional characters."""
    words, pattern = _table()
    return pattern.sub(lambda match: words[match[0]], text)


def around_quotations(text: str) -> str:
    """Return the program's words in traditional characters, quotations as they are."""
    parts = _QUOTED.split(text)
    parts[::2] = map(traditional, parts[::2])
    return "".join(parts)


def is_traditional(texts: Iterable[str]) -> bool:
    """Whether texts in Chinese hold more traditional characters than simplified."""
    balance = 0
    for text in texts:
        for character in text:
            balance += _weights().get(character, 0)
    return balance > 0


@cache
def _weights() -> dict[str, int]:
    """Return 1 of a character that is traditional only, -1 of a simplified one."""
    table = _read("data/hant.toml")
    simplified, written = set(table["simplified"]), set(table["traditional"])
    ones = dict.fromkeys(written - simplified, 1)
    return ones | dict.fromkeys(simplified - written, -1)


@cache
def _table() -> tuple[dict[str, str], re.Pattern[str]]:
    """Return the words to swap, and a pattern that tries the longest first."""
    table = _read("data/hant.toml")
    pairs = zip(table["simplified"], table["traditional"], strict=True)
    words = dict(pairs) | _read("renderers/hant.toml")["words"]
    ranked = sorted(words, key=lambda one: (-len(one), one))
    return words, re.compile("|".join(map(re.escape, ranked)))


@cache
def _read(name: str) -> dict[str, Any]:
    path = files("migrate40") / name
    return tomllib.loads(path.read_text(encoding="utf-8"))
