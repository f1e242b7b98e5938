"""Streams that cannot hurt: counted, and with one kind of error."""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, Final, cast

from migrate40.errors import CannotRead, TooMuch

TROUBLE: Final = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    lzma.LZMAError,
    zlib.error,
    struct.error,
    EOFError,
    IndexError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What `zipfile` raises of damaged archives: most of it is not documented."""
LARGEST_MEMBER: Final = 1 << 34
"""Bytes of one unpacked file; whole histories have up to some hundred megabytes."""
STEEPEST: Final = 200
"""Bytes unpacked for one packed; JSON reaches some tens, a bomb a thousand."""
SOON: Final = 1 << 24
"""So many bytes are unpacked before the steepness is judged."""
PIECE: Final = 1 << 16
"""So much is unpacked at once: damage costs what is left of a piece."""
BLOCK: Final = 1 << 18
"""So much is read at once of a file that is not packed."""


def reason(error: BaseException) -> str:
    """Say why the system or an unpacker refused, in words that end with a remedy."""
    if isinstance(error, PermissionError):
        return "no right to read it: give yourself the right, or copy it"
    if isinstance(error, FileNotFoundError):
        return "no such file or folder: check the path"
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}: copy it to another place and try again"
    return "damaged or cut off: download the export again"


def why(error: CannotRead, where: str) -> str:
    """Return what such an error says, for a notice that names the place itself."""
    return str(error).removeprefix(f"{where}: ")


@contextmanager
def told(where: str) -> Iterator[None]:
    """Turn all that can go wrong with a file into `CannotRead`."""
    try:
        yield
    except TROUBLE as error:
        raise CannotRead(f"{where}: {reason(error)}") from None


class Guarded(io.BufferedIOBase):
    """A stream of one file, unpacked on the way."""

    def __init__(
        self,
        inner: BinaryIO,
        where: str,
        *,
        packed: int | None = None,
        check: Callable[[int], None] | None = None,
    ) -> None:
        self._inner = inner
        self._where = where
        self._packed = packed
        self._most = BLOCK if packed is None else PIECE
        self._check = check
        """Is given the checksum at the end."""
        self._checksum = 0
        self._count = 0
        self._trouble: CannotRead | None = None

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1) -> bytes:
        """Read so many bytes, or up to the damage; only then raise `CannotRead`."""
        wanted = LARGEST_MEMBER if size is None or size < 0 else size
        pieces: list[bytes] = []
        while wanted > 0 and (piece := self._piece(min(wanted, self._most))):
            pieces.append(piece)
            wanted -= len(piece)
        if not pieces and self._trouble:
            raise self._trouble
        return b"".join(pieces)

    def close(self) -> None:
        self._inner.close()
        super().close()

    def _piece(self, size: int) -> bytes:
        if self._trouble:
            return b""
        try:
            with told(self._where):
                piece = self._inner.read(size)
        except CannotRead as error:
            self._trouble = error
            return b""
        self._note(piece)
        return piece

    def _note(self, piece: bytes) -> None:
        self._count += len(piece)
        if self._check:
            self._checksum = zlib.crc32(piece, self._checksum)
            if not piece:
                self._check(self._checksum)
                self._check = None
        steep = self._packed is not None and self._count > STEEPEST * self._packed
        if self._count > LARGEST_MEMBER or (steep and self._count > SOON):
            raise TooMuch(
                f"{self._where}: it unpacks to far more than any export holds, as an "
                "archive made to do harm would: not read"
            )


def guarded(
    inner: BinaryIO,
    where: str,
    *,
    packed: int | None = None,
    check: Callable[[int], None] | None = None,
) -> BinaryIO:
    """Return the stream with guards around it."""
    return cast("BinaryIO", Guarded(inner, where, packed=packed, check=check))
