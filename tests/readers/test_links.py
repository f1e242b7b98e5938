"""The branch that was shown last, in a tree of any product."""

from datetime import UTC, datetime, timedelta

import pytest

from migrate40.readers.links import Branch, Linked, shown

NOON = datetime(2025, 5, 2, 12, tzinfo=UTC)


def node(name: str, parent: str = "", minute: int | None = None) -> Linked:
    """Return a message, so many minutes past noon."""
    time = None if minute is None else NOON + timedelta(minutes=minute)
    return Linked(id=name, parent=parent, time=time)


def names(nodes: list[Linked], current: str = "") -> str:
    """Return the ids on the branch."""
    return "".join(nodes[place].id for place in shown(nodes, current).places)


TREE = [
    node("a", "", 0),
    node("b", "a", 1),
    node("c", "b", 9),
    node("d", "a", 2),
    node("e", "d", 3),
]


@pytest.mark.parametrize(
    ("current", "branch"),
    [("e", "ade"), ("c", "abc"), ("d", "ad"), ("", "abc"), ("gone", "abc")],
)
def test_the_branch(current: str, branch: str) -> None:
    """To the current message; where nobody says which, to the newest."""
    assert branch == names(TREE, current)


def test_a_choice_is_told() -> None:
    """Only where there was something to choose from."""
    assert ("guessed",) == tuple(kind for kind, _ in shown(TREE).remarks)
    assert () == shown(TREE, "e").remarks
    assert () == shown(TREE[:3]).remarks


def test_without_times_the_last_is_the_newest() -> None:
    """Files are written in the order of time."""
    assert "ac" == names([node("a"), node("b", "a"), node("c", "a")])


def test_links_from_above() -> None:
    """Children tell what parents leave out."""
    nodes = [
        Linked(id="b"),
        Linked(id="a", children=("b", "a", "nobody")),
        Linked(id="x"),
    ]

    assert "ab" == names(nodes, "b")


def test_no_links_at_all() -> None:
    """Then it is a list, with ids or without."""
    assert Branch((0, 1)) == shown([node("a"), node("b")])
    assert Branch((0, 1)) == shown([node(""), node("")])
    assert Branch(()) == shown([])


def test_orphans() -> None:
    """What is not there cannot be followed; it is told."""
    nodes = [node("a"), node("b", "a"), node("c", "gone")]

    assert "c" == names(nodes, "c")
    assert "repaired" == shown(nodes, "c").remarks[0][0]


def test_circles() -> None:
    """They are cut open, and told."""
    nodes = [node("a", "b"), node("b", "a"), node("c", "c")]

    assert "ab" == names(nodes, "b")
    assert "repaired" == shown(nodes, "b").remarks[0][0]
    assert "c" == names(nodes, "c")


def test_only_circles() -> None:
    """A tree without an end has one nevertheless."""
    assert "ab" == names([node("a", "b"), node("b", "a")])


def test_a_long_line() -> None:
    """Nothing is recursive."""
    nodes = [node(str(n), str(n - 1) if n else "") for n in range(30_000)]

    assert 30_000 == len(shown(nodes).places)
