"""How often the words of every list stand in a text: all lists in one pass.

A Latin word is looked up, what is longer or in Han characters is searched for. Within
one list a word that holds another one is not counted twice: 抱抱你 is one 抱抱.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

import msgspec

from migrate40.voice.words import HAN, LANGUAGES, lists

LISTS = (
    "hedge",
    "first_person",
    "second_person",
    "together",
    "intensifier",
    "affection",
    "warmth",
    "praise",
    "agreement",
    "challenge",
    "formal",
    "informal",
    "touch",
    "presence",
    "apology",
    "feelings",
    "steps",
)
WORD = re.compile(r"[a-z\u00c0-\u024f]+(?:'[a-z]+)*")
Names = tuple[str, ...]
Wanted = tuple[str, Names]


def list_counts(text: str, words: Sequence[str], han: int) -> dict[str, int]:
    """Return how often words of each list come; a list of which none comes is left out.

    `text` is in lower case, `words` are its Latin words in order, `han` is how many
    Han characters it has.
    """
    counts: Counter[str] = Counter()
    table = _table()
    said = f" {'  '.join(words)} "
    for word, times in Counter(words).items():
        for name in table.singles.get(word, ()):
            counts[name] += times
        if word in table.phrases:
            _search(said, table.phrases[word], counts)
    if han:
        _search(text, table.joined, counts)
    return dict(counts)


def _search(text: str, wanted: Iterable[Wanted], counts: Counter[str]) -> None:
    for words, names in wanted:
        if times := text.count(words):
            for name in names:
                counts[name] += times


class _Table(msgspec.Struct, frozen=True):
    singles: dict[str, Names]
    """Latin words."""
    phrases: dict[str, list[Wanted]]
    """Several Latin words, by the first of them."""
    joined: list[Wanted]
    """What holds Han characters."""


@cache
def _table() -> _Table:
    singles: dict[str, Names] = {}
    others: dict[str, Names] = {}
    for name in LISTS:
        listed = {w for language in LANGUAGES for w in lists(language).get(name, ())}
        for word in sorted(_shortest(listed)):
            kind = singles if WORD.fullmatch(word) else others
            kind[word] = (*kind.get(word, ()), name)
    phrases: dict[str, list[Wanted]] = {}
    for word, names in others.items():
        if not HAN.search(word):
            parts = WORD.findall(word)
            phrases.setdefault(parts[0], []).append((f" {'  '.join(parts)} ", names))
    joined = [(word, names) for word, names in others.items() if HAN.search(word)]
    return _Table(singles, phrases, joined)


def _shortest(listed: set[str]) -> set[str]:
    """Return the words that hold no other word of the list."""
    return {
        word
        for word in listed
        if not any(_holds(word, other) for other in listed if other != word)
    }


def _holds(word: str, other: str) -> bool:
    if HAN.search(word):
        return other in word
    return f" {other} " in f" {word} "
