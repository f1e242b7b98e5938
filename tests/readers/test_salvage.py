"""What is whole in an archive whose end is missing, header by header."""

import io
import struct
import zlib

import pytest

from migrate40.errors import CannotRead, TooMuch
from migrate40.notices import Notice
from migrate40.readers import guarded, salvage

TEXT = "早 {}".encode()
PIECE = guarded.PIECE


def header(
    name: bytes,
    content: bytes,
    *,
    flags: int = 0,
    method: int = salvage.STORED,
    sizes: tuple[int, int] | None = None,
    extra: bytes = b"",
) -> bytes:
    """Return a file as it stands in an archive: sizes are packed and unpacked."""
    packed, size = sizes or (len(content), len(content))
    fields = (20, flags, method, 0, 0, 0, packed, size, len(name), len(extra))
    return struct.pack("<4s5H3L2H", b"PK\x03\x04", *fields) + name + extra + content


def read(data: bytes) -> tuple[list[tuple[str, bytes]], list[Notice]]:
    """Return name and content of what is found, and what is reported."""
    notices: list[Notice] = []
    members = salvage.salvage(io.BytesIO(data), "e.zip", notices.append)
    return [(one.name, one.open().read()) for one in members], notices


def test_what_is_told() -> None:
    """Once for the archive; nothing of one in which nothing is left."""
    found, notices = read(header(b"a.json", TEXT) + header(b"b.json", TEXT))

    assert [("a.json", TEXT), ("b.json", TEXT)] == found
    why = "the archive is cut off or damaged: only what is left of it was read"
    assert [("skipped_file", "e.zip", why)] == [
        (n.kind, n.where, n.why) for n in notices
    ]
    assert ([], []) == read(b"PK\x03\x04")


def test_a_member() -> None:
    """It has its size, and says of which archive it is, also where it breaks off."""
    data = header(b"a.json", TEXT, sizes=(99, 99))
    (member,) = salvage.salvage(io.BytesIO(data), "e.zip", lambda _: None)

    assert ("a.json", 99, "e.zip") == (member.name, member.size, member.export)
    stream = member.open()
    assert TEXT == stream.read()
    with pytest.raises(CannotRead, match=r"^e\.zip/a\.json: damaged or cut off"):
        stream.read(1)


@pytest.mark.parametrize("gap", [0, 1, PIECE - 6, PIECE - 4, PIECE - 3, PIECE * 3])
def test_headers_are_found_wherever_they_stand(gap: int) -> None:
    """Also across the pieces in which the archive is read."""
    data = header(b"a.json", TEXT) + b"-" * gap + header(b"b.json", TEXT)
    found, _ = read(data + b"-" * PIECE)

    assert [("a.json", TEXT), ("b.json", TEXT)] == found


@pytest.mark.parametrize(
    ("name", "flags", "expected"),
    [
        ("早.json".encode(), salvage.UTF8, "早.json"),
        ("é.json".encode("cp437"), 0, "é.json"),
        (b"\xff.json", salvage.UTF8, "\ufffd.json"),
    ],
)
def test_names(name: bytes, flags: int, expected: str) -> None:
    """In UTF-8 where the header says so, else as in the days of DOS."""
    found, _ = read(header(name, TEXT, flags=flags))

    assert [(expected, TEXT)] == found


def test_what_nobody_can_unpack() -> None:
    """Passwords, rare methods and folders are passed over, what follows is not."""
    data = (
        header(b"a.json", TEXT, flags=salvage.ENCRYPTED)
        + header(b"b.json", TEXT, method=12)
        + header(b"c/", b"")
        + header(b"__MACOSX/d.json", TEXT)
        + header(b"e.json", TEXT)
    )

    assert [("e.json", TEXT)] == read(data)[0]


def test_a_crowd(monkeypatch: pytest.MonkeyPatch) -> None:
    """No more files are taken than any archive holds."""
    monkeypatch.setattr(salvage, "MOST_ENTRIES", 2)

    assert 2 == len(read(header(b"a.json", TEXT) * 3)[0])


LARGE = struct.pack("<HHQQ", 1, 16, len(TEXT), len(TEXT))
TIMES = struct.pack("<HHL", 0x5455, 4, 0)


@pytest.mark.parametrize(
    ("extra", "sizes"),
    [
        (LARGE, (len(TEXT), len(TEXT))),
        (TIMES + LARGE, (len(TEXT), len(TEXT))),
        (TIMES + TIMES + LARGE, (len(TEXT), len(TEXT))),
        (LARGE[:8], (0, 0)),
        (struct.pack("<HHQQ", 2, 16, 7, 7), (0, 0)),
        (struct.pack("<HHQQ", 1, 16, 1 << 63, 1 << 63), (1 << 63, 1 << 63)),
        (struct.pack("<HH", 0x9901, 0xFFFF) + LARGE, (0, 0)),
        (struct.pack("<HH", 7, 0) + LARGE, (len(TEXT), len(TEXT))),
        (struct.pack("<HH", 7, 0), (0, 0)),
        (TIMES, (0, 0)),
        (b"", (0, 0)),
        (b"\1", (0, 0)),
    ],
)
def test_sizes_of_large_files(extra: bytes, sizes: tuple[int, int]) -> None:
    """They stand in a field of their own, behind whatever others there are."""
    assert sizes == salvage._large(extra)


def test_a_bomb_in_a_damaged_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is stopped as in a whole one, and where it lies is said."""
    monkeypatch.setattr(guarded, "SOON", 1)
    content = deflated(bytes(200 * PIECE + 1))
    data = header(b"a.json", content, method=salvage.DEFLATED)

    with pytest.raises(TooMuch, match=r"^e\.zip/a\.json: it unpacks to far more"):
        read(data)


def deflated(content: bytes) -> bytes:
    """Return bytes as an archive packs them."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


@pytest.mark.parametrize("size", [0, 1, 22, 999, PIECE + 1, 9 * PIECE, 9 * PIECE + 1])
@pytest.mark.parametrize("step", [1, 7, PIECE])
def test_a_compressed_file_is_read_to_its_end(size: int, step: int) -> None:
    """However much the last packed byte unfolds to, and however little is asked for."""
    step = max(step, size // 999)
    file = io.BytesIO(header(b"a.json", deflated(bytes(size)), method=salvage.DEFLATED))
    (entry,) = salvage._entries(file)
    stream = salvage._Unpacked(file, entry)
    pieces = list(iter(lambda: stream.read(step), b""))

    assert size == sum(map(len, pieces))
    assert all(len(piece) <= step for piece in pieces)


def test_a_compressed_file_that_is_cut() -> None:
    """What can be unpacked comes, then the error."""
    content = deflated(bytes(n % 251 for n in range(9999)))[:-9]
    file = io.BytesIO(header(b"a.json", content, method=salvage.DEFLATED))
    (member,) = salvage.salvage(file, "e.zip", lambda _: None)
    stream = member.open()

    assert bytes(n % 251 for n in range(9999)).startswith(stream.read())
    with pytest.raises(CannotRead):
        stream.read(1)
