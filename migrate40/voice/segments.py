"""Words of both scripts: Chinese has no white space, so a dictionary cuts it."""

from collections.abc import Iterator, Sequence
from typing import Any

from migrate40.voice.counting import WORD
from migrate40.voice.words import HAN, plain


def words_in(text: str) -> list[str]:
    """Return the words of a text in lower case, Latin ones before Chinese ones."""
    said = plain(text)
    found = WORD.findall(said)
    if HAN.search(said):
        found += [word for word in _jieba().cut(said) if HAN.match(word)]
    return found


def boundaries(text: str) -> set[int]:
    """Return where a word of the text begins or ends, in code points."""
    spans: Sequence[tuple[str, int, int]] = _jieba().tokenize(text)
    return {place for _, start, end in spans for place in (start, end)}


def tags(text: str) -> Iterator[str]:
    """Yield the part of speech of each Chinese word: `m` a number, `uj` 的 ..."""
    for word, tag in _jieba().tag(text):
        if HAN.search(word):
            yield tag


def nouns(text: str) -> Iterator[str]:
    """Yield the Chinese nouns of a text, names among them."""
    for word, tag in _jieba().tag(text):
        if tag.startswith("n") and HAN.match(word):
            yield word


def _jieba() -> Any:
    import rjieba  # 0.1 s and a dictionary in memory: only where Chinese is spoken

    return rjieba
