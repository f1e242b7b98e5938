"""Values of lists, read on behind damage."""

import io
from typing import Any

import pytest

from migrate40.notices import Notice
from migrate40.readers.events import rows, shaped
from migrate40.readers.reader import Certainty, Member, Reader
from migrate40.readers.talk import Turn

SOURCE = Certainty(title="x", layouts=(), certainty="D", verified_on="2025-01-01")
READER = Reader(source=SOURCE, sniff=lambda _head: None, marks=frozenset({"name"}))
ONE, TWO, THREE = ({"id": n, "name": f"n{n}"} for n in (1, 2, 3))


def read(raw: bytes) -> tuple[list[Any], list[str]]:
    """Return the rows of a list, and which kinds of things are told."""
    told: list[Notice] = []
    member = Member(
        name="a.json", size=len(raw), open=lambda: io.BytesIO(raw), export="a.zip"
    )
    found = list(rows(member, "a.zip/a.json", told.append, READER))
    return found, [one.kind for one in told]


def test_a_whole_list() -> None:
    """Nothing is told of it."""
    raw = b'[{"id": 1, "name": "n1"}, null, {"id": 2, "name": "n2"}]'

    assert ([ONE, None, TWO], []) == read(raw)


def test_what_was_repaired_is_told() -> None:
    """Once, though the list is read to its end."""
    assert ([{"a": "\ufffd"}], ["repaired"]) == read(rb'[{"a": "\ud83c"}]')


@pytest.mark.parametrize(
    "damage", [b'{"id": 2, "name": ', b"{]}", b"\xff", b'{"id": 7 "name": 2},']
)
def test_reading_goes_on_behind_damage(damage: bytes) -> None:
    """The rows before it and behind it come out, each once."""
    behind = b'{"id": 2, "name": "n2"}, {"id": 3, "name": "n3"}]'
    raw = b'[{"id": 1, "name": "n1"}, ' + damage + behind

    assert ([ONE, TWO, THREE], ["skipped_conversation"]) == read(raw)


def test_a_list_that_seems_to_end_early() -> None:
    """A stray bracket is not believed."""
    raw = b'[{"id": 1, "name": "n1"}], {"id": 2, "name": "n2"}]'

    assert ([ONE, TWO], ["repaired"]) == read(raw)


def test_a_row_that_nobody_can_decode() -> None:
    """It is nothing, and the others are there."""
    deep = b'{"id": 2, "name": ' + b"[" * 300 + b"]" * 300 + b"}"
    raw = b'[{"id": 1, "name": "n1"}, ' + deep + b', {"id": 3, "name": "n3"}]'
    found, _ = read(raw)

    assert ONE == found[0]
    assert THREE == found[-1]


def test_a_shape_drops_what_does_not_fit() -> None:
    """A field of another type costs itself; without a needed one there is nothing."""
    value = {"role": "user", "content": "x"}

    assert (Turn(role="user", content="x"), False) == shaped(value, Turn)
    assert (Turn(role="user", content="x"), True) == shaped({**value, "id": 7}, Turn)
    with pytest.raises(ValueError, match="no object"):
        shaped("x", Turn)
