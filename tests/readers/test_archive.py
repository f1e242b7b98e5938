"""From paths to files: whatever the packing, and with one error for all damage."""

import io
import os
import struct
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest

from migrate40.errors import CannotRead, Encrypted, NotAnExport, TooMuch
from migrate40.notices import Notice
from migrate40.readers import archive, guarded, zips
from migrate40.readers.archive import Export, open_exports
from migrate40.readers.names import in_order, is_inner_zip, is_junk, plain_name

CONTENT = b'[{"title": "a"}]'


def packed(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as made:
        for name, content in files:
            made.writestr(name, content)
    return buffer.getvalue()


@pytest.fixture
def lay(tmp_path: Path) -> "Lay":
    """Return what writes files and opens them."""
    return Lay(tmp_path)


class Lay:
    """A folder to lay exports in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.notices: list[Notice] = []

    def file(self, name: str, content: bytes) -> str:
        """Write a file and return its path."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return str(path)

    def read(self, *paths: str) -> list[tuple[str, str, bytes]]:
        """Return export, name and content of every member."""
        with open_exports(paths, self.notices.append) as exports:
            return [
                (export.name, member.name, self.content(export, number))
                for export in exports
                for number, member in enumerate(export.members)
            ]

    def content(self, export: Export, number: int) -> bytes:
        """Read a member twice, in two ways."""
        with export.members[number].open() as stream:
            whole = stream.read()
        with export.members[number].open() as stream:
            pieces = iter(lambda: stream.read(3), b"")
            assert whole == b"".join(pieces)
        return whole

    def told(self) -> list[tuple[str, str]]:
        """Return kinds and places of what was reported."""
        return [(notice.kind, notice.where) for notice in self.notices]


def refused(lay: Lay, path: str, error: type[CannotRead] = CannotRead) -> str:
    """Return the one line with which a path is refused."""
    with pytest.raises(error) as caught:
        lay.read(path)
    assert error is type(caught.value)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_single_file(lay: Lay) -> None:
    """It is an export of one member with the same name."""
    path = lay.file("chats.json", CONTENT)

    assert [("chats.json", "chats.json", CONTENT)] == lay.read(path)


@pytest.mark.parametrize(
    "names",
    [
        ("conversations.json", "media/a.png"),
        ("export/conversations.json", "export/media/a.png"),
        ("export\\conversations.json", "export\\media\\a.png"),
    ],
)
def test_a_zip(lay: Lay, names: Sequence[str]) -> None:
    """Names have no common folder; what systems leave behind is no member."""
    junk = ("__MACOSX/._x.json", "._y.json", ".DS_Store", "a/Thumbs.db", "b/")
    files = [(name, CONTENT) for name in (*names, *junk)]
    path = lay.file("e.zip", packed(*files))

    expected = ["conversations.json", "media/a.png"]
    assert expected == [name for _, name, _ in lay.read(path)]


def test_a_folder(lay: Lay) -> None:
    """Its files are members, its zips exports of their own, links are not followed."""
    lay.file("export/in/conversations-10.json", CONTENT)
    lay.file("export/in/conversations-9.json", CONTENT)
    lay.file("export/in/.DS_Store", b"")
    lay.file("export/in/parts-000.zip", packed(("a.json", b"{}")))
    secret = lay.file("elsewhere.json", b"secret")
    (lay.folder / "export/in/link.json").symlink_to(secret)

    found = [(e, n) for e, n, _ in lay.read(str(lay.folder / "export"))]
    assert [
        ("export", "conversations-9.json"),
        ("export", "conversations-10.json"),
        ("export", "parts-000.zip"),
        ("parts-000.zip", "a.json"),
    ] == found


def test_a_damaged_zip_in_a_folder_is_told(lay: Lay) -> None:
    """The others are read."""
    lay.file("export/a.zip", b"PK\x03\x04 broken")
    lay.file("export/b.json", CONTENT)

    names = [name for _, name, _ in lay.read(str(lay.folder / "export"))]
    assert ["a.zip", "b.json"] == names
    assert [("skipped_file", "export/a.zip")] == lay.told()


def test_a_zip_in_a_zip(lay: Lay) -> None:
    """It is opened one level deep; zips that were sent in a chat stay closed."""
    deep = packed(("deep.zip", packed(("c.json", b"{}"))), ("b.json", b"{}"))
    chat = packed(("private.json", b"{}"))
    path = lay.file("o.zip", packed(("x/in.zip", deep), ("x/file-1a-b.zip", chat)))

    found = [(e, n) for e, n, _ in lay.read(path) if n.endswith(".json")]
    assert [("in.zip", "b.json")] == found
    assert [("skipped_file", "in.zip/deep.zip")] == lay.told()


def test_a_damaged_zip_in_a_zip_is_told(lay: Lay) -> None:
    """The outer one is read."""
    path = lay.file("o.zip", packed(("in.zip", b"PK\x03\x04"), ("b.json", CONTENT)))

    assert ["in.zip", "b.json"] == [name for _, name, _ in lay.read(path)]
    assert [("skipped_file", "o.zip/in.zip")] == lay.told()


@pytest.mark.parametrize(
    ("content", "names"),
    [
        (packed(("a.json", CONTENT)), [("stdin", "a.json", CONTENT)]),
        (CONTENT, [("stdin", "stdin", CONTENT)]),
        (b"", [("stdin", "stdin", b"")]),
    ],
)
def test_stdin(
    lay: Lay,
    monkeypatch: pytest.MonkeyPatch,
    content: bytes,
    names: list[tuple[str, str, bytes]],
) -> None:
    """A zip and plain JSON come the same way."""
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(content)))

    assert names == lay.read("-")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes have no paths there")
def test_a_pipe_is_read_like_stdin(lay: Lay) -> None:
    """What the shell gives as a path may be no file."""
    reader, writer = os.pipe()
    os.write(writer, packed(("a.json", CONTENT)))
    os.close(writer)

    found = lay.read(f"/dev/fd/{reader}")
    os.close(reader)
    assert [("a.json", CONTENT)] == [(name, content) for _, name, content in found]


@pytest.mark.threat(4)
def test_the_same_name_twice(lay: Lay) -> None:
    """Both are members, and it is told."""
    with pytest.warns(UserWarning, match="Duplicate"):
        data = packed(("a.json", b"[1]"), ("a.json", b"[2]"), ("b.png", b""))

    found = lay.read(lay.file("e.zip", data))
    assert [b"[1]", b"[2]", b""] == [content for _, _, content in found]
    assert [("guessed", "e.zip/a.json")] == lay.told()


def test_bytes_around_a_zip(lay: Lay) -> None:
    """Junk before and behind it does no harm."""
    data = b"junk" * 9 + packed(("a.json", CONTENT)) + b"junk" * 9

    assert ["a.json"] == [name for _, name, _ in lay.read(lay.file("e.zip", data))]


def test_names_of_other_systems(lay: Lay) -> None:
    """GBK names need no beauty, but break nothing; control characters are gone."""
    data = packed(("XXXX/a.json", CONTENT), ("XXXX/b\x1b\n.json", CONTENT))
    data = data.replace(b"XXXX", "对话".encode("gbk"))

    names = [name for _, name, _ in lay.read(lay.file("e.zip", data))]
    assert ["a.json", "b .json"] == names


@pytest.mark.threat(5)
def test_a_password(lay: Lay) -> None:
    """The remedy is said."""
    data = bytearray(packed(("a.json", CONTENT)))
    data[6] |= 1
    data[data.find(b"PK\x01\x02") + 8] |= 1

    assert "password" in refused(lay, lay.file("e.zip", bytes(data)), Encrypted)


@pytest.mark.threat(5)
@pytest.mark.parametrize(
    ("method", "word"), [(9, "Deflate64"), (99, "AES"), (77, "damaged")]
)
def test_an_unknown_method(lay: Lay, method: int, word: str) -> None:
    """It is named."""
    data = bytearray(packed(("a.json", CONTENT)))
    struct.pack_into("<H", data, 8, method)
    struct.pack_into("<H", data, data.find(b"PK\x01\x02") + 10, method)

    assert word in refused(lay, lay.file("e.zip", bytes(data)))


def test_a_wrong_checksum(lay: Lay) -> None:
    """The bytes come all the same, and it is told once."""
    data = bytearray(packed(("a.json", CONTENT)))
    struct.pack_into("<L", data, data.find(b"PK\x01\x02") + 16, 1)

    assert [CONTENT] == [c for _, _, c in lay.read(lay.file("e.zip", bytes(data)))]
    assert [("guessed", "e.zip/a.json")] == lay.told()


def test_damage_within_a_file(lay: Lay) -> None:
    """What could be unpacked before it comes first, then the error."""
    noise = b"".join(n.to_bytes(3) for n in range(99_999))
    data = bytearray(packed(("a.json", noise)))
    middle = len(data) // 2
    data[middle : middle + 99] = b"\xff" * 99

    with open_exports([lay.file("e.zip", bytes(data))], lay.notices.append) as exports:
        stream = exports[0].members[0].open()
        found = stream.read(1 << 20)
        assert 0 < len(found) < len(noise)
        assert noise.startswith(found[: 1 << 16])
        with pytest.raises(CannotRead, match=r"e\.zip/a\.json: damaged"):
            stream.read(1)


@pytest.mark.threat(2)
@pytest.mark.parametrize("share", [0.5, 0.9, 0.999])
@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_a_cut_zip(lay: Lay, share: float, method: int) -> None:
    """What is whole in what is left comes out, then the error."""
    noise = b"".join(n.to_bytes(3) for n in range(99_999))
    files = ("._j", b"junk"), ("x/u.json", b"{}"), ("x/a.json", noise)
    data = packed(*files, method=method)
    path = lay.file("e.zip", data[: int(len(data) * share)])

    with open_exports([path], lay.notices.append) as exports:
        user, chats = exports[0].members
        assert b"{}" == user.open().read()
        found = chats.open().read()

    assert noise.startswith(found)
    assert len(found) > len(noise) * (share - 0.2)
    assert ["u.json", "a.json"] == [user.name, chats.name]
    assert [("skipped_file", "e.zip")] == lay.told()


def test_a_cut_zip_that_lies_about_a_size(lay: Lay) -> None:
    """A file that is longer than its header says ends where that says."""
    data = bytearray(packed(("a.json", CONTENT * 999)))
    struct.pack_into("<L", data, 18, 9)

    with open_exports([lay.file("e.zip", bytes(data[:-30]))], lay.notices.append) as e:
        stream = e[0].members[0].open()
        with pytest.raises(CannotRead, match="cut off"):
            stream.read()


def test_a_cut_zip_of_a_stream(lay: Lay) -> None:
    """Headers without sizes, and those of large files, are understood."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(Unseekable(buffer), "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a.json", CONTENT)
        with made.open("b.json", "w", force_zip64=True) as inner:
            inner.write(CONTENT)
        made.writestr("c/", b"")
    whole = buffer.getvalue()
    seekable = io.BytesIO()
    with (
        zipfile.ZipFile(seekable, "w", zipfile.ZIP_STORED) as made,
        made.open("large.json", "w", force_zip64=True) as inner,
    ):
        inner.write(CONTENT)
    data = whole[: whole.find(b"PK\x01\x02")] + seekable.getvalue()[:-9]

    found = lay.read(lay.file("e.zip", data))
    names = ["a.json", "b.json", "large.json"]
    assert [(name, CONTENT) for name in names] == [(n, c) for _, n, c in found]


class Unseekable(io.RawIOBase):
    """A file that is written in one go."""

    def __init__(self, target: io.BytesIO) -> None:
        self.target = target

    def writable(self) -> bool:
        """Say that it can be written."""
        return True

    def write(self, data: object) -> int:
        """Write on."""
        return self.target.write(bytes(data))  # type: ignore[call-overload]  # a buffer


def test_no_zip_behind_the_signature(lay: Lay) -> None:
    """Bytes that only begin as one are told as damaged."""
    for rest in (b"", b" hello", b"\x14\0" + b"\xff" * 40):
        line = refused(lay, lay.file("e.zip", b"PK\x03\x04" + rest))
        assert line.startswith("e.zip: damaged or cut off")


def test_a_web_page_called_zip_is_a_single_file(lay: Lay) -> None:
    """What it is shows its head."""
    page = lay.file("e.zip", b"<html>")

    assert [("e.zip", "e.zip", b"<html>")] == lay.read(page)


@pytest.mark.parametrize(
    ("name", "word"),
    [("[Content_Types].xml", "office document"), ("mimetype", "OpenDocument")],
)
def test_other_kinds_of_zip(lay: Lay, name: str, word: str) -> None:
    """A document is a zip as well; it is named."""
    path = lay.file("e.docx", packed((name, b"x"), ("word/document.xml", b"x")))

    assert word in refused(lay, path, NotAnExport)


@pytest.mark.threat(3)
def test_a_bomb(lay: Lay) -> None:
    """It is stopped long before it has unfolded."""
    path = lay.file("e.zip", packed(("a.json", b" " * (64 << 20))))

    assert "made to do harm" in refused(lay, path, TooMuch)


def test_files_in_each_other(lay: Lay) -> None:
    """A thousand entries over the same bytes are refused."""
    data = packed(("a.json", CONTENT * 99))
    start, end = data.find(b"PK\x01\x02"), data.find(b"PK\x05\x06")
    directory = data[start:end] * 9
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 9, 9, len(directory), start, 0)

    path = lay.file("e.zip", data[:start] + directory + tail)
    assert "lie in each other" in refused(lay, path, TooMuch)


@pytest.mark.threat(3)
def test_crowds(lay: Lay, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are refused before their names are read, in zips and in folders."""
    monkeypatch.setattr(zips, "MOST_ENTRIES", 2)
    monkeypatch.setattr(archive, "MOST_ENTRIES", 2)
    names = ("a.json", "b.json", "c.json")
    path = lay.file("e.zip", packed(*((name, b"") for name in names)))
    for name in names:
        lay.file(f"folder/{name}", b"")

    assert "3 files" in refused(lay, path, TooMuch)
    assert "more files" in refused(lay, str(lay.folder / "folder"), TooMuch)


def test_large_counts_stand_in_a_record_of_their_own() -> None:
    """Zips over 4 GiB and 65,535 files have it."""
    large = b"PK\x06\x06" + bytes(28) + struct.pack("<QQ", 70_000, 5) + bytes(8)
    short = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 5, 0, 0)

    assert (70_000, 5) == zips._announced(large + short)
    assert (0xFFFF, 5) == zips._announced(short)
    assert (0, 0) == zips._announced(b"")


def test_too_large(lay: Lay, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files and what is piped in have a limit."""
    monkeypatch.setattr(guarded, "LARGEST_MEMBER", 99)
    monkeypatch.setattr(archive, "LARGEST_MEMBER", 99)
    inner = packed(("in.zip", bytes(range(200))), method=zipfile.ZIP_STORED)

    refused(lay, lay.file("a.json", b"x" * 200), TooMuch)
    refused(lay, lay.file("e.zip", inner), TooMuch)
    monkeypatch.setattr(guarded, "LARGEST_MEMBER", 999)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"x" * 200)))
    refused(lay, "-", TooMuch)


def test_a_crowded_zip_in_a_folder(lay: Lay, monkeypatch: pytest.MonkeyPatch) -> None:
    """A limit is a limit wherever it is met."""
    lay.file("folder/e.zip", packed(("a.json", b""), ("b.json", b"")))
    monkeypatch.setattr(zips, "MOST_ENTRIES", 1)

    refused(lay, str(lay.folder / "folder"), TooMuch)


def test_no_such_file(lay: Lay) -> None:
    """The path is in the line."""
    assert "nowhere.zip: no such file" in refused(lay, "nowhere.zip")


def test_no_right_to_read(lay: Lay, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said that the right is missing."""
    path = lay.file("e.zip", b"")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "no right to read" in refused(lay, path)


def test_errors_of_the_system_are_said_in_its_words() -> None:
    """With what to do."""
    assert "Input/output error: copy it" in guarded.reason(
        OSError(5, "Input/output error")
    )
    assert "damaged" in guarded.reason(ValueError("x"))


def test_names() -> None:
    """What they are good for."""
    assert "a/b c.json" == plain_name("/a\\b\nc\x00.json")
    assert is_junk("x/__MACOSX/y.json")
    assert is_inner_zip("a/Conversations-000 (1).ZIP")
    assert not is_inner_zip("file_00ab-notes.zip")
    names = ["c-10.json", "c-9.json", "c.json", "C-1.json"]
    assert ["C-1.json", "c-9.json", "c-10.json", "c.json"] == sorted(
        names, key=in_order
    )
