"""Laws of reading whole exports: nothing but our own errors, and no order matters."""

import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from migrate40.errors import Migrate40Error
from migrate40.notices import Notice
from migrate40.readers import READERS, chatgpt, chatgpt_plain, claude
from migrate40.readers.history import read_lines

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
TEXTS = WORDS | st.sampled_from(
    [
        "你好 🌙",
        "a\u0007b",
        "x\ue200cite\ue201",
        "see【1†x】",
        ":::writing{}\nhi\n:::",
        " ",
    ]
)
NAMES = st.sampled_from("abcdef")
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | WORDS
KEYS = (
    "mapping messages chat_messages conversations role content header time title chat "
    "history chunkedPrompt mes turns data_files uuid id"
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(KEYS.split(" ")), inner, max_size=4)
    ),
    max_leaves=12,
)


@st.composite
def conversations(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a small ChatGPT conversation of one of a few names, plain or not."""
    mapping: dict[str, Any] = {"r": {"parent": None}}
    above = "r"
    for number in range(draw(st.integers(0, 4))):
        key = f"m{number}"
        message = {
            "id": draw(st.sampled_from([key, f"{key}\u0001", None, 7])),
            "author": {"role": draw(st.sampled_from(["user", "assistant", "tool"]))},
            "create_time": draw(
                st.sampled_from([1.75e9 + number, None, 1750000000000])
            ),
            "content": {
                "content_type": draw(st.sampled_from(["text", "code", None])),
                "parts": draw(st.lists(TEXTS, max_size=2)),
            },
            "recipient": draw(st.sampled_from(["all", None, "bio"])),
            "metadata": draw(
                st.sampled_from(
                    [None, {}, {"model_slug": "gpt-4o"}, {"voice_mode_message": True}]
                )
            ),
        }
        mapping[key] = {"parent": above, "message": message}
        above = key
    return {
        "title": draw(WORDS),
        "create_time": 1.75e9,
        "update_time": draw(st.sampled_from([None, 1.75e9, 1.76e9])),
        "mapping": mapping,
        "current_node": above,
        "conversation_id": draw(NAMES),
    }


@contextmanager
def laid(**files: bytes) -> Iterator[list[str]]:
    """Give the paths of files with these contents."""
    with TemporaryDirectory() as folder:
        for name, data in files.items():
            Path(folder, name).write_bytes(data)
        yield [str(Path(folder, name)) for name in files]


def lines_of(*paths: str, **options: Any) -> bytes:
    """Return what is read, or nothing where nothing was found."""
    try:
        return b"".join(read_lines(paths, report=lambda _: None, **options))
    except Migrate40Error:
        return b""


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=300) | VALUES.map(lambda v: json.dumps(v).encode()))
def test_any_file(data: bytes) -> None:
    """It is read, or refused by one of our own errors; what comes out is UTF-8."""
    with laid(file=data) as paths:
        lines_of(*paths).decode()


@settings(deadline=None, max_examples=60)
@given(VALUES, st.sampled_from([name for name in READERS if name != "pasted"]))
def test_any_file_as_anybodys(value: object, vendor: str) -> None:
    """Also where somebody names the wrong vendor."""
    with laid(file=json.dumps(value).encode()) as paths:
        lines_of(*paths, vendor=vendor).decode()


@pytest.mark.threat(5)
@settings(deadline=None, max_examples=40)
@given(st.data(), st.lists(conversations(), min_size=1, max_size=3))
def test_any_wound_of_a_zip(data: st.DataObject, chats: list[dict[str, Any]]) -> None:
    """Bytes changed, added or lost raise nothing else either."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("conversations.json", json.dumps(chats))
    whole = packed.getvalue()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    wound = data.draw(st.binary(max_size=8))
    with laid(file=whole[:start] + wound + whole[end:]) as paths:
        lines_of(*paths).decode()


@settings(deadline=None, max_examples=60)
@given(st.lists(conversations(), max_size=6), st.data())
def test_exports_and_shards_in_any_order(
    chats: list[dict[str, Any]], data: st.DataObject
) -> None:
    """The same bytes, whatever the order of the arguments; each conversation once."""
    order = data.draw(st.permutations(range(3)))
    shards = [json.dumps(chats[number::3]).encode() for number in range(3)]
    with laid(x=shards[0], y=shards[1], z=shards[2]) as paths:
        expected = lines_of(*paths)

        assert expected == lines_of(*(paths[number] for number in order))
    ids = [json.loads(line)["id"] for line in expected.splitlines()]
    talks = [i for i in ids if not i.startswith("g-")]
    assert len(set(talks)) == len(talks)


def told(reader: Any, value: object) -> tuple[object, list[Notice]]:
    """Return what is read of a value, and the notices."""
    notices: list[Notice] = []
    return reader.parse(json.dumps(value).encode(), "x", notices.append), notices


@settings(deadline=None, max_examples=200)
@given(conversations())
def test_no_closer_look_is_needed(chat: dict[str, Any]) -> None:
    """Messages of the commonest form come out as the careful way has them."""
    quick = told(chatgpt, chat)
    with mock.patch.object(chatgpt_plain, "_plain", return_value=None):
        assert quick == told(chatgpt, chat)


@settings(deadline=None, max_examples=200)
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "uuid": st.sampled_from(["u1", "u2", None, " u3 "]),
                "sender": st.sampled_from(["human", "assistant", "Human", "tool"]),
                "text": TEXTS,
                "content": st.lists(
                    st.fixed_dictionaries(
                        {
                            "type": st.sampled_from(["text", "voice_note", "thinking"]),
                            "text": TEXTS
                            | st.sampled_from(["<antThinking>x", "</think>", "a\n"]),
                        }
                    ),
                    max_size=2,
                ),
            }
        ),
        max_size=4,
    )
)
def test_claude_needs_none_either(turns: list[dict[str, Any]]) -> None:
    """One block of plain text is what the careful way makes of it."""
    chat = {"uuid": "c", "chat_messages": turns}
    quick = told(claude, chat)
    with mock.patch.object(claude, "plainly", return_value=None):
        assert quick == told(claude, chat)
