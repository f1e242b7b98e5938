"""Which replies a voice is known by."""

from itertools import permutations

import pytest

from migrate40.distiller import persona_sample
from migrate40.distiller.persona_sample import (
    Exchange,
    Lot,
    Sample,
    as_many,
    mark_of,
    shortened,
    start_of,
)


def exchange(number: int, size: int = 10) -> Exchange:
    """Return one exchange whose reply has that many code points."""
    return Exchange(
        conversation=f"c{number % 2}",
        message=f"m{number}",
        place=number,
        time=None,
        reply="x" * size,
        before=None,
        after=None,
        first=False,
        last=False,
    )


def sample(exchanges: list[Exchange]) -> Sample:
    """Return a sample to which they were offered in this order."""
    found = Sample()
    for one in exchanges:
        found.met(one.time)
        found.keep(mark_of(one.message, start_of(one.conversation)), one)
    return found


def test_the_order_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither of number nor of size."""
    monkeypatch.setattr(persona_sample, "MOST_REPLIES", 3)
    monkeypatch.setattr(persona_sample, "MOST_TEXT", 60)
    offered = [exchange(n, size) for n, size in enumerate((10, 50, 5, 30, 20))]
    kept = {tuple(sample([*some]).exchanges()) for some in permutations(offered)}

    assert 1 == len(kept)
    assert 0 < sum(len(one.reply) for one in kept.pop()) <= 60


def test_all_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Kept or not."""
    monkeypatch.setattr(persona_sample, "MOST_REPLIES", 2)
    found = sample([exchange(n) for n in range(9)])

    assert 9 == found.total
    assert 2 == len(found.exchanges())
    assert 1 == len(found.fair(1))


def test_in_the_order_of_talking() -> None:
    """By conversation, then by place."""
    found = sample([exchange(n) for n in (3, 0, 2, 1)]).exchanges()

    assert ["m0", "m2", "m1", "m3"] == [one.message for one in found]


def test_long_texts_lose_their_middle() -> None:
    """Beginning and end say most about a voice."""
    assert "aaaaaa\nbb" == shortened("aaaaaa" + "x" * 50 + "bb", 8)
    assert "short" == shortened("short", 8)
    assert shortened(None, 8) is None


def test_a_reply_keeps_its_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever else is in the history: as it grows, few are exchanged."""
    monkeypatch.setattr(persona_sample, "MOST_REPLIES", 20)
    before = sample([exchange(n) for n in range(40)]).exchanges()
    after = sample([exchange(n) for n in range(42)]).exchanges()

    assert 18 <= len({*before} & {*after})


def test_a_lot_keeps_the_smallest() -> None:
    """In any order, so many at most."""
    marks = [(n, "c", f"m{n}") for n in (5, 1, 4, 2)]
    for some in permutations(marks):
        lot = Lot(2)
        for mark in some:
            if mark[0] <= lot.end:
                lot.keep(mark, mark[2])

        assert ["m1", "m2"] == lot.texts()


def test_as_many_texts_as_fit() -> None:
    """The first ones; what is empty costs nothing and is left out."""
    assert ("ab", "cd") == as_many(["ab", None, "", "cd", "e"], 4)
