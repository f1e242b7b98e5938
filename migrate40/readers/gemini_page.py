"""Google's "My Activity" as a web page: its cells as the same rows.

The page is what Takeout makes unless JSON is asked for. Times stand in it as the
person's language writes them.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import BinaryIO, Final

from migrate40.readers.charset import Utf8
from migrate40.readers.decode import text_of
from migrate40.readers.gemini_dates import written_time
from migrate40.readers.gemini_rows import Html, Row, table
from migrate40.readers.markup import plain

CELL: Final = b'<div class="outer-cell'
LARGEST: Final = 1 << 24
"""Bytes of one cell."""

_HEADER = re.compile(r"\bheader-cell\b(.{0,1000}?)</p>", re.DOTALL)
_CONTENT = re.compile(r'<div class="content-cell[^<>]*>')
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_CLOCK = re.compile(r"\d[:.]\d\d[:.]\d\d")
_TAG = re.compile(r"<[^<>]*+>")


def cells(stream: BinaryIO) -> Iterator[Row | None]:
    """Yield the cells of a page as they stand; None: one beyond all measure."""
    for raw in _raw_cells(Utf8(stream)):
        yield None if raw is None else _cell(text_of(raw))


def _raw_cells(source: Utf8) -> Iterator[bytes | None]:
    """Yield the cells one at a time; what stands before the first is none."""
    held = bytearray()
    inside = 0
    while chunk := source.read():
        start = max(inside, len(held) - len(CELL))
        held += chunk
        while (at := held.find(CELL, start)) >= 0:
            if inside:
                yield bytes(held[:at])
            del held[:at]
            inside = start = 1
        if inside and len(held) > LARGEST:
            yield None
            inside = 0
        if not inside:
            del held[: -len(CELL)]
    if inside:
        yield bytes(held)


def _cell(markup: str) -> Row:
    header = _HEADER.search(markup)
    contents = _CONTENT.split(markup, maxsplit=2)
    pieces = _BREAK.split(contents[1] if len(contents) > 1 else "")
    for number, piece in enumerate(pieces):
        has_clock = number and _CLOCK.search(piece)
        found = written_time(_words(piece)) if has_clock else None
        if found:
            return Row(
                header=_header(header),
                title=_title(pieces[:number]),
                time=found.time.isoformat(),
                safe_html_item=[Html("<br>".join(pieces[number + 1 :]))],
                is_zoned=found.is_sure,
            )
    return Row(header=_header(header), title=_title(pieces))


def _header(match: re.Match[str] | None) -> str:
    return plain(f"<p{match[1]}") if match else ""


def _title(pieces: list[str]) -> str:
    """Return the lines of a prompt, without the list of files that came with it."""
    lines: list[str] = []
    for piece in pieces:
        line = _words(piece)
        if lines and re.match(table()["attached"], line.strip()):
            break
        lines.append(line)
    return "\n".join(lines)


def _words(markup: str) -> str:
    return unescape(_TAG.sub("", markup))
