"""Whatever the JSON, the Claude reader gives conversations or a reason."""

import json
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from migrate40.model.conversation import Conversation
from migrate40.notices import Notice
from migrate40.readers import claude
from migrate40.readers.claude_entries import entries

TEXT = st.text(st.characters(codec=None), max_size=30) | st.sampled_from(
    [
        "[]",
        '[{"type": "text", "text": "x"}]',
        "<antThinking>x</antThinking> y",
        "<antArtifact a",
        "</think>",
        "human",
        "assistant",
        "m-1",
        "m-2",
        "text",
        "paste.txt",
        "2025-01-01T00:00:00Z",
        "\ud83d",
        "\0",
    ]
)
KEYS = st.sampled_from(
    [
        "uuid",
        "id",
        "name",
        "title",
        "text",
        "type",
        "sender",
        "role",
        "content",
        "created_at",
        "updated_at",
        "chat_messages",
        "messages",
        "attachments",
        "file_name",
        "file_type",
        "extracted_content",
        "parent_message_uuid",
        "current_leaf_message_uuid",
        "model",
        "project",
        "project_uuid",
    ]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(KEYS | TEXT, inner, max_size=6)
    ),
    max_leaves=30,
)
TURN = st.fixed_dictionaries(
    {},
    optional={
        "uuid": TEXT,
        "sender": st.sampled_from(["human", "assistant", "x"]) | JSON,
        "text": TEXT | JSON,
        "content": TEXT
        | st.lists(st.fixed_dictionaries({"type": TEXT, "text": TEXT}) | JSON)
        | JSON,
        "parent_message_uuid": st.sampled_from(["m-1", "m-2"]) | JSON,
        "created_at": TEXT | JSON,
        "attachments": st.lists(
            st.fixed_dictionaries({"file_type": TEXT, "extracted_content": TEXT}) | JSON
        ),
    },
)
CHAT = st.fixed_dictionaries(
    {"chat_messages": st.lists(TURN | JSON, max_size=6)},
    optional={"uuid": TEXT | JSON, "name": TEXT | JSON, "model": JSON},
)


def _parsed(value: object) -> tuple[Conversation | None, list[Notice]]:
    notices: list[Notice] = []
    raw = json.dumps(value).encode()
    conversation = claude.parse(raw, "here", notices.append)
    assert conversation is None or conversation.id
    return conversation, notices


@settings(deadline=None)
@given(st.dictionaries(KEYS | TEXT, JSON, max_size=8) | JSON)
def test_any_json_is_a_conversation_or_a_reason(value: object) -> None:
    """Nothing raises; None never comes without a notice."""
    conversation, notices = _parsed(value)

    assert conversation is not None or notices
    assert msgspec.json.encode(conversation).decode()


@settings(deadline=None)
@given(CHAT)
def test_messages_of_any_kind_come_out_clean(value: dict[str, Any]) -> None:
    """Words are valid UTF-8 without NUL, said by somebody, each under its own id."""
    conversation, _ = _parsed(value)

    assert conversation is not None
    assert conversation.id
    ids = [message.id for message in conversation.messages]
    assert len(ids) == len(set(ids))
    for message in conversation.messages:
        assert message.text == message.text.strip(" \t\n")
        assert message.text
        assert "\0" not in message.text
        assert message.text.encode()
        assert message.pasted_from is None or message.text[message.pasted_from :]
    line = msgspec.json.encode(conversation)
    assert conversation == msgspec.json.decode(line, type=Conversation)


@settings(deadline=None)
@given(st.text(st.sampled_from("- *#_[]:：.`~1\n\t 　a文"), max_size=60))
def test_entries_are_lines_of_words(markdown: str) -> None:
    """Each entry is one line that is not blank."""
    for entry in entries(markdown):
        assert entry
        assert "\n" not in entry
