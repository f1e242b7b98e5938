"""Telling lines: sentences that hold as much of what is a voice's own as they can.

A word is a voice's own as phrases are (keyness): said in more replies than the table of
the commonest words would have it. Few sentences with many such words tell more of a
voice than the words alone would.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import heappop, heappush
from math import fsum, log, sqrt

import msgspec

from migrate40.voice.background import is_listed, rate
from migrate40.voice.segments import words_in

MOST_WORDS = 400
LEAST = 3
"""Replies in which a word must come, and conversations if there are many."""
MOST_CANDIDATES = 400
FIRST = 10
"""Of the words ranked by keyness the first weighs 1/10, the next 1/11 ..."""
THEIRS = 0.15
"""What a word of others counts as when it is asked whose own it is."""
AGAIN = 3.0
"""How quickly a word loses its weight when it has been shown."""
TOPICS = 0.5
"""How much words count against a line that are neither own nor common."""
SHORT = 4
"""What a line costs beyond its length."""
HAN_COST, LATIN_COST = 0.7, 0.23
"""Tokens of a character."""


class Candidate(msgspec.Struct, frozen=True, gc=False):
    """A sentence with its place."""

    reply: int
    text: str


def own_words(
    replies: Sequence[tuple[int, str]], others: Sequence[str] = ()
) -> dict[str, float]:
    """Return the weights of the words that are a voice's own, the best first.

    `replies` come with the numbers of their conversations: what is said in one only is
    its topic. `others` is what others said: also a topic, or how anybody talks.
    """
    said = [(group, words_in(text)) for group, text in replies]
    met = Counter(word for _, words in said for word in set(words))
    groups = Counter(word for word, _ in {(w, g) for g, words in said for w in words})
    theirs = Counter(word for text in others for word in set(words_in(text)))
    length = sum(len(words) for _, words in said) / max(1, len(said))
    least = min(LEAST, max(1, len({group for group, _ in said}) // 3))

    def score(word: str) -> float:
        usual = rate(_tokens(word), length)
        if others:
            usual = max(usual, THEIRS * theirs[word] / len(others))
        return log(met[word] / len(said) / usual) * sqrt(met[word])

    known = (w for w in met if met[w] >= LEAST and groups[w] >= least)
    scored = {word: score(word) for word in known}
    ranked = sorted((w for w in scored if scored[w] > 0), key=lambda w: (-scored[w], w))
    return {w: 1 / (FIRST + place) for place, w in enumerate(ranked[:MOST_WORDS])}


def _tokens(word: str) -> tuple[str, ...]:
    return tuple(word) if word[0] >= "\u3400" else (word,)


def telling(
    candidates: Iterable[Candidate],
    weights: Mapping[str, float],
    known: Iterable[str] = (),
) -> Iterator[Candidate]:
    """Yield the candidates, the most telling first, each adding to those before.

    `known` are phrases that are told anyway.
    """
    sketches = _promising([_sketch(one, weights) for one in candidates], weights)
    shown = Counter(word for text in known for word in words_in(text))
    heap = [(*one.rank(weights, {}), one) for one in sketches]
    while heap:
        # No worth ever rises: what is still first when it is weighed anew is best.
        *_, one = heappop(heap)
        rank = one.rank(weights, shown)
        if heap and rank > heap[0][:3]:
            heappush(heap, (*rank, one))
        elif rank[0] < 0:
            shown.update(one.own)
            yield one.line


class _Sketch(msgspec.Struct, frozen=True):
    """A candidate and what counts in it."""

    line: Candidate
    own: frozenset[str]
    """The words that are the voice's own."""
    factor: float
    """What its length and its topic leave of their weight."""

    def worth(self, weights: Mapping[str, float], shown: Mapping[str, int]) -> float:
        # exact, since a set has an order of its own in each process
        told = fsum(weights[w] / (1 + AGAIN * shown.get(w, 0)) for w in self.own)
        return told * self.factor

    def rank(
        self, weights: Mapping[str, float], shown: Mapping[str, int]
    ) -> tuple[float, int, str]:
        """Return what sorts it: the best first, of equals the earlier."""
        return -self.worth(weights, shown), self.line.reply, self.line.text


def _sketch(one: Candidate, weights: Mapping[str, float]) -> _Sketch:
    words = words_in(one.text)
    own = frozenset(words) & weights.keys()
    plain = sum(word in own or is_listed(word) for word in words)
    familiar = plain / max(1, len(words))
    return _Sketch(one, own, familiar**TOPICS / (SHORT + cost(one.text)))


def _promising(
    sketches: Iterable[_Sketch], weights: Mapping[str, float]
) -> list[_Sketch]:
    return sorted(sketches, key=lambda one: one.rank(weights, {}))[:MOST_CANDIDATES]


def cost(text: str) -> float:
    """Return about how many tokens a text takes."""
    han = sum("\u3400" <= char <= "\u9fff" for char in text)
    return HAN_COST * han + LATIN_COST * (len(text) - han)
