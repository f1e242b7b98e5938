"""Runs of words that come back: counted level by level, so that rare ones cost nothing.

A token is a Latin word, a number, a Han character, a comma, a dash or a tilde; no run
reaches across the end of a sentence, a line, an emoji or a quotation.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec

from migrate40.voice.graphemes import without_emojis
from migrate40.voice.spoken import CUT, spoken
from migrate40.voice.words import HAN

Tokens = tuple[str, ...]

LONGEST = 14
"""Tokens in a phrase."""
COMMAS = frozenset(",，、～~—–")
"""Marks that a phrase may have within: it does not begin or end with them."""
_TOKEN = re.compile(
    r"[^\W\d_\u3400-\u9fff\uf900-\ufaff]+(?:['\u2019-][^\W\d_\u3400-\u9fff]+)*"
    r"|\d+(?:[.:]\d+)*|[\u3400-\u9fff\uf900-\ufaff]|[,，、]|[～~]+|[—–]+|[^\s\w]|\n"
)


class Token(msgspec.Struct, frozen=True, gc=False):
    """One token where it stands."""

    text: str
    start: int
    end: int


class Line(msgspec.Struct, frozen=True):
    """A stretch of a reply in which phrases are looked for."""

    reply: int
    """The number of the reply."""
    group: int
    """The number of its conversation."""
    text: str
    """What was spoken, all of it: tokens point into this."""
    tokens: tuple[Token, ...]


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


def lines(replies: Sequence[tuple[int, str]]) -> Iterator[Line]:
    """Yield the lines of replies, each given with the number of its conversation."""
    for number, (group, text) in enumerate(replies):
        said = spoken(text)
        tokens: list[Token] = []
        for token in _tokens(said):
            if token is None:
                yield from _line(number, group, said, tokens)
                tokens = []
            else:
                tokens.append(token)
        yield from _line(number, group, said, tokens)


def _tokens(said: str) -> Iterator[Token | None]:
    for match in _TOKEN.finditer(without_emojis_in_place(said)):
        text = match[0][0] if match[0][0] in COMMAS else match[0]
        if text in COMMAS or text[0].isalnum():
            yield Token(text.replace("\u2019", "'").lower(), *match.span())
        else:
            yield None


def without_emojis_in_place(text: str) -> str:
    """Return the text with line ends for emoji, everything else where it was."""
    mended = without_emojis(text, "\0")
    if mended == text:
        return text
    from migrate40.voice.graphemes import emojis

    found = iter(emojis(text))
    return "".join(CUT * len(next(found)) if c == "\0" else c for c in mended)


def tokens_of(text: str) -> Tokens:
    """Return the words of a text that is one phrase."""
    return tuple([one.text for one in _tokens(text) if one is not None])


def _line(number: int, group: int, said: str, tokens: list[Token]) -> Iterator[Line]:
    if any(one.text not in COMMAS for one in tokens):
        yield Line(number, group, said, tuple(tokens))


def runs(found: Sequence[Line], *, replies: int, groups: int) -> dict[Tokens, Run]:
    """Count the runs that come in at least so many replies and conversations."""
    counted: dict[Tokens, Run] = {}
    alive = [dict.fromkeys(range(len(line.tokens))) for line in found]
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
    found: Sequence[Line], alive: Sequence[dict[int, None]], length: int
) -> dict[Tokens, Run]:
    level: dict[Tokens, Run] = {}
    for line, starts in zip(found, alive, strict=True):
        for start in starts:
            tokens = tokens_at(line, start, length)
            if len(tokens) == length:
                level.setdefault(tokens, Run(tokens)).meet(line)
    return level


def _still_alive(
    found: Sequence[Line],
    alive: Sequence[dict[int, None]],
    kept: dict[Tokens, Run],
    length: int,
) -> list[dict[int, None]]:
    after = []
    for line, starts in zip(found, alive, strict=True):
        frequent = [s for s in starts if tokens_at(line, s, length) in kept]
        follows = (a for a, b in pairwise(frequent) if b == a + 1)
        after.append(dict.fromkeys(follows))
    return after


def tokens_at(line: Line, start: int, length: int) -> Tokens:
    """Return the words of so many tokens from there; fewer where the line ends."""
    return tuple([one.text for one in line.tokens[start : start + length]])


def sizes_of(wanted: Iterable[Tokens]) -> list[int]:
    """Return the lengths that occur, the shortest first."""
    return sorted({len(tokens) for tokens in wanted})


def windows(line: Line, sizes: Sequence[int]) -> Iterator[tuple[int, int, Tokens]]:
    """Yield start, size and words of every run of one of these sizes."""
    words = tuple([one.text for one in line.tokens])
    for size in sizes:
        for start in range(len(words) - size + 1):
            yield start, size, words[start : start + size]


def _is_whole(tokens: Tokens) -> bool:
    return tokens[0] not in COMMAS and tokens[-1] not in COMMAS


def has_words(tokens: Tokens) -> bool:
    """Whether it is more than one Han character or one letter."""
    return len(tokens) > 1 or (len(tokens[0]) > 1 and not HAN.match(tokens[0]))
