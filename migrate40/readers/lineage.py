"""The branch that was shown last, of messages that name the one before them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

import msgspec

NEVER: Final = datetime.min.replace(tzinfo=UTC)


class Link(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A message's place in the tree: its name, its parent's, and its time."""

    id: str
    parent: str = ""
    time: datetime | None = None


class Lineage(msgspec.Struct, frozen=True):
    """Places of messages in the list, oldest first, and how many links were guessed."""

    places: tuple[int, ...]
    guessed: int = 0


def lineage(links: Sequence[Link], leaf: str = "") -> Lineage:
    """Return the path to the leaf; where that leads nowhere, to the newest message.

    A message whose parent is not there follows the one before it in the list; without
    a single link all of them were shown, in order.
    """
    known = {link.id: place for place, link in enumerate(links) if link.id}
    if not any(link.parent in known for link in links):
        return Lineage(tuple(range(len(links))))
    parents: list[int | None] = []
    guessed = 0
    for place, link in enumerate(links):
        parent = known.get(link.parent)
        if parent == place or (parent is None and link.parent and place):
            parent, guessed = (place - 1 if place else None), guessed + 1
        parents.append(parent)
    end = known.get(leaf) if leaf else None
    if end is None:
        end = _newest(links, parents)
    return Lineage(_path(end, parents), guessed)


def _newest(links: Sequence[Link], parents: Sequence[int | None]) -> int:
    """Return the newest end; of equals that of the longest path, then the last."""
    inner = set(parents)
    ends = [place for place in range(len(links)) if place not in inner]
    latest = max((links[end].time or NEVER for end in ends), default=NEVER)
    tied = [end for end in ends if (links[end].time or NEVER) == latest]
    return max(
        tied or [len(links) - 1], key=lambda end: (len(_path(end, parents)), end)
    )


def _path(end: int, parents: Sequence[int | None]) -> tuple[int, ...]:
    path: dict[int, None] = {}
    place: int | None = end
    while place is not None and place not in path:
        path[place] = None
        place = parents[place]
    return tuple(reversed(path))
