"""One raw conversation of Claude into the model."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from migrate40.model.conversation import Conversation
from migrate40.notices import Notice, ignore
from migrate40.readers import claude


def raw(value: object) -> bytes:
    """Return a value as the bytes of JSON that an export has."""
    return json.dumps(value, ensure_ascii=False).encode()


def turn(name: str, sender: str, text: str, **fields: Any) -> dict[str, Any]:
    """Return a message as the official export writes it."""
    return {
        "uuid": name,
        "text": text,
        "content": [{"type": "text", "text": text, "citations": []}],
        "sender": sender,
        "created_at": "2025-04-01T08:00:00.123456Z",
        "updated_at": "2025-04-01T08:00:00.123456Z",
        "attachments": [],
        "files": [],
        **fields,
    }


def chat(*turns: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Return a conversation as the official export writes it."""
    return {
        "uuid": "c-1",
        "name": "Sourdough",
        "summary": "",
        "created_at": "2025-04-01T08:00:00.000001Z",
        "updated_at": "2025-04-02T09:30:00+00:00",
        "account": {"uuid": "a-1"},
        "chat_messages": list(turns),
        **fields,
    }


def parsed(value: object) -> tuple[Conversation, list[Notice]]:
    """Parse a conversation that is not skipped."""
    notices: list[Notice] = []
    conversation = claude.parse(
        raw(value), "export/conversations.json#1", notices.append
    )
    assert conversation is not None
    return conversation, notices


def skipped(data: bytes) -> list[Notice]:
    """Return why a conversation is skipped."""
    notices: list[Notice] = []
    found = claude.parse(data, "export/conversations.json#7", notices.append)
    assert found is None or not found.messages
    return notices


def said(conversation: Conversation) -> list[tuple[str, str]]:
    """Return who said what."""
    return [(message.role, message.text) for message in conversation.messages]


def test_what_is_known_of_it() -> None:
    """The format was seen in real exports."""
    assert "A" == claude.READER.source.certainty


def test_an_official_conversation() -> None:
    """Everything that the official export knows comes along."""
    hello = turn("m-1", "human", "How long does a starter take?")
    answer = turn(
        "m-2", "assistant", "About a week.", created_at="2025-04-01T08:00:05Z"
    )

    conversation, notices = parsed(chat(hello, answer))

    assert [] == notices
    assert ("claude", "c-1", "Sourdough") == (
        conversation.vendor,
        conversation.id,
        conversation.title,
    )
    assert datetime(2025, 4, 1, 8, 0, 0, 1, UTC) == conversation.created
    assert datetime(2025, 4, 2, 9, 30, tzinfo=UTC) == conversation.updated
    assert [
        ("user", "How long does a starter take?"),
        ("assistant", "About a week."),
    ] == said(conversation)
    assert ["m-1", "m-2"] == [message.id for message in conversation.messages]
    assert datetime(2025, 4, 1, 8, 0, 5, tzinfo=UTC) == conversation.messages[1].time
    assert (None, None, True) == (
        conversation.model,
        conversation.project,
        conversation.remember,
    )


@pytest.mark.parametrize("name", ["", " \n", None, 7])
def test_a_conversation_without_a_name_has_no_title(name: object) -> None:
    """An empty name is the commonest of all."""
    conversation, _ = parsed(chat(turn("m", "human", "Hi"), name=name))

    assert conversation.title is None


def test_other_programs_names_for_the_same_things() -> None:
    """`messages`, `title`, `role` and plain content are understood as well."""
    conversation, notices = parsed(
        {
            "id": "c-9",
            "title": "Tides",
            "messages": [
                {"id": "m-1", "role": "user", "content": "Why two a day?"},
                {"id": "m-2", "role": "Assistant", "content": "Two bulges."},
            ],
        }
    )

    assert [] == notices
    assert ("c-9", "Tides") == (conversation.id, conversation.title)
    assert [("user", "Why two a day?"), ("assistant", "Two bulges.")] == said(
        conversation
    )


def test_a_capture_knows_model_project_and_leaf() -> None:
    """What the web interface receives says more than the export."""
    hello = turn("m-1", "human", "Hi", index=0, truncated=False)
    first = turn("m-2", "assistant", "Hello", index=1, parent_message_uuid="m-1")
    again = turn("m-3", "assistant", "Hey", index=2, parent_message_uuid="m-1")

    conversation, notices = parsed(
        chat(
            hello,
            first,
            again,
            model="claude-sonnet-4-5",
            project_uuid="p-1",
            project={"uuid": "p-1", "name": "Baking"},
            is_starred=True,
            settings={"preview_feature_uses_artifacts": True},
            current_leaf_message_uuid="m-2",
        )
    )

    assert [] == notices
    assert [("user", "Hi"), ("assistant", "Hello")] == said(conversation)
    assert [None, "claude-sonnet-4-5"] == [m.model for m in conversation.messages]
    assert ("claude-sonnet-4-5", "p-1") == (conversation.model, conversation.project)


def test_the_model_of_a_conversation_is_that_of_most_replies() -> None:
    """A message's own model counts more than the conversation's."""
    replies = [
        turn("m-1", "assistant", "One", model="opus"),
        turn("m-2", "assistant", "Two", model="sonnet"),
        turn("m-3", "assistant", "Three", model="sonnet"),
        turn("m-4", "assistant", "Four"),
    ]

    conversation, _ = parsed(chat(*replies, model="haiku"))

    assert "sonnet" == conversation.model
    assert ["opus", "sonnet", "sonnet", "haiku"] == [
        message.model for message in conversation.messages
    ]


def test_a_capture_without_replies_has_its_own_model() -> None:
    """The model that was chosen is known before it says anything."""
    conversation, _ = parsed(chat(turn("m", "human", "Hi"), model="opus"))

    assert "opus" == conversation.model


def test_only_the_project_s_own_entry_links_it() -> None:
    """Some captures have the project as an object alone."""
    conversation, _ = parsed(chat(turn("m", "human", "Hi"), project={"uuid": "p-2"}))

    assert "p-2" == conversation.project


@pytest.mark.parametrize("content", [[], [{"type": "text", "text": ""}], None])
def test_an_empty_turn_is_left_out(content: object) -> None:
    """A message in which nothing is said is none."""
    empty = turn("m-2", "assistant", "", content=content)

    conversation, notices = parsed(chat(turn("m-1", "human", "Hi"), empty))

    assert [] == notices
    assert [("user", "Hi")] == said(conversation)


def test_an_empty_chat_has_no_messages() -> None:
    """It is no failure: people open chats and say nothing."""
    conversation, notices = parsed(chat())

    assert [] == notices
    assert () == conversation.messages


def test_two_messages_in_one_second_keep_their_order() -> None:
    """The list's order counts, not the clock's."""
    turns = [turn(f"m-{n}", "human", str(n)) for n in (3, 1, 2)]
    turns[2]["created_at"] = "2020-01-01T00:00:00Z"

    conversation, _ = parsed(chat(*turns))

    assert ["3", "1", "2"] == [message.text for message in conversation.messages]


def test_one_id_for_two_messages_is_made_two() -> None:
    """Proofs point at messages, so their ids differ."""
    turns = [turn("same", "human", "One"), turn("same", "assistant", "Two")]

    conversation, _ = parsed(chat(*turns))

    assert ["same", "c-1#2"] == [message.id for message in conversation.messages]


def test_messages_without_ids_get_their_places() -> None:
    """The place in the list is an id that stays."""
    bare = {"sender": "human", "text": "Hi"}

    conversation, _ = parsed(chat(turn("m-1", "assistant", ""), bare))

    assert ["c-1#2"] == [message.id for message in conversation.messages]


def test_a_conversation_without_an_id_is_known_by_its_words() -> None:
    """The same words have the same id, in whatever spelling of JSON."""
    bare = chat(turn("m", "human", "早上好"), uuid=None)
    wide = json.dumps(bare, indent=4).encode()

    conversation, _ = parsed(bare)

    assert conversation.id.startswith("claude-")
    assert conversation == claude.parse(wide, "x", ignore)
    other, _ = parsed(chat(turn("m", "human", "晚安"), uuid=None))
    assert conversation.id != other.id


def test_numbers_as_ids() -> None:
    """Other programs count where Claude has uuids."""
    conversation, notices = parsed({"id": 5, "messages": [turn("m", "human", "Hi")]})

    assert [] == notices
    assert "5" == conversation.id


def test_neither_of_the_two() -> None:
    """System and tool say nothing; a stranger's message is told as skipped."""
    conversation, notices = parsed(
        chat(
            turn("m-1", "System", "Be brief."),
            turn("m-2", "tool", "200 OK"),
            turn("m-3", "narrator", "Meanwhile"),
            turn("m-4", "narrator", ""),
            turn("m-5", "human", "Hi"),
        )
    )

    assert [("user", "Hi")] == said(conversation)
    assert [
        Notice(
            kind="skipped_message",
            where="c-1",
            why="messages by neither the person nor Claude: 1",
        )
    ] == notices


def test_unknown_blocks_are_counted_by_kind() -> None:
    """What nobody has described is told, in a stable order, without its words."""
    blocks = [
        {"type": "text", "text": "Here."},
        {"type": "widget", "text": "secret"},
        {"type": "aside_note"},
        {"type": "widget"},
        {"type": "a kind with words of the chat"},
    ]

    conversation, notices = parsed(
        chat(turn("m-1", "assistant", "", content=blocks)),
    )

    assert [("assistant", "Here.")] == said(conversation)
    assert [
        ("skipped_content", "c-1", "blocks of an unknown kind (aside_note): 1"),
        ("skipped_content", "c-1", "blocks of an unknown kind (widget): 2"),
        ("skipped_content", "c-1", "blocks of an unknown kind (without a name): 1"),
    ] == [(one.kind, one.where, one.why) for one in notices]


def test_values_of_other_types_cost_themselves_only() -> None:
    """One odd field, one odd message: the rest comes along, and it is told."""
    odd = turn("m-2", "assistant", "Fine", created_at={"at": 1}) | {"text": 4}

    turns = [turn("m-1", "human", "Hi"), None, "what", odd]

    conversation, notices = parsed(chat(name=["x"], updated_at=[], chat_messages=turns))

    assert [("user", "Hi"), ("assistant", "Fine")] == said(conversation)
    assert conversation.messages[1].time is None
    assert conversation.updated is None
    assert [("repaired", "c-1")] == [(one.kind, one.where) for one in notices]


def test_half_a_surrogate_comes_out_mended() -> None:
    """Whatever goes in, the words are valid Unicode."""
    data = raw(chat(turn("m-1", "human", "So tired X"))).replace(b"X", b"\\ud83d")
    notices: list[Notice] = []

    conversation = claude.parse(data, "x", notices.append)

    assert conversation is not None
    assert ["So tired \ufffd"] == [message.text for message in conversation.messages]
    assert ["repaired"] == [notice.kind for notice in notices]


@pytest.mark.parametrize("data", [b"null", b'"text"', b"7", b"[]", b"{", b"", b"\xff"])
def test_no_object_is_no_conversation(data: bytes) -> None:
    """It is skipped, with the place where it stood."""
    assert [("skipped_conversation", "export/conversations.json#7")] == [
        (notice.kind, notice.where) for notice in skipped(data)
    ]


@pytest.mark.parametrize("messages", [None, "text", {"a": 1}, 3])
def test_no_list_of_messages_is_a_broken_conversation(messages: object) -> None:
    """It should have come along, so it is told by its id."""
    data = raw(chat(chat_messages=messages))

    found = claude.parse(data, "x", ignore)
    assert found is not None
    assert ("c-1", None, ()) == (found.id, found.updated, found.messages)
    assert [("skipped_conversation", "c-1")] == [
        (notice.kind, notice.where) for notice in skipped(data)
    ]


def test_no_list_and_no_id_is_none_of_ours() -> None:
    """There is nothing to know it by."""
    data = raw({"name": "Something"})

    assert ["export/conversations.json#7"] == [one.where for one in skipped(data)]


def test_a_lost_link_is_told_as_repaired() -> None:
    """A message whose parent is not here follows the one before it."""
    turns = [
        turn("m-1", "human", "One", parent_message_uuid=None),
        turn("m-2", "assistant", "Two", parent_message_uuid="m-1"),
        turn("m-4", "assistant", "Four", parent_message_uuid="m-3"),
    ]

    conversation, notices = parsed(chat(*turns))

    assert ["One", "Two", "Four"] == [m.text for m in conversation.messages]
    assert ["repaired"] == [notice.kind for notice in notices]


def test_hybrid_ids() -> None:
    """`conversation_id` beside `chat_messages` is an id like others."""
    value = chat(turn("m", "human", "Hi"), uuid=None, conversation_id="h-1")

    conversation, _ = parsed(value)

    assert "h-1" == conversation.id


def test_words_of_a_chat_are_in_no_notice() -> None:
    """Notices go to logs."""
    value = chat(
        turn("m-1", "narrator", "whispered"),
        turn("m-2", "human", "", content=[{"type": "odd", "text": "whispered"}, 1]),
        name="whispered",
    )

    _, notices = parsed(value)

    assert 3 == len(notices)
    assert not [one for one in notices if "whispered" in one.where + one.why]


def test_nothing_is_told_to_those_who_do_not_ask() -> None:
    """`ignore` is a report like others."""
    assert claude.parse(b"null", "x", ignore) is None
