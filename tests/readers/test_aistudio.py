"""Prompts of Google AI Studio."""

import json
from typing import Any

import pytest

from migrate40.model.conversation import Conversation
from migrate40.notices import Notice
from migrate40.readers import aistudio, detect
from migrate40.readers.head import head_of_bytes

Json = dict[str, Any]


def chunk(role: str, text: str, **fields: Any) -> Json:
    """Return one chunk with words."""
    return {"role": role, "text": text, **fields}


def prompt(*chunks: object, **fields: Any) -> Json:
    """Return a file with these chunks."""
    return {
        "runSettings": {"model": "models/gemini-2.5-pro", "temperature": 1.0},
        "systemInstruction": {},
        "chunkedPrompt": {"chunks": list(chunks), "pendingInputs": [{"text": "und"}]},
        **fields,
    }


def read(value: object) -> tuple[Conversation | None, list[tuple[str, str, str]]]:
    """Return what the reader makes of a file, and what it tells."""
    told: list[Notice] = []
    found = aistudio.parse(json.dumps(value).encode(), "drive/walks", told.append)
    return found, [(one.kind, one.where, one.why) for one in told]


def said(*chunks: object, **fields: Any) -> list[tuple[str, str]]:
    """Return who said what."""
    found, _ = read(prompt(*chunks, **fields))
    assert found is not None
    return [(one.role, one.text) for one in found.messages]


TEA = chunk("user", "Which tea tonight?"), chunk("model", "Lemon balm, friend. ")


def test_a_prompt_is_known_by_its_chunks() -> None:
    """The files have no ending; drafts of settings lie beside them."""
    head = head_of_bytes("Tea talk", json.dumps(prompt(*TEA)).encode())
    other = head_of_bytes("x", b'{"runSettings": {}, "name": "x"}')

    assert ("aistudio", "conversations") == detect(head)
    assert None is aistudio.sniff(other)


def test_both_are_heard() -> None:
    """The model is the one of the settings, without what Google puts before it."""
    found, told = read(prompt(*TEA, id="p1", title="Tea"))

    assert [] == told
    assert found
    assert ("p1", "Tea", "gemini-2.5-pro") == (found.id, found.title, found.model)
    assert [
        ("user", "Which tea tonight?", None),
        ("assistant", "Lemon balm, friend.", "gemini-2.5-pro"),
    ] == [(one.role, one.text, one.model) for one in found.messages]
    assert () == found.given


def test_thoughts_code_and_pictures_are_not_said() -> None:
    """Chunks without words are passed over, whatever they hold."""
    assert [("user", "Add these."), ("assistant", "It is 12.")] == said(
        {"role": "user", "driveImage": {"id": "d1"}},
        chunk("user", "Add these."),
        chunk("model", "They want a sum.", isThought=True),
        {"role": "model", "executableCode": {"language": "PYTHON", "code": "5+7"}},
        {"role": "model", "codeExecutionResult": {"output": "12"}},
        chunk("model", "It is 12.", finishReason="STOP"),
    )


def test_parts_where_there_is_no_text() -> None:
    """Pieces of a streamed answer are one; a thought among them is not said."""
    parts = [{"text": "Hm.", "thought": True}, {"text": "你"}, {"text": "好。"}, {}]

    assert [("assistant", "你好。")] == said({"role": "model", "parts": parts})


def test_an_edited_answer_is_what_the_person_made_of_it() -> None:
    """`text` is edited, `parts` still hold what streamed in."""
    parts = [{"text": "Dear user, "}, {"text": "good night."}]

    assert [("assistant", "Night, little owl.")] == said(
        chunk("model", "Night, little owl.", parts=parts)
    )


@pytest.mark.parametrize(
    "instruction",
    [
        {"text": "You are Miro, a dry old sailor."},
        {"parts": [{"text": "You are Miro, "}, {"text": "a dry old sailor."}]},
        "You are Miro, a dry old sailor.",
    ],
)
def test_the_system_instruction_comes_along(instruction: object) -> None:
    """It is the person's own words on how to answer, and nothing that was said."""
    found, _ = read(prompt(*TEA, systemInstruction=instruction, id="p1"))

    assert found
    assert [
        ("custom_instruction", "model", "You are Miro, a dry old sailor.", "p1")
    ] == [(one.what, one.about, one.text, one.conversation) for one in found.given]
    assert (found.given[0].id,) == found.instructions
    assert 2 == len(found.messages)


def test_times() -> None:
    """Those of the chunks where the file has none."""
    first = chunk("user", "Hi", createTime="2025-02-01T08:00:00.123456789Z")
    last = chunk("model", "Hello", createTime="2025-02-01T08:00:05Z")
    found, _ = read(prompt(first, last))

    assert found
    assert "2025-02-01T08:00:00.123456+00:00" == str(found.created).replace(" ", "T")
    assert found.messages[1].time == found.updated


def test_a_file_without_id_has_one_of_its_words() -> None:
    """Two files that only begin alike are two."""
    one, _ = read(prompt(*TEA))
    same, _ = read(prompt(*TEA))
    other, _ = read(prompt(TEA[0], chunk("model", "Mint.")))

    assert one
    assert same
    assert other
    assert one.id == same.id != other.id


def test_strangers_are_told() -> None:
    """A role that nobody knows is not taken for one of the two."""
    nobody = {"text": "Who says this?"}
    value = prompt(
        *TEA, chunk("narrator", "It rains."), chunk("system", "Be kind."), nobody
    )
    found, told = read(value)

    assert found
    assert 2 == len(found.messages)
    why = "chunks by neither the person nor the model: 2"
    assert [("skipped_message", "drive/walks", why)] == told


def test_odd_values_cost_themselves() -> None:
    """Each field may be of another type."""
    odd = {"role": 7, "text": ["x"], "parts": "x", "createTime": {}}
    value = prompt(odd, None, "x", *TEA, title=3, runSettings="x", id="p1")
    found, told = read(value)

    assert found
    assert (None, None, 2) == (found.title, found.model, len(found.messages))
    why = "bytes or fields that do not fit the format"
    assert [("repaired", "p1", why)] == told


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ([], "it is no prompt"),
        ({"chunkedPrompt": None}, "it has no list of chunks"),
        ({"chunkedPrompt": {"chunks": "x"}}, "it has no list of chunks"),
    ],
)
def test_what_is_no_prompt_is_skipped(value: object, why: str) -> None:
    """The notice names the place and the reason."""
    assert (None, [("skipped_conversation", "drive/walks", why)]) == read(value)


def test_an_empty_prompt_has_no_messages() -> None:
    """It was opened and left."""
    found, told = read(prompt())

    assert found
    assert ((), []) == (found.messages, told)
