"""A conversation put together from turns, whatever the source leaves out."""

from datetime import UTC, datetime
from typing import Any

import pytest

from migrate40.model.conversation import Conversation, Role
from migrate40.notices import Notice
from migrate40.readers.talk import (
    Talk,
    Turn,
    first_moment,
    is_neither,
    name_of,
    put_together,
    role_of,
)

NOON = datetime(2025, 5, 2, 12, tzinfo=UTC)
HI = Turn(role="user", content="我好累", id="a", time=NOON)
YO = Turn(role="assistant", content="抱抱你。", model="m-2")


def put(*turns: Turn, **fields: Any) -> tuple[Conversation, list[Notice]]:
    """Return what becomes of the turns, and what is reported."""
    notices: list[Notice] = []
    talk = Talk(vendor="somebody", turns=turns, **fields)
    return put_together(talk, "here", notices.append), notices


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("user", "user"),
        (" Human ", "user"),
        ("GPT", "assistant"),
        ("用户", "user"),
        ("system", None),
        ("Ann", None),
        ("", None),
        (None, None),
        (["user"], None),
    ],
)
def test_roles(name: Any, role: Role | None) -> None:
    """Spelled in many ways; a name is no role."""
    assert role == role_of(name)


def test_those_who_say_nothing() -> None:
    """They are known, and are not those whom nobody knows."""
    assert all(map(is_neither, ["system", "Tool", " function "]))
    assert not any(map(is_neither, ["user", "ghost", "", None, 7]))


def test_names() -> None:
    """An id may be a number; blanks around one are nothing."""
    assert ["7", "a", "", "", "b"] == [*map(name_of, (7, " a\n", None, " ", "\0b"))]


def test_the_first_time_that_is_one() -> None:
    """Others are passed over."""
    assert NOON == first_moment(None, "never", "2025-05-02T12:00:00Z", 5)
    assert first_moment() is None


def test_what_the_source_says() -> None:
    """It goes before what can be guessed."""
    later = NOON.replace(hour=13)
    chat, _ = put(HI, YO, id="x", title="茶", created=NOON, updated=later, model="m")

    assert ("somebody", "x", "茶", NOON, later, "m-2") == (
        chat.vendor,
        chat.id,
        chat.title,
        chat.created,
        chat.updated,
        chat.model,
    )
    assert [("a", None), ("x#2", "m-2")] == [(m.id, m.model) for m in chat.messages]


def test_what_it_leaves_out() -> None:
    """Times of messages stand for those of the whole."""
    chat, _ = put(HI, YO, Turn(role="user", content="嗯", time=NOON.replace(hour=14)))

    assert (NOON, NOON.replace(hour=14), None) == (
        chat.created,
        chat.updated,
        chat.title,
    )


def test_the_usual_model() -> None:
    """That of most replies; those that name none have the conversation's."""
    silent = Turn(role="assistant", content="a")

    assert "m" == put(HI, silent, silent, YO, model="m")[0].model
    assert "m" == put(HI, model="m")[0].model
    assert put(HI)[0].model is None


def test_ids_twice() -> None:
    """The second has its place for an id."""
    chat, _ = put(HI, HI, id="x")

    assert ["a", "x#2"] == [one.id for one in chat.messages]


def test_made_ids() -> None:
    """Of the beginning where that has a time, else of everything."""
    timeless = Turn(role="user", content="我好累")

    assert put(HI)[0].id == put(HI, YO)[0].id
    assert put(HI)[0].id != put(HI, created=NOON.replace(hour=1))[0].id
    assert put(timeless)[0].id != put(timeless, YO)[0].id
    assert put(timeless, title="a")[0].id != put(timeless, title="b")[0].id
    assert put(timeless, number="1")[0].id == put(timeless, YO, number="1")[0].id
    assert put(timeless, number="1")[0].id != put(timeless, number="2")[0].id


def test_nothing_said() -> None:
    """Blank turns are left out, and an empty conversation is one."""
    chat, notices = put(Turn(role="user", content=" \n"), Turn(role=None, content=""))

    assert () == chat.messages
    assert chat.id
    assert [] == notices


def test_what_nobody_understands_is_told() -> None:
    """Counted, with places and kinds and without words."""
    odd = Turn(role="user", content=[{"type": "hologram", "text": "secret"}] * 2)
    ghost = Turn(role=None, content="secret")
    _, notices = put(HI, odd, ghost, ghost)

    assert [
        ("skipped_content", "here", "unknown content (hologram): 2"),
        (
            "skipped_message",
            "here",
            "messages by neither the person nor a model: 2",
        ),
    ] == [(n.kind, n.where, n.why) for n in notices]


def test_instructions() -> None:
    """They are given in this conversation, and in force in it."""
    chat, _ = put(HI, id="x", system=" 你是月月。\n")
    (given,) = chat.given

    assert ("custom_instruction", "model", "你是月月。", "x", NOON) == (
        given.what,
        given.about,
        given.text,
        given.conversation,
        given.time,
    )
    assert (given.id,) == chat.instructions
    assert given.id == put(YO, id="y", system="你是月月。")[0].given[0].id
