"""Which file of an export is what; memories and shards."""

import json
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, BinaryIO

import pytest

from migrate40.errors import CannotRead
from migrate40.model.conversation import Given
from migrate40.notices import Notice
from migrate40.readers.chatgpt_files import account, missing, sniff
from migrate40.readers.head import head_of_bytes
from migrate40.readers.reader import Head, Member, Part


def member(name: str, content: object, export: str = "export.zip") -> Member:
    """Return a file; what is not bytes is written as JSON."""
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    return Member(name=name, size=len(raw), open=lambda: BytesIO(raw), export=export)


def unreadable() -> BinaryIO:
    """Fail as a damaged archive does."""
    raise CannotRead("damaged")


def part(content: object, name: str = "x.json") -> Part | None:
    """Return what the reader takes the file for."""
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    return sniff(head_of_bytes(name, raw))


SAID = {
    "author": {"role": "user"},
    "content": {"content_type": "text", "parts": ["Hi"]},
}
TREE = {"a": {"id": "a", "message": SAID, "parent": None}}
CHAT = {"title": "T", "create_time": 1.5, "mapping": TREE, "current_node": "a"}


@pytest.mark.parametrize(
    "content",
    [
        [CHAT],
        [None, 5, "x", {"odd": 1}, CHAT],
        CHAT,
        {"conversations": [CHAT]},
        {"version": 1, "tags": ["x"], "conversations": [{"odd": 1}, CHAT]},
        [{"mapping": TREE}],
        {"mapping": TREE},
        [{"id": "x", "title": "T", "mapping": TREE}],
        {"mapping": TREE, "create_time": "2025-06-15T15:06:40Z"},
        [{"title": "lost", "create_time": 1, "conversation_id": "x"}],
        [{"default_model_slug": "auto", "current_node": None}],
        b'{"mapping": {}, "update_time": 1}\n{"mapping": {}, "update_time": 2}\n',
        b"\xef\xbb\xbf" + json.dumps([CHAT]).encode(),
        json.dumps([CHAT]).encode("utf-16"),
        json.dumps([CHAT])[:60].encode(),
        b"<html><script>var jsonData = [" + json.dumps(CHAT).encode() + b"]</script>",
        b"<!DOCTYPE html><html><script>\nvar jsonData=[];</script></html>",
    ],
)
def test_conversations(content: object) -> None:
    """They are known by their keys, wherever they stand."""
    assert "conversations" == part(content)


@pytest.mark.parametrize(
    "content",
    [
        [{"id": "1", "title": "T", "inserted_at": "2025", "mapping": {"1": {}}}],
        {"mapping": {}, "inserted_at": "2025", "create_time": 1},
        [{"mapping": {"1": {"message": {"fragments": [], "author": 1}}}}],
        [{"uuid": "x", "name": "T", "chat_messages": []}],
        [{"conversation_id": "x", "title": "T", "create_time": 1, "chat_messages": []}],
        {"$schema": "x", "properties": {"mapping": {"create_time": {}}}},
        {"properties": {"items": [{"mapping": {"a": "b"}}]}},
        {"$schema": "x", "mapping": {}, "create_time": {}},
        {"provider": "chatgpt", "version": 2},
        {"provider": "chatgpt", "conversations": []},
        {"data": [CHAT]},
        [{"mapping": {"field": "keyword"}, "id": "index"}],
        [{"role": "user", "content": "Hi"}],
        [],
        {},
        b"",
        b"text",
        b"\x89PNG\0\0",
        b"<html><body>Log in</body></html>",
        {"user_id": "x", "email": "x"},
    ],
)
def test_others(content: object) -> None:
    """Look-alikes are left to others."""
    assert part(content) is None


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ({"id": "u", "email": "e", "chatgpt_plus_user": True}, "user.json"),
        ({"id": "u", "email": "e"}, "user.json"),
        ({"id": "u", "email": "e", "phone_number": None, "birth_year": 1}, "x.json"),
        ([{"id": "f", "conversation_id": "c", "rating": "thumbsUp"}], "x.json"),
        (
            [{"id": "f", "conversation_id": "c", "title": "T", "is_anonymous": 1}],
            "x.json",
        ),
        ([{"input": {}, "output": {}, "user_id": "u"}], "x.json"),
        ([{"file_id": "f", "file_name": "n", "created_at": "2026"}], "x.json"),
        ({"file_00000000abcdef.dat": "cat.png"}, "x.json"),
        ({"ads_profile": {}, "ad_hides": []}, "x.json"),
        ([], "message_feedback.json"),
        ([], "model_comparisons (1).json"),
        ({"chats": []}, "group_chats.json"),
        ([], "shopping.json"),
        ({}, "sora.json"),
        ([{}], "user_settings.json"),
        ([], "sectioned_conversations.json"),
        ([{"id": "task_e_1", "turns": []}], "codex.json"),
        (b"\x89PNG\0\0", "file-AbCdEfGhIjKlMnOpQrSt-cat.png"),
        (b"notes", "file-abcdefghijklmnopqrst-notes.txt"),
        (b"\0\0\0\0", "file_00000000abcd.dat"),
    ],
)
def test_asides(content: object, name: str) -> None:
    """Accounts, feedback and media are known, and hold nothing to carry over."""
    assert "aside" == part(content, name)


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        ({"export_files": [], "logical_files": {}}, "export_manifest.json", "manifest"),
        ({"logical_files": {}}, "x.json", "manifest"),
        ([{"id": "m", "content": "Tea."}], "memory.json", "given"),
        (
            [{"id": "m", "content": "Tea.", "enabled": True}],
            "memories (1).json",
            "given",
        ),
        ({"memories": [{"id": "m", "content": "Tea."}]}, "memories.json", "given"),
        ({"memories": [], "memory_num_tokens": 5}, "x.json", "given"),
        ([{"id": "m", "content": "Tea."}], "notes.json", None),
        ([{"conversations_memory": "x"}], "memories.json", None),
        ([CHAT], "memories.json", "conversations"),
        ([CHAT], "user_settings.json", "conversations"),
    ],
)
def test_manifests_and_memories(
    content: object, name: str, expected: Part | None
) -> None:
    """A name helps only where the keys might be anybody's."""
    assert expected == part(content, name)


def test_a_page_of_other_data() -> None:
    """A page may use the viewer's name for its list, and hold nothing."""
    assert sniff(Head(name="chat.html", top="html", text="jsonData = {}")) is None


def test_memories() -> None:
    """Those switched on come along with their times."""
    notices: list[Notice] = []
    rows: list[dict[str, Any]] = [
        {"id": "1", "content": " Likes tea. ", "created_at": "2025-06-15T15:06:40Z"},
        {"id": 2, "content": "Has a dog.", "updated_at": 1750000000, "enabled": True},
        {"id": "3", "content": "Has a cat.", "enabled": False},
        {"id": "4", "content": " "},
    ]
    found = list(account([member("a/memories.json", rows)], notices.append))
    time = datetime(2025, 6, 15, 15, 6, 40, tzinfo=UTC)

    assert [
        Given(id=found[0].id, what="saved_memory", text=t, vendor="chatgpt", time=time)
        for t in ("Likes tea.",)
    ] == found[:1]
    assert [("Has a dog.", time)] == [(given.text, given.time) for given in found[1:]]
    assert [("left_out", "a/memories.json")] == [(n.kind, n.where) for n in notices]


@pytest.mark.parametrize("wrap", [lambda x: x, lambda x: {"memories": x}])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_forms_of_memories(wrap: Any, encoding: str) -> None:
    """A list, or an object with a list, in any encoding."""
    raw = json.dumps(wrap([{"content": "Tea 🍵"}]), ensure_ascii=False).encode(encoding)
    notices: list[Notice] = []
    found = account([member("m.json", raw)], notices.append)

    assert ["Tea 🍵"] == [given.text for given in found]
    assert [] == notices


@pytest.mark.parametrize("raw", [b"", b"5", b"[", b"{"])
def test_broken_memories(raw: bytes) -> None:
    """A list that cannot be read is skipped, and that is told."""
    notices: list[Notice] = []
    files = [
        member("m.json", raw),
        Member(name="n", size=1, open=unreadable, export="e"),
    ]

    assert [] == list(account(files, notices.append))
    assert [("skipped_file", "m.json"), ("skipped_file", "n")] == [
        (notice.kind, notice.where) for notice in notices
    ]


def test_a_memory_of_an_odd_form() -> None:
    """It costs itself only, and that is told."""
    notices: list[Notice] = []
    rows = [{"content": ["no text"]}, {"content": "Tea."}, None]

    assert ["Tea."] == [
        given.text for given in account([member("m.json", rows)], notices.append)
    ]
    assert [("skipped_content", "m.json")] == [(n.kind, n.where) for n in notices]


def told(*files: Member) -> list[tuple[str, str]]:
    """Return what is missed."""
    notices: list[Notice] = []
    missing(files, notices.append)
    return [(notice.kind, notice.where) for notice in notices]


SHARDS = [f"conversations-{number:03}.json" for number in range(12)]
MANIFEST = {
    "version": 1,
    "export_files": [
        {"path": "user.json", "size_bytes": 5},
        {"path": "file_1.dat", "size_bytes": 5},
        *({"path": name, "size_bytes": 5} for name in SHARDS[:3]),
    ],
    "logical_files": {"conversations.json": {"files": SHARDS, "sharded": True}},
}


def test_missing_shards() -> None:
    """Those that the manifest names and nobody has; other files are not missed."""
    there = [member(f"x/{name}", []) for name in SHARDS if "1" not in name]
    expected = [("missing_file", name) for name in SHARDS if "1" in name]

    assert expected == told(member("export_manifest.json", MANIFEST), *there)


def test_nothing_missing() -> None:
    """Whole exports, also with names that a browser made unique."""
    there = [member(name.replace(".json", " (1).json"), []) for name in SHARDS]

    assert [] == told(member("export_manifest.json", MANIFEST), *there)
    assert [] == told(*there)


def test_shards_of_another_export() -> None:
    """They do not stand in, unless the manifest was given on its own."""
    manifest = member("export_manifest.json", MANIFEST, "a.zip")
    others = [member(name, [], "b.zip") for name in SHARDS]
    own = [member(name, [], "a.zip") for name in SHARDS[1:]]

    assert [("missing_file", SHARDS[0])] == told(manifest, *others, *own)
    assert [] == told(manifest, *others)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        [],
        {},
        {"export_files": None, "logical_files": None},
        {"export_files": ["user.json", {"path": None}, None, 5], "logical_files": []},
        {"logical_files": {"conversations.json": {"files": None}}},
    ],
)
def test_manifests_that_name_nothing(content: object) -> None:
    """A manifest of any other form misses nothing."""
    assert [] == told(member("export_manifest.json", content))


def test_an_unreadable_manifest() -> None:
    """It cannot be asked."""
    file = Member(name="export_manifest.json", size=1, open=unreadable, export="e")

    assert [] == told(file)


def test_names_as_plain_text() -> None:
    """Files may be listed as objects or as names."""
    manifest = {
        "export_files": ["conversations.json", {"path": "a/conversations-1.json"}]
    }

    assert [
        ("missing_file", "conversations-1.json"),
        ("missing_file", "conversations.json"),
    ] == told(member("export_manifest.json", manifest))
