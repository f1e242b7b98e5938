"""In which characters a file is written, and its bytes as UTF-8.

Exports are UTF-8; what people open and save again may be UTF-16 or GB 18030.
"""

import codecs
from contextlib import suppress
from typing import BinaryIO, Final, Literal

import msgspec

from migrate40.errors import CannotRead

Name = Literal["utf-8", "utf-16-le", "utf-16-be", "gb18030"]
MARKS: Final[tuple[tuple[bytes, Name], ...]] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CHUNK: Final = 1 << 18
LOOK: Final = 1 << 16
ENOUGH: Final = 8
"""So many undecodable places are no accident in a file."""


class Charset(msgspec.Struct, frozen=True):
    """The name of the encoding, and how long the mark before the text is."""

    name: Name
    mark: int = 0


def charset_of(start: bytes) -> Charset:
    """Tell the encoding from the beginning of a file, with a mark or without."""
    for mark, name in MARKS:
        if start.startswith(mark):
            return Charset(name, len(mark))
    return Charset(_unmarked(start))


def _unmarked(start: bytes) -> Name:
    odd_zeros, even_zeros = start[1:8:2].count(0), start[:8:2].count(0)
    if odd_zeros >= len(start[1:8:2]) > 0 == even_zeros:
        return "utf-16-le"
    if even_zeros >= len(start[:8:2]) > 0 == odd_zeros:
        return "utf-16-be"
    return "gb18030" if _is_chinese(start) else "utf-8"


def _is_chinese(start: bytes) -> bool:
    """Whether it is no UTF-8 at all, but whole in the encoding of Chinese systems."""
    if start.isascii():
        return False
    text = start.decode(errors="replace")
    bad = text.count("\ufffd")
    fine = sum(letter > "\x7f" for letter in text) - bad
    return bad >= ENOUGH and bad > fine and _decodes(start, "gb18030")


def _decodes(start: bytes, name: Name) -> bool:
    decoder = codecs.getincrementaldecoder(name)()
    try:
        decoder.decode(start)
    except UnicodeDecodeError:
        return False
    return True


def text_start(start: bytes) -> str:
    """Return the beginning of a file as text; what is cut or broken is U+FFFD."""
    charset = charset_of(start)
    decoder = codecs.getincrementaldecoder(charset.name)(errors="replace")
    return decoder.decode(start[charset.mark :])


class Utf8:
    """A stream as chunks of UTF-8, whatever it was."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._first = self._beginning()
        self.charset = charset_of(self._first[:LOOK])
        self._first = self._first[self.charset.mark :]
        decoder = codecs.getincrementaldecoder(self.charset.name)
        self._decoder = decoder(errors="replace")

    def _beginning(self) -> bytes:
        """Read enough to tell the encoding, or as much as can be read."""
        found = self._stream.read(CHUNK)
        with suppress(CannotRead):
            while len(found) < LOOK and (more := self._stream.read(CHUNK)):
                found += more
        return found

    def read(self) -> bytes:
        """Return the next chunk; empty at the end."""
        while True:
            chunk, self._first = self._first or self._stream.read(CHUNK), b""
            if self.charset.name == "utf-8":
                return chunk
            text = self._decoder.decode(chunk, final=not chunk)
            if text or not chunk:
                return text.encode()
