"""Lines of a file, each for itself."""

import io
from typing import Any

import pytest

from migrate40.errors import CannotRead, TooMuch
from migrate40.notices import Notice
from migrate40.readers import lines
from migrate40.readers.lines import decoded, raw_lines, whole


def read(data: bytes) -> list[tuple[int, bytes]]:
    """Return number and bytes of each line."""
    return list(raw_lines(io.BytesIO(data), "f", lambda _: None))


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", []),
        (b"{}\n{}\n", [(1, b"{}"), (2, b"{}")]),
        (b"\xef\xbb\xbf{}\r\n\r\n [1] ", [(1, b"{}"), (3, b"[1]")]),
        ("{}\n[]".encode("utf-16"), [(1, b"{}"), (2, b"[]")]),
        (b"{},\n{}", [(1, b"{}"), (2, b"{}")]),
    ],
)
def test_lines(data: bytes, found: list[tuple[int, bytes]]) -> None:
    """Blank ones count and are not given; encodings do not matter."""
    assert found == read(data)


def test_a_line_may_lie_in_several_pieces() -> None:
    """The stream is read a mebibyte at a time."""
    long = b'"' + b"x" * 3_000_000 + b'"'

    assert [(1, long), (2, b"{}")] == read(long + b"\n{}")


def test_a_line_without_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is skipped and told, and costs itself."""
    monkeypatch.setattr(lines, "LONGEST", 1000)
    notices: list[Notice] = []
    data = io.BytesIO(b"x" * 3_000_000 + b"\n{}\n")

    assert [(2, b"{}")] == list(raw_lines(data, "f", notices.append))
    assert [("skipped_message", "f#1")] == [(n.kind, n.where) for n in notices]


def test_trouble_keeps_what_came_before(broken: Any) -> None:
    """A bad disk or archive is told, and ends the file."""
    notices: list[Notice] = []
    data = broken(b"{}\n[", CannotRead("f: damaged"))

    assert [(1, b"{}"), (2, b"[")] == list(raw_lines(data, "f", notices.append))
    assert [("skipped_file", "f", "the rest: damaged")] == [
        (n.kind, n.where, n.why) for n in notices
    ]


def test_bombs_are_no_trouble_to_go_on_after(broken: Any) -> None:
    """What is made to do harm ends the reading."""
    with pytest.raises(TooMuch):
        list(raw_lines(broken(b"{}", TooMuch("f")), "f", lambda _: None))


def test_whole() -> None:
    """A file at once, in UTF-8, without what is blank around it."""
    data = io.BytesIO("\n{}\n".encode("utf-16"))

    assert b"{}" == whole(data, "f", lambda _: None)


def test_whole_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest of a file that is too large is told."""
    monkeypatch.setattr(lines, "LARGEST", 10)
    notices: list[Notice] = []

    assert whole(io.BytesIO(b"x" * 3_000_000), "f", notices.append)
    assert ["skipped_file"] == [n.kind for n in notices]


@pytest.mark.parametrize(("size", "fits"), [(1000, True), (1001, False)])
def test_the_longest_line(
    monkeypatch: pytest.MonkeyPatch, size: int, fits: bool
) -> None:
    """As long as the limit still goes; a longer one is told with the limit."""
    monkeypatch.setattr(lines, "LONGEST", 1000)
    notices: list[Notice] = []
    data = io.BytesIO(b"x" * size + b"\n{}")
    found = [n for n, _ in raw_lines(data, "f", notices.append)]

    assert ([1, 2] if fits else [2]) == found
    assert ([] if fits else ["the line is longer than 0 MiB"]) == [
        notice.why for notice in notices
    ]


@pytest.mark.parametrize("limit", [3_000_000, 2_999_999])
def test_the_largest_file(monkeypatch: pytest.MonkeyPatch, limit: int) -> None:
    """All of it comes, in however many pieces; the limit is told where it is met."""
    monkeypatch.setattr(lines, "LARGEST", limit)
    notices: list[Notice] = []
    data = bytes(range(65, 91)) * 115_384 + b"x" * 16

    assert data == whole(io.BytesIO(data), "f", notices.append)
    told = [("skipped_file", "f", "the rest: it is larger than 2 MiB")]
    assert (told if limit < len(data) else []) == [
        (n.kind, n.where, n.why) for n in notices
    ]


def test_a_whole_file_that_breaks_off(broken: Any) -> None:
    """What came before is kept, and the rest is told."""
    notices: list[Notice] = []
    found = whole(broken(b"\0 {}", CannotRead("f: gone")), "f", notices.append)

    assert b"{}" == found
    assert [("skipped_file", "f", "the rest: gone")] == [
        (n.kind, n.where, n.why) for n in notices
    ]


def test_values_that_are_none() -> None:
    """How many there are is told once, with the place of the first."""
    notices: list[Notice] = []
    values = [(1, b"1"), (2, b"x"), (3, b'"a"'), (4, b"2"), (5, b"{")]

    assert [1, 2] == list(decoded(values, int, "f", notices.append))
    why = "lines that are damaged or cut off: 3; this is the first"
    assert [("skipped_message", "f#2", why)] == [
        (n.kind, n.where, n.why) for n in notices
    ]
    assert [] == list(decoded([], int, "f", notices.append))
    assert 1 == len(notices)
