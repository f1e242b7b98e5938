"""Conversations of ChatGPT or Claude in another tool's wrapping."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from migrate40.errors import NothingFound
from migrate40.model.conversation import Conversation
from migrate40.notices import Notice, ignore
from migrate40.readers import captures
from migrate40.readers.head import head_of_bytes
from migrate40.readers.history import read_history
from migrate40.readers.reader import Member, Part

Json = dict[str, Any]
TURN: Json = {"uuid": "t", "sender": "human", "text": "早"}
CLAUDE: Json = {"uuid": "c-2", "name": "T", "chat_messages": [TURN]}


def chatgpt(**fields: Any) -> Json:
    """Return a conversation as the web API answers it."""
    message = {
        "id": "m",
        "author": {"role": "user"},
        "content": {"content_type": "text", "parts": ["我好累"]},
        "create_time": 1_746_187_200.5,
    }
    nodes: Json = {"m": {"id": "m", "message": message, "parent": None, "children": []}}
    return {"title": "T", "mapping": nodes, "current_node": "m", **fields}


def read(value: object) -> tuple[list[Conversation], list[Notice]]:
    """Return what the reader makes of a file, and what it reports."""
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    member = Member(
        name="x.json", size=len(data), open=lambda: io.BytesIO(data), export="x.json"
    )
    notices: list[Notice] = []
    return list(captures.parse_file(member, "x.json", notices.append)), notices


def sniffed(value: object) -> Part | None:
    """Return what a file with this content is."""
    return captures.sniff(head_of_bytes("x.json", json.dumps(value).encode()))


@pytest.mark.parametrize(
    "value",
    [
        {"provider": "chatgpt", "raw": {"conversation": chatgpt(id="c-1")}},
        {"data": chatgpt(id="c-1")},
        [{"conversation": chatgpt(id="c-1")}],
        {"conversations": {"c-1": chatgpt(id="c-1")}},
        [[chatgpt(id="c-1")]],
    ],
)
def test_wrapped(value: object) -> None:
    """In whatever wrapping, it is what it is."""
    (chat,), notices = read(value)

    assert "whole" == sniffed(value)
    assert ("chatgpt", "c-1", "我好累") == (chat.vendor, chat.id, chat.messages[0].text)
    assert [] == notices


def test_claude() -> None:
    """Its conversations are known by their own key."""
    value = {"captured": [{"body": CLAUDE}, {"body": chatgpt(id="c-1")}]}

    assert "whole" == sniffed(value)
    assert [("claude", "c-2"), ("chatgpt", "c-1")] == [
        (one.vendor, one.id) for one in read(value)[0]
    ]


def test_one_that_is_damaged_costs_itself() -> None:
    """The others come along."""
    broken = {"uuid": "b", "chat_messages": [None, 7]}
    chats, _ = read({"data": [broken, CLAUDE]})

    assert ["c-2"] == [one.id for one in chats if one.messages]


def test_a_cut_capture() -> None:
    """What was complete comes along, and the cut is told."""
    whole = json.dumps({"a": CLAUDE, "data": chatgpt()}).encode()
    chats, notices = read(whole[: whole.index(b'"mapping"')])

    assert ["c-2"] == [one.id for one in chats]
    assert ["skipped_conversation"] == [notice.kind for notice in notices]


def test_damage_costs_one_conversation() -> None:
    """Those before and behind come along."""
    items = [{"body": {**CLAUDE, "uuid": f"c-{number}"}} for number in range(4)]
    raw = json.dumps({"data": items}).encode().replace(b'"c-1"', b'c-1"')
    chats, notices = read(raw)

    assert ["c-0", "c-2", "c-3"] == [one.id for one in chats]
    assert ["skipped_conversation"] == [notice.kind for notice in notices]


def test_deep_wrapping() -> None:
    """There is an end to looking for it."""
    value: object = CLAUDE
    for _ in range(50):
        value = {"a": value}

    assert ([], []) == read(value)


@pytest.mark.parametrize(
    "value",
    [
        {"provider": "chatgpt", "exported": True},
        {"properties": {"mapping": {"type": "object", "author": "x"}}, "$schema": "s"},
        {"data": {"biz_data": {"chat_messages": [{"x": 1}]}}},
        {"mapping": {}},
        [],
        "mapping",
    ],
)
def test_files_of_others(value: object) -> None:
    """What has no messages in it is no capture."""
    assert sniffed(value) is None


def test_a_mapping_of_something_else() -> None:
    """The shape decides in the end."""
    value = {"map": {"mapping": {"a": {"author": 1}}}, "other": {"mapping": 3}}

    assert "whole" == sniffed({"map": {"mapping": {"a": {"author": 1}}}})
    assert ([], []) == read(value)


def test_captures_without_ids(tmp_path: Path) -> None:
    """A list of answers may lack them: each has one made of its beginning."""
    path = tmp_path / "all.json"
    path.write_text(json.dumps([chatgpt(create_time=1.6e9), chatgpt()]))
    found = list(read_history([str(path)], report=ignore))

    assert ["我好累", "我好累"] == [one.messages[0].text for one in found]
    assert 2 == len({one.id for one in found})
    assert {"chatgpt"} == {one.vendor for one in found}


def test_a_list_of_titles_alone(tmp_path: Path) -> None:
    """What an overview answers holds no words."""
    path = tmp_path / "list.json"
    item = {"id": "c", "title": "T", "create_time": "2025-05-02T12:00:00Z"}
    path.write_text(json.dumps({"items": [item], "total": 1}))

    with pytest.raises(NothingFound):
        list(read_history([str(path)], report=ignore))
