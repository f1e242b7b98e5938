"""SillyTavern: a header and messages, a line each; and character cards."""

import io
import json
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest

from migrate40.errors import CannotRead
from migrate40.model.conversation import Conversation
from migrate40.notices import Notice, ignore
from migrate40.readers import sillytavern, tavern_card
from migrate40.readers.head import head_of_bytes
from migrate40.readers.reader import Member, Part

Json = dict[str, Any]
HEADER: Json = {
    "user_name": "小雨",
    "character_name": "Luna",
    "create_date": "2024-06-19@14h13m49s",
    "chat_metadata": {},
}


def said_by(person: bool, words: Any, **more: Any) -> Json:
    """Return a message."""
    return {
        "name": "小雨" if person else "Luna",
        "is_user": person,
        "is_system": False,
        "send_date": "June 19, 2024 4:13pm",
        "mes": words,
        "extra": {},
        **more,
    }


TALK = (HEADER, said_by(False, "你好呀～"), said_by(True, "我好累"))


def lines(*values: object) -> bytes:
    """Return each value on a line of its own."""
    return "\n".join(json.dumps(value, ensure_ascii=False) for value in values).encode()


def member(data: bytes, name: str = "chat.jsonl") -> Member:
    """Return a file with this content."""
    return Member(name=name, size=len(data), open=lambda: io.BytesIO(data), export=name)


def read(data: bytes) -> tuple[list[Conversation], list[Notice]]:
    """Return what the reader makes of a file, and what it reports."""
    notices: list[Notice] = []
    found = sillytavern.parse_file(member(data), "chat.jsonl", notices.append)
    return list(found), notices


def chat(*values: object) -> Conversation:
    """Return the one conversation that the lines are read as."""
    (conversation,) = read(lines(*values))[0]
    return conversation


def texts(*values: object) -> list[str]:
    """Return what is said in it."""
    return [one.text for one in chat(*values).messages]


def sniffed(data: bytes) -> Part | None:
    """Return what a file with this content is."""
    return sillytavern.sniff(head_of_bytes("x.jsonl", data))


def test_a_chat() -> None:
    """The header names the two, the greeting is the first that is said."""
    conversation = chat(*TALK)

    assert ("sillytavern", "Luna") == (conversation.vendor, conversation.title)
    assert datetime(2024, 6, 19, 14, 13, 49, tzinfo=UTC) == conversation.created
    assert [("assistant", "你好呀～"), ("user", "我好累")] == [
        (one.role, one.text) for one in conversation.messages
    ]
    afternoon = datetime(2024, 6, 19, 16, 13, tzinfo=UTC)
    assert [afternoon, afternoon] == [one.time for one in conversation.messages]


def test_a_chat_that_went_on_is_the_same() -> None:
    """Its id is made of how it began."""
    longer = chat(*TALK, said_by(False, "抱抱"))
    other = chat({**HEADER, "create_date": "2024-06-20@14h13m49s"}, *TALK[1:])

    assert chat(*TALK).id == longer.id
    assert chat(*TALK).id != other.id


@pytest.mark.parametrize(
    "silent",
    [
        said_by(False, "Help!", is_system=True),
        said_by(False, "It rains.", extra={"type": "narrator"}),
        said_by(False, "", swipes=[]),
        said_by(False, None),
        {"chat_metadata": {"x": 1}},
    ],
)
def test_what_nobody_said(silent: Json) -> None:
    """The program's own messages and stage directions are left out."""
    assert ["你好呀～", "我好累"] == texts(*TALK, silent)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (said_by(False, "shown", swipes=["a", "shown"], swipe_id=1), "shown"),
        (said_by(False, "", swipes=["a", "b"], swipe_id=1), "b"),
        (said_by(False, {"message": "Chub's"}), "Chub's"),
        (
            said_by(
                False, {"message": "", "x": 1}, swipes=[{"message": "c"}], swipe_id=0
            ),
            "c",
        ),
        (said_by(False, "Dear {{user}}, I am {{Char}}."), "Dear 小雨, I am Luna."),
        (said_by(False, "{{random}} <user>"), "{{random}} <user>"),
        (said_by(False, "<think>hm</think>\n嗯。"), "嗯。"),
        (said_by(False, "*hugs you*  "), "*hugs you*  "),
    ],
)
def test_words(line: Json, text: str) -> None:
    """Of several replies the one shown; names stand where they were seen."""
    assert text == texts(HEADER, line)[0]


@pytest.mark.parametrize("number", [7, -1, "0", None])
def test_swipes_that_are_not_there(number: Any) -> None:
    """Then nothing is said."""
    assert [] == texts(HEADER, said_by(False, "", swipes=["a"], swipe_id=number))


def test_who_speaks_without_a_flag() -> None:
    """The header's name tells, or the word that exporters use."""
    mine = said_by(True, "a")
    theirs = said_by(False, "b")
    del mine["is_user"], theirs["is_user"]

    assert ["user", "assistant"] == [
        m.role for m in chat(HEADER, mine, theirs).messages
    ]
    assert ["user"] == [m.role for m in chat({**mine, "name": "You"}).messages]


def test_headers_that_name_nobody() -> None:
    """Newer ones do not: then the messages tell who is who."""
    header = {**HEADER, "user_name": "unused", "character_name": "unused"}
    conversation = chat(header, said_by(False, "Hi {{user}}"), said_by(True, "Yo"))

    assert "Luna" == conversation.title
    assert "Hi 小雨" == conversation.messages[0].text


def test_no_header() -> None:
    """A chat is known by its messages."""
    assert ["你好呀～", "我好累"] == texts(*TALK[1:])


def test_groups() -> None:
    """Several characters are read as one, and that is told."""
    notices = read(lines(*TALK, said_by(False, "我也在", name="Sol")))[1]

    assert [("guessed", "chat.jsonl")] == [(n.kind, n.where) for n in notices]


def test_models() -> None:
    """Which model spoke stands under `extra`."""
    conversation = chat(HEADER, said_by(False, "Hi", extra={"model": "mistral-7b"}))

    assert "mistral-7b" == conversation.model


def test_a_bad_line_costs_itself() -> None:
    """Those after it come along, and the place is told."""
    data = (
        lines(*TALK) + b'\n{"name": "Luna", "mes": "cu\n' + lines(said_by(False, "在"))
    )
    (conversation,), notices = read(data)

    assert "在" == conversation.messages[-1].text
    assert [("skipped_message", "chat.jsonl#4")] == [(n.kind, n.where) for n in notices]


def test_odd_values_cost_themselves() -> None:
    """A field of another type is as if it were not there."""
    odd = said_by(True, "x", send_date=[], swipes=3, swipe_id={}, extra="y", name=7)

    assert "x" == texts(*TALK, odd)[-1]


def test_nothing_at_all() -> None:
    """An empty file gives nothing."""
    assert ([], []) == read(b"")


def test_a_list() -> None:
    """The same lines as one list."""
    (conversation,), notices = read(json.dumps(list(TALK)).encode())

    assert 2 == len(conversation.messages)
    assert [] == notices


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (lines(*TALK), "whole"),
        (lines(*TALK[1:]), "whole"),
        (lines(HEADER), "whole"),
        (json.dumps(list(TALK)).encode(), "whole"),
        (lines({"name": "x", "is_user": True}), None),
        (lines({"user_name": "x"}, {"a": 1}), None),
        (b"", None),
    ],
)
def test_files(data: bytes, part: Part | None) -> None:
    """The header or the messages tell."""
    assert part == sniffed(data)


CARD: Json = {
    "spec": "chara_card_v2",
    "spec_version": "2.0",
    "data": {
        "name": "Luna",
        "description": "{{char}} is a moon that listens to {{user}}.",
        "personality": "gentle",
        "scenario": "",
        "system_prompt": "Stay in character.",
        "first_mes": "Hi!",
        "mes_example": "<START>\n{{char}}: Hello.",
    },
}


@pytest.mark.parametrize("card", [CARD, CARD["data"]])
def test_cards(card: Json) -> None:
    """What somebody wrote of a character is instruction; samples of talk are not."""
    data = json.dumps(card).encode()

    assert "given" == sniffed(data)
    given = list(tavern_card.account([member(data)], ignore))
    assert [
        "Stay in character.",
        "Luna is a moon that listens to {{user}}.",
        "gentle",
    ] == [one.text for one in given]
    assert {("custom_instruction", "model")} == {(g.what, g.about) for g in given}


def test_broken_cards() -> None:
    """They are told, and the others come along."""
    notices: list[Notice] = []
    members = [member(b'{"spec', "a.json"), member(json.dumps(CARD).encode())]

    assert 3 == len(list(tavern_card.account(members, notices.append)))
    assert [("skipped_file", "a.json")] == [(n.kind, n.where) for n in notices]


def test_a_broken_card_says_so() -> None:
    """In one sentence, at the file's name; what could not be read of it as well."""

    def cut() -> io.BufferedReader:
        raise CannotRead("luna.json: damaged or cut off")

    notices: list[Notice] = []
    broken = Member(name="luna.json", size=1, open=cut, export="luna.json")
    given = tavern_card.account([broken, member(b"[]", "b.json")], notices.append)

    assert [] == list(given)
    assert [
        ("luna.json", "no whole character card"),
        ("b.json", "no whole character card"),
    ] == [(notice.where, notice.why) for notice in notices]


def test_a_card_that_breaks_off_while_it_is_read(broken: Any) -> None:
    """The place of the damage is told with the file's name."""
    notices: list[Notice] = []
    data = json.dumps(CARD).encode()
    opened = partial(broken, data, CannotRead("luna.json: the disk is gone"))
    file = Member(name="luna.json", size=9, open=opened, export="luna.json")

    assert 3 == len(list(tavern_card.account([file], notices.append)))
    assert [("skipped_file", "luna.json", "the rest: the disk is gone")] == [
        (notice.kind, notice.where, notice.why) for notice in notices
    ]


def test_ids_of_what_a_card_says() -> None:
    """They stay from version to version: decisions of a review hang on them."""
    data = json.dumps({**CARD["data"], "system_prompt": "Be kind."}).encode()
    first, second, third = tavern_card.account([member(data)], ignore)

    assert "g-97b02dcf3ad7" == first.id
    assert 3 == len({first.id, second.id, third.id})
    assert {"sillytavern"} == {one.vendor for one in (first, second, third)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{char}} and {{user}}", "{{char}} and {{user}}"),
        ("{{CHAR}}", "{{CHAR}}"),
    ],
)
def test_a_card_without_a_name(text: str, expected: str) -> None:
    """A placeholder that nobody fills stays as it was written."""
    card = {"description": text, "first_mes": "", "mes_example": "", "personality": ""}
    (given,) = tavern_card.account([member(json.dumps(card).encode())], ignore)

    assert expected == given.text


@pytest.mark.parametrize(
    ("value", "part"),
    [
        ({"spec": "chara_card_v3", "data": {}, "more": 1}, "given"),
        ({"spec": "chara_card_v3", "data": {}}, "given"),
        ({"spec": "something", "data": {}}, None),
        ({"spec": "chara_card_v3"}, None),
        ({"first_mes": "", "mes_example": "", "personality": ""}, "given"),
        ({"first_mes": "", "mes_example": ""}, None),
    ],
)
def test_what_is_a_card(value: Json, part: Part | None) -> None:
    """The specification's name and its data, or all keys of the first version."""
    assert part == sniffed(json.dumps(value).encode())
