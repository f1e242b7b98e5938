"""Several exports become one history."""

import io
import itertools
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from migrate40.errors import (
    CannotRead,
    Encrypted,
    Migrate40Error,
    NotAnExport,
    NothingFound,
    TooMuch,
    UsageError,
)
from migrate40.model.codec import conversation_lines
from migrate40.model.conversation import Conversation
from migrate40.notices import Notice, ignore
from migrate40.readers import READERS, detect, guarded
from migrate40.readers.head import head_of_bytes
from migrate40.readers.history import read_history

NOON = 1_750_000_000.0
Json = dict[str, Any]


def gpt(name: str, *said: str, at: float = NOON, memory: str = "") -> Json:
    """Return a conversation of ChatGPT; the person and the model take turns."""
    mapping: Json = {"r": {"id": "r", "message": None, "parent": None}}
    above = "r"
    spoken = [
        (("user", "assistant")[n % 2], text, "all") for n, text in enumerate(said)
    ]
    if memory:
        spoken.append(("assistant", memory, "bio"))
    for number, (role, text, to) in enumerate(spoken):
        key = f"{name}-{number}"
        message = {
            "id": key,
            "author": {"role": role},
            "create_time": at + number,
            "content": {"content_type": "text", "parts": [text]},
            "recipient": to,
        }
        mapping[key] = {"id": key, "message": message, "parent": above}
        above = key
    times = {"create_time": at, "update_time": at}
    return {
        "title": "T",
        **times,
        "mapping": mapping,
        "current_node": above,
        "conversation_id": name,
        "id": name,
    }


def claude(name: str, *said: str) -> Json:
    """Return a conversation of Claude."""
    messages = [
        {
            "uuid": f"{name}-{number}",
            "text": text,
            "sender": ("human", "assistant")[number % 2],
            "created_at": f"2025-06-15T15:0{number}:00Z",
        }
        for number, text in enumerate(said)
    ]
    times = {"created_at": "2025-06-15T15:00:00Z", "updated_at": "2025-06-15T16:00:00Z"}
    return {"uuid": name, "name": "N", **times, "chat_messages": messages}


def packed(**files: object) -> bytes:
    """Return a zip; double underscores in names are dots."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            data = content if isinstance(content, bytes) else json.dumps(content)
            made.writestr(name.replace("__", ".").replace("_", "-"), data)
    return buffer.getvalue()


class Desk:
    """A folder with exports, and what came of reading them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.notices: list[Notice] = []

    def lay(self, name: str, content: object) -> str:
        """Write bytes, or anything else as JSON."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = content if isinstance(content, bytes) else json.dumps(content).encode()
        path.write_bytes(data)
        return str(path)

    def read(self, *paths: str, vendor: str | None = None) -> list[Conversation]:
        """Return the history."""
        self.notices.clear()
        return list(read_history(paths, report=self.notices.append, vendor=vendor))

    def ids(self, *paths: str) -> list[str]:
        """Return the ids of the conversations."""
        return [conversation.id for conversation in self.read(*paths)]

    def told(self) -> list[tuple[str, str]]:
        """Return kinds and places of the notices of the last reading."""
        return [(notice.kind, notice.where) for notice in self.notices]

    def refused(self, *paths: str, error: type[Migrate40Error]) -> str:
        """Return the one line with which a reading ends."""
        with pytest.raises(error) as caught:
            self.read(*paths)
        assert error is type(caught.value)
        assert "\n" not in str(caught.value)
        return str(caught.value)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return an empty one."""
    return Desk(tmp_path)


def test_a_classic_and_a_sharded_copy_are_the_same(desk: Desk) -> None:
    """Conversations come in the order of the export, shards by number."""
    chats = [gpt(f"c{number}", "hi") for number in range(12)]
    shards = {f"conversations_{n:03}__json": [chat] for n, chat in enumerate(chats)}
    unpadded = {f"conversations_{n}__json": [chat] for n, chat in enumerate(chats)}

    classic = desk.read(desk.lay("a.zip", packed(conversations__json=chats)))
    assert classic == desk.read(desk.lay("b.zip", packed(**shards)))
    assert classic == desk.read(desk.lay("c.zip", packed(**unpadded)))
    assert classic == desk.read(desk.lay("c.json", chats))
    assert [f"c{number}" for number in range(12)] == [one.id for one in classic]
    assert [] == desk.told()


def test_the_newer_copy_wins_in_any_order(desk: Desk) -> None:
    """Older exports come first, whatever the order of the arguments."""
    old = desk.lay("old.json", [gpt("a", "hi"), gpt("b", "hi")])
    new = desk.lay(
        "new.json", [gpt("c", "hi", at=NOON + 50), gpt("a", "x", at=NOON + 9)]
    )

    expected = desk.read(old, new)
    assert [("b", "hi"), ("c", "hi"), ("a", "x")] == [
        (one.id, one.messages[0].text) for one in expected
    ]
    assert [("left_out", "old.json")] == desk.told()
    assert expected == desk.read(new, old)


def test_copies_of_the_same_time(desk: Desk) -> None:
    """The content decides, never the order of the arguments."""
    paths = [desk.lay(f"{n}.json", [gpt("a", f"text {n}")]) for n in range(3)]

    texts = {
        tuple(one.messages[0].text for one in desk.read(*order))
        for order in itertools.permutations(paths)
    }
    assert 1 == len(texts)


def test_the_same_export_twice(desk: Desk) -> None:
    """It counts once."""
    path = desk.lay("a.json", [gpt("a", "hi"), gpt("b", "hi")])

    assert ["a", "b"] == desk.ids(path, path)
    assert [("left_out", "a.json")] == desk.told()


def test_what_was_given_before_is_not_given_again(desk: Desk) -> None:
    """A memory comes with the conversation in which it was met first."""
    context = {
        "about_user_message": "I sail.",
    }
    chats = [gpt("a", "hi", "ho"), gpt("b", "hi", "ho")]
    for chat in chats:
        chat["mapping"]["r"]["message"] = {
            "id": "x",
            "author": {"role": "user"},
            "content": {"content_type": "user_editable_context", "user_profile": "x"},
            "metadata": {
                "is_user_system_message": True,
                "user_context_message_data": context,
            },
        }

    first, second = desk.read(desk.lay("a.json", chats))
    assert ["I sail."] == [given.text for given in first.given]
    assert () == second.given
    assert first.instructions == second.instructions != ()


def test_empty_conversations(desk: Desk) -> None:
    """They are counted; what was given in one comes along all the same."""
    noted = gpt("noted", "", memory="Likes tea.")
    path = desk.lay("a.json", [gpt("empty"), gpt("a", "hi"), noted])

    found = desk.read(path)
    assert [("a", 1, 0), ("noted", 0, 1)] == [
        (one.id, len(one.messages), len(one.given)) for one in found
    ]
    empty = [where for kind, where in desk.told() if kind == "empty_conversation"]
    assert ["empty", "noted"] == empty


def test_account_wide_things_come_first(desk: Desk) -> None:
    """One carrier a vendor, however the parts are handed over."""
    desk.lay(
        "in/conversations-000.zip", packed(conversations__json=[claude("c", "hi")])
    )
    memory = {"conversations_memory": "Sails on Sundays."}
    desk.lay("in/memories-000.zip", packed(memories__json=memory))
    pasted = desk.lay("list.txt", b"- Likes tea.\n- Has a cat.")

    found = desk.read(str(desk.folder / "in"), pasted)
    assert [("claude", "", 1), ("chatgpt", "", 2), ("claude", "c", 0)] == [
        (one.vendor, one.id, len(one.given)) for one in found
    ]
    assert [] == desk.told()


def test_memories_alone_are_enough(desk: Desk) -> None:
    """A pasted list needs no conversation."""
    (carrier,) = desk.read(desk.lay("list.txt", b"- Likes tea."))

    assert ["Likes tea."] == [given.text for given in carrier.given]


def test_our_own_lines_come_back(desk: Desk) -> None:
    """What was read, written and read again is the same history."""
    chats = [gpt("a", "hi", "ho", memory="Likes tea."), gpt("b", "hi"), gpt("c")]
    chats[2] = gpt("c", memory="Has a cat.")
    found = desk.read(
        desk.lay("a.json", chats), desk.lay("l.txt", b"- Sings.\n- Sews.")
    )
    lines = b"".join(line for one in found for line in conversation_lines(one))

    again = desk.read(desk.lay("a.ndjson", lines))
    assert [] == desk.told()
    assert [(o.id, o.given, o.messages) for o in found] == [
        (o.id, o.given, o.messages) for o in again
    ]
    assert found[:3] == again[:3]


def test_our_own_lines_and_their_export(desk: Desk) -> None:
    """The same conversation from both counts once."""
    export = desk.lay("a.json", [gpt("a", "hi")])
    lines = b"".join(
        line for one in desk.read(export) for line in conversation_lines(one)
    )

    assert ["a"] == desk.ids(export, desk.lay("b.ndjson", lines))


def test_a_page_beside_its_data_is_not_read(desk: Desk) -> None:
    """But it is, when nothing else is there."""
    page = b"<html><script>var jsonData = " + json.dumps([gpt("p", "hi")]).encode()
    page += b";</script></html>"

    both = packed(conversations__json=[gpt("a", "hi")], chat__html=page)
    assert ["a"] == desk.ids(desk.lay("a.zip", both))
    assert ["p"] == desk.ids(desk.lay("b.zip", packed(chat__html=page)))


def test_one_bad_conversation_costs_itself(desk: Desk) -> None:
    """The others of its file come along, and it is told by number or id."""
    good = json.dumps(gpt("a", "hi")).encode()
    bad = json.dumps(gpt("b", "hi")).encode()[:-9]
    lost = json.dumps({**gpt("d", "hi"), "mapping": None}).encode()
    path = desk.lay("a.json", b"[" + b",".join((good, bad, lost)) + b"]")

    assert ["a"] == desk.ids(path)
    assert [
        ("skipped_conversation", "a.json#2"),
        ("skipped_conversation", "d"),
    ] == desk.told()


def test_one_bad_file_costs_itself(desk: Desk) -> None:
    """The other files of an export are read."""
    data = bytearray(
        packed(conversations_0__json=[gpt("a", "hi")], conversations_1__json=[])
    )
    data[8:10] = b"\x09\x00"
    directory = data.find(b"PK\x01\x02")
    data[directory + 10 : directory + 12] = b"\x09\x00"
    both = desk.lay("in/b.zip", bytes(data)), desk.lay("in/c.json", [gpt("c", "hi")])

    assert ["c"] == desk.ids(*both)
    assert [("skipped_file", "b.zip/conversations-0.json")] == desk.told()
    assert "Deflate64" in desk.refused(both[0], error=CannotRead)


def test_a_file_that_fails_in_the_middle(desk: Desk) -> None:
    """What came before the damage comes along."""
    chats = [gpt(f"c{n}", *(f"{n * k:x} words" for k in range(99))) for n in range(60)]
    data = packed(conversations__json=chats)
    path = desk.lay("a.zip", data[: len(data) // 2])

    assert 10 < len(desk.ids(path)) < 60
    assert {"skipped_file", "skipped_conversation"} == {k for k, _ in desk.told()}


def test_a_file_that_cannot_be_opened_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file may vanish while it is read."""
    path = desk.lay("a.json", [gpt("a", "hi")])
    first = guarded.Guarded.read
    calls: list[int] = []

    def fail(self: guarded.Guarded, size: int | None = -1) -> bytes:
        calls.append(1)
        if len(calls) > 1:
            raise CannotRead("a.json: gone")
        return first(self, size)

    monkeypatch.setattr(guarded.Guarded, "read", fail)
    assert "gone" in desk.refused(path, error=CannotRead)
    assert [("skipped_file", "a.json")] == desk.told()


def test_a_bomb_in_a_history(desk: Desk) -> None:
    """It ends the reading, though its beginning looks well."""
    start = json.dumps([gpt("a", "hi")]).encode()[:-1]
    path = desk.lay("a.zip", packed(conversations__json=start + b" " * (64 << 20)))

    assert "made to do harm" in desk.refused(path, error=TooMuch)


@pytest.mark.parametrize(
    ("name", "content", "error", "words"),
    [
        ("a.zip", b"<!doctype html><title>Expired</title>", NotAnExport, "web page"),
        ("a.json", b"", NotAnExport, "empty"),
        ("a.pdf", b"%PDF-1.7 x", NotAnExport, "a PDF"),
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0", NotAnExport, "a picture"),
        ("a.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0", NotAnExport, "a picture"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1", NotAnExport, "a text document"),
        ("a.rar", b"Rar!\x1a\x07\0\xcf\x90", NotAnExport, "unpack it"),
        ("a.rtf", b"{\\rtf1\\ansi x}", NotAnExport, "a text document"),
        ("a.bin", bytes(range(128, 256)) * 4, NotAnExport, "no export"),
        ("a.txt", b"Dear diary, it rained.", NotAnExport, "no export"),
        ("a.json", b"null", NotAnExport, "no export"),
        ("a.json", b"[]", NothingFound, "conversations.json"),
        ("a.json", b"{}", NothingFound, "conversations.json"),
        ("a.json", [{"chat": {"turns": 1}}], NothingFound, "product"),
        ("user.json", {"id": "u", "email": "a@b.example"}, NothingFound, "no conv"),
        (
            "a.zip",
            packed(user__json={"id": "u"}),
            NothingFound,
            "no conv",
        ),
        ("a.zip", packed(), NothingFound, "no conv"),
        ("a.zip", packed(a__png=b"x"), NothingFound, "no conv"),
        ("in/a.png", b"x", NothingFound, "no conv"),
    ],
)
def test_what_is_no_export(
    desk: Desk, name: str, content: object, error: type[Migrate40Error], words: str
) -> None:
    """One line says what it is, and the class says what to do."""
    path = desk.lay(name, content)
    place = str(desk.folder / "in") if "/" in name else path

    assert words in desk.refused(place, error=error)


def test_a_password(desk: Desk) -> None:
    """It passes through unchanged."""
    data = bytearray(packed(conversations__json=[]))
    data[6] |= 1
    data[data.find(b"PK\x01\x02") + 8] |= 1

    assert "password" in desk.refused(desk.lay("a.zip", bytes(data)), error=Encrypted)


def test_files_of_no_vendor_in_an_export(desk: Desk) -> None:
    """Messages of no product are left out and told, other files are passed over."""
    path = desk.lay(
        "a.zip",
        packed(
            conversations__json=[gpt("a", "hi")],
            other__json=[{"role": "user", "content": "hi"}],
            shop__json={"cart": []},
            notes__txt=b"- a list of somebody else",
            page__html=b"<html>",
        ),
    )

    assert ["a"] == desk.ids(path)
    assert [("left_out", "a.zip/other.json")] == desk.told()


def test_a_manifest_alone(desk: Desk) -> None:
    """It says how many files to download, and repeats no link."""
    files = [
        {
            "category": "conversations",
            "part": number,
            "filename": f"conversations-00{number}.zip",
            "export_url": "https://files.example/once/secret",
        }
        for number in range(2)
    ]
    path = desk.lay("m.json", {"version": 1, "total_files": 2, "data_files": files})

    line = desk.refused(path, error=NothingFound)
    assert "2 files" in line
    assert "only once" in line
    assert "secret" not in line + "".join(f"{n.where}{n.why}" for n in desk.notices)


def test_the_vendor_can_be_said(desk: Desk) -> None:
    """Then everything that is JSON is read as that vendor's."""
    odd = {"mapping": gpt("a", "hi")["mapping"]}
    path = desk.lay("a.json", [odd])

    (found,) = desk.read(path, vendor="chatgpt")
    assert ("chatgpt", "hi") == (found.vendor, found.messages[0].text)
    with pytest.raises(UsageError, match="vendor clippy: one of chatgpt, claude,"):
        desk.read(path, vendor="clippy")


def test_side_files_stay_aside_when_the_vendor_is_said() -> None:
    """Nothing personal is read because of an option."""
    head = head_of_bytes(
        "user.json", b'{"id": "u", "email": "x", "chatgpt_plus_user": 1}'
    )

    assert ("chatgpt", "aside") == detect(head, "chatgpt")
    assert detect(head_of_bytes("a.txt", b"hello"), "chatgpt") is None


def test_nothing_is_opened_before_it_is_asked_for() -> None:
    """Errors come while iterating."""
    history = read_history(["nowhere.zip"], report=ignore)

    with pytest.raises(CannotRead, match=r"nowhere\.zip"):
        next(history)


def test_every_reader_says_what_it_knows() -> None:
    """`migrate40 sources` prints it."""
    assert all(reader.source.layouts for reader in READERS.values())
