"""Conversations of Grok."""

import json
from typing import Any

import pytest

from migrate40.model.conversation import Conversation
from migrate40.notices import Notice
from migrate40.readers import detect, grok
from migrate40.readers.head import head_of_bytes

Json = dict[str, Any]


def answer(number: int, sender: str, message: str, **fields: Any) -> Json:
    """Return a response as the newer exports nest it, each behind the one before."""
    return {
        "response": {
            "_id": f"r{number}",
            "conversation_id": "c1",
            "message": message,
            "sender": sender,
            "create_time": {"$date": {"$numberLong": str(1748000000000 + number)}},
            "parent_response_id": f"r{number - 1}" if number > 1 else None,
            **fields,
        },
        "share_link": None,
    }


def entry(*responses: object, **fields: Any) -> Json:
    """Return an entry of the list."""
    conversation = {
        "id": "c1",
        "title": "Night train",
        "create_time": "2025-05-23T11:33:20Z",
        "modify_time": "2025-05-23T12:00:00.000Z",
        "temporary": False,
        **fields,
    }
    return {"conversation": conversation, "responses": list(responses)}


def read(value: object) -> tuple[Conversation | None, list[tuple[str, str, str]]]:
    """Return what the reader makes of an entry, and what it tells."""
    told: list[Notice] = []
    found = grok.parse(json.dumps(value).encode(), "g.json#1", told.append)
    return found, [(one.kind, one.where, one.why) for one in told]


def said(*responses: object, **fields: Any) -> list[tuple[str, str]]:
    """Return who said what."""
    found, _ = read(entry(*responses, **fields))
    assert found is not None
    return [(one.role, one.text) for one in found.messages]


TALK = answer(1, "human", "Are we there?"), answer(2, "ASSISTANT", "Nearly, captain.")


@pytest.mark.parametrize(
    "value",
    [
        {"conversations": [entry(*TALK)]},
        {"projects": [{"name": "x"}], "conversations": [entry(*TALK)]},
        [None, entry(*TALK)],
        entry(*TALK),
    ],
)
def test_an_entry_is_known_by_its_halves(value: object) -> None:
    """In the object of the export, in a list, and alone."""
    head = head_of_bytes("x.json", json.dumps(value).encode())

    assert ("grok", "conversations") == detect(head)


def test_files_of_the_account_are_passed_over() -> None:
    """Nothing in them is to be carried over."""
    head = head_of_bytes("e/prod-mc-auth-mgmt-api.json", b'{"user": {}}')

    assert "aside" == grok.sniff(head)
    assert None is grok.sniff(head_of_bytes("a.json", b'{"user": {}}'))


def test_both_are_heard() -> None:
    """Ids, times and models are those of the export."""
    last = answer(2, "grok", "Nearly, captain.", model="grok-4")
    found, told = read(entry(TALK[0], last))

    assert [] == told
    assert found
    assert ("c1", "Night train", "grok-4") == (found.id, found.title, found.model)
    assert "2025-05-23 12:00:00+00:00" == str(found.updated)
    assert [
        ("r1", "user", "Are we there?", None),
        ("r2", "assistant", "Nearly, captain.", "grok-4"),
    ] == [(one.id, one.role, one.text, one.model) for one in found.messages]
    assert found.remember


@pytest.mark.parametrize("sender", ["assistant", "ASSISTANT", "grok", "Grok "])
def test_spellings_of_the_sender(sender: str) -> None:
    """All mean Grok."""
    assert [("assistant", "Ja.")] == said(answer(1, sender, "Ja."))


@pytest.mark.parametrize(
    "time",
    [
        "2025-05-23T11:33:20Z",
        {"$date": "2025-05-23T11:33:20Z"},
        {"$date": {"$numberLong": "1748000000000"}},
        {"$date": 1748000000000},
    ],
)
def test_forms_of_time(time: object) -> None:
    """ISO 8601, and what the database makes of it."""
    found, _ = read(entry(answer(1, "human", "hi", create_time=time)))

    assert found
    assert "2025-05-23 11:33:20+00:00" == str(found.messages[0].time)


def test_flat_responses() -> None:
    """Some exports have no wrapper, and neither ids nor links."""
    responses = [
        {"sender": "human", "message": "你好"},
        {"sender": "assistant", "message": "你好，船长"},
    ]
    found, told = read({"conversation": {"title": "T"}, "responses": responses})

    assert [] == told
    assert found
    assert ["你好", "你好，船长"] == [one.text for one in found.messages]
    assert found.id.startswith("grok-")


def test_ids_of_the_database() -> None:
    """`_id` may be an object; `response_id` goes before it."""
    first = answer(1, "human", "a", _id={"$oid": "o1"})
    second = answer(2, "grok", "b", response_id="own", parent_response_id="o1")
    found, told = read(entry(first, second))

    assert [] == told
    assert found
    assert ["o1", "own"] == [one.id for one in found.messages]


def test_the_branch_shown_last() -> None:
    """The leaf of the conversation, else the newest answer."""
    again = answer(3, "grok", "No, sleep.", parent_response_id="r1")

    assert [("user", "Are we there?"), ("assistant", "No, sleep.")] == said(
        *TALK, again
    )
    assert [("user", "Are we there?"), ("assistant", "Nearly, captain.")] == said(
        *TALK, again, leaf_response_id="r2"
    )


def test_a_lost_response_does_not_take_the_others_along() -> None:
    """What follows it is read on, and it is told."""
    found, told = read(entry(*TALK, None, answer(4, "human", "And now?")))

    assert found
    assert 3 == len(found.messages)
    assert [("repaired", "c1")] == [(kind, where) for kind, where, _ in told]


def test_an_answer_is_no_beginning() -> None:
    """Where it does not say what it answers, it follows what stands before."""
    loose = answer(3, "grok", "Soon.", parent_response_id=None)

    assert ["Are we there?", "Nearly, captain.", "Soon."] == [
        text for _, text in said(*TALK, loose)
    ]


def test_marks_of_the_interface_go() -> None:
    """Citations, calls and documents are not said; a person may quote them."""
    card = '<grok:render card_id="a"><argument name="b">1</argument></grok:render>'
    made = '<xaiArtifact title="t">text</xaiArtifact>'

    assert [("user", f"What is {made}?"), ("assistant", "Rain, then sun.")] == said(
        answer(1, "human", f"What is {made}?"),
        answer(2, "grok", f"Rain,{card} then sun.{made}"),
    )
    assert [("assistant", "Look: and on")] == said(
        answer(1, "grok", "Look: <grok:render a>and on")
    )
    assert [("assistant", "Here:")] == said(
        answer(1, "grok", "Here: <xai:function_call name='x'>{}")
    )


def test_a_temporary_chat_is_not_remembered() -> None:
    """It was meant to leave no trace."""
    found, _ = read(entry(*TALK, temporary=True))

    assert found
    assert not found.remember


def test_strangers_are_told() -> None:
    """A sender that nobody knows is not taken for one of the two."""
    responses = [
        *TALK,
        answer(3, "ghost", "Boo."),
        answer(5, "", "Hm."),
        answer(4, "system", "Rules."),
    ]
    found, told = read(entry(*responses))

    assert found
    assert 2 == len(found.messages)
    why = "messages by neither the person nor Grok: 2"
    assert [("skipped_message", "c1", why)] == told


@pytest.mark.parametrize(
    ("value", "where", "why"),
    [
        ([], "g.json#1", "it is no conversation"),
        ({"conversation": {"id": "c1"}}, "c1", "it has no list of responses"),
        ({"responses": "x"}, "g.json#1", "it has no list of responses"),
    ],
)
def test_what_is_no_entry_is_skipped(value: object, where: str, why: str) -> None:
    """The notice names the place and the reason."""
    assert (None, [("skipped_conversation", where, why)]) == read(value)


def test_odd_values_cost_themselves() -> None:
    """Each field may be of another type."""
    odd = answer(1, "human", "hi", create_time=[], _id=[1], parent_response_id={})
    found, told = read(entry(odd, {"response": 7, "message": 1}, title=7))

    assert found
    assert [("hi", None)] == [(one.text, one.time) for one in found.messages]
    assert ["repaired"] == [kind for kind, _, _ in told]
    assert None is found.title


def test_times() -> None:
    """Of the conversation and of each message."""
    found, _ = read(entry(*TALK))

    assert found
    assert "2025-05-23 11:33:20+00:00" == str(found.created)
    assert ["2025-05-23 11:33:20.001000+00:00", "2025-05-23 11:33:20.002000+00:00"] == [
        str(one.time) for one in found.messages
    ]


def test_the_newest_of_two_answers() -> None:
    """Nobody says which is shown; the one written last is."""
    late = answer(3, "ASSISTANT", "In a minute.", parent_response_id="r1")
    early = answer(2, "ASSISTANT", "Nearly.")

    assert ["In a minute."] == [t for who, t in said(TALK[0], late, early)][1:]


def test_odd_fields_are_told() -> None:
    """Once, at the conversation."""
    assert [("repaired", "c1", "bytes or fields that do not fit the format")] == read(
        entry(*TALK, title=[])
    )[1]
