"""What a file is to Claude, by its shape."""

import json
from typing import Any

import pytest

from migrate40.readers.claude_sniff import sniff
from migrate40.readers.head import head_of_bytes
from migrate40.readers.reader import Head, Part

CHAT = {"uuid": "c", "name": "", "created_at": "x", "chat_messages": []}
PROJECT = {"uuid": "p", "name": "x", "prompt_template": "", "docs": []}
USER = {"uuid": "u", "full_name": "x", "email_address": "y"}
TURN = {"uuid": "m", "sender": "human", "text": "Hi"}


def sniffed(content: object, name: str = "file.json") -> Part | None:
    """Return what a file with this content is."""
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    return sniff(head_of_bytes(name, data))


@pytest.mark.parametrize(
    "content",
    [
        [CHAT],
        CHAT,
        {"conversations": [CHAT]},
        [None, None, CHAT],
        [{"odd": 1}, CHAT],
        [{**CHAT, "conversation_id": "c", "current_leaf_message_uuid": "m"}],
        {**CHAT, "chat_messages": [TURN]},
        [{"uuid": "c", "title": "x", "messages": [TURN]}],
        {"uuid": "c", "name": "x", "messages": [TURN]},
        {"messages": [TURN]},
        json.dumps(CHAT).encode() + b"\n" + json.dumps(CHAT).encode() + b"\n",
    ],
)
def test_conversations(content: object) -> None:
    """In any packing, whatever the file is called."""
    assert "conversations" == sniffed(content)


@pytest.mark.parametrize("key", ["conversations_memory", "project_memories"])
def test_memories(key: str) -> None:
    """Any of the keys is enough."""
    assert "given" == sniffed([{"account_uuid": "a", key: {}}])
    assert "given" == sniffed({key: "x"})


@pytest.mark.parametrize(
    "content",
    [
        {"memory_files": [{"path": "/profile.md", "content": "x"}]},
        [PROJECT],
        PROJECT,
        {"uuid": "p", "is_starter_project": True},
        {"uuid": "p", "prompt_template": "", "creator": {"uuid": "a"}},
    ],
)
def test_what_claude_knew(content: object) -> None:
    """Memory files and projects."""
    assert "given" == sniffed(content)


def test_a_manifest() -> None:
    """The list of downloads."""
    assert "manifest" == sniffed({"version": 1, "data_files": [{"category": "x"}]})


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ([USER], "users.json"),
        (USER, "x.json"),
        ([{"ip": "::1"}], "login_history.json"),
        ({"id": "x"}, "artifact.json"),
        (
            {
                "messages": [{"uuid": "m", "content": {"contentBlocks": []}}],
                "project": 1,
            },
            "x.json",
        ),
        (
            {"uuid": "d", "title": "x", "messages": [{"authorAccountUuid": "a"}]},
            "x.json",
        ),
    ],
)
def test_nothing_to_carry_over(content: object, name: str) -> None:
    """Accounts, logins, artifacts and design chats."""
    assert "aside" == sniffed(content, name)


@pytest.mark.parametrize(
    "content",
    [
        [{"id": "c", "title": "x", "mapping": {}}],
        [{"id": "c", "mapping": {}, "chat_messages": []}],
        {"chat_session": {}, "chat_messages": [{"message_id": 1, "role": "USER"}]},
        {"biz_code": 0, "biz_data": {}, "chat_messages": []},
        [{"role": "user", "content": "Hi"}],
        {"messages": [{"role": "user", "content": "Hi"}]},
        {"conversationId": "c", "messages": [{**TURN, "messageId": "m"}]},
        {"properties": {"chat_messages": {"type": "array"}}},
        [{"id": "p", "prompt_template": "x"}],
        {"id": "u", "email": "x"},
        [],
        {},
        None,
        b"",
        b"chat_messages",
        b"<html>chat_messages</html>",
        b"\x89PNG\x00\x00",
    ],
)
def test_other_people_s_files(content: object) -> None:
    """What has another shape is not claimed."""
    assert sniffed(content, "conversations.json") is None


@pytest.mark.parametrize("top", ["html", "text", "binary", "empty"])
def test_a_name_alone_proves_nothing(top: Any) -> None:
    """Side files are JSON too."""
    assert sniff(Head(name="login_history.json", top=top)) is None
