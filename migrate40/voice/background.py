"""How often anybody says something: what a voice's own phrases are measured against."""

from collections.abc import Mapping, Sequence
from functools import cache

from migrate40.voice.words import HAN, LANGUAGES, read_table

RARE = {"en": 1e-5, "zh": 4e-5}
"""The share of running words that a word (character) outside the list has."""
COMPANY = {"en": 0.2, "zh": 0.25}
"""How much of a word's use its commonest neighbour has, at a generous guess."""
_USUAL = 20
_TOP = {"en": 0.06, "zh": 0.04}
_MOST = 0.5
LEAST_SPREAD = 0.1
"""Of a number that the table does not know."""
COMMONEST = 0.003


@cache
def commonest(language: str) -> tuple[str, ...]:
    """Return the words (characters) of the table, commonest first."""
    text = read_table("background", language)["words"]
    listed = text.split() if language == "en" else [c for c in text if not c.isspace()]
    return tuple(dict.fromkeys(listed))


def usual_spread(name: str) -> float:
    """Return how much a style number varies among the replies of an ordinary voice."""
    return _spreads().get(name, LEAST_SPREAD)


@cache
def _spreads() -> Mapping[str, float]:
    spreads: Mapping[str, float] = read_table("background", "spread")["spread"]
    return spreads


@cache
def _words(language: str) -> Mapping[str, float]:
    ranks = {word: rank for rank, word in enumerate(commonest(language), start=1)}
    return {word: _TOP[language] / rank**0.9 for word, rank in ranks.items()}


@cache
def _phrases() -> Mapping[str, float]:
    rates: dict[str, float] = {}
    for language in LANGUAGES:
        table = read_table("background", language)
        usual = str(table.get("usual", "")).split()
        rates |= dict.fromkeys(usual, _USUAL) | table["phrases"]
    return {text: rate / 1000 for text, rate in rates.items()}


def rate(tokens: Sequence[str], length: float) -> float:
    """Return which share of replies of `length` tokens is expected to hold a phrase.

    What the table of assistants' phrases has is taken from there; else no phrase is
    commoner than its rarest word.
    """
    text = written(tokens)
    share = _phrases().get(text)
    return min(_MOST, _guess(tokens) * length if share is None else share)


def _guess(tokens: Sequence[str]) -> float:
    shares = [share_of(one) for one in tokens if one[0].isalnum()]
    languages = ["zh" if HAN.match(one) else "en" for one in tokens if one[0].isalnum()]
    product = min(shares)
    for language in languages[1:]:
        product *= COMPANY[language]
    return product


def share_of(token: str) -> float:
    """Return which share of running words a word or Han character has."""
    language = "zh" if HAN.match(token) else "en"
    return _words(language).get(token, RARE[language])


def is_listed(word: str) -> bool:
    """Whether a word, or every Han character of it, is one of the commonest."""
    parts = word if HAN.match(word) else (word,)
    return all(part in _words("zh" if HAN.match(part) else "en") for part in parts)


def has_commonest(tokens: Sequence[str]) -> bool:
    """Whether one of the commonest Han characters, mostly particles, is among them."""
    return any(share_of(token) > COMMONEST for token in tokens if HAN.match(token))


def is_common(text: str) -> bool:
    """Whether assistants of every make say so, or it is one of the commonest words."""
    return text in _phrases() or text in _words("en")


def written(tokens: Sequence[str]) -> str:
    """Return tokens as one would write them: spaces between words, none in Chinese."""
    text = ""
    for token in tokens:
        spaced = text and text[-1] != "'" and not HAN.match(token)
        apart = spaced and not HAN.match(text[-1]) and token[0].isalnum()
        text += f" {token}" if apart else token
    return text
