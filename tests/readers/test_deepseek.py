"""Conversations of DeepSeek, in the three forms they come in."""

import json
from typing import Any

import pytest

from migrate40.model.conversation import Conversation
from migrate40.notices import Notice
from migrate40.readers import chatgpt, deepseek, detect
from migrate40.readers.head import head_of_bytes

Json = dict[str, Any]


def fragments(*pairs: tuple[str, str], **fields: Any) -> Json:
    """Return a message of fragments."""
    return {
        "files": [],
        "model": "deepseek-chat",
        "inserted_at": "2025-03-01T20:00:00.000000+08:00",
        "fragments": [{"type": kind, "content": text} for kind, text in pairs],
        **fields,
    }


def chat(*messages: object, **fields: Any) -> Json:
    """Return a conversation with all messages in one line: `1`, `2` ..."""
    mapping: Json = {
        "root": {"id": "root", "parent": None, "children": ["1"], "message": None}
    }
    for number, message in enumerate(messages, 1):
        mapping[str(number)] = {
            "id": str(number),
            "parent": str(number - 1) if number > 1 else "root",
            "children": [str(number + 1)] if number < len(messages) else [],
            "message": message,
        }
    return {
        "id": "d1",
        "title": "桂花",
        "inserted_at": "2025-03-01T20:00:00.000000+08:00",
        "updated_at": "2025-03-01T21:00:00.000000+08:00",
        "mapping": mapping,
        **fields,
    }


def read(value: object) -> tuple[Conversation | None, list[tuple[str, str, str]]]:
    """Return what the reader makes of a conversation, and what it tells."""
    told: list[Notice] = []
    found = deepseek.parse(json.dumps(value).encode(), "d.json#1", told.append)
    return found, [(one.kind, one.where, one.why) for one in told]


def said(value: object) -> list[tuple[str, str]]:
    """Return who said what."""
    found, _ = read(value)
    assert found is not None
    return [(one.role, one.text) for one in found.messages]


ASK = fragments(("REQUEST", "桂花什么时候开？"))
REPLY = fragments(("THINK", "季节……"), ("RESPONSE", "九月。我陪你去看。"))
SESSION = {"id": "s1", "title": "Web", "inserted_at": 1740830400.5}


def reply(*messages: Json, **session: Any) -> Json:
    """Return what the website receives."""
    inner = {"chat_session": {**SESSION, **session}, "chat_messages": list(messages)}
    return {"code": 0, "msg": "", "data": {"biz_code": 0, "biz_data": inner}}


def turn(number: int, role: str, content: str, **fields: Any) -> Json:
    """Return a message as the website receives it."""
    parent = number - 1 if number > 1 else None
    return {
        "message_id": number,
        "parent_id": parent,
        "role": role,
        "content": content,
        **fields,
    }


WEB = turn(1, "USER", "hi"), turn(2, "ASSISTANT", "hey", thinking_content="Hm.")


@pytest.mark.parametrize(
    "value",
    [
        [chat(ASK, REPLY)],
        [None, chat(ASK)],
        [{"id": "d1", "mapping": chat(ASK)["mapping"]}],
        chat(ASK, REPLY),
        reply(*WEB),
        [reply(*WEB)],
        reply(*WEB)["data"]["biz_data"],
    ],
)
def test_it_is_not_taken_for_chatgpt(value: object) -> None:
    """Though the official export looks much like it."""
    head = head_of_bytes("conversations.json", json.dumps(value).encode())

    assert ("deepseek", "conversations") == detect(head)
    assert None is chatgpt.READER.sniff(head)


@pytest.mark.parametrize("raw", [b'{"data": []}', b"words", b"<html>", b""])
def test_what_is_not_deepseeks(raw: bytes) -> None:
    """A key that many have tells nothing."""
    assert None is deepseek.sniff(head_of_bytes("x.json", raw))


def test_both_are_heard() -> None:
    """Thoughts are not said; times are in UTC; ids are those of the tree."""
    found, told = read(chat(ASK, REPLY))

    assert [] == told
    assert found
    assert ("d1", "桂花", "deepseek-chat") == (found.id, found.title, found.model)
    assert "2025-03-01 13:00:00+00:00" == str(found.updated)
    assert [
        ("d1/1", "user", "桂花什么时候开？"),
        ("d1/2", "assistant", "九月。我陪你去看。"),
    ] == [(one.id, one.role, one.text) for one in found.messages]


def test_what_stands_between_pieces_of_an_answer() -> None:
    """Searches are not said; numbers of sources go."""
    message = fragments(
        ("RESPONSE", "Let me look."),
        ("SEARCH", "osmanthus"),
        ("RESPONSE", "In September [citation:3]."),
    )

    assert [("assistant", "Let me look.\n\nIn September.")] == said(chat(message))


def test_kinds_that_nobody_described_are_told() -> None:
    """By their names, and never by what stands in them."""
    message = fragments(("RESPONSE", "Ja."), ("HOLOGRAM", "x"), ("so secret", "x"))
    found, told = read(chat(message))

    assert found
    assert ["Ja."] == [one.text for one in found.messages]
    assert [
        ("skipped_content", "d1", "content of an unknown kind (HOLOGRAM): 1"),
        ("skipped_content", "d1", "content of an unknown kind (without a name): 1"),
    ] == told


def test_one_message_may_hold_both() -> None:
    """Question and answer get ids of their own."""
    found, _ = read(chat(fragments(("REQUEST", "a"), ("RESPONSE", "b"))))

    assert found
    assert [("user", "a"), ("assistant", "b")] == [
        (one.role, one.text) for one in found.messages
    ]
    assert 2 == len({one.id for one in found.messages})


def test_the_newest_branch() -> None:
    """The export does not say which was shown last."""
    value = chat(ASK, REPLY)
    again = fragments(("RESPONSE", "十月。"), inserted_at="2025-03-02T00:00:00Z")
    value["mapping"]["3"] = {"id": "3", "parent": "1", "children": [], "message": again}
    value["mapping"]["1"]["children"].append("3")

    assert [("user", "桂花什么时候开？"), ("assistant", "十月。")] == said(value)


def test_links_from_above_alone() -> None:
    """Where a node does not name its parent, the parent names it."""
    value = chat(ASK, REPLY)
    for node in value["mapping"].values():
        del node["parent"]

    assert 2 == len(said(value))


def test_a_lost_message_does_not_take_the_others_along() -> None:
    """What follows it is read on."""
    value = chat(ASK, REPLY, fragments(("REQUEST", "好")))
    value["mapping"]["2"] = None
    found, told = read(value)

    assert found
    assert ["桂花什么时候开？", "好"] == [one.text for one in found.messages]
    assert ["repaired"] == [kind for kind, _, _ in told]


def test_the_older_form() -> None:
    """One text and perhaps a role; thoughts beside it."""
    older = [
        {"role": "user", "content": "Who are you?"},
        {"role": "assistant", "content": "A river.", "reasoning_content": "Hm."},
        {"role": "system", "content": "Be kind."},
    ]
    found, told = read(chat(*older))

    assert [] == told
    assert found
    assert [("user", "Who are you?"), ("assistant", "A river.")] == [
        (one.role, one.text) for one in found.messages
    ]


def test_nobody_says_who_spoke() -> None:
    """Then the two speak by turns, the person first; that is told."""
    found, told = read(chat({"content": "Hello?"}, {"content": "Hi!"}))

    assert found
    assert ["user", "assistant"] == [one.role for one in found.messages]
    why = "messages without a speaker, taken to be said by turns: 2"
    assert [("guessed", "d1", why)] == told


def test_what_the_website_receives() -> None:
    """The envelope is opened; the message shown last is known."""
    other = turn(3, "ASSISTANT", "hello again", parent_id=1)

    assert [("user", "hi"), ("assistant", "hello again")] == said(reply(*WEB, other))
    assert [("user", "hi"), ("assistant", "hey")] == said(
        reply(*WEB, other, current_message_id=2)
    )
    found, _ = read(reply(*WEB))
    assert found
    assert ("s1", "Web", "2025-03-01 12:00:00.500000+00:00") == (
        found.id,
        found.title,
        str(found.created),
    )


@pytest.mark.parametrize(
    ("value", "where", "why"),
    [
        ("x", "d.json#1", "it is no conversation"),
        ({"id": "d1", "inserted_at": "x"}, "d1", "it has no messages"),
        ({"data": {"biz_data": None}}, "d.json#1", "it has no messages"),
    ],
)
def test_what_is_no_conversation_is_skipped(
    value: object, where: str, why: str
) -> None:
    """The notice names the place and the reason."""
    assert (None, [("skipped_conversation", where, why)]) == read(value)


def test_odd_values_cost_themselves() -> None:
    """Each field may be of another type."""
    odd = fragments(("RESPONSE", "Ja."), inserted_at={}, model=3)
    odd["fragments"] += [None, {"type": "RESPONSE", "content": {"a": 1}}, "x"]
    found, told = read(chat(7, odd, title=[]))

    assert found
    assert [("Ja.", None)] == [(one.text, one.time) for one in found.messages]
    assert ["repaired"] == [kind for kind, _, _ in told]


def test_times_and_ids() -> None:
    """Of the conversation and of each message; ids are the conversation's with it."""
    late = {"inserted_at": "2025-03-01T20:01:00.000000+08:00"}
    found, told = read(chat(ASK, {**REPLY, **late}))

    assert found
    assert [] == told
    assert ("deepseek", "d1") == (found.vendor, found.id)
    assert ("2025-03-01 12:00:00+00:00", "2025-03-01 13:00:00+00:00") == (
        str(found.created),
        str(found.updated),
    )
    assert [
        ("d1/1", "2025-03-01 12:00:00+00:00"),
        ("d1/2", "2025-03-01 12:01:00+00:00"),
    ] == [(one.id, str(one.time)) for one in found.messages]


def test_odd_fields_are_told() -> None:
    """Once, at the conversation."""
    assert [("repaired", "d1", "bytes or fields that do not fit the format")] == read(
        chat(ASK, REPLY, title=[])
    )[1]


def test_numbers_in_brackets_of_the_person() -> None:
    """What looks like a citation is one only in a reply."""
    ask = fragments(("REQUEST", "see [citation:1]"))
    answer = fragments(("RESPONSE", "see [citation:1]"))

    assert ["see [citation:1]", "see"] == [
        text.strip() for _, text in said(chat(ask, answer))
    ]
