"""What the guard in front of the JSON parser lets through, and where it ends."""

import io
import json
from typing import Any

import pytest

from migrate40.errors import CannotRead
from migrate40.notices import Notice, ignore
from migrate40.readers import charset, harmless
from migrate40.readers.events import items
from migrate40.readers.harmless import Harmless

Told = list[tuple[str, str, str]]
REST = "; what follows was not read"


def read(raw: bytes, *prefixes: str) -> tuple[list[Any], Told]:
    """Return the values in a document, and what is told of it."""
    told: list[Notice] = []
    found = items(io.BytesIO(raw), "a.json", told.append, *(prefixes or ("item",)))
    values = [value for _, value in found]
    return values, [(one.kind, one.where, one.why) for one in told]


def test_values_have_numbers() -> None:
    """Each is told with its place in the list, from 1 on."""
    found = items(io.BytesIO(b'["a", {"b": 1}]'), "a.json", ignore, "item")

    assert [(1, "a"), (2, {"b": 1})] == list(found)


def test_the_prefix_that_suits_is_taken() -> None:
    """A list and an object are asked for with one call."""
    assert ([1], []) == read(b"[1]", "entries.item", "item")
    assert ([2], []) == read(b'{"entries": [2]}', "item", "entries.item")
    assert ([], []) == read(b'{"entries": [2]}', "item")
    assert ([], []) == read(b"null")
    assert ([], []) == read(b"")


def test_large_numbers_end_nothing() -> None:
    """An integer beyond 64 bits is a number like others."""
    assert ([2**64, 1], []) == read(b"[18446744073709551616, 1]")


@pytest.mark.threat(7)
def test_too_many_digits_end_the_document() -> None:
    """What came before is kept; the parser never sees the number."""
    values, told = read(b"[1, " + b"9" * 5000 + b", 3]")

    assert [1] == values
    assert [
        ("skipped_conversation", "a.json#2", f"a number of over 1000 digits{REST}")
    ] == told


def test_digits_that_were_said_are_no_number() -> None:
    """Somebody may recite pi."""
    digits = "31415" * 1000

    assert ([digits, 7], []) == read(json.dumps([digits, 7]).encode())


@pytest.mark.threat(6)
def test_depth_ends_the_document() -> None:
    """Before the parser pays for it."""
    values, told = read(b"[1, " + b"[" * 300 + b"]" * 300 + b", 2]")

    assert [1] == values
    assert [
        ("skipped_conversation", "a.json#2", f"nested more than 200 levels deep{REST}")
    ] == told


def test_depth_up_to_the_limit_is_read() -> None:
    """200 levels are allowed."""
    values, told = read(b"[" * 200 + b"]" * 200)

    assert [] == told
    assert 1 == len(values)


@pytest.mark.threat(8)
def test_a_very_long_text_ends_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text is counted over all the pieces it comes in."""
    monkeypatch.setattr(harmless, "LONGEST", 3 << 20)
    fine, longer = "x" * (2 << 20), "y" * (5 << 20)
    values, told = read(json.dumps([fine, longer, 3]).encode())

    assert [fine] == values
    assert [("skipped_conversation", "a.json#2", f"a text of over 3 MiB{REST}")] == told


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (rb"\ud83c\udf19", "🌙"),
        (rb"a\ud83cb", "a\ufffdb"),
        (rb"\udf19", "\ufffd"),
        (rb"\udf19\ud83c", "\ufffd\ufffd"),
        (rb"\ud83c\ud83c\udf19", "\ufffd🌙"),
        (rb"\\ud83c", r"\ud83c"),
        (rb"\\\ud83c", "\\\ufffd"),
        (b"\xed\xa0\xbc\xed\xbc\x99", "🌙"),
        (b"\xed\xa0\xbc", "\ufffd"),
        (b"\xff!", "\ufffd!"),
        (b"a\0\x01b", "ab"),
    ],
)
def test_bad_characters_are_mended(written: bytes, said: str) -> None:
    """Half a character is U+FFFD, two halves are one, what was escaped stays."""
    values, told = read(b'["' + written + b'", 1]')

    assert [said, 1] == values
    assert {kind for kind, _, _ in told} <= {"repaired"}


def test_pieces_may_end_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the file is cut into pieces has no say in what is read."""
    raw = json.dumps(['🌙\\"\\\\', {"a": [-12.5, "\ud83c"]}, "你好", "\\" * 9]).encode()
    raw += '["月\\ud83c\\udf19"]'.encode() + b"\xed\xa0\xbc\xed\xbc\x99"
    raw = b"[" + raw[: raw.index(b"][") + 1].replace(b"][", b"],[") + b"]"
    whole = read(raw)
    monkeypatch.setattr(charset, "LOOK", 1)
    for size in range(1, 20):
        monkeypatch.setattr(charset, "CHUNK", size)

        assert whole == read(raw)


def test_a_number_may_be_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """Digits are counted across pieces."""
    monkeypatch.setattr(charset, "LOOK", 1)
    monkeypatch.setattr(charset, "CHUNK", 700)
    values, told = read(b"[1, " + b"9" * 1200 + b"]")

    assert [1] == values
    assert 1 == len(told)


@pytest.mark.parametrize("raw", [b'[1, {"a"', b"[1, NaN]", b"[1, }", b'[1, "x'])
def test_what_came_before_damage_is_kept(raw: bytes) -> None:
    """A cut file and a broken one lose what follows, and it is told."""
    values, told = read(raw)

    assert [1] == values
    assert [
        ("skipped_conversation", "a.json#2", f"it is damaged or cut off{REST}")
    ] == told


def test_what_stands_behind_the_end_is_ignored() -> None:
    """Garbage behind the document is told, white space is not."""
    assert ([1], []) == read(b"[1]\n\n")
    assert ([1], [("repaired", "a.json", "bytes behind the end were ignored")]) == read(
        b"[1]]]]"
    )


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8-sig", []),
        ("utf-16", [("repaired", "a.json", "read as UTF-16")]),
        ("utf-16-be", [("repaired", "a.json", "read as UTF-16")]),
    ],
)
def test_other_encodings(encoding: str, told: Told) -> None:
    """A mark before the text is no damage; UTF-16 is told."""
    assert (["moon 月"], told) == read('["moon 月"]'.encode(encoding))


def test_the_parser_may_ask_for_nothing() -> None:
    """It does so to see whether a file gives bytes."""
    document = Harmless(io.BytesIO(b"[1]"), "a.json", ignore)

    assert (b"", b"[", b"[1]", b"") == (
        document.read(0),
        document.outermost(),
        document.read(),
        document.read(),
    )


def test_trouble_with_the_file_is_passed_on(broken: Any) -> None:
    """What was read before comes out first."""
    data = broken(b"[1, 2, " + b" " * (1 << 21), CannotRead("a.zip: damaged"))
    found = items(data, "a.json", ignore, "item")

    assert (1, 1) == next(found)
    assert (2, 2) == next(found)
    with pytest.raises(CannotRead, match="damaged"):
        next(found)
