"""Chatbot UI: all chats in one file."""

import json
from typing import Any

import pytest

from migrate40.model.conversation import Conversation
from migrate40.notices import Notice
from migrate40.readers import chatbotui
from migrate40.readers.head import head_of_bytes
from migrate40.readers.reader import Part

Json = dict[str, Any]
CHAT: Json = {
    "id": "5f0c1f5e-1",
    "name": "茶",
    "messages": [
        {"role": "user", "content": "泡茶吗？"},
        {"role": "assistant", "content": "好呀。"},
    ],
    "model": {"id": "gpt-4", "name": "GPT-4"},
    "prompt": "You are Luna, a moon.",
    "temperature": 1,
    "folderId": None,
}
USUAL = (
    "You are ChatGPT, a large language model trained by OpenAI. Follow the user's "
    "instructions carefully. Respond using markdown."
)


def read(value: object) -> tuple[Conversation | None, list[Notice]]:
    """Return what the reader makes of a value, and what it reports."""
    notices: list[Notice] = []
    return chatbotui.parse(json.dumps(value).encode(), "f#1", notices.append), notices


def found(**fields: Any) -> Conversation:
    """Return what the chat with these fields is read as."""
    conversation, _ = read({**CHAT, **fields})
    assert conversation is not None
    return conversation


def sniffed(value: object) -> Part | None:
    """Return what a file with this content is."""
    return chatbotui.sniff(head_of_bytes("x.json", json.dumps(value).encode()))


def test_a_conversation() -> None:
    """Everything that a chat tells comes along."""
    conversation = found()

    assert ("chatbotui", "5f0c1f5e-1", "茶", "gpt-4") == (
        conversation.vendor,
        conversation.id,
        conversation.title,
        conversation.model,
    )
    assert [("user", "泡茶吗？", None), ("assistant", "好呀。", "gpt-4")] == [
        (one.role, one.text, one.model) for one in conversation.messages
    ]


def test_the_persona() -> None:
    """The prompt of a chat is an instruction, unless it is the program's own."""
    conversation = found()

    assert ["You are Luna, a moon."] == [one.text for one in conversation.given]
    assert (conversation.given[0].id,) == conversation.instructions
    assert () == found(prompt=USUAL).given
    assert () == found(prompt=None).given


def test_a_long_prompt_that_begins_as_usual() -> None:
    """Somebody went on writing: it is theirs."""
    assert 1 == len(found(prompt=USUAL + " Speak like the sea. " * 9).given)


def test_models_by_name() -> None:
    """Other versions have a text there."""
    assert "gpt-3.5" == found(model="gpt-3.5").model
    assert found(model=None).model is None


def test_numbered_chats() -> None:
    """The first version counts them."""
    assert "7" == found(id=7).id
    assert found(id=None).id.startswith("chatbotui-")


def test_other_roles() -> None:
    """Systems are silent; who is unknown is told."""
    messages = [
        {"role": "system", "content": "S"},
        {"role": "ghost", "content": "G"},
        {"content": "?"},
        *CHAT["messages"],
    ]
    _, notices = read({**CHAT, "messages": messages})

    assert 2 == len(found(messages=messages).messages)
    assert [("skipped_message", "5f0c1f5e-1")] == [(n.kind, n.where) for n in notices]
    assert "2" == notices[0].why[-1]


@pytest.mark.parametrize("value", [[], 7, {"id": "c"}, {"id": "c", "messages": None}])
def test_what_cannot_be_read_is_told(value: object) -> None:
    """With a reason."""
    conversation, notices = read(value)

    assert conversation is None
    assert ["skipped_conversation"] == [notice.kind for notice in notices]


def test_odd_values_cost_themselves() -> None:
    """The rest comes along, and it is told."""
    conversation, notices = read({**CHAT, "name": 5, "model": [], "prompt": 1})

    assert conversation is not None
    assert 2 == len(conversation.messages)
    assert ["repaired"] == [notice.kind for notice in notices]


@pytest.mark.parametrize(
    ("value", "part"),
    [
        (
            {"version": 4, "history": [CHAT], "folders": [], "prompts": []},
            "conversations",
        ),
        ({"history": [CHAT], "folders": []}, "conversations"),
        ({"folders": [], "history": [CHAT]}, "conversations"),
        ({"version": 4, "history": [], "folders": [], "prompts": []}, "conversations"),
        ([CHAT], "conversations"),
        ({"history": [{"url": "x"}], "version": 1}, None),
        ({"history": [CHAT]}, None),
        ([{"messages": [], "name": "x"}], None),
        ({}, None),
    ],
)
def test_files(value: object, part: Part | None) -> None:
    """What lies around the chats tells, or beside their messages."""
    assert part == sniffed(value)
