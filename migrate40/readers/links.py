"""Which messages of a tree were shown last, for trees of any product."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

import msgspec

from migrate40.notices import Kind

_NEVER: Final = datetime.min.replace(tzinfo=UTC)


class Linked(msgspec.Struct, frozen=True, kw_only=True):
    """A message in a tree; either link may be missing."""

    id: str
    parent: str = ""
    children: tuple[str, ...] = ()
    time: datetime | None = None


class Branch(msgspec.Struct, frozen=True):
    """Places in the list, oldest first, and what had to be mended or assumed."""

    places: tuple[int, ...]
    remarks: tuple[tuple[Kind, str], ...] = ()


def shown(nodes: Sequence[Linked], current: str = "") -> Branch:
    """Return the path to `current`; where that is nowhere, to the newest leaf.

    Without a single link all of them were shown, in order.
    """
    places = {node.id: place for place, node in enumerate(nodes) if node.id}
    parents = _parents(nodes, places)
    remarks: list[tuple[Kind, str]] = []
    end = places.get(current)
    if end is None and not any(parent is not None for parent in parents):
        return Branch(tuple(range(len(nodes))))
    if end is None:
        inner = set(parents)
        leaves = [n for n in range(len(nodes)) if n not in inner] or [len(nodes) - 1]
        end = max(leaves, key=lambda place: (nodes[place].time or _NEVER, place))
        if len(leaves) > 1:
            remarks.append(("guessed", "no current branch: the newest was taken"))
    path, in_circle = _path(end, parents)
    if in_circle:
        remarks.append(("repaired", "links between messages ran in a circle"))
    elif nodes[path[0]].parent:
        remarks.append(("repaired", "the message before the first is not there"))
    return Branch(tuple(path), tuple(remarks))


def _parents(nodes: Sequence[Linked], places: dict[str, int]) -> list[int | None]:
    """Return the place of each one's parent, from whichever side the link is given."""
    above: dict[int, int] = {}
    for place, node in enumerate(nodes):
        for child in node.children:
            below = places.get(child, place)
            if below != place:
                above.setdefault(below, place)
    parents: list[int | None] = []
    for place, node in enumerate(nodes):
        parent = places.get(node.parent)
        parents.append(above.get(place) if parent in (None, place) else parent)
    return parents


def _path(end: int, parents: Sequence[int | None]) -> tuple[list[int], bool]:
    """Return the places from the root to `end`, and whether a circle was cut open."""
    path: dict[int, None] = {}
    place: int | None = end
    while place is not None and place not in path:
        path[place] = None
        place = parents[place]
    return list(reversed(path)), place is not None
