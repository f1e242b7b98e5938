"""Weights of what was learnt from many lines: what they are, how they are kept.

A linear model, in tenths: each feature of a text has a weight for every class.
"""

from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from importlib.resources import files
from math import sqrt
from typing import Final

import msgspec

ANY: Final = "any"
"""Whether it is one at all: sensitive, or a secret; which one it is the others say."""
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


def as_feature(sign: str) -> str:
    """Return the feature that a sign of the rules is."""
    return f"r:{sign}"


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


@cache
def read_weights(name: str = "en") -> Weights:
    """Return weights that ship with this package: of a tongue, or of secrets."""
    path = files("migrate40.safety") / "lexicons" / f"learnt_{name}.tsv"
    return parsed(path.read_text(encoding="utf-8"))


def parsed(table: str) -> Weights:
    """Return the weights of a table: a feature, a tab, a letter and a number each."""
    rows = dict(line.split("\t") for line in table.splitlines())
    shared = {
        row: {LETTERS[one[0]]: int(one[1:]) for one in row.split(" ")}
        for row in set(rows.values())
    }
    read = {feature: shared[row] for feature, row in rows.items()}
    return Weights(bias=read.pop("=bias"), of=read)


def written(weights: Weights) -> str:
    """Return the table of weights; the same ones give the same bytes."""
    rows = [("=bias", weights.bias), *sorted(weights.of.items())]
    return "".join(f"{feature}\t{_row(row)}\n" for feature, row in rows)


def _row(row: Mapping[str, int]) -> str:
    return " ".join(
        f"{letter}{row[kind]}" for letter, kind in LETTERS.items() if row.get(kind)
    )
