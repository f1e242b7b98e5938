"""The ledger: which copy counts, which export is the older, lines as they were put."""

import itertools
import tempfile

import pytest

from migrate40.errors import CannotRead
from migrate40.model.conversation import Given
from migrate40.notices import Notice
from migrate40.readers import ledger
from migrate40.readers.ledger import Ledger, Record


def kept(records: list[Record], exports: int) -> list[bytes]:
    """Return the lines that count, in the order in which they are told."""
    book = Ledger(exports)
    for record in records:
        book.add(record)
    order = book.order([f"e{number}" for number in range(exports)])
    lines = [
        book.line(row)
        for export in order
        for row in book.rows(export)
        if not book.lost(row)
    ]
    book.close()
    return lines


def copy(line: bytes, updated: int, export: int = 0, key: str = "v/a") -> Record:
    """Return a copy of a conversation."""
    return Record(export=export, key=key, updated=updated, line=line)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_the_newer_of_copies_counts(order: tuple[int, ...]) -> None:
    """Of equally new ones the longer, wherever they stand."""
    copies = [copy(b"old but long", 1), copy(b"new", 2), copy(b"newer", 2)]

    assert [b"newer"] == kept([copies[n] for n in order], 1)


def test_of_the_same_copies_the_first_counts() -> None:
    """And once a newer one comes, none of them."""
    same = [copy(b"same", 1), copy(b"same", 1), copy(b"other", 1, key="v/b")]

    assert [b"same", b"other"] == kept(same, 1)
    assert [b"other", b"newer"] == kept([*same, copy(b"newer", 3)], 1)


def test_the_older_export_comes_first() -> None:
    """A copy that both have counts in the older, whichever was named first."""
    newer = [copy(b"same", 1, 0), copy(b"late", 9, 0, "v/b")]
    older = [copy(b"early", 2, 1, "v/c"), copy(b"same", 1, 1)]

    assert [b"early", b"same", b"late"] == kept([*newer, *older], 2)


def test_exports_of_one_age_are_told_apart_by_what_they_say() -> None:
    """So the order of the arguments does not matter."""
    one, two = [copy(b"one", 5, key="v/1")], [copy(b"two", 5, key="v/2")]
    forth = [
        *one,
        *(Record(export=1, key=r.key, updated=5, line=r.line) for r in two),
    ]
    back = [
        *two,
        *(Record(export=1, key=r.key, updated=5, line=r.line) for r in one),
    ]

    assert kept(forth, 2) == kept(back, 2)


def test_what_has_no_key_is_nobodys_copy() -> None:
    """Notices and what was given alone are all kept."""
    assert [b"a", b"a"] == kept([Record(line=b"a"), Record(line=b"a")], 1)


def test_what_was_given_and_told_comes_back() -> None:
    """Of a row with either; the others have neither."""
    given = Given(id="g", what="saved_memory", text="茶 🍵", vendor="v")
    notice = Notice(kind="repaired", where="x", why="y")
    book = Ledger(1)
    book.add(Record(line=b"1"))
    book.add(Record(given=(given,), notices=(notice,)))

    assert ((), ()) == book.rest(0)
    assert ((given,), (notice,)) == book.rest(1)
    assert b"" == book.line(1)


def test_lines_wait_in_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """In any order they are asked for, those in the file and those still in memory."""
    monkeypatch.setattr(ledger, "IN_MEMORY", 64)
    monkeypatch.setattr(ledger, "BUFFER", 32)
    lines = [bytes([65 + number]) * (number * 7 % 40) for number in range(20)]
    book = Ledger(1)
    for line in lines:
        book.add(Record(line=line))

    assert lines == [book.line(row) for row in range(20)]
    assert lines[::-1] == [book.line(row) for row in reversed(range(20))]
    book.close()


def test_no_room_for_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said what to do."""

    def full() -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(ledger, "IN_MEMORY", 4)
    monkeypatch.setattr(tempfile, "TemporaryFile", full)

    with pytest.raises(CannotRead, match=r"no space left on device.*TMPDIR"):
        Ledger(1).add(Record(line=b"longer"))
