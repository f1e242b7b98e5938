"""What fits within limits, and how often a document is drawn to find out."""

from collections.abc import Sequence

import pytest

from migrate40.errors import CannotRender
from migrate40.renderers.budget import Entry, pack
from migrate40.renderers.limits import Bound

MANY = 4000


def entries(*texts: str) -> list[Entry]:
    """Return memories of those words."""
    return [
        Entry(group="memories", section="work", kind="work", data={"text": text})
        for text in texts
    ]


def drawn(kept: Sequence[Entry]) -> str:
    """Return a frame of six characters, and each entry."""
    return "frame\n" + "".join(one.text for one in kept)


@pytest.mark.parametrize("room", [6, 7, 100, 3999])
def test_a_room_is_filled_to_the_last(room: int) -> None:
    """Entries of one length fill it: the earlier ones, and no further one fits."""
    told = entries(*["x"] * MANY)
    packed = pack(told, drawn, [Bound(room, "code_points")], "here")

    assert room == len(packed.text)
    assert tuple(told[: room - 6]) == packed.kept
    assert MANY - (room - 6) == len(packed.left)


def test_what_is_too_long_is_passed_over() -> None:
    """The shorter ones behind it come along in their order."""
    told = entries("a", "b" * 50, "c", "d" * 50, "e", "f")
    packed = pack(told, drawn, [Bound(12, "code_points")], "here")

    assert "frame\nacef" == packed.text
    assert ["b" * 50, "d" * 50] == [one.text for one in packed.left]


@pytest.mark.parametrize("cost", [1, 9])
def test_a_large_document_is_not_drawn_for_each_entry(cost: int) -> None:
    """Also where the estimate is far off, because only the first costs that much."""
    drawings = 0

    def counted(kept: Sequence[Entry]) -> str:
        nonlocal drawings
        drawings += 1
        heavy = sum(cost for _ in kept[MANY // 2 :])
        return drawn(kept) + "." * heavy

    packed = pack(
        entries(*["x"] * MANY), counted, [Bound(MANY // 2, "code_points")], "here"
    )

    assert MANY // 2 == len(packed.text)
    assert drawings < MANY // 50


def test_a_frame_without_room_is_told() -> None:
    """Nothing is cut to make it fit."""
    with pytest.raises(CannotRender, match=r"here: its bare frame is 6 long.*more"):
        pack(entries("x"), drawn, [Bound(5, "code_points")], "here")
