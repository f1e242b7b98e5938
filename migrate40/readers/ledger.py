"""All that was read, in one pass: the lines on disk, in memory only where they lie.

Which copy of a conversation is the newest is known at the end only. Reading twice
would cost all the unpacking and parsing again, so what was read waits in files
without a name, which the system removes with the process.
"""

import tempfile
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from typing import IO, Final

import msgspec

from migrate40.errors import CannotRead
from migrate40.model.conversation import Given
from migrate40.notices import Notice
from migrate40.output.files import reason

IN_MEMORY: Final = 1 << 23
"""So many bytes of lines need no file."""
BUFFER: Final = 1 << 17
"""So many are written and read at once when there is a file: small blocks are used
again and again, large ones the system has to fetch and clear each time."""
NEVER: Final = -1
DIGEST: Final = 16

Rest = tuple[tuple[Given, ...], tuple[Notice, ...]]

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Rest)


class Record(msgspec.Struct, array_like=True, gc=False):
    """What one raw value came to."""

    export: int = 0
    """The number of the export that it comes from."""
    key: str = ""
    """`vendor/id` of a conversation; empty: it is nobody's copy."""
    updated: int = NEVER
    """When it was last written, in microseconds since 1970."""
    line: bytes = b""
    """The conversation as NDJSON, without the end of line; empty: nothing is said."""
    given: tuple[Given, ...] = ()
    notices: tuple[Notice, ...] = ()


class _Pieces:
    """Bytes in a row; what does not fit into memory waits in a file."""

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None
        self._starts = array("q", [0])
        self._latest = bytearray()
        """What is not in the file yet."""
        self._flushed = 0
        self._block = b""
        """A part of the file, read ahead, and where it begins."""
        self._block_start = 0

    def close(self) -> None:
        if self._file:
            self._file.close()

    def add(self, piece: bytes) -> None:
        """Put a piece at the end."""
        self._starts.append(self._starts[-1] + len(piece))
        if len(self._latest) + len(piece) <= (BUFFER if self._file else IN_MEMORY):
            self._latest += piece
            return
        with _told():
            self._file = self._file or tempfile.TemporaryFile()  # noqa: SIM115  # `close` closes it
            self._file.seek(self._flushed)
            self._file.write(self._latest)
            self._file.write(piece)
            self._file.flush()
        self._flushed += len(self._latest) + len(piece)
        self._latest = bytearray()

    def read(self, number: int) -> bytes:
        """Return a piece."""
        start, end = self._starts[number], self._starts[number + 1]
        if start >= self._flushed or self._file is None:
            return bytes(self._latest[start - self._flushed : end - self._flushed])
        block_end = self._block_start + len(self._block)
        if start < self._block_start or end > block_end:
            with _told():
                self._file.seek(start)
                self._block = self._file.read(max(BUFFER, end - start))
            self._block_start = start
        return self._block[start - self._block_start : end - self._block_start]


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CannotRead(
            f"no place for temporary files ({reason(error)}): make room, or name a "
            "folder that has some in TMPDIR"
        ) from None


class Ledger:
    """The records of a reading, by number; those of one export follow each other."""

    def __init__(self, exports: int) -> None:
        self._lines = _Pieces()
        self._rest = _Pieces()
        self._updated = array("q")
        self._bounds = [0] * (exports + 1)
        """Where the records of each export begin, and the last end."""
        self._newest: dict[bytes, int] = {}
        self._twins: dict[int, list[int]] = {}
        self._losers: set[int] = set()

    def close(self) -> None:
        """Let go of the files."""
        self._lines.close()
        self._rest.close()

    def add(self, record: Record) -> None:
        """Take a record; raises `CannotRead` when there is no room for it."""
        row = len(self._updated)
        is_bare = not (record.given or record.notices)
        self._lines.add(record.line)
        self._rest.add(
            b"" if is_bare else _encoder.encode((record.given, record.notices))
        )
        self._updated.append(record.updated)
        for later in range(record.export + 1, len(self._bounds)):
            self._bounds[later] = row + 1
        if record.key:
            key = blake2b(record.key.encode(), digest_size=DIGEST).digest()
            self._compare(self._newest.setdefault(key, row), row, key)

    def _compare(self, best: int, row: int, key: bytes) -> None:
        """Of two copies the newer counts, of equals the longer; twins wait."""
        if best == row:
            return
        rank, best_rank = self._rank(row), self._rank(best)
        if rank == best_rank:
            self._twins.setdefault(best, []).append(row)
        elif rank < best_rank:
            self._losers.add(row)
        else:
            self._newest[key] = row
            self._losers.update([best, *self._twins.pop(best, ())])

    def _rank(self, row: int) -> tuple[int, int, bytes, bytes]:
        line, given = self.line(row), _encoder.encode(self.rest(row)[0])
        return self._updated[row], len(line), line, given

    def rows(self, export: int) -> range:
        """Return the numbers of an export's records."""
        return range(self._bounds[export], self._bounds[export + 1])

    def order(self, names: Sequence[str]) -> list[int]:
        """Return the exports, the older first, and settle which of twins counts."""
        exports = range(len(names))
        newest = [self._newest_of(export) for export in exports]
        is_tied = len(set(newest)) < len(newest)
        digests = [self._digest(e) if is_tied else 0 for e in exports]
        order = sorted(exports, key=lambda e: (newest[e], digests[e], names[e]))
        self._settle([order.index(export) for export in exports])
        return order

    def _newest_of(self, export: int) -> int:
        rows = self.rows(export)
        return max(self._updated[rows.start : rows.stop], default=NEVER)

    def _settle(self, ranks: Sequence[int]) -> None:
        """Of twins the first counts, in the order of the exports."""

        def place(row: int) -> tuple[int, int]:
            export = next(e for e, rank in enumerate(ranks) if row in self.rows(e))
            return ranks[export], row

        for best, twins in self._twins.items():
            _, *others = sorted([best, *twins], key=place)
            self._losers.update(others)

    def _digest(self, export: int) -> int:
        """Return a number for what an export says, in whatever order."""
        lines = map(self.line, self.rows(export))
        digests = (blake2b(line, digest_size=DIGEST).digest() for line in lines)
        return sum(map(int.from_bytes, digests))

    def lost(self, row: int) -> bool:
        """Whether another copy of it counts."""
        return row in self._losers

    def line(self, row: int) -> bytes:
        """Return the line of a record."""
        return self._lines.read(row)

    def rest(self, row: int) -> Rest:
        """Return what was given in it, and the notices."""
        found = self._rest.read(row)
        return _decoder.decode(found) if found else ((), ())
