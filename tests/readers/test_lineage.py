"""Which messages of a tree were shown last."""

from datetime import UTC, datetime

import pytest

from migrate40.readers.lineage import Lineage, Link, lineage


def links(*pairs: str) -> list[Link]:
    """Return messages written as `name<parent@minute`."""
    found = []
    for pair in pairs:
        rest, _, minute = pair.partition("@")
        name, _, parent = rest.partition("<")
        time = datetime(2025, 1, 1, 0, int(minute), tzinfo=UTC) if minute else None
        found.append(Link(id=name, parent=parent, time=time))
    return found


@pytest.mark.parametrize(
    ("pairs", "leaf", "places"),
    [
        ([], "", ()),
        (["a", "b"], "", (0, 1)),
        (["a", "b<a", "c<b"], "", (0, 1, 2)),
        (["c<b", "b<a", "a"], "", (2, 1, 0)),
        (["a", "b<a@1", "c<a@2"], "", (0, 2)),
        (["a", "b<a@2", "c<a@1"], "", (0, 1)),
        (["a", "b<a", "c<b", "d<a"], "", (0, 1, 2)),
        (["a", "b<a", "c<a"], "", (0, 2)),
        (["a", "b<a@1", "c<a@2"], "b", (0, 1)),
        (["a", "b<a@1", "c<a@2"], "gone", (0, 2)),
        (["a<b", "b<a"], "", (0, 1)),
    ],
)
def test_the_branch(pairs: list[str], leaf: str, places: tuple[int, ...]) -> None:
    """The leaf decides, then the newest, then the longest path, then the last."""
    assert Lineage(places) == lineage(links(*pairs), leaf)


@pytest.mark.parametrize(
    ("pairs", "places", "guessed"),
    [
        (["a", "b<gone", "c<b"], (0, 1, 2), 1),
        (["a<gone", "b<a"], (0, 1), 0),
        (["a", "b<b", "c<b"], (0, 1, 2), 1),
    ],
)
def test_a_missing_parent_is_the_one_before(
    pairs: list[str], places: tuple[int, ...], guessed: int
) -> None:
    """A message that was lost does not take with it what was said before."""
    assert Lineage(places, guessed) == lineage(links(*pairs))
