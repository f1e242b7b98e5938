"""Which language a text is in: by script, then by the commonest little words."""

import re
from collections.abc import Mapping
from functools import cache

from migrate40.distiller.lexicon import read_table

UNKNOWN = "und"
ENOUGH = 2000
"""Characters that are looked at; a text does not change its language often."""

_SCRIPTS = (
    ("ja", re.compile(r"[\u3041-\u30fa]")),
    ("ko", re.compile(r"[\u1100-\u11ff\uac00-\ud7a3]")),
    ("zh", re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u05d0-\u05ea]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_RARER = re.compile("|".join(s.pattern for name, s in _SCRIPTS if name != "zh"))
_LETTERS_A_WORD = {"zh": 1.5, "ja": 1.5, "ko": 2.0, "th": 4.0}
"""How many letters of a script carry about as much as one Latin word."""
_SPACED = 5.0


def language_of(text: str) -> str:
    """Return the language tag of a text; `und` where there are no words."""
    text = text[:ENOUGH]
    weights = _weights(text)
    if weights["ja"] > 0:
        # Kana stand in Japanese only, beside as many Han characters.
        weights["ja"] += weights["zh"]
        weights["zh"] = 0
    words = [word for word in _WORD.findall(text.lower()) if word[0] < "\u0250"]
    best = max(weights, key=weights.__getitem__)
    if weights[best] >= len(words):
        return best if weights[best] else UNKNOWN
    return _latin(words)


def _weights(text: str) -> dict[str, float]:
    """Return how much each script weighs; most texts hold one or two."""
    if text.isascii():
        return {name: 0.0 for name, _ in _SCRIPTS}
    rarer = _RARER.search(text) is not None
    return {
        name: _weight(name, script, text) if rarer or name == "zh" else 0.0
        for name, script in _SCRIPTS
    }


def _weight(name: str, script: re.Pattern[str], text: str) -> float:
    return len(script.findall(text)) / _LETTERS_A_WORD.get(name, _SPACED)


def _latin(words: list[str]) -> str:
    counts = {
        name: sum(word in small for word in words)
        for name, small in _small_words().items()
    }
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] else "en" if len(words) > 1 else UNKNOWN


@cache
def _small_words() -> Mapping[str, frozenset[str]]:
    return {
        name: frozenset(words)
        for name, words in read_table("languages")["little"].items()
    }
