"""The text form of conversations."""

import json
from datetime import UTC, datetime

import msgspec
import pytest

from migrate40.model.codec import conversation_lines, read_line
from migrate40.model.conversation import Conversation, Given, Message, given_id

NOW = datetime(2025, 3, 4, 22, 10, 5, 250_000, tzinfo=UTC)
GIVEN = Given(
    id="g-1", what="saved_memory", text="Has a cat.", vendor="chatgpt", time=NOW
)
CONVERSATION = Conversation(
    vendor="chatgpt",
    id="c-1",
    messages=(Message(id="m-1", role="user", text="晚安～", time=NOW),),
    given=(GIVEN,),
    instructions=("g-2",),
)


def test_what_was_given_comes_first() -> None:
    """A given line stands just before the conversation it was met in."""
    lines = [json.loads(line) for line in conversation_lines(CONVERSATION)]

    assert ["given", "conversation"] == [line["kind"] for line in lines]
    assert "given" not in lines[1]


def test_all_keys_of_the_contract_are_there() -> None:
    """A consumer need not ask whether a key exists."""
    given, conversation = (json.loads(x) for x in conversation_lines(CONVERSATION))
    keys = {"what", "text", "time", "vendor", "conversation", "message", "project"}
    message = {"id", "role", "text", "time", "model", "voice"}

    assert set() == keys - given.keys()
    assert {"title", "created", "updated", "model", "remember"} < conversation.keys()
    assert set() == message - conversation["messages"][0].keys()


def test_a_carrier_is_only_what_it_carries() -> None:
    """What is known account-wide makes no conversation."""
    lines = list(conversation_lines(Conversation(vendor="x", id="", given=(GIVEN,))))

    assert [GIVEN] == [read_line(line) for line in lines]


def test_round_trip() -> None:
    """A line says the same when it is read again."""
    given, conversation = (read_line(line) for line in conversation_lines(CONVERSATION))

    assert GIVEN == given
    assert msgspec.structs.replace(CONVERSATION, given=()) == conversation


@pytest.mark.parametrize("line", [b"", b"{}", b'{"kind": "else"}', b"[]", b"\xff"])
def test_a_broken_line(line: bytes) -> None:
    """A line of something else is an error of the codec's kind."""
    with pytest.raises((msgspec.MsgspecError, UnicodeDecodeError)):
        read_line(line)


def test_the_same_words_have_the_same_id() -> None:
    """A thing met in every conversation can be told to be one."""
    one = given_id("custom_instruction", "Be brief.", "model")

    assert one == given_id("custom_instruction", "Be brief.", "model")
    assert one != given_id("custom_instruction", "Be brief.", "user")
    assert one != given_id("custom_instruction", "Be brief", "model")
