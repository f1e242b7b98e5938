"""The branch that was shown last: the path to the current node, whichever links exist.

Exports of 2026 leave `children` out, some dumps of others leave `parent` out; a node
may be named by its key, by its own id or by that of its message.
"""

from collections.abc import Mapping
from datetime import datetime
from operator import attrgetter

import msgspec

from migrate40.notices import Kind
from migrate40.readers.chatgpt_shape import Link, Name, Node, named
from migrate40.readers.decode import EPOCH, moment

Links = Mapping[str, Link]

_PARENT = attrgetter("parent")


class Branch(msgspec.Struct, frozen=True):
    """Keys of the mapping, oldest first, and what had to be mended or assumed."""

    keys: tuple[str, ...]
    remarks: tuple[tuple[Kind, str], ...] = ()


def plain_branch(nodes: Mapping[str, Node | None], current: Name) -> Branch | None:
    """Return the path where every link of it is there; None: look at all links.

    So are all but a few: each parent is named by its key, and only the first node has
    none. `find_branch` would return the same.
    """
    path: list[str] = []
    key: Name = current
    try:
        for _ in nodes:
            path.append(key)  # type: ignore[arg-type]  # else it is no key
            key = nodes[key].parent  # type: ignore[index, union-attr]
            if key is None:
                break
        roots = list(map(_PARENT, nodes.values())).count(None)
    except (KeyError, AttributeError):
        return None
    path.reverse()
    return Branch(tuple(path)) if key is None and roots == 1 else None


def find_branch(nodes: Links, current: Name) -> Branch:
    """Return the path to `current`; where it leads nowhere, that to the newest leaf."""
    names = _names(nodes)
    parents = _parents(nodes, names)
    remarks: list[tuple[Kind, str]] = []
    end = names.get(named(current) or "")
    if end is None and nodes:
        leaves = _leaves(nodes, parents)
        end = _newest(leaves, nodes, parents)
        if len(leaves) > 1:
            remarks.append(("guessed", "no current branch: the newest was taken"))
    path, in_circle = _path(end, parents)
    if in_circle:
        remarks.append(("repaired", "links between messages ran in a circle"))
    elif path and (above := named(nodes[path[0]].parent)) and above not in names:
        remarks.append(("repaired", "the message before the first is not there"))
    return Branch(tuple(path), tuple(remarks))


def _names(nodes: Links) -> dict[str, str]:
    """Map all that a node may be called to its key; a key is the surest name."""
    names = {name: key for key in nodes if (name := named(key))}
    for key, node in nodes.items():
        message_id = named(node.message.id) if node.message else None
        for other in (named(node.id), message_id):
            if other:
                names.setdefault(other, key)
    return names


def _parents(nodes: Links, names: Mapping[str, str]) -> dict[str, str]:
    """Map every key to that of its parent, from whichever side the link is given."""
    said_above: dict[str, str] = {}
    for key, node in nodes.items():
        for child in node.children or ():
            below = names.get(named(child) or "")
            if below is not None and below != key:
                said_above.setdefault(below, key)
    parents: dict[str, str] = {}
    for key, node in nodes.items():
        parent = names.get(named(node.parent) or "")
        if parent is None or parent == key:
            parent = said_above.get(key)
        if parent is not None:
            parents[key] = parent
    return parents


def _path(end: str | None, parents: Mapping[str, str]) -> tuple[list[str], bool]:
    """Return the keys from the root to `end`, and whether a circle was cut open."""
    path: dict[str, None] = {}
    while end is not None and end not in path:
        path[end] = None
        end = parents.get(end)
    return list(reversed(path)), end is not None


def _leaves(nodes: Links, parents: Mapping[str, str]) -> list[str]:
    """Return the ends to choose from: those that hold a message, if there are any."""
    inner = set(parents.values())
    ends = [key for key in nodes if key not in inner] or list(nodes)
    return [key for key in ends if nodes[key].message] or ends


def _newest(leaves: list[str], nodes: Links, parents: Mapping[str, str]) -> str:
    """Return the leaf with the latest time, among equals the farthest from its root.

    Where no leaf has a time: the last in the document.
    """
    times = [_time(nodes[key]) for key in leaves]
    latest = max(times)
    if latest == EPOCH:
        return leaves[-1]
    tied = [key for key, time in zip(leaves, times, strict=True) if time == latest]
    return max(tied, key=lambda key: len(_path(key, parents)[0]))


def _time(node: Link) -> datetime:
    """Return when a node was last written; the epoch where nobody says."""
    message = node.message
    if message is None:
        return EPOCH
    return moment(message.update_time) or moment(message.create_time) or EPOCH
