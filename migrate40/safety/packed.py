"""What stands inside pictures and archives, for whoever unpacks them again.

A character card carries its texts in a PNG, as base64; a skill is a zip of files.
"""

import base64
import binascii
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from struct import pack, unpack
from typing import Final

PNG: Final = b"\x89PNG\r\n\x1a\n"
ZIP: Final = b"PK\x03\x04"
Clean = Callable[[bytes], bytes]
"""Gives the same bytes where there is nothing to take out."""


def repacked(content: bytes, clean: Clean) -> bytes:
    """Return a picture or an archive with what it holds cleaned.

    What is neither, or is damaged, or holds nothing to clean is the very same.
    """
    if content.startswith(PNG):
        return _picture(content, clean)
    if content.startswith(ZIP):
        return _archive(content, clean)
    return content


def unpacked(content: bytes) -> Iterator[bytes]:
    """Yield a file, or what is inside where it is a picture or an archive."""
    inside: list[bytes] = []

    def keep(part: bytes) -> bytes:
        inside.append(part)
        return part

    repacked(content, keep)
    yield from inside or [content]


def _picture(content: bytes, clean: Clean) -> bytes:
    chunks = list(_chunks(content))
    made = [(kind, _chunk_cleaned(kind, data, clean)) for kind, data in chunks]
    if made == chunks:
        return content
    return PNG + b"".join(
        pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))
        for kind, data in made
    )


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(PNG)
    while place + 12 <= len(content):
        (size,) = unpack(">I", content[place : place + 4])
        yield content[place + 4 : place + 8], content[place + 8 : place + 8 + size]
        place += size + 12


def _chunk_cleaned(kind: bytes, data: bytes, clean: Clean) -> bytes:
    """Return the data of a chunk; tEXt: keyword, NUL, text (PNG 1.2, 11.3.4.3)."""
    keyword, gap, text = data.partition(b"\0")
    if kind == b"tEXt":
        return keyword + gap + _encoded_cleaned(text, clean)
    if kind == b"zTXt":
        return _deflated_cleaned(data, len(keyword) + 2, clean)
    if kind == b"iTXt":
        packed, rest = text[:1] == b"\1", text[2:].split(b"\0", 2)
        place = len(data) - len(rest[-1])
        if packed:
            return _deflated_cleaned(data, place, clean)
        return data[:place] + _encoded_cleaned(data[place:], clean)
    return data


def _deflated_cleaned(data: bytes, place: int, clean: Clean) -> bytes:
    try:
        text = zlib.decompress(data[place:])
    except zlib.error:
        return data
    done = _encoded_cleaned(text, clean)
    return data if done == text else data[:place] + zlib.compress(done)


def _encoded_cleaned(text: bytes, clean: Clean) -> bytes:
    """Return a text cleaned, and where it is base64, what it stands for."""
    try:
        plain = base64.b64decode(text, validate=True)
        plain.decode()
    except (binascii.Error, UnicodeDecodeError):
        return clean(text)
    done = clean(plain)
    return text if done == plain else base64.b64encode(done)


def _archive(content: bytes, clean: Clean) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [(one, archive.read(one)) for one in archive.infolist()]
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError):
        return content
    made = [(one, clean(data)) for one, data in members]
    if made == members:
        return content
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for one, data in made:
            archive.writestr(one, data)
    return packed.getvalue()
