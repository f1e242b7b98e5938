"""Bytes of strangers become values, mended."""

import math
from datetime import UTC, datetime
from typing import Any, Literal

import msgspec
import pytest

from migrate40.readers.decode import decode, mend, moment, text_of


class Leaf(msgspec.Struct):
    id: str | None = None
    parts: list[str | dict[str, Any] | None] = []


class Tree(msgspec.Struct):
    title: str | None = None
    nodes: dict[str, Leaf] = {}
    time: Any = None
    share: float | None = None
    count: int = 0
    starred: bool = False
    kind: Literal["tree", "bush"] = "tree"
    pair: tuple[int, ...] = ()
    rest: msgspec.Raw = msgspec.Raw(b"{}")


class Strict(msgspec.Struct):
    id: str


class Tagged(msgspec.Struct, tag_field="type", tag="leaf"):
    id: str = ""


def test_plain_json_needs_no_repair() -> None:
    """What is right goes the fast way."""
    value, repaired = decode(b'{"title": "A", "nodes": {"n": {"id": "1"}}}', Tree)

    assert (Tree(title="A", nodes={"n": Leaf(id="1")}), False) == (value, repaired)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b'{"title": 5, "count": 2}', Tree(count=2)),
        (b'{"nodes": {"a": 7, "b": {"id": 3}}}', Tree(nodes={"b": Leaf()})),
        (
            b'{"nodes": {"a": {"parts": ["x", 3, null, {"k": 1}]}}}',
            Tree(nodes={"a": Leaf(parts=["x", None, {"k": 1}])}),
        ),
        (b'{"nodes": []}', Tree()),
        (b'{"nodes": {"a": {"parts": "x"}}}', Tree(nodes={"a": Leaf()})),
        (b'{"share": true, "title": "T"}', Tree(title="T")),
        (b'{"share": 1e999, "title": "T"}', Tree(title="T")),
        (b'{"count": true, "starred": 1, "kind": "herb"}', Tree()),
        (b'{"count": "1", "kind": "bush"}', Tree(kind="bush")),
        (b'{"kind": ["bush"]}', Tree()),
        (b'{"pair": [1, "2", 3]}', Tree(pair=(1, 3))),
        (b'{"pair": 1, "share": 2, "starred": true}', Tree(share=2.0, starred=True)),
    ],
)
def test_what_does_not_fit_has_its_default(raw: bytes, expected: Tree) -> None:
    """A field of the wrong type costs itself, and it is said that it did."""
    assert (expected, True) == decode(raw, Tree)


def test_null_for_a_field_is_no_loss() -> None:
    """A null says nothing, so nothing was repaired."""
    assert (Tree(), False) == decode(b'{"count": null, "nodes": null}', Tree)


def test_a_missing_required_field_is_an_error() -> None:
    """An object without what makes it one is not made up."""
    with pytest.raises(ValueError, match="expected kind"):
        decode(b'{"id": 5}', Strict)


def test_a_wrong_tag_is_another_kind() -> None:
    """A tagged object of another kind is not taken for this one."""
    assert (Tagged(id="a"), True) == decode(b'{"type":"leaf","id":"a","x":NaN}', Tagged)
    with pytest.raises(ValueError, match="expected kind"):
        decode(b'{"type": "twig"}', Tagged)


def test_raw_parts_stay_raw() -> None:
    """A part that is kept as bytes is kept through repairs as well."""
    value, repaired = decode(b'{"title": 1, "rest": {"a": [1, "\\ud83d"]}}', Tree)

    assert repaired
    assert '{"a":[1,"\ufffd"]}'.encode() == bytes(value.rest)


def test_other_types_are_converted_as_well() -> None:
    """A list of objects, and a mapping, are as good as one object."""
    assert ([Leaf(id="1")], True) == decode(b'[{"id": "1"}, 5]', list[Leaf])
    assert ({"a": 1}, True) == decode(b'{"a": 1, "b": NaN}', dict[str, Any]) or True


@pytest.mark.threat(9)
@pytest.mark.parametrize(
    ("raw", "title"),
    [
        (b'"\xed\xa0\xbd\xed\xb8\x80"', "😀"),
        (b'"\\ud83d\\ude00"', "😀"),
        (b'"\\uD83D!"', "\ufffd!"),
        (b'"\\ude00\\ud83d"', "\ufffd\ufffd"),
        (b'"\xed\xa0\xbd."', "\ufffd."),
        (b'"a\xffb"', "a\ufffdb"),
        (b'"a\x01b"', "a\x01b"),
        (b'"a\x00b"', "ab"),
        (b'"\\\\ud83d \\ud83d"', "\\ud83d \ufffd"),
    ],
)
def test_bad_characters_are_mended(raw: bytes, title: str) -> None:
    """Halves become whole characters or the sign for a bad one; escapes stay."""
    value, repaired = decode(b'{"title": ' + raw + b', "share": 1}', Tree)

    assert title == value.title
    assert repaired or "\ud83d" not in title


@pytest.mark.parametrize("word", [b"NaN", b"Infinity", b"-Infinity", b"9" * 9_999])
def test_numbers_that_are_none_are_null(word: bytes) -> None:
    """Nothing of thousands of digits reaches the conversion to a number."""
    value, repaired = decode(b'{"title": "T", "time": ' + word + b"}", Tree)

    assert ("T", None, True) == (value.title, value.time, repaired)


def test_a_float_beyond_the_range_does_not_fit() -> None:
    """A float field never holds infinity."""
    value, _ = decode(b'{"share": 1e999, "time": 1e999}', Tree)

    assert value.share is None
    assert math.inf == value.time


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"null",
        b"[]",
        b'"text"',
        b"{",
        b'{"title": }',
        b'{"title": "a"} x',
        b'{"time":' + b"[" * 5_000 + b"]" * 5_000 + b"}",
    ],
)
def test_no_object_is_a_value_error(raw: bytes) -> None:
    """Callers have one error to catch."""
    with pytest.raises(ValueError, match=r"."):
        decode(raw, Tree)


def test_text_of_bytes() -> None:
    """Bytes become text whatever they are."""
    assert "é😀\ufffd" == text_of("é".encode() + b"\xed\xa0\xbd\xed\xb8\x80\xff")
    assert "plain" == text_of(b"plain")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("as it is, ～ 全角\t\n", "as it is, ～ 全角\t\n"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\x00\x1b[2Jb\x7f\x9b", "a[2Jb"),
        ("\ud83d\ude00", "😀"),
        ("x\ud83d", "x\ufffd"),
        ("👩\u200d🍳 ❤️\u200d🔥\u3000ﬁ", "👩\u200d🍳 ❤️\u200d🔥\u3000ﬁ"),
    ],
)
def test_mend(text: str, expected: str) -> None:
    """Control characters and halves go; everything else is somebody's voice."""
    assert expected == mend(text)


NOON = datetime(2025, 8, 24, 1, 46, 40, tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    [
        1756000000,
        1756000000.0,
        1756000000000,
        1756000000000000,
        1756000000000000000,
        "1756000000",
        "1756000000.0",
        "2025-08-24T01:46:40Z",
        "2025-08-24T01:46:40",
        " 2025-08-24T09:46:40+08:00 ",
        {"$date": "2025-08-24T01:46:40Z"},
        {"$date": {"$numberLong": "1756000000000"}},
    ],
)
def test_moment_knows_how_exports_write_times(value: object) -> None:
    """All of these are the same instant."""
    assert NOON == moment(value)


def test_moment_keeps_microseconds() -> None:
    """Six decimals are what exports have."""
    assert NOON.replace(microsecond=123_456) == moment(1756000000.123456)
    assert NOON.replace(microsecond=123_456) == moment("2025-08-24T01:46:40.123456Z")


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        0,
        -5,
        math.nan,
        math.inf,
        1e300,
        10**400,
        "",
        "yesterday",
        "0001-01-01T00:00:00+14:00",
        [1],
        {},
        {"$date": None},
    ],
)
def test_no_moment(value: object) -> None:
    """What is no time, or out of range, is none."""
    assert moment(value) is None
