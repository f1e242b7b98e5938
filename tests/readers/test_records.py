"""From files to records: what each conversation comes to, with its notices."""

import io
import json
from functools import partial
from typing import Any

import pytest
from msgspec.structs import replace

from migrate40.errors import CannotRead, TooMuch
from migrate40.readers.ledger import Record
from migrate40.readers.reader import Member
from migrate40.readers.records import Source, Task
from migrate40.readers.sorting import Sorted

Json = dict[str, Any]
CHAT: Json = {
    "external_id": "h-1",
    "created": "2023-01-02T03:04:05.000006Z",
    "msgs": [{"id": 1, "text": "Hi", "src": {"is_human": True, "name": "Ann"}}],
}


def source(vendor: str, part: Any, value: Any, opening: Any = io.BytesIO) -> Source:
    """Return a file of an export, the third of those given."""
    data = json.dumps(value).encode()
    member = Member(name="f", size=9, open=partial(opening, data), export="e.zip")
    return Source(
        Sorted(export=2, vendor=vendor, part=part, member=member, is_page=False)
    )


def told(records: list[Any]) -> list[tuple[str, str]]:
    """Return kinds and places of what is told with records."""
    return [(n.kind, n.where) for record in records for n in record.notices]


def test_a_file_that_is_read_as_a_whole() -> None:
    """Its chats are told apart; what is told of the file comes with the first."""
    chats = [CHAT, {**CHAT, "external_id": "h-2", "created": None}]
    one, two = source("characterai", "whole", {"histories": chats}).items(raw=False)

    assert isinstance(one, Record)
    assert isinstance(two, Record)
    assert ("characterai/h-1", "characterai/h-2") == (one.key, two.key)
    assert (2, 2) == (one.export, two.export)
    assert (1_672_628_645_000_006, -1) == (one.updated, two.updated)
    assert b'"text":"Hi"' in one.line
    assert [("guessed", "e.zip/f")] == told([one, two])


def test_a_chat_in_which_nothing_is_said() -> None:
    """It has no line, and is counted."""
    empty = {**CHAT, "msgs": [{"id": 1, "text": "", "src": {"is_human": True}}]}
    (record,) = source("characterai", "whole", empty).items(raw=False)

    assert isinstance(record, Record)
    assert b"" == record.line
    assert ("empty_conversation", "h-1") in told([record])


def test_raw_values_for_other_processes(gpt: Any) -> None:
    """Each carries its export, its vendor and its place, counted from one."""
    entry = gpt.entry(gpt.user("Hi"))
    items = list(source("chatgpt", "conversations", [entry, entry]).items(raw=True))

    assert [
        Task(2, "chatgpt", f"e.zip/f#{number}", json.dumps(entry).encode())
        for number in (1, 2)
    ] == items


@pytest.mark.parametrize("raw", [True, False])
def test_a_file_that_breaks_off(gpt: Any, broken: Any, raw: bool) -> None:
    """What came before is kept; the rest is told, the place only once."""
    entry = gpt.entry(gpt.user("Hi"))
    opening = partial(broken, error=CannotRead("e.zip/f: the disk is gone"))
    said, lost = source("chatgpt", "conversations", [entry], opening).items(raw=raw)

    assert (2, 2) == (said.export, lost.export)
    assert isinstance(lost, Record)
    assert [("skipped_conversation", "e.zip/f", "the rest: the disk is gone")] == [
        (notice.kind, notice.where, notice.why) for notice in lost.notices
    ]


def test_a_file_that_cannot_be_opened() -> None:
    """The file is told as skipped; the trouble is kept, in case nothing is found."""
    closed = source("characterai", "whole", CHAT)
    error = CannotRead("e.zip/f: no right to read it")

    def refuse() -> Any:
        raise error

    closed._source = replace(
        closed._source, member=replace(closed._source.member, open=refuse)
    )
    (record,) = closed.items(raw=False)

    assert isinstance(record, Record)
    assert closed.trouble is error
    assert [("skipped_file", "e.zip/f", "no right to read it")] == [
        (notice.kind, notice.where, notice.why) for notice in record.notices
    ]


def test_harm_ends_the_reading(gpt: Any, broken: Any) -> None:
    """A bomb is no damage to go on after."""
    opening = partial(broken, error=TooMuch("x"))
    bomb = source("chatgpt", "conversations", [gpt.entry(gpt.user("Hi"))], opening)

    with pytest.raises(TooMuch):
        list(bomb.items(raw=False))
