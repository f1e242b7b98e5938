"""LibreChat: one conversation a file, nested or flat."""

import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from migrate40.model.conversation import Conversation
from migrate40.notices import Notice
from migrate40.readers import librechat
from migrate40.readers.head import head_of_bytes
from migrate40.readers.librechat import NO_PARENT
from migrate40.readers.reader import Member, Part

Json = dict[str, Any]
DAY = "2025-05-02T12:{:02}:00.000Z"


def message(number: int, text: str, **more: Any) -> Json:
    """Return a message; the odd ones are the person's."""
    return {
        "messageId": f"m{number}",
        "parentMessageId": f"m{number - 1}" if number > 1 else NO_PARENT,
        "isCreatedByUser": number % 2 == 1,
        "sender": "User" if number % 2 else "Luna",
        "model": None if number % 2 else "gpt-4o",
        "text": text,
        "createdAt": DAY.format(number % 60),
        **more,
    }


def flat(*messages: object, **more: Any) -> Json:
    """Return an export that is not recursive."""
    return {
        "conversationId": "c-1",
        "endpoint": "openAI",
        "title": "Tea",
        "branches": False,
        "recursive": False,
        "messages": list(messages),
        **more,
    }


def nested(*messages: Json, key: str = "messagesTree", **more: Any) -> Json:
    """Return a recursive export of messages that answer one another."""
    root: list[Json] = []
    above = root
    for one in messages:
        above.append({**one, "children": []})
        above = above[-1]["children"]
    value = flat(recursive=True, **more)
    del value["messages"]
    return {**value, key: root}


TALK = (message(1, "我今天好累"), message(2, "抱抱你。"))


def read(value: object) -> tuple[Conversation | None, list[Notice]]:
    """Return what the reader makes of a value, and what it reports."""
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    notices: list[Notice] = []
    return librechat.parse(raw, "f#1", notices.append), notices


def found(value: object) -> Conversation:
    """Return the conversation that it is read as."""
    conversation, _ = read(value)
    assert conversation is not None
    return conversation


def said(value: object) -> list[str]:
    """Return its texts."""
    return [one.text for one in found(value).messages]


def sniffed(value: object) -> Part | None:
    """Return what a file with this content is."""
    return librechat.sniff(head_of_bytes("x.json", json.dumps(value).encode()))


@pytest.mark.parametrize(
    "value", [flat(*TALK), nested(*TALK), nested(*TALK, key="messages")]
)
def test_a_conversation(value: Json) -> None:
    """Nested or not, it is the same."""
    conversation = found(value)
    person, friend = conversation.messages

    noon = datetime(2025, 5, 2, 12, tzinfo=UTC)
    assert ("librechat", "c-1", "Tea", "gpt-4o") == (
        conversation.vendor,
        conversation.id,
        conversation.title,
        conversation.model,
    )
    assert (noon.replace(minute=1), noon.replace(minute=2)) == (
        conversation.created,
        conversation.updated,
    )
    assert ("m1", "user", "我今天好累", None) == (
        person.id,
        person.role,
        person.text,
        person.model,
    )
    assert ("m2", "assistant", "抱抱你。", "gpt-4o") == (
        friend.id,
        friend.role,
        friend.text,
        friend.model,
    )
    assert noon.replace(minute=2) == friend.time


def test_a_file() -> None:
    """With a byte order mark, as some programs save it."""
    data = b"\xef\xbb\xbf" + json.dumps(nested(*TALK)).encode()
    member = Member(
        name="x.json", size=len(data), open=lambda: io.BytesIO(data), export="x.json"
    )
    notices: list[Notice] = []
    conversations = list(librechat.parse_file(member, "x.json", notices.append))

    assert [2] == [len(one.messages) for one in conversations]
    assert [] == notices


def test_a_file_of_something_else() -> None:
    """It is told, and gives nothing."""
    member = Member(
        name="x.json", size=2, open=lambda: io.BytesIO(b"[]"), export="x.json"
    )
    notices: list[Notice] = []

    assert [] == list(librechat.parse_file(member, "x.json", notices.append))
    assert ["skipped_conversation"] == [notice.kind for notice in notices]


def test_a_long_talk_is_nested_deeply() -> None:
    """Every answer lies one level deeper: thousands of them are honest."""
    messages = [message(number, f"t{number}") for number in range(1, 3001)]
    text = "".join(
        json.dumps(one)[:-1] + ', "children": [' for one in messages
    ) + "]}" * len(messages)
    raw = b'{"conversationId": "c", "messagesTree": [' + text.encode() + b"]}"

    assert [f"t{number}" for number in range(1, 3001)] == said(raw)


BRANCHED = (
    message(1, "Hi"),
    message(2, "Hello."),
    message(3, "x", messageId="m3", parentMessageId="m1", isCreatedByUser=False),
    message(4, "And you?", isCreatedByUser=True),
)


def test_branches_of_a_list() -> None:
    """No marker says which was open: the newest is taken, and that is told."""
    conversation, notices = read(flat(*BRANCHED, branches=True))

    assert conversation is not None
    assert ["Hi", "x", "And you?"] == [one.text for one in conversation.messages]
    assert ["guessed"] == [notice.kind for notice in notices]


def test_lists_in_lists() -> None:
    """What is no message is passed over, and hides none."""
    assert ["Hi", "Yo"] == said(flat([], message(1, "Hi"), [[7]], message(2, "Yo")))


def test_branches_of_a_tree() -> None:
    """An answer that was asked for again lies beside the first."""
    value = nested(message(1, "Hi"), message(2, "Hello."))
    value["messagesTree"][0]["children"].append(message(4, "Hey!", children=[]))

    assert ["Hi", "Hey!"] == said(value)


def test_two_first_prompts() -> None:
    """A first message that was edited is a second root."""
    value = nested(message(1, "Hi"), message(2, "Hello."))
    answer = message(4, "Hey!", children=[])
    second = message(3, "Hi there", parentMessageId=NO_PARENT, children=[answer])
    value["messagesTree"].append(second)

    assert ["Hi there", "Hey!"] == said(value)
    assert ["Hi there", "Hey!"] == said(
        flat(
            *TALK,
            message(3, "Hi there", parentMessageId=NO_PARENT),
            message(4, "Hey!"),
        )
    )


@pytest.mark.parametrize("missing", [None, "", NO_PARENT])
def test_a_reply_without_a_link(missing: str | None) -> None:
    """It answers the message before it: nobody but the person begins anew."""
    reply = message(2, "Hello.", parentMessageId=missing)

    assert ["Hi", "Hello."] == said(flat(message(1, "Hi"), reply))


def test_no_links_and_no_ids() -> None:
    """A plain list is a plain list."""
    value = {"isCreatedByUser": True, "text": "Hi"}
    reply = {"isCreatedByUser": False, "text": "Yo"}

    assert ["Hi", "Yo"] == said(flat(value, reply))


def test_orphans() -> None:
    """Of a clipped file what is left comes, and that something is gone is told."""
    conversation, notices = read(flat(message(5, "Then?"), message(6, "Well.")))

    assert conversation is not None
    assert ["Then?", "Well."] == [one.text for one in conversation.messages]
    assert ["repaired"] == [notice.kind for notice in notices]


def test_the_same_id_twice() -> None:
    """Nested messages are found by their place."""
    value = nested(message(1, "Hi"), message(2, "Yo", messageId="m1"))

    assert ["Hi", "Yo"] == said(value)
    assert 2 == len({one.id for one in found(value).messages})


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ({"content": [{"type": "text", "text": "Tea?"}]}, "Tea?"),
        ({"content": [{"type": "text", "text": {"value": "Tea?"}}]}, "Tea?"),
        (
            {
                "content": [
                    {"type": "think", "think": "Hm."},
                    {"type": "text", "text": "One"},
                    {"type": "tool_call", "tool_call": {"name": "x"}},
                    {"type": "text", "text": "two"},
                ],
                "text": "",
            },
            "One\n\ntwo",
        ),
        ({"content": [{"type": "image_file"}], "text": "Look"}, "Look"),
        ({"text": ":::thinking\nHm.\n:::\n\nTea?"}, "Tea?"),
        (
            {
                "text": 'Here:\n\n:::artifact{identifier="a" type="text/html"}\n'
                "```\n<p>\n```\n:::\n\nLike it?"
            },
            "Here:\n\nLike it?",
        ),
        ({"text": "See\ue200cite\ue202turn0search0\ue201."}, "See."),
    ],
)
def test_words(more: Json, text: str) -> None:
    """Blocks before text; thoughts, tools and artifacts are no speech."""
    assert [text] == said(flat(message(1, "Hi"), {**message(2, ""), **more}))[1:]


def test_errors_are_no_speech() -> None:
    """What went wrong is nobody's words; a person's message may have failed too."""
    value = flat(message(1, "Hi", error=True), message(2, "Overloaded", error=True))

    assert ["Hi"] == said(value)


@pytest.mark.parametrize(
    ("sender", "role"), [("User", "user"), ("user", "user"), ("GPT-4", "assistant")]
)
def test_who_speaks(sender: str, role: str) -> None:
    """Without the flag the sender tells."""
    one = message(1, "Hi", isCreatedByUser=None, sender=sender)

    assert [role] == [m.role for m in found(flat(one)).messages]


@pytest.mark.parametrize("key", ["promptPrefix", "system", "instructions"])
def test_the_persona(key: str) -> None:
    """What the person set for the chat is an instruction."""
    options = {"model": "m-1", key: "你是月月。"}
    conversation = found(
        nested(message(1, "Hi"), message(2, "Yo", model=None), options=options)
    )
    (given,) = conversation.given

    assert ("custom_instruction", "model", "你是月月。") == (
        given.what,
        given.about,
        given.text,
    )
    assert (given.id,) == conversation.instructions
    assert "m-1" == conversation.model


def test_instructions_beside_the_messages() -> None:
    """Some dumps have the options at the top."""
    assert ["Be kind."] == [
        one.text for one in found(flat(*TALK, promptPrefix="Be kind.")).given
    ]


def test_a_cut_file() -> None:
    """Every message before the cut comes, and that there was more is told."""
    whole = json.dumps(nested(*(message(n, f"t{n}") for n in range(1, 9)))).encode()
    conversation, notices = read(whole[: whole.index(b'"t5"') + 2])

    assert conversation is not None
    assert ["t1", "t2", "t3", "t4"] == [one.text for one in conversation.messages]
    assert ["skipped_message", "skipped_message"] == [n.kind for n in notices]
    flat_file = json.dumps(flat(*(message(n, f"t{n}") for n in range(1, 9)))).encode()
    assert ["t1", "t2"] == said(flat_file[: flat_file.index(b'"t3"')])


def test_a_damaged_message_costs_itself() -> None:
    """Those before and after it come along, though the link between them is gone."""
    raw = json.dumps(flat(message(1, "t1"), message(2, "t2"), message(3, "t3")))
    conversation, notices = read(raw.replace('"t2"', "t2 here").encode())

    assert conversation is not None
    assert ["t1", "t3"] == [one.text for one in conversation.messages]
    assert ["skipped_message", "repaired"] == [notice.kind for notice in notices]


@pytest.mark.parametrize("make", [flat, nested])
def test_a_lost_quote(make: Callable[..., Json]) -> None:
    """Behind it text and keys change places: reading begins anew at a message."""
    raw = json.dumps(make(*(message(n, f"t{n}") for n in range(1, 10)))).encode()
    conversation, notices = read(raw.replace(b'"t4"', b't4"'))

    assert conversation is not None
    assert ("c-1", "Tea") == (conversation.id, conversation.title)
    assert [f"t{n}" for n in range(1, 10) if n != 4] == [
        one.text for one in conversation.messages
    ]
    assert {"skipped_message", "repaired"} == {notice.kind for notice in notices}


def test_a_damaged_beginning() -> None:
    """Its title is lost; which conversation it is stands elsewhere, too."""
    raw = json.dumps(flat(*TALK)).encode()
    conversation, notices = read(raw.replace(b'"title": "Tea"', b'"title": "Tea'))

    assert conversation is not None
    assert ("c-1", None, 2) == (
        conversation.id,
        conversation.title,
        len(conversation.messages),
    )
    assert "skipped_message" in [notice.kind for notice in notices]


def test_odd_values_cost_themselves() -> None:
    """A field of another type is as if it were not there."""
    odd = message(2, "Yo", model=7, sender=[], createdAt={}, parentMessageId="m1")
    conversation, notices = read(flat(message(1, "Hi"), None, "x", odd, options=[]))

    assert conversation is not None
    assert ["Hi", "Yo"] == [one.text for one in conversation.messages]
    assert ["repaired"] == [notice.kind for notice in notices]


@pytest.mark.parametrize("value", [b"{", b"[]", b"7", b"", {"conversationId": "c"}])
def test_what_cannot_be_read_is_told(value: object) -> None:
    """With a reason."""
    conversation, notices = read(value)

    assert conversation is None
    assert ["skipped_conversation"] == [notice.kind for notice in notices]


@pytest.mark.parametrize(
    ("value", "part"),
    [
        (flat(*TALK), "whole"),
        (nested(*TALK), "whole"),
        ([flat(*TALK)], "conversations"),
        ({"messages": [TALK[0]]}, "whole"),
        ({"messages": [{"role": "user", "content": "x"}]}, None),
        ({"conversationId": "c"}, None),
        ([{"messageId": "m"}], None),
    ],
)
def test_files(value: object, part: Part | None) -> None:
    """The spelling of the keys tells."""
    assert part == sniffed(value)


def test_lines() -> None:
    """A conversation a line."""
    data = "\n".join(json.dumps(flat(*TALK)) for _ in range(2)).encode()

    assert "conversations" == librechat.sniff(head_of_bytes("x.jsonl", data))


def told(value: object) -> list[tuple[str, str, str]]:
    """Return all of what is reported."""
    return [(notice.kind, notice.where, notice.why) for notice in read(value)[1]]


def test_times_of_messages() -> None:
    """When they were written; else when they were changed."""
    other = message(2, "抱抱你。", createdAt=None, updatedAt=DAY.format(9))
    conversation = found(flat(TALK[0], other))

    noon = datetime(2025, 5, 2, 12, tzinfo=UTC)
    assert [noon.replace(minute=1), noon.replace(minute=9)] == [
        one.time for one in conversation.messages
    ]


def test_the_newest_branch_counts() -> None:
    """Where two messages answer one, the later of them is read on."""
    late = message(3, "不对", parentMessageId="m1", createdAt=DAY.format(9))

    assert ["我今天好累", "不对"] == said(flat(TALK[0], late, TALK[1]))


def test_how_many_messages_are_odd_is_told() -> None:
    """Each kind once, with its number, at the conversation."""
    strays = [message(n, "hm", parentMessageId=f"x{n}") for n in (3, 5)]
    mended = message(4, "hm", model=[], parentMessageId="m2")

    assert [
        ("repaired", "c-1", "messages that do not fit the format: 1"),
        ("repaired", "c-1", "messages without the one before them: 2"),
    ] == told(flat(*TALK, mended, *strays))


def test_a_conversation_that_is_cut_says_so() -> None:
    """At its id, which came before the damage."""
    remarks = told(json.dumps(flat(*TALK, message(3, "hm"))).encode()[:-30])

    assert {"c-1"} == {where for _, where, _ in remarks}
    why = "the file is damaged or cut off: not all that was said is there"
    assert ("skipped_message", "c-1", why) in remarks
