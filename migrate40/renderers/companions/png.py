"""A small picture that carries texts, the same bytes on every machine.

Nothing is compressed: what a library makes of the same pixels changes with its version.
"""

from collections.abc import Mapping
from struct import pack
from zlib import adler32, crc32

WIDTH, HEIGHT, RADIUS = 400, 600, 120
"""In pixels: the portrait shape in which cards are shown, with a disc in the middle."""
PALETTE = bytes((0x2E, 0x34, 0x40, 0xEB, 0xCB, 0x8B))
"""The ground, and the disc."""
SIGNATURE = b"\x89PNG\r\n\x1a\n"


def picture(texts: Mapping[str, bytes]) -> bytes:
    """Return a PNG with one tEXt chunk a text: a keyword, and bytes of Latin-1."""
    header = pack(">IIBBBBB", WIDTH, HEIGHT, 1, 3, 0, 0, 0)
    told = (
        _chunk(b"tEXt", keyword.encode("latin-1") + b"\0" + text)
        for keyword, text in texts.items()
    )
    return b"".join(
        (
            SIGNATURE,
            _chunk(b"IHDR", header),
            _chunk(b"PLTE", PALETTE),
            *told,
            _chunk(b"IDAT", _stored(_pixels())),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + kind + data + pack(">I", crc32(kind + data))


def _pixels() -> bytes:
    """Return the rows, one bit a pixel, each after the byte of its filter (none)."""
    return b"".join(b"\0" + _row(y - HEIGHT // 2) for y in range(HEIGHT))


def _row(height: int) -> bytes:
    reach = max(0, RADIUS**2 - height**2)
    bits = (int((x - WIDTH // 2) ** 2 < reach) for x in range(WIDTH))
    return int("".join(map(str, bits)), 2).to_bytes(WIDTH // 8)


def _stored(data: bytes) -> bytes:
    """Return a zlib stream of one block as it is; it takes up to 65,535 bytes."""
    size = pack("<HH", len(data), len(data) ^ 0xFFFF)
    return b"\x78\x01\x01" + size + data + pack(">I", adler32(data))
