"""The beginning of a file shows what it is."""

import io
import json
from typing import BinaryIO

import pytest

from migrate40.readers import head as head_module
from migrate40.readers.head import HEAD_BYTES, head_of, head_of_bytes
from migrate40.readers.reader import Member

CHAT = {"title": "Tea", "create_time": 1.5, "mapping": {"n": {"id": "n"}}}
KEYS = frozenset(CHAT)


def dump(value: object) -> bytes:
    """Return JSON with its characters as they are."""
    return json.dumps(value, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    ("start", "top"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"[", "array"),
        (b"[]", "array"),
        (b"{}", "object"),
        (b'{"a": 1}\n{"a": 2}\n', "lines"),
        (b"<!DOCTYPE html><html>", "html"),
        (b"  <!-- saved --> <html lang='en'>", "html"),
        (b"- a line", "text"),
        (b"null", "text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "binary"),
        (b"\0\0\0\0", "binary"),
        (bytes(range(128, 256)) * 9, "binary"),
    ],
)
def test_top(start: bytes, top: str) -> None:
    """The outermost shape is told from a few bytes."""
    assert top == head_of_bytes("x", start).top


@pytest.mark.parametrize(
    "start",
    [
        dump([CHAT]),
        b"\xef\xbb\xbf" + dump([CHAT]),
        dump([CHAT]).decode().encode("utf-16"),
        dump([CHAT]).decode().encode("utf-16-le"),
        dump([CHAT]).decode().encode("utf-16-be"),
        b"\0\0" + dump([CHAT]),
        dump([None, None, [], "odd", 3, CHAT]),
        dump([CHAT])[:-4],
        dump([CHAT])[:52],
        b'["' + dump([CHAT, CHAT])[1:],
        b"[\0\0\0\0" + dump([CHAT, CHAT])[9:],
        dump({"version": 1, "conversations": [CHAT]}),
        dump(CHAT) + b"\n" + dump(CHAT),
        b"<html><script>var jsonData = " + dump([CHAT]) + b";</script>",
    ],
)
def test_keys_of_the_first_objects(start: bytes) -> None:
    """They are found in any packing, behind odd items, and where the bytes end."""
    assert KEYS in head_of_bytes("conversations.json", start).items


def test_keys_of_an_object() -> None:
    """Of one object the keys are those of the outermost level."""
    head = head_of_bytes("a/B.JSON", dump(CHAT))

    assert ("b.json", "object", KEYS, ()) == (
        head.name,
        head.top,
        head.keys,
        head.items,
    )


def test_deeper_keys_are_not_taken_for_outer_ones() -> None:
    """A list within a conversation is not the list of conversations."""
    head = head_of_bytes("x", dump([{"chat": [{"inner": 1}]}, {"next": 2}]))

    assert (frozenset({"chat"}), frozenset({"next"})) == head.items


def test_only_the_first_list_of_an_object_counts() -> None:
    """What follows in other lists is something else."""
    head = head_of_bytes("x", dump({"a": [1], "b": [{"k": 1}], "c": [{"l": 1}]}))

    assert (frozenset({"k"}),) == head.items


def test_a_few_items_are_enough() -> None:
    """A thousand items are not all looked at."""
    assert 8 == len(head_of_bytes("x", dump([{"a": 1}] * 1000)).items)
    assert 9 == len(head_of_bytes("x", b'[x,{"id":1,"title":2}' * 99).items)


def test_only_the_beginning_is_read() -> None:
    """However large a file is."""
    streams: list[io.BytesIO] = []

    def open_it() -> BinaryIO:
        streams.append(io.BytesIO(b" " * (HEAD_BYTES * 3)))
        return streams[-1]

    head = head_of(Member(name="a.json", size=9, open=open_it, export="a.json"))

    assert "empty" == head.top
    assert streams[0].closed


def test_chinese_of_an_old_system() -> None:
    """A file in GB 18030 is read as such."""
    text = '[{"title": "今天去公园散步，买了一束花回家", "mapping": {}}]'

    head = head_of_bytes("x", text.encode("gb18030"))

    assert "散步" in head.text
    assert (frozenset({"title", "mapping"}),) == head.items


def test_a_long_first_message_is_no_work() -> None:
    """A text that goes on behind what is looked at is one word, not one a quote."""
    start = b'[{"mapping": {}, "text": "' + rb"\"a" * 20_000
    head = head_of_bytes("f.json", start)

    assert (frozenset({"mapping", "text"}),) == head.items
    assert 40 > len(head_module._WORDS.findall(start.decode()))
