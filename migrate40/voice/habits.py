"""How often the commonest words and marks come: the part of a voice that nobody hears.

Whoever speaks chooses topics, but hardly how often they say "the" (Burrows 2002). All
voices are counted by the same list, so that any two can be compared.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from math import sqrt

from migrate40.voice.background import commonest
from migrate40.voice.spoken import prose
from migrate40.voice.words import LANGUAGES, plain

COMMON = 300
"""Words (English) and characters (Chinese) that are counted."""
BLANK, LINE, ITEM, DIGITS = "¶", "↵", "•", "0"
"""Stand for a blank line, another line's end, an item of a list, a number."""
MARKS = (BLANK, LINE, ITEM, DIGITS, "**", *",.!?'\"-—…:;()，。！？、～~“”「」（）*#")
SMOOTHING = 3e-4
"""Share of all that is added to each rate: of what is rare, a few more mean little."""
BURSTS = 1.6
"""Words come in bursts: how much more they vary than if each were drawn by itself."""
_TOKEN = re.compile(
    r"\n[ \t]*(?:\n[ \t]*)+(?:(?:[-*+•]|\d+[.)、])[ \t])?"
    r"|\n[ \t]*(?:[-*+•]|\d+[.)、])[ \t]|\n|\*\*|\d+"
    r"|[a-z\u00c0-\u024f]+(?:'[a-z]+)*|[\u3400-\u9fff]|[^\w\s]|[^\W\d_]+"
)


@cache
def listed() -> tuple[str, ...]:
    """Return all that is counted, in the order of the lists."""
    words = (w for language in LANGUAGES for w in commonest(language)[:COMMON])
    return tuple(dict.fromkeys([*words, *MARKS]))


def tokens_in(texts: Iterable[str]) -> Counter[str]:
    """Count the words and marks of texts, listed or not."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(_tokens(text))
    return counts


def habits(counts: Counter[str]) -> dict[str, float]:
    """Return how often each listed word or mark comes, per thousand of all tokens."""
    total = counts.total()
    return {w: round(1000 * counts[w] / total, 2) for w in listed() if counts[w]}


def _tokens(text: str) -> Iterable[str]:
    for token in _TOKEN.findall(plain(prose(text)).strip()):
        if token[0] == "\n":
            yield from _breaks(token)
        else:
            yield DIGITS if token[0].isdigit() else token


def _breaks(token: str) -> Sequence[str]:
    blank = [BLANK] if token.count("\n") > 1 else []
    return [*blank, ITEM] if token.strip() else blank or [LINE]


def habit_distance(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return how far two tables of habits lie apart, 0 (the same) to about 1.4.

    It is Hellinger's distance: the noise of a rate's square root is the same for
    what is common and for what is rare.
    """
    return sqrt(sum((_root(one, w) - _root(other, w)) ** 2 for w in listed()))


def habit_noise(habit: Mapping[str, float], tokens: float) -> float:
    """Return how far so many tokens of the very voice would lie from its habits."""
    shares = (habit[word] / 1000 for word in listed() if word in habit)
    return sqrt(BURSTS * sum(_noise(share, max(1.0, tokens)) for share in shares))


def _noise(share: float, tokens: float) -> float:
    """Return the expected square of what chance does to the root of one rate."""
    met = share * tokens
    if met >= 1:
        return share * (1 - share) / (share + SMOOTHING) / (4 * tokens)
    # So rare that it comes once or not at all.
    root = sqrt(share + SMOOTHING)
    never = (1 - met) * (root - sqrt(SMOOTHING)) ** 2
    return never + met * (sqrt(1 / tokens + SMOOTHING) - root) ** 2


def _root(habit: Mapping[str, float], word: str) -> float:
    return sqrt(habit.get(word, 0.0) / 1000 + SMOOTHING)
