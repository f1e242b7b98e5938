"""What is sensitive by what many lines had in common, beside the rules.

A linear model, and nothing that understands: each word, each pair of words, each one to
three Han characters and each sign that the rules saw has a weight for every class, in
tenths. `tests/safety/learn.py` learns them from invented lines and writes them down.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache, cached_property
from importlib.resources import files
from itertools import pairwise
from math import sqrt
from typing import Final

import msgspec

from migrate40.model.profile import Sensitivity
from migrate40.safety.tongues import Tongue, tongue_of

ANY: Final = "any"
"""Whether it is sensitive at all; which class it is the others say."""
LETTERS: Final[Mapping[str, str]] = {
    "a": ANY,
    "s": "self_harm",
    "x": "sexuality",
    "l": "legal",
    "h": "health",
    "f": "finance",
    "b": "belief",
    "t": "third_party",
}
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
SURE: Final = 4
"""From here on what is sensitive at all is believed without a rule, in tenths."""
SURE_TO_HIDE: Final[Mapping[Sensitivity, int]] = {"sexuality": 6, "legal": 6}
"""... and what is left out of files unless it is asked for."""
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


class Weights(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """What was learnt, in tenths."""

    bias: Mapping[str, int]
    of: Mapping[str, Mapping[str, int]]
    """By feature, then by class; what is not there weighs nothing."""

    @cached_property
    def most_by_signs(self) -> dict[str, int]:
        """Return the most that signs could add to each class."""
        signs = [row for one, row in self.of.items() if one.startswith(as_feature(""))]
        return {
            kind: sum(max(0, row.get(kind, 0)) for row in signs)
            for kind in LETTERS.values()
        }


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


def scored(
    known: Sequence[str], weights: Weights, more: Mapping[str, int] | None = None
) -> dict[str, float]:
    """Return how much speaks for each class, in tenths."""
    sums = dict(more or dict.fromkeys(LETTERS.values(), 0))
    for feature in known:
        for kind, weight in weights.of[feature].items():
            sums[kind] += weight
    long = sqrt(len(known))
    return {
        kind: total / long + weights.bias.get(kind, 0) for kind, total in sums.items()
    }


def as_feature(sign: str) -> str:
    """Return the feature that a sign of the rules is."""
    return f"r:{sign}"


def features(plain: str) -> set[str]:
    """Return what of a text may have weight: words, pairs of them, pieces of Han."""
    plain = plain.lower()
    words = ["#" if one.isdigit() else one for one in _WORD.findall(plain)]
    found = {f"w:{word}" for word in words}
    row = ["^", *words, "$"] if words else []
    found.update(f"b:{one} {two}" for one, two in pairwise(row))
    if not plain.isascii():
        found.update(_pieces(plain))
    return found


def _pieces(plain: str) -> Iterator[str]:
    for run in _HAN.findall(plain):
        for size in range(1, HAN_AT_ONCE + 1):
            for start in range(len(run) - size + 1):
                yield f"h:{run[start : start + size]}"


@cache
def read_weights(tongue: Tongue = "en") -> Weights:
    """Return the weights that ship with this package."""
    path = files("migrate40.safety") / "lexicons" / f"learnt_{tongue}.tsv"
    return parsed(path.read_text(encoding="utf-8"))


def parsed(table: str) -> Weights:
    """Return the weights of a table: a feature, a tab, a letter and a number each."""
    rows = dict(line.split("\t") for line in table.splitlines())
    read = {
        feature: {LETTERS[one[0]]: int(one[1:]) for one in row.split(" ")}
        for feature, row in rows.items()
    }
    return Weights(bias=read.pop("=bias"), of=read)


def written(weights: Weights) -> str:
    """Return the table of weights; the same ones give the same bytes."""
    rows = [("=bias", weights.bias), *sorted(weights.of.items())]
    return "".join(f"{feature}\t{_row(row)}\n" for feature, row in rows)


def _row(row: Mapping[str, int]) -> str:
    return " ".join(
        f"{letter}{row[kind]}" for letter, kind in LETTERS.items() if row.get(kind)
    )
