"""What somebody is told whose file is no export, to the letter."""

import json

import pytest

from migrate40.errors import NotAnExport, NothingFound
from migrate40.readers.head import head_of_bytes
from migrate40.readers.refusal import (
    is_unknown_chat,
    nothing_found,
    refusal,
    strangers_found,
)

GIVE = "give the zip that ChatGPT or Claude sent"
EXPIRED = (
    "this is a web page, not the export: the download link had expired, or a login "
    "page was saved; ask for a new export"
)
NO_LIST = "no export and no list of memories (a list has `- ` before each entry)"


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", "the file is empty: download the export again"),
        (
            b"<!DOCTYPE html><html><body>Sign in</body></html>",
            EXPIRED,
        ),
        (b"%PDF-1.7\n", f"this is a PDF; {GIVE}"),
        (b"\x89PNG\r\n\x1a\n", f"this is a picture; {GIVE}"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0", f"this is a picture; {GIVE}"),
        (b"\xff\xd8\xff\xe1\n\nExif\0\0", f"this is a picture; {GIVE}"),
        (b"RIFF\0\0\0\0WAVE", f"this is a picture or a sound; {GIVE}"),
        (b"{\\rtf1\\ansi}", f"this is a text document; {GIVE}"),
        (b"SQLite format 3\0", f"this is a database; {GIVE}"),
        (
            b"Rar!\x1a\x07",
            f"this is a RAR archive: unpack it, then give the folder; {GIVE}",
        ),
        (
            b"7z\xbc\xaf",
            f"this is a 7z archive: unpack it, then give the folder; {GIVE}",
        ),
        (
            b"\x1f\x8b\x08",
            f"this is a gzip archive: unpack it, then give the folder; {GIVE}",
        ),
        (
            b"Dear diary,",
            f"{NO_LIST}; {GIVE}",
        ),
    ],
)
def test_other_kinds_of_files(data: bytes, line: str) -> None:
    """The name, what it is, what to do."""
    error = refusal("x.bin", head_of_bytes("x.bin", data))

    assert NotAnExport is type(error)
    assert f"x.bin: {line}" == str(error)


def test_sessions_that_are_read_only_where_asked_for() -> None:
    """The option that reads them is named."""
    line = {
        "type": "user",
        "uuid": "u",
        "parentUuid": None,
        "sessionId": "s",
        "message": {"role": "user", "content": "Hi"},
    }
    data = json.dumps(line).encode() + b"\n"
    error = refusal("x.jsonl", head_of_bytes("x.jsonl", data))

    assert NothingFound is type(error)
    start = "x.jsonl: read only where that is asked for: --from claude-code reads "
    assert str(error).startswith(start)
    assert str(error).removeprefix(start)


def test_json_with_nothing_in_it() -> None:
    """It is told what was expected, and where all that can be read is listed."""
    expected = (
        "no conversation and no memory found; expected was an export with "
        "conversations.json or conversations-000.json, Claude's conversations-000.zip "
        "or memories-000.zip, a list of memories, or one of those that `migrate40 "
        "sources` lists"
    )
    error = refusal("x.json", head_of_bytes("x.json", b'{"weather": "fine"}'))

    assert NothingFound is type(error)
    assert f"x.json: {expected}" == str(error)
    assert f"a.zip, b.zip: {expected}" == str(nothing_found(["a.zip", "b.zip"]))


def test_conversations_of_a_stranger() -> None:
    """They are told from anything else by their keys."""
    assert (
        "a.zip, b.zip: it looks like conversations, but of a product that cannot be "
        "read yet; `migrate40 sources` lists those that can"
    ) == str(strangers_found(["a.zip", "b.zip"]))
    for value, found in (
        ({"messages": []}, True),
        ([{"chat": {}}], True),
        ([{"chat_messages": []}], True),
        ({"mapping": {}}, True),
        ({"weather": "fine"}, False),
    ):
        head = head_of_bytes("x.json", json.dumps(value).encode())
        assert found is is_unknown_chat(head)
