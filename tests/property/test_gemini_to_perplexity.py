"""Whatever the JSON, readers of the smaller vendors give conversations or a reason."""

import io
import json
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from unittest.mock import patch

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from migrate40.model.codec import conversation_line
from migrate40.model.conversation import Conversation
from migrate40.notices import Notice, ignore
from migrate40.readers import aistudio, deepseek, gemini, grok, lechat, perplexity
from migrate40.readers.events import items
from migrate40.readers.head import head_of_bytes
from migrate40.readers.reader import Member, Reader

TEXT = st.text(st.characters(codec=None), max_size=30) | st.sampled_from(
    [
        "2025-01-01T00:00:00Z",
        "Prompted hello",
        "Gemini Apps",
        "user",
        "model",
        "ASSISTANT",
        "RESPONSE",
        "REQUEST",
        "text",
        "<grok:render a>",
        "<xaiArtifact>x",
        "[citation:1]",
        "word[1] `a[1]`",
        "1",
        "2",
        "\ud83d",
        "\0",
    ]
)
KEYS = st.sampled_from(
    [
        "header",
        "title",
        "time",
        "products",
        "safeHtmlItem",
        "html",
        "chunkedPrompt",
        "chunks",
        "role",
        "text",
        "parts",
        "isThought",
        "systemInstruction",
        "runSettings",
        "model",
        "conversation",
        "responses",
        "response",
        "sender",
        "message",
        "parent_response_id",
        "response_id",
        "_id",
        "$oid",
        "$date",
        "leaf_response_id",
        "mapping",
        "id",
        "inserted_at",
        "fragments",
        "type",
        "content",
        "parent",
        "children",
        "chat_messages",
        "chat_session",
        "data",
        "biz_data",
        "message_id",
        "parent_id",
        "chatId",
        "contentChunks",
        "createdAt",
        "version",
        "metadata",
        "conversations",
        "entries",
        "query",
        "answer",
        "blocks",
        "markdown_block",
        "uuid",
    ]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(KEYS | TEXT, inner, max_size=6)
    ),
    max_leaves=30,
)


def shape(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return objects with some of the fields, which may also be anything."""
    optional = {name: kind | JSON for name, kind in fields.items()}
    return st.fixed_dictionaries({}, optional=optional) | JSON


NAMES = st.sampled_from(["1", "2", "3"])
CHUNK = shape(role=TEXT, text=TEXT, parts=st.lists(shape(text=TEXT)), createTime=TEXT)
ANSWER = shape(
    message=TEXT, sender=TEXT, create_time=TEXT, _id=NAMES, parent_response_id=NAMES
)
FRAGMENTS = st.lists(shape(type=TEXT, content=TEXT))
MESSAGE = shape(
    fragments=FRAGMENTS, content=TEXT, role=TEXT, message_id=NAMES, inserted_at=TEXT
)
NODE = shape(parent=NAMES, children=st.lists(NAMES), message=MESSAGE)
SINGLE: dict[str, st.SearchStrategy[Any]] = {
    "aistudio": shape(
        chunkedPrompt=shape(chunks=st.lists(CHUNK)), systemInstruction=TEXT
    ),
    "grok": shape(
        conversation=shape(title=TEXT, leaf_response_id=NAMES),
        responses=st.lists(ANSWER | shape(response=ANSWER)),
    ),
    "deepseek": shape(mapping=st.dictionaries(NAMES, NODE), title=TEXT)
    | shape(chat_session=shape(id=TEXT), chat_messages=st.lists(MESSAGE)),
    "perplexity": shape(
        metadata=shape(thread_title=TEXT),
        conversations=st.lists(shape(query=TEXT, answer=TEXT, timestamp=TEXT)),
    ),
}
LISTS: dict[str, st.SearchStrategy[Any]] = {
    "gemini": st.lists(
        shape(
            header=st.just("Gemini Apps"),
            title=TEXT,
            time=TEXT,
            safeHtmlItem=st.lists(shape(html=TEXT)),
        )
    ),
    "lechat": st.lists(
        shape(
            chatId=NAMES,
            id=NAMES,
            role=TEXT,
            content=TEXT,
            createdAt=TEXT,
            contentChunks=st.lists(shape(type=TEXT, text=TEXT)),
        )
    ),
}
READERS: dict[str, Reader] = {
    "aistudio": aistudio.READER,
    "grok": grok.READER,
    "deepseek": deepseek.READER,
    "perplexity": perplexity.READER,
    "gemini": gemini.READER,
    "lechat": lechat.READER,
}


def is_sound(conversation: Conversation) -> bool:
    """Whether it can be written, and each message has words and an id of its own."""
    conversation_line(conversation).decode()
    ids = [message.id for message in conversation.messages]
    words = [message.text.strip() for message in conversation.messages]
    return all(words) and len(ids) == len(set(ids))


def read_file(reader: Reader, raw: bytes, told: list[Notice]) -> list[Conversation]:
    """Return what a reader of whole files makes of one."""
    member = Member(
        name="a.json", size=len(raw), open=lambda: io.BytesIO(raw), export="a.zip"
    )
    assert reader.parse_file
    return list(reader.parse_file(member, "a.zip/a.json", told.append))


@given(st.data())
def test_one_value_gives_a_conversation_or_a_reason(data: st.DataObject) -> None:
    """Nothing is raised; what comes out is whole, what does not has a reason."""
    name = data.draw(st.sampled_from(sorted(SINGLE)))
    raw = json.dumps(data.draw(SINGLE[name])).encode()
    told: list[Notice] = []
    parse = READERS[name].parse
    assert parse
    found = parse(raw, "here", told.append)

    assert (found is None) <= any(notice.is_skip for notice in told)
    assert found is None or is_sound(found)


@given(st.data())
def test_one_file_gives_conversations(data: st.DataObject) -> None:
    """Nothing is raised, however odd the list."""
    name = data.draw(st.sampled_from(sorted(LISTS)))
    raw = json.dumps(data.draw(LISTS[name])).encode()

    assert all(map(is_sound, read_file(READERS[name], raw, [])))


@given(st.binary(max_size=300), st.sampled_from(sorted(READERS)))
def test_bytes_of_any_kind_raise_nothing_else(raw: bytes, name: str) -> None:
    """A head is told or not; a reader says why it cannot."""
    reader = READERS[name]
    reader.sniff(head_of_bytes("x", raw))
    if reader.parse:
        reader.parse(raw, "here", ignore)
    else:
        read_file(reader, raw, [])


MARKS = [*"<>/pbiulo &;-!#x31 ", "script", "li", "pre"]


@given(st.lists(st.sampled_from(MARKS)))
def test_any_markup_becomes_text(pieces: list[str]) -> None:
    """A page of a broken answer costs no more than the answer."""
    answer = {"html": "".join(pieces)}
    row = {"header": "Gemini", "title": "Prompted x", "safeHtmlItem": [answer]}
    found = read_file(gemini.READER, msgspec.json.encode([row]), [])

    assert ["x"] == [c.messages[0].text for c in found]


@given(st.lists(st.integers(0, 3000), unique=True, min_size=1))
def test_every_prompt_is_in_one_conversation(minutes: list[int]) -> None:
    """Whichever way round the file is; pauses part, nothing else does."""
    noon = datetime(2025, 1, 1, tzinfo=UTC)
    rows = [
        {
            "header": "Gemini Apps",
            "title": f"Prompted {minute}",
            "time": (noon + timedelta(minutes=minute)).isoformat(),
        }
        for minute in sorted(minutes, reverse=True)
    ]
    newest_first = read_file(gemini.READER, msgspec.json.encode(rows), [])
    oldest_first = read_file(gemini.READER, msgspec.json.encode(rows[::-1]), [])
    found = [[int(m.text) for m in one.messages] for one in oldest_first]

    assert newest_first == oldest_first[::-1]
    assert sorted(minutes) == [minute for one in found for minute in one]
    assert all(b - a <= 30 for one in found for a, b in pairwise(one))
    assert all(b[0] - a[-1] > 30 for a, b in pairwise(found))


WORDS = st.text(st.characters(codec="utf-8"), max_size=20)
WHOLE = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.lists(WHOLE, max_size=3), st.integers(1, 40), st.booleans())
def test_a_sound_document_passes_the_guard(
    values: list[Any], size: int, escaped: bool
) -> None:
    """Wherever it is cut into pieces, and whether or not it is written in ASCII."""
    raw = json.dumps(values, ensure_ascii=escaped).encode()
    told: list[Notice] = []
    with patch.multiple("migrate40.readers.charset", CHUNK=size, LOOK=1):
        found = [v for _, v in items(io.BytesIO(raw), "x", told.append, "item")]

    assert (values, []) == (found, told)
