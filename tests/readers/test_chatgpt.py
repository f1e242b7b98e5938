"""One conversation of ChatGPT as a whole: its head, its ids, what is wrong with it."""

from datetime import UTC, datetime
from typing import Any

import pytest

from migrate40.notices import Notice
from migrate40.readers import chatgpt

PLACE = "export.zip/conversations.json#1"


def test_what_is_known_of_it() -> None:
    """The format was seen in real exports."""
    assert "A" == chatgpt.READER.source.certainty


def test_a_conversation(gpt: Any) -> None:
    """Head and speech come along."""
    found = gpt.conversation(
        gpt.user("Is it raining?"),
        gpt.reply("Cats and dogs!", metadata={"model_slug": "gpt-4o"}),
        title="Weather",
    )

    assert ("chatgpt", "c1", "Weather", "gpt-4o", None, True) == (
        found.vendor,
        found.id,
        found.title,
        found.model,
        found.project,
        found.remember,
    )
    assert datetime(2025, 6, 15, 15, 6, 40, tzinfo=UTC) == found.created
    assert datetime(2025, 6, 15, 15, 8, 20, tzinfo=UTC) == found.updated
    assert [
        ("m1", "user", "Is it raining?", None),
        ("m2", "assistant", "Cats and dogs!", "gpt-4o"),
    ] == [(m.id, m.role, m.text, m.model) for m in found.messages]


def test_the_plain_way_has_no_notices(gpt: Any) -> None:
    """What is as it should be is not worth a word."""
    assert [] == gpt.notices(gpt.user("Hi"), gpt.reply("Hello"))


@pytest.mark.parametrize("title", [None, "", "  "])
def test_no_title(gpt: Any, title: str | None) -> None:
    """An empty title is none."""
    assert gpt.conversation(gpt.user("Hi"), title=title).title is None


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"conversation_id": "a", "id": "b"}, "a"),
        ({"conversation_id": None, "id": "b"}, "b"),
        ({"conversation_id": "", "id": 7}, "7"),
    ],
)
def test_the_id(gpt: Any, fields: dict[str, Any], expected: str) -> None:
    """`conversation_id` goes before `id`; a number is as good as text."""
    entry = gpt.entry(gpt.user("Hi"), **fields)

    assert expected == gpt.read(entry)[0].id


def test_without_any_id(gpt: Any) -> None:
    """An id is made of how the conversation began: it outlives later turns."""
    anonymous = {"conversation_id": None, "id": None}
    earlier = gpt.conversation(gpt.user("Hi"), **anonymous)
    later = gpt.conversation(gpt.user("Hi"), gpt.reply("Hey"), **anonymous)
    other = gpt.conversation(gpt.user("Hello"), **anonymous)

    assert earlier.id.startswith("c-")
    assert earlier.id == later.id
    assert other.id != later.id


@pytest.mark.parametrize("value", [None, "text", 5, [], b"{", b"\xff"])
def test_no_conversation(gpt: Any, value: object) -> None:
    """Something else in the list is skipped, with its place."""
    expected = Notice(
        kind="skipped_conversation", where=PLACE, why="it is no conversation"
    )

    assert (None, [expected]) == gpt.read(value)


@pytest.mark.parametrize("fields", [{}, {"mapping": None}, {"mapping": []}])
@pytest.mark.parametrize(
    ("ids", "where"), [({"id": "x7"}, "x7"), ({"id": None}, PLACE)]
)
def test_no_mapping(
    gpt: Any, fields: dict[str, Any], ids: dict[str, Any], where: str
) -> None:
    """An entry without messages is skipped, named by its id where it has one."""
    found, notices = gpt.read({"title": "Secret title", **ids, **fields})

    assert ids["id"] == (found and found.id)
    assert not (found and (found.messages or found.updated))
    assert [("skipped_conversation", where)] == [(n.kind, n.where) for n in notices]
    assert "Secret" not in notices[0].why


def test_an_empty_mapping(gpt: Any) -> None:
    """A chat in which nothing was said has no messages and is no fault."""
    found, notices = gpt.read({"id": "x", "mapping": {}})

    assert ((), []) == (found.messages, notices)


@pytest.mark.parametrize(
    "time",
    [
        1750000000,
        1750000000.0,
        1750000000000,
        "1750000000",
        "2025-06-15T15:06:40Z",
        "2025-06-15T17:06:40+02:00",
        "2025-06-15T15:06:40",
    ],
)
def test_times(gpt: Any, time: object) -> None:
    """Times are read in whatever form a capture has them."""
    found = gpt.conversation(
        gpt.user("Hi", create_time=time), create_time=time, update_time=time
    )
    expected = datetime(2025, 6, 15, 15, 6, 40, tzinfo=UTC)

    assert [expected] * 3 == [found.created, found.updated, found.messages[0].time]


@pytest.mark.parametrize("time", [None, "soon", True, [], {}, "", 0])
def test_no_times(gpt: Any, time: object) -> None:
    """A time that is none costs itself only."""
    found = gpt.conversation(
        gpt.user("Hi", create_time=time), create_time=time, update_time=time
    )

    assert [None] * 3 == [found.created, found.updated, found.messages[0].time]


def test_times_of_the_messages_help_out(gpt: Any) -> None:
    """Without times of its own a conversation lasts from the first message on."""
    found = gpt.conversation(
        gpt.user("Hi", create_time=None, update_time=1750000007),
        gpt.reply("Hey"),
        create_time=None,
        update_time=None,
    )

    assert found.created == datetime(2025, 6, 15, 15, 6, 47, tzinfo=UTC)
    assert found.updated == datetime(2025, 6, 15, 15, 6, 42, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"gizmo_id": "g-p-0123456789abcdef0123456789abcdef"}, True),
        ({"conversation_template_id": "g-p-0123456789abcdef0123456789abcdef"}, True),
        ({"gizmo_id": "g-AbCdEf"}, False),
        ({"gizmo_id": None}, False),
        ({"gizmo_id": 7}, False),
    ],
)
def test_projects(gpt: Any, fields: dict[str, Any], expected: bool) -> None:
    """A custom GPT is no project."""
    found = gpt.conversation(gpt.user("Hi"), **fields)

    assert expected == (found.project is not None)
    assert found.project in (None, *fields.values())


@pytest.mark.parametrize(("excluded", "expected"), [(True, False), (None, True)])
def test_do_not_remember(gpt: Any, excluded: bool | None, expected: bool) -> None:
    """The person's wish to keep a chat out of memory is known."""
    found = gpt.conversation(gpt.user("Hi"), is_do_not_remember=excluded)

    assert expected == found.remember


def test_the_model_of_most_replies(gpt: Any) -> None:
    """Of several models the conversation has the one that spoke most often."""
    found = gpt.conversation(
        gpt.reply("One", metadata={"model_slug": "gpt-4"}),
        gpt.reply("Two", metadata={"model_slug": "gpt-5"}),
        gpt.reply("Three", metadata={"model_slug": "gpt-5"}),
    )

    assert "gpt-5" == found.model


@pytest.mark.parametrize(
    ("metadata", "fields", "expected"),
    [
        (
            {"model_slug": "a", "default_model_slug": "b"},
            {"default_model_slug": "c"},
            "a",
        ),
        ({"default_model_slug": "b"}, {"default_model_slug": "c"}, "b"),
        ({}, {"default_model_slug": "c", "model_slug": "d"}, "c"),
        (None, {"model_slug": "d"}, "d"),
        (None, {}, None),
        ({"model_slug": 7}, {}, None),
    ],
)
def test_the_model_of_a_reply(
    gpt: Any, metadata: Any, fields: dict[str, Any], expected: str | None
) -> None:
    """It stands in the message, or only in the conversation, or nowhere."""
    found = gpt.conversation(
        gpt.user("Hi"), gpt.reply("Hey", metadata=metadata), **fields
    )

    assert [None, expected] == [message.model for message in found.messages]
    assert expected == found.model


def test_a_conversation_without_a_reply(gpt: Any) -> None:
    """Its model is the one that would have answered."""
    found = gpt.conversation(gpt.user("Hi"), default_model_slug="gpt-4o")

    assert "gpt-4o" == found.model


def test_what_does_not_fit_is_mended(gpt: Any) -> None:
    """A field of an odd type costs itself only, and that is told."""
    entry = gpt.entry(gpt.user("Hi"), gpt.reply("Hey"), title=["x"], gizmo_id={})
    entry["mapping"]["odd"] = "no node"
    found, notices = gpt.read(entry)

    assert (None, ["Hi", "Hey"]) == (found.title, [m.text for m in found.messages])
    assert [("repaired", "c1")] == [(n.kind, n.where) for n in notices]


def test_the_shape_of_2026(gpt: Any) -> None:
    """Nodes without children; messages without status, recipient, metadata."""
    ask = {"author": {"role": "user"}, "content": {"parts": ["Ready?"]}}
    answer = {"author": {"role": "assistant"}, "content": {"parts": ["Always."]}}
    found, notices = gpt.read(
        {
            "conversation_id": "x",
            "current_node": "b",
            "default_model_slug": "gpt-5",
            "mapping": {
                "b": {"id": "b", "parent": "a", "message": answer},
                "a": {"id": "a", "parent": "r", "message": {**ask, "metadata": None}},
                "r": {"id": "r", "parent": None, "message": None},
            },
        }
    )

    assert ["Ready?", "Always."] == [m.text for m in found.messages]
    assert ("gpt-5", []) == (found.model, notices)


@pytest.mark.parametrize("text", ["nul \0 bell \a", "half \ud83d pair", "half \udc00"])
def test_text_is_mended(gpt: Any, text: str) -> None:
    """No surrogates, no control characters leave the reader."""
    found = gpt.conversation(gpt.user(text), title=text)

    assert found.messages[0].text.encode()
    assert found.title.encode()
    assert not set("\0\a") & set(found.messages[0].text + found.title)
