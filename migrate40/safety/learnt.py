"""What is sensitive by what many lines had in common, beside the rules.

A linear model, and nothing that understands: each word and its stem, each pair of words
(and of stems with a word between), each one to three Han characters and each sign that
the rules saw has a weight for every class, in tenths. `tests/safety/learn.py` learns
them from invented lines and writes them down.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import pairwise
from typing import Final

from migrate40.model.profile import Sensitivity
from migrate40.safety.stems import stem
from migrate40.safety.tongues import tongue_of
from migrate40.safety.weights import ANY, Weights, as_feature, read_weights, scored

GRAVEST_FIRST: Final[tuple[Sensitivity, ...]] = (
    "self_harm",
    "sexuality",
    "legal",
    "health",
    "finance",
    "belief",
    "third_party",
)
HAN_AT_ONCE: Final = 3
SURE: Final = -5
"""From here on what is sensitive at all is believed without a rule, in tenths."""
SURE_TO_HIDE: Final[Mapping[Sensitivity, int]] = {"sexuality": -2}
"""... and what is left out of files and taken for it too often."""
SURE_OF_SELF_HARM: Final = -8
DOUBTED: Final = -18
"""Where less of anything sensitive is seen, self-harm is not believed either."""
UNLIKELY: Final = -32
"""Where less is seen, a rule is not believed: it took an idiom for a life."""
ENOUGH: Final = 9
"""So much of a text must be known to speak against a rule."""
GRAVER: Final = 30
"""From here on what a rule took for debts or an illness is self-harm as well."""
_WORD = re.compile(r"[a-záéíóúñü]+(?:'[a-z]+)?|\d+")
_HAN = re.compile(r"[\u3400-\u9fff\u3040-\u30ff]+")


def judged(
    plain: str,
    ruled: Sensitivity | None,
    signs_of: Callable[[str], Collection[str]],
    weights: Weights | None = None,
) -> Sensitivity | None:
    """Return the class of a text, given the one that a rule knows of.

    `weights` are by default those of the tongue of the text.

    Weights speak where no rule does and they are sure, and against a rule where next
    to nothing else looks sensitive. A story is nobody's life; and without a first
    person it is somebody else's. What the rules see is asked for only where it could
    matter: it takes the longest.
    """
    weights = weights or read_weights(tongue_of(plain))
    known = [one for one in features(plain) if one in weights.of]
    if not known:
        return ruled
    most = scored(known, weights, weights.most_by_signs)
    if not ruled and not _believed(most):
        return None
    signs = signs_of(plain)
    known += [one for one in map(as_feature, signs) if one in weights.of]
    scores = scored(known, weights)
    if ruled and (scores[ANY] >= UNLIKELY or len(known) < ENOUGH):
        is_graver = ruled != "third_party" and scores["self_harm"] >= GRAVER
        return "self_harm" if is_graver else ruled
    return _learnt(scores, signs) if _believed(scores) else None


def _learnt(scores: Mapping[str, float], signs: Collection[str]) -> Sensitivity | None:
    mine = "first" in signs
    if not mine and "story" in signs:
        return None
    if not mine and "other" in signs:
        return "third_party"
    if _is_self_harm(scores):
        return "self_harm"
    likely = (
        kind
        for kind in GRAVEST_FIRST[1:]
        if scores[ANY] >= SURE_TO_HIDE.get(kind, SURE)
    )
    return max(likely, key=lambda kind: scores[kind])


def _believed(scores: Mapping[str, float]) -> bool:
    return scores[ANY] >= SURE or _is_self_harm(scores)


def _is_self_harm(scores: Mapping[str, float]) -> bool:
    enough = scores["self_harm"] >= SURE_OF_SELF_HARM
    return enough and scores[ANY] >= DOUBTED


def features(plain: str) -> set[str]:
    """Return what of a text may have weight: words, pairs of them, pieces of Han."""
    plain = plain.lower()
    words = ["#" if one.isdigit() else one for one in _WORD.findall(plain)]
    stems = [stem(word) for word in words]
    found = {f"w:{word}" for word in words}
    found.update(f"s:{one}" for one in stems)
    row = ["^", *words, "$"] if words else []
    found.update(f"b:{one} {two}" for one, two in pairwise(row))
    found.update(f"k:{one} {two}" for one, two in zip(stems, stems[2:], strict=False))
    if not plain.isascii():
        found.update(_pieces(plain))
    return found


def _pieces(plain: str) -> Iterator[str]:
    for run in _HAN.findall(plain):
        for size in range(1, HAN_AT_ONCE + 1):
            for start in range(len(run) - size + 1):
                yield f"h:{run[start : start + size]}"
