"""What the person asked the voice to say no more: it is no part of the voice."""

import re
from collections.abc import Iterable
from functools import cache

from migrate40.distiller.asked import is_bound
from migrate40.distiller.lexicon import alike, compiled, languages_of, read_table
from migrate40.model.profile import Memory
from migrate40.voice.words import HAN, either, plain

_RULES = frozenset({"boundary", "instruction"})
_ALONE = (r"(?<![\u3400-\u9fff])", r"(?![\u3400-\u9fff])")


def unsaid(memories: Iterable[Memory]) -> re.Pattern[str]:
    """Return what finds, in lower-cased text, the words that were asked away."""
    found = {
        words
        for one in memories
        if one.status == "current" and one.category in _RULES
        for words in unsaid_in(one.text)
    }
    return re.compile("|".join(_pattern(words) for words in sorted(found)) or r"(?!)")


def _pattern(words: str) -> str:
    """Return what finds them; one Han character only where it stands alone."""
    alone = len(words) == 1 and HAN.match(words)
    return f"{_ALONE[0]}{words}{_ALONE[1]}" if alone else either([words]).pattern


def unsaid_in(text: str) -> list[str]:
    """Return the words that a wish asks never to hear, in lower case.

    "Don't say sorry when I lose" is none: at other times it may be said.
    """
    wish = alike(text)
    if is_bound(wish):
        return []
    return [
        plain(text[slice(*_place(match))]).strip(" ,.!?")
        for language in languages_of(wish)
        for match in _asked(language).finditer(wish)
    ]


def _place(match: re.Match[str]) -> tuple[int, int]:
    """Return where the group that took part stands."""
    groups = range(1, match.re.groups + 1)
    return match.span(next(group for group in groups if match[group]))


@cache
def _asked(language: str) -> re.Pattern[str]:
    return compiled(read_table("asked")[language]["unsaid"])
