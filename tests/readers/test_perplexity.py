"""Threads of Perplexity, as exporters and the website write them."""

import json
from typing import Any

import pytest

from migrate40.model.conversation import Conversation
from migrate40.notices import Notice
from migrate40.readers import detect, perplexity
from migrate40.readers.head import head_of_bytes

Json = dict[str, Any]


def pair(query: object, answer: object, **fields: Any) -> Json:
    """Return a question and its answer."""
    return {
        "uuid": "p1",
        "query": query,
        "answer": answer,
        "model": "sonar",
        "timestamp": "2025-04-01T09:00:00Z",
        "sources": [{"url": "https://a.example"}],
        **fields,
    }


def thread(*pairs: object, **fields: Any) -> Json:
    """Return a file of the exporter."""
    metadata = {"thread_id": "t1", "thread_title": "Owls"}
    return {"metadata": metadata, "conversations": list(pairs), **fields}


def read(value: object) -> tuple[Conversation | None, list[tuple[str, str, str]]]:
    """Return what the reader makes of a file, and what it tells."""
    told: list[Notice] = []
    found = perplexity.parse(json.dumps(value).encode(), "p.json#1", told.append)
    return found, [(one.kind, one.where, one.why) for one in told]


def answered(answer: str) -> str:
    """Return what comes of an answer."""
    found, _ = read(thread(pair("?", answer)))
    assert found is not None
    return found.messages[1].text


OWLS = pair("Do owls sleep?", "By day.[1][2]")
ENTRY = {
    "query_str": "Do owls sleep?",
    "display_model": "pplx_pro",
    "backend_uuid": "b1",
    "context_uuid": "t1",
    "thread_title": "Owls",
    "updated_datetime": "2025-04-01T09:00:00.123456",
    "blocks": [
        {"intended_usage": "plan", "plan_block": {}},
        {"intended_usage": "ask_text", "markdown_block": {"answer": "By day."}},
    ],
}


@pytest.mark.parametrize(
    "value",
    [thread(OWLS), {"status": "ok", "entries": [ENTRY], "thread_metadata": {}}],
)
def test_a_thread_is_known_by_its_pairs(value: object) -> None:
    """In either form."""
    head = head_of_bytes("x.json", json.dumps(value).encode())

    assert ("perplexity", "conversations") == detect(head)


@pytest.mark.parametrize("value", [[OWLS], {"entries": [{"id": 1}]}, {"query": "x"}])
def test_what_is_no_thread(value: object) -> None:
    """Lists of entries are in files of all kinds."""
    assert None is perplexity.sniff(head_of_bytes("x", json.dumps(value).encode()))


def test_both_are_heard() -> None:
    """A pair is two messages, each with an id of its own."""
    found, told = read(thread(OWLS))

    assert [] == told
    assert found
    assert ("t1", "Owls", "sonar") == (found.id, found.title, found.model)
    assert [
        ("p1", "user", "Do owls sleep?"),
        ("p1-answer", "assistant", "By day."),
    ] == [(one.id, one.role, one.text) for one in found.messages]
    assert "2025-04-01 09:00:00+00:00" == str(found.created)


def test_what_the_website_receives() -> None:
    """Title and id stand in the entries; the answer in a block of many."""
    found, told = read({"status": "ok", "entries": [ENTRY]})

    assert [] == told
    assert found
    assert ("t1", "Owls", "pplx_pro") == (found.id, found.title, found.model)
    assert ["Do owls sleep?", "By day."] == [one.text for one in found.messages]


def test_an_answer_in_pieces() -> None:
    """As it streamed in."""
    block = {
        "intended_usage": "ask_text_0",
        "markdown_block": {"chunks": ["By ", "day."]},
    }
    found, _ = read({"entries": [{**ENTRY, "blocks": [block]}]})

    assert found
    assert "By day." == found.messages[1].text


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("Owls sleep[1] by day.[2][13]", "Owls sleep by day."),
        ("白天睡觉。[1]", "白天睡觉。"),
        ("Use `a[1]` here[1].", "Use `a[1]` here."),
        ("Code:\n```\nx = a[1]\n```\nso[2].", "Code:\n```\nx = a[1]\n```\nso."),
        ("A [1](https://a.example) link", "A [1](https://a.example) link"),
        ("word[1](https://a.example)", "word[1](https://a.example)"),
        ("[1] is first", "[1] is first"),
    ],
)
def test_numbers_of_sources_go(answer: str, text: str) -> None:
    """Nobody said them; in code and in links they mean something."""
    assert text == answered(answer)


def test_an_unread_answer_is_told() -> None:
    """The question comes along."""
    found, told = read(thread(OWLS, pair("And bats?", {"text": "x"}, uuid="p2")))

    assert found
    assert 3 == len(found.messages)
    why = "questions without a readable answer: 1"
    assert [("skipped_message", "t1", why)] == told


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ([], "it is no thread"),
        ({"metadata": {}, "conversations": None}, "it has no list of questions"),
    ],
)
def test_what_is_no_thread_is_skipped(value: object, why: str) -> None:
    """The notice names the place and the reason."""
    assert (None, [("skipped_conversation", "p.json#1", why)]) == read(value)


def test_odd_values_cost_themselves() -> None:
    """Each field may be of another type."""
    odd = pair("Why?", "So.", uuid=[], model=3, timestamp={}, sources="x")
    found, told = read(thread(odd, None, "x", metadata=3))

    assert found
    assert [("Why?", None), ("So.", None)] == [
        (one.text, one.time) for one in found.messages
    ]
    assert ["repaired"] == [kind for kind, _, _ in told]
    assert found.id.startswith("perplexity-")


def test_an_empty_thread_has_no_messages() -> None:
    """Nobody asked."""
    found, told = read(thread())

    assert found
    assert ((), []) == (found.messages, told)


def test_times_of_each() -> None:
    """A pair has one time, for question and answer; the thread those of its pairs."""
    later = pair("And by night?", "They hunt.", uuid="p2")
    later["timestamp"] = "2025-04-02T10:00:00Z"
    found, _ = read(thread(OWLS, later))

    assert found
    assert ["2025-04-01 09:00:00+00:00"] * 2 + ["2025-04-02 10:00:00+00:00"] * 2 == [
        str(one.time) for one in found.messages
    ]
    assert "2025-04-02 10:00:00+00:00" == str(found.updated)


def test_odd_fields_are_told() -> None:
    """Once, at the thread."""
    _, told = read(thread({**OWLS, "query": OWLS["query"], "answer": ["x"]}, odd=1))
    _, mended = read(
        {**thread(OWLS), "metadata": {"thread_id": "t1", "thread_title": []}}
    )

    why = "bytes or fields that do not fit the format"
    assert [("repaired", "t1", why)] == mended
    assert {"t1"} == {where for _, where, _ in [*told, *mended]}
