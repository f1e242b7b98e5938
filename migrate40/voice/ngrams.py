"""Runs of words that come back: counted level by level, so that rare ones cost nothing.

A token is a Latin word, a number, a Han character, a comma, a dash or a tilde; no run
reaches across the end of a sentence, a line, an emoji or a quotation.
"""

import re
import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec

from migrate40.voice.graphemes import emojis, without_emojis
from migrate40.voice.spoken import CUT, spoken
from migrate40.voice.words import HAN

Tokens = tuple[str, ...]

LONGEST = 14
"""Tokens in a phrase."""
COMMAS = frozenset(",，、～~—–")
"""Marks that a phrase may have within: it does not begin or end with them."""
_END = ("", 0, 0)
_TOKEN = re.compile(
    r"[^\W\d_\u3400-\u9fff\uf900-\ufaff]+(?:['\u2019-][^\W\d_\u3400-\u9fff]+)*"
    r"|\d+(?:[.:]\d+)*|[\u3400-\u9fff\uf900-\ufaff]|[,，、]|[～~]+|[—–]+|[^\s\w]|\n"
)


class Line(msgspec.Struct, frozen=True):
    """A stretch of a reply in which phrases are looked for."""

    reply: int
    """The number of the reply."""
    group: int
    """The number of its conversation."""
    text: str
    """What was spoken, all of it."""
    words: Tokens
    spans: "array[int]"
    """Where the words stand in the text: begin, end, begin, end ..."""

    def span(self, start: int, size: int) -> tuple[int, int]:
        """Return where a run of so many words from there stands in the text."""
        return self.spans[2 * start], self.spans[2 * (start + size) - 1]


class Run(msgspec.Struct):
    """How often one run of tokens comes."""

    tokens: Tokens
    replies: int = 0
    groups: int = 0
    last_reply: int = -1
    last_group: int = -1

    def meet(self, line: Line) -> None:
        """Count one more place; lines come in the order of replies and groups."""
        if line.reply != self.last_reply:
            self.replies += 1
            self.last_reply = line.reply
        if line.group != self.last_group:
            self.groups += 1
            self.last_group = line.group


def lines(replies: Iterable[tuple[int, str]]) -> Iterator[Line]:
    """Yield the lines of replies, each given with the number of its conversation."""
    for number, (group, text) in enumerate(replies):
        said = spoken(text)
        words: list[str] = []
        spans = array("I")
        for word, start, end in [*_tokens(said), _END]:
            if word:
                words.append(word)
                spans.extend((start, end))
            elif words:
                yield Line(number, group, said, tuple(words), spans)
                words, spans = [], array("I")


def _tokens(said: str) -> Iterator[tuple[str, int, int]]:
    for match in _TOKEN.finditer(without_emojis_in_place(said)):
        text = match[0]
        if text[0].isalnum():
            word = sys.intern(text.replace("\u2019", "'").lower())
            yield word, match.start(), match.end()
        elif text[0] in COMMAS:
            yield text[0], match.start(), match.end()
        else:
            yield _END


def without_emojis_in_place(text: str) -> str:
    """Return the text with line ends for emoji, everything else where it was."""
    mended = without_emojis(text, "\0")
    if mended == text:
        return text
    found = iter(emojis(text))
    return "".join(CUT * len(next(found)) if c == "\0" else c for c in mended)


def tokens_of(text: str) -> Tokens:
    """Return the words of a text that is one phrase."""
    return tuple([word for word, _, _ in _tokens(text) if word])


def runs(found: Sequence[Line], *, replies: int, groups: int) -> dict[Tokens, Run]:
    """Count the runs that come in at least so many replies and conversations."""
    counted: dict[Tokens, Run] = {}
    alive = [list(range(len(line.words))) for line in found]
    for length in range(1, LONGEST + 1):
        level = _level(found, alive, length)
        kept = {
            tokens: run
            for tokens, run in level.items()
            if run.replies >= replies and run.groups >= groups
        }
        if not kept:
            break
        counted.update(kept)
        alive = _still_alive(found, alive, kept, length)
    return {tokens: run for tokens, run in counted.items() if _is_whole(tokens)}


def _level(
    found: Sequence[Line], alive: Sequence[list[int]], length: int
) -> dict[Tokens, Run]:
    level: dict[Tokens, Run] = {}
    for line, starts in zip(found, alive, strict=True):
        for start in starts:
            tokens = line.words[start : start + length]
            run = level.get(tokens)
            if run is None:
                run = level[tokens] = Run(tokens)
            run.meet(line)
    return level


def _still_alive(
    found: Sequence[Line],
    alive: Sequence[list[int]],
    kept: dict[Tokens, Run],
    length: int,
) -> list[list[int]]:
    """Return where a longer run may begin: both of its halves must be frequent."""
    after = []
    for line, starts in zip(found, alive, strict=True):
        frequent = [s for s in starts if line.words[s : s + length] in kept]
        after.append([a for a, b in pairwise(frequent) if b == a + 1])
    return after


class Finder:
    """Finds runs again, looking only where one of them may begin."""

    def __init__(self, wanted: Iterable[Tokens]) -> None:
        self._wanted = frozenset(wanted)
        sizes: dict[str, set[int]] = {}
        for tokens in self._wanted:
            sizes.setdefault(tokens[0], set()).add(len(tokens))
        self._sizes = {first: sorted(each) for first, each in sizes.items()}

    def places(self, line: Line) -> Iterator[tuple[int, Tokens]]:
        """Yield where the wanted runs begin in a line, in order."""
        for start, word in enumerate(line.words):
            for size in self._sizes.get(word, ()):
                tokens = line.words[start : start + size]
                if len(tokens) == size and tokens in self._wanted:
                    yield start, tokens


def _is_whole(tokens: Tokens) -> bool:
    return tokens[0] not in COMMAS and tokens[-1] not in COMMAS


def has_words(tokens: Tokens) -> bool:
    """Whether it is more than one Han character or one letter."""
    return len(tokens) > 1 or (len(tokens[0]) > 1 and not HAN.match(tokens[0]))
