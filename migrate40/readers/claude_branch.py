"""Which of a conversation's messages were shown last."""

from collections.abc import Sequence
from datetime import UTC, datetime

import msgspec
from msgspec import UNSET, UnsetType

from migrate40.readers.claude_shape import Id, Turn
from migrate40.readers.decode import moment

ROOT = "00000000-0000-4000-8000-000000000000"
"""The parent of a first message; null means the same."""

_NEVER = datetime.min.replace(tzinfo=UTC)


class Branch(msgspec.Struct, frozen=True):
    """Places of messages in the list, oldest first, and how many links were guessed."""

    places: tuple[int, ...]
    guessed: int = 0


def shown(turns: Sequence[Turn], leaf: Id | None) -> Branch:
    """Return the path to the newest leaf, below `leaf` where that is known.

    Without a single link between two messages, all of them were shown, in order.
    """
    everything = tuple(range(len(turns)))
    if leaf is None and _is_row(turns):
        return Branch(everything)
    has_links = any(turn.parent_message_uuid for turn in turns)
    parents = _parents(turns) if has_links else []
    if all(parent is None for parent in parents):
        return Branch(everything)
    strays = [
        place
        for place in everything[1:]
        if parents[place] is None and _is_stray(turns[place])
    ]
    for place in strays:
        parents[place] = place - 1
    end = _newest_end(turns, parents, leaf)
    if end is None:
        return Branch(everything, guessed=len(turns))
    return Branch(_path(end, parents), guessed=len(strays))


def _is_row(turns: Sequence[Turn]) -> bool:
    """Whether each message names the one before it as its parent, and all differ."""
    names = [turn.uuid for turn in turns]
    above = [turn.parent_message_uuid for turn in turns]
    return (
        above[1:] == names[:-1]
        and above[:1] in ([None], [ROOT])
        and len(set(names)) == len(names)
    )


def _parents(turns: Sequence[Turn]) -> list[int | None]:
    """Return the place of each message's parent; of two with one id the nearer before.

    Files that somebody made anonymous may give all messages the same id.
    """
    anywhere = {name: place for place, turn in enumerate(turns) for name in _ids(turn)}
    before: dict[str, int] = {}
    parents: list[int | None] = []
    for place, turn in enumerate(turns):
        wanted = _name(turn.parent_message_uuid)
        own = _ids(turn)
        parents.append(
            before.get(wanted, None if wanted in own else anywhere.get(wanted))
        )
        before.update(dict.fromkeys(own, place))
    return parents


def _ids(turn: Turn) -> list[str]:
    return [name for name in map(_name, (turn.uuid, turn.id)) if name]


def _name(value: Id | UnsetType | None) -> str:
    return "" if value is UNSET or value is None else str(value)


def _is_stray(turn: Turn) -> bool:
    """Whether a message without a parent is no first one: it follows the one before.

    The person may write another first message; the assistant never begins.
    """
    if turn.parent_message_uuid is UNSET or turn.speaker == "assistant":
        return True
    return _name(turn.parent_message_uuid) not in ("", ROOT)


def _newest_end(
    turns: Sequence[Turn], parents: Sequence[int | None], leaf: Id | None
) -> int | None:
    """Return the newest message that nothing follows; of equally old ones the last."""
    inner = set(parents)
    ends = [place for place in range(len(turns)) if place not in inner]
    below = _below(leaf, turns, parents)
    return max(
        [end for end in ends if end in below] or ends,
        key=lambda place: (moment(turns[place].created_at) or _NEVER, place),
        default=None,
    )


def _below(
    leaf: Id | None, turns: Sequence[Turn], parents: Sequence[int | None]
) -> set[int]:
    """Return the places of the message `leaf` and of all that follow it."""
    children: dict[int | None, list[int]] = {}
    for place, parent in enumerate(parents):
        children.setdefault(parent, []).append(place)
    wanted = _name(leaf)
    waiting = [place for place, turn in enumerate(turns) if wanted in _ids(turn)]
    below: set[int] = set()
    while waiting:
        place = waiting.pop()
        if place not in below:
            below.add(place)
            waiting += children.get(place, ())
    return below


def _path(end: int, parents: Sequence[int | None]) -> tuple[int, ...]:
    path: dict[int, None] = {}
    place: int | None = end
    while place is not None and place not in path:
        path[place] = None
        place = parents[place]
    return tuple(reversed(path))
