"""Whatever the JSON, the readers of chat programs give conversations or a reason."""

import io
import json
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from migrate40.model.conversation import Conversation
from migrate40.notices import Report, ignore
from migrate40.readers import READERS
from migrate40.readers.head import head_of_bytes
from migrate40.readers.reader import Member, Reader
from migrate40.readers.stream import raw_values

Json = st.SearchStrategy[Any]
WORDS = st.text(st.characters(codec=None), max_size=20) | st.sampled_from(
    [
        "user",
        "assistant",
        "human",
        "system",
        "a",
        "b",
        "2025-05-02T12:00:00Z",
        "June 19, 2024 4:13pm",
        "<think>x</think>\n\ny",
        '<details type="reasoning">x</details>y',
        "<system-reminder>x</system-reminder>y",
        ":::artifact{a}\nx\n:::",
        "{{user}}",
        "text",
        "\ud83d",
        "\0",
        "\ue200cite\ue201",
    ]
)
ANY: Json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4)
    ),
    max_leaves=6,
)
NAME = st.sampled_from(["a", "b", "c"]) | ANY
SAID: Json = (
    WORDS
    | st.lists(st.fixed_dictionaries({"type": WORDS, "text": WORDS}) | ANY, max_size=3)
    | ANY
)
ROLE = st.sampled_from(["user", "assistant", "system", "x"]) | ANY
TIME = st.sampled_from([1.7e9, 1.7e12, "2025-05-02T12:00:00Z"]) | ANY


def some(**fields: Json) -> Json:
    """Return objects that have some of these fields, or are something else."""
    return st.fixed_dictionaries({}, optional=fields) | ANY


def many(one: Json) -> Json:
    """Return lists of them, or something else."""
    return st.lists(one, max_size=5) | ANY


OPENWEBUI = some(
    id=NAME,
    parentId=NAME,
    childrenIds=many(NAME),
    role=ROLE,
    content=SAID,
    timestamp=TIME,
    error=ANY,
    output=many(ANY),
)
LIBRECHAT = some(
    messageId=NAME,
    parentMessageId=NAME,
    isCreatedByUser=st.booleans(),
    sender=ROLE,
    text=WORDS,
    content=SAID,
    createdAt=TIME,
    error=st.booleans(),
)
TAVERN = some(
    name=NAME,
    is_user=st.booleans(),
    is_system=st.booleans(),
    mes=SAID | st.fixed_dictionaries({"message": WORDS}),
    send_date=TIME | WORDS,
    swipes=many(WORDS),
    swipe_id=st.integers(-2, 3),
    extra=some(type=WORDS, model=WORDS),
    user_name=NAME,
    character_name=NAME,
)
AUTHOR = some(is_human=st.booleans() | ANY, name=NAME)
CHARACTER = some(
    id=NAME,
    text=SAID,
    src=AUTHOR,
    author=AUTHOR,
    created=TIME,
    create_time=TIME,
    is_alternative=st.booleans(),
    candidates=many(some(candidate_id=NAME, raw_content=WORDS, create_time=TIME)),
    primary_candidate_id=NAME,
)
MESSAGE = some(
    role=ROLE, content=SAID, id=NAME, timestamp=TIME, sender=ROLE, value=SAID
)
CODE = some(
    type=st.sampled_from(["user", "assistant", "summary"]) | ANY,
    uuid=NAME,
    parentUuid=NAME,
    sessionId=NAME,
    isSidechain=st.booleans(),
    timestamp=TIME,
    message=some(role=ROLE, content=SAID, id=NAME, model=WORDS),
)
API = some(
    id=NAME,
    mapping=st.dictionaries(
        NAME.filter(lambda x: isinstance(x, str)),
        some(
            message=some(author=some(role=ROLE), content=some(parts=many(SAID))),
            parent=NAME,
        ),
        max_size=4,
    ),
    chat_messages=many(some(sender=ROLE, text=SAID, content=SAID)),
)
FILES: dict[str, Json] = {
    "openwebui": some(
        id=NAME,
        title=WORDS,
        chat=some(
            history=some(
                messages=st.dictionaries(st.sampled_from("abc"), OPENWEBUI)
                | many(OPENWEBUI),
                currentId=NAME,
            ),
            messages=many(OPENWEBUI),
            params=some(system=WORDS),
        ),
    ),
    "librechat": some(
        conversationId=NAME,
        messages=many(LIBRECHAT),
        messagesTree=many(LIBRECHAT),
        options=some(promptPrefix=WORDS, model=WORDS),
    ),
    "sillytavern": many(TAVERN),
    "characterai": some(
        histories=many(some(msgs=many(CHARACTER), external_id=NAME)),
        chats=many(some(turns=many(CHARACTER), chat_id=NAME)),
        character=some(greeting=WORDS, description=WORDS, definition=WORDS),
    ),
    "chatbotui": some(
        id=NAME, name=WORDS, messages=many(MESSAGE), prompt=WORDS, model=ANY
    ),
    "claude-code": many(CODE),
    "capture": some(data=many(some(conversation=API)), raw=API),
    "generic": many(MESSAGE)
    | some(messages=many(MESSAGE), conversations=many(MESSAGE), id=NAME, system=SAID)
    | some(internal=many(many(WORDS)), visible=ANY, metadata=ANY)
    | many(many(MESSAGE)),
}
"""What files of each look like, nearly."""


def encoded(value: Any, *, as_lines: bool) -> bytes:
    """Return a file with this content."""
    if as_lines and isinstance(value, list):
        return "\n".join(json.dumps(one) for one in value).encode()
    return json.dumps(value).encode()


def conversations(
    reader: Reader, data: bytes, report: Report
) -> Iterator[Conversation]:
    """Yield what the reader makes of a file, in each of the ways that it has."""
    member = Member(name="x", size=len(data), open=lambda: io.BytesIO(data), export="x")
    if reader.parse_file:
        yield from reader.parse_file(member, "x", report)
    if reader.parse:
        for number, raw in raw_values(io.BytesIO(data), "x", report, reader):
            found = reader.parse(raw, f"x#{number}", report)
            if found is not None:
                yield found


@pytest.mark.parametrize("name", FILES)
@settings(deadline=None, max_examples=60)
@given(data=st.data(), as_lines=st.booleans())
def test_any_file_is_read_or_refused(
    name: str, data: st.DataObject, as_lines: bool
) -> None:
    """Nothing raises, what comes out is clean, and every message has its own id."""
    raw = encoded(data.draw(FILES[name]), as_lines=as_lines)
    READERS[name].sniff(head_of_bytes("x", raw))

    for conversation in conversations(READERS[name], raw, ignore):
        assert conversation.id or conversation.given
        line = msgspec.json.encode(conversation)
        assert conversation == msgspec.json.decode(line, type=Conversation)
        assert b"\\u0000" not in line
        ids = [message.id for message in conversation.messages]
        assert len(ids) == len(set(ids))
        assert all(message.text.strip() for message in conversation.messages)


@pytest.mark.parametrize("name", FILES)
@settings(deadline=None, max_examples=30)
@given(data=st.data(), cut=st.floats(0, 1), as_lines=st.booleans())
def test_a_cut_file_is_read_or_refused(
    name: str, data: st.DataObject, cut: float, as_lines: bool
) -> None:
    """A beginning raises nothing, and what came before the cut is clean."""
    raw = encoded(data.draw(FILES[name]), as_lines=as_lines)
    part = raw[: int(cut * len(raw))]
    READERS[name].sniff(head_of_bytes("x", part))

    for conversation in conversations(READERS[name], part, ignore):
        assert msgspec.json.encode(conversation).decode()
