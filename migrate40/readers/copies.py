"""Which copy of a conversation counts, whatever the order in which they were given."""

from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Final

import msgspec

from migrate40.readers import READERS
from migrate40.readers.reader import Stamp
from migrate40.readers.sorting import Sorted

NEVER: Final = datetime(1, 1, 1, tzinfo=UTC)

Place = tuple[int, int]
"""The number of a member and of a value in it."""
Rank = tuple[datetime, int, bytes]
"""The newer wins, of equals the longer, of equals the one of the higher digest."""


class _Best(msgspec.Struct):
    rank: Rank
    places: list[tuple[int, Place]]
    """All copies of this rank, each with its export: they are the same bytes."""


class Copies:
    """The copies that were met, and after `decide` the ones to leave out."""

    def __init__(self, exports: int) -> None:
        self.losers: set[Place] = set()
        self.order: list[int] = list(range(exports))
        """The exports, the older first."""
        self._newest = [NEVER] * exports
        self._digests = [0] * exports
        self._best: dict[str, _Best] = {}

    def add(self, source: Sorted, place: Place, raw: bytes) -> None:
        """Look at one raw conversation."""
        stamp = READERS[source.vendor].stamp(raw)
        digest = blake2b(raw, digest_size=16).digest()
        self._digests[source.export] += int.from_bytes(digest)
        if stamp is None:
            return
        rank = (stamp.updated or NEVER, len(raw), digest)
        self._newest[source.export] = max(self._newest[source.export], rank[0])
        self._compare(_key(source, stamp), rank, (source.export, place))

    def decide(self, names: Sequence[str]) -> None:
        """Order the exports; of copies that are the same the first one counts."""
        self.order.sort(key=lambda n: (self._newest[n], self._digests[n], names[n]))
        rank = {export: number for number, export in enumerate(self.order)}
        for best in self._best.values():
            if len(best.places) > 1:
                best.places.sort(key=lambda one: (rank[one[0]], one[1]))
                self.losers.update(place for _, place in best.places[1:])

    def _compare(self, key: str, rank: Rank, place: tuple[int, Place]) -> None:
        best = self._best.get(key)
        if best is None or rank > best.rank:
            if best is not None:
                self.losers.update(older for _, older in best.places)
            self._best[key] = _Best(rank, [place])
        elif rank == best.rank:
            best.places.append(place)
        else:
            self.losers.add(place[1])


def _key(source: Sorted, stamp: Stamp) -> str:
    """Return the id with its vendor; our own lines name theirs."""
    return stamp.id if source.vendor == "native" else f"{source.vendor}/{stamp.id}"
