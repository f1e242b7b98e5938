"""Averages and spreads of the style numbers over many replies."""

from collections.abc import Iterable, Mapping
from math import sqrt

import msgspec

from migrate40.voice.numbers import NUMBERS


class Tally(msgspec.Struct):
    """Sums of one number over replies."""

    count: int = 0
    total: float = 0.0
    squares: float = 0.0

    def add(self, value: float) -> None:
        """Count one reply."""
        self.count += 1
        self.total += value
        self.squares += value * value

    @property
    def mean(self) -> float:
        """The average; of nothing 0."""
        return self.total / self.count if self.count else 0.0

    @property
    def spread(self) -> float:
        """The standard deviation; of nothing 0."""
        if not self.count:
            return 0.0
        return sqrt(max(0.0, self.squares / self.count - self.mean**2))


def tallies(measured: Iterable[Mapping[str, float]]) -> dict[str, Tally]:
    """Add up the numbers of replies; every number has its tally, in table order."""
    sums = {name: Tally() for name in NUMBERS}
    for numbers in measured:
        for name, value in numbers.items():
            sums[name].add(value)
    return sums


def averages(sums: Mapping[str, Tally]) -> dict[str, float]:
    """Return the averages to four decimals; a number nobody defines is left out."""
    return {name: round(one.mean, 4) for name, one in sums.items() if one.count}


def spreads(sums: Mapping[str, Tally]) -> dict[str, float]:
    """Return the standard deviations to four decimals, of the same numbers."""
    return {name: round(one.spread, 4) for name, one in sums.items() if one.count}
