"""What is whole in an archive whose end is missing.

A zip keeps its table of contents at the end, so a download that broke off has none;
but each file has a small header of its own in front. (PKWARE's application note, 4.3.7)
"""

import struct
import zlib
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, Final, cast

import msgspec

from migrate40.notices import Notice, Report
from migrate40.readers.guarded import PIECE, guarded
from migrate40.readers.names import is_junk, plain_name, without_folder
from migrate40.readers.reader import Member

HEADER: Final = struct.Struct("<4s5H3L2H")
SIGNATURE: Final = b"PK\x03\x04"
STORED: Final = 0
DEFLATED: Final = 8
ENCRYPTED: Final = 0x1
UTF8: Final = 0x800
UNKNOWN: Final = 0xFFFF_FFFF
MOST_ENTRIES: Final = 65_000


class _Entry(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    method: int
    start: int
    packed: int
    """Bytes in the archive; 0: the header does not say."""
    size: int


def salvage(file: BinaryIO, name: str, report: Report) -> tuple[Member, ...]:
    """Return the files that begin in what is left; the last may be cut."""
    entries = [entry for entry in _entries(file) if not is_junk(entry.name)]
    if entries:
        why = "the archive is cut off or damaged: only what is left of it was read"
        report(Notice(kind="skipped_file", where=name, why=why))
    names = without_folder([entry.name for entry in entries])
    return tuple(
        Member(
            name=inner,
            size=entry.size,
            open=partial(_opened, file, entry, f"{name}/{inner}"),
            export=name,
        )
        for entry, inner in zip(entries, names, strict=True)
    )


def _entries(file: BinaryIO) -> Iterator[_Entry]:
    at, count = 0, 0
    while count < MOST_ENTRIES and (at := _find(file, at)) >= 0:
        entry = _entry(file, at)
        at += len(SIGNATURE)
        if entry is not None:
            count += 1
            at = entry.start + entry.packed
            yield entry


def _find(file: BinaryIO, at: int) -> int:
    """Return where the next header begins, or -1."""
    while True:
        file.seek(at)
        piece = file.read(PIECE)
        found = piece.find(SIGNATURE)
        if found >= 0:
            return at + found
        if len(piece) < PIECE:
            return -1
        at += PIECE - len(SIGNATURE) + 1


def _entry(file: BinaryIO, at: int) -> _Entry | None:
    file.seek(at)
    header = file.read(HEADER.size)
    if len(header) < HEADER.size:
        return None
    fields = HEADER.unpack(header)
    flags, method, packed, size = fields[2], fields[3], fields[7], fields[8]
    raw, extra = file.read(fields[9]), file.read(fields[10])
    name = raw.decode("utf-8" if flags & UTF8 else "cp437", errors="replace")
    if flags & ENCRYPTED or method not in (STORED, DEFLATED) or name.endswith("/"):
        return None
    if UNKNOWN in (packed, size):
        size, packed = _large(extra)
    start = at + HEADER.size + fields[9] + fields[10]
    return _Entry(
        name=plain_name(name), method=method, start=start, packed=packed, size=size
    )


def _large(extra: bytes) -> tuple[int, int]:
    """Return the sizes of a file over 4 GiB, which stand in a field of their own."""
    while len(extra) >= struct.calcsize("<HH"):
        kind, length = struct.unpack_from("<HH", extra)
        field, extra = extra[4 : 4 + length], extra[4 + length :]
        if kind == 1 and len(field) >= struct.calcsize("<QQ"):
            size, packed = struct.unpack_from("<QQ", field)
            return size, packed
    return 0, 0


def _opened(file: BinaryIO, entry: _Entry, where: str) -> BinaryIO:
    stream = cast("BinaryIO", _Unpacked(file, entry))
    return guarded(stream, where, packed=max(entry.packed, PIECE))


class _Unpacked:
    """One file, unpacked from its place; raises `EOFError` where the archive ends."""

    def __init__(self, file: BinaryIO, entry: _Entry) -> None:
        self._file = file
        self._at = entry.start
        self._end = entry.start + entry.packed if entry.packed else None
        self._inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        self._is_stored = entry.method == STORED
        self._kept = b""

    def read(self, size: int) -> bytes:
        """Read at most so many bytes; nothing at the end."""
        if self._is_stored:
            return self._packed(size)
        while True:
            # Behind the last packed byte, unpacked ones may still wait.
            piece = self._inflate.decompress(self._kept, size)
            self._kept = self._inflate.unconsumed_tail
            if piece or self._inflate.eof:
                return piece
            self._kept = self._kept or self._packed(PIECE)
            if not self._kept:
                raise EOFError

    def _packed(self, size: int) -> bytes:
        left = size if self._end is None else min(size, self._end - self._at)
        if left <= 0:
            return b""
        self._file.seek(self._at)
        piece = self._file.read(left)
        if not piece:
            raise EOFError
        self._at += len(piece)
        return piece

    def close(self) -> None:
        """Leave the archive open: others read it."""
