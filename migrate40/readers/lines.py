"""Files of one JSON value a line: a bad line costs itself and nothing else."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final, TypeVar

from migrate40.errors import CannotRead, TooMuch
from migrate40.notices import Report
from migrate40.readers.charset import Utf8
from migrate40.readers.decode import decode
from migrate40.readers.talk import tell

T = TypeVar("T")

LONGEST: Final = 1 << 26
"""Bytes of one line; a longer one is skipped."""


LARGEST: Final = 1 << 27
"""Bytes of a file that only the whole of it tells; the rest is not read."""


def whole(stream: BinaryIO, where: str, report: Report) -> bytes:
    """Return a file as UTF-8, as far as it can be read."""
    source, found = Utf8(stream), bytearray()
    while len(found) <= LARGEST and (chunk := _chunk(source, where, report)):
        found += chunk
    if len(found) > LARGEST:
        why = f"the rest: it is larger than {LARGEST >> 20} MiB"
        tell(report, "skipped_file", where, why)
    return bytes(found).strip(b"\0 \t\r\n")


def raw_lines(
    stream: BinaryIO, where: str, report: Report
) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not blank, each with its number, from 1 on.

    Raises `TooMuch` alone: other trouble in reading is reported, what came before it
    is kept. Memory is bound by one line.
    """
    for number, line in enumerate(_split(stream, where, report), 1):
        bare = line.strip(b"\0 \t\r\n,")
        if len(line) > LONGEST:
            why = f"the line is longer than {LONGEST >> 20} MiB"
            tell(report, "skipped_message", f"{where}#{number}", why)
        elif bare:
            yield number, bare


def decoded(
    values: Iterable[tuple[int, bytes]], kind: type[T], where: str, report: Report
) -> Iterator[T]:
    """Yield each value as `kind`; how many are none is told with the first's place."""
    bad = first = 0
    for number, raw in values:
        try:
            yield decode(raw, kind)[0]
        except ValueError:
            bad, first = bad + 1, first or number
    if bad:
        why = f"lines that are damaged or cut off: {bad}; this is the first"
        tell(report, "skipped_message", f"{where}#{first}", why)


def _split(stream: BinaryIO, where: str, report: Report) -> Iterator[bytes]:
    """Yield all lines; of one that is too long only the beginning."""
    source = Utf8(stream)
    rest = bytearray()
    while chunk := _chunk(source, where, report):
        *lines, last = chunk.split(b"\n")
        for line in lines:
            yield bytes(rest + line)
            rest.clear()
        if len(rest) <= LONGEST:
            rest += last
    if rest:
        yield bytes(rest)


def _chunk(source: Utf8, where: str, report: Report) -> bytes:
    try:
        return source.read()
    except TooMuch:
        raise
    except CannotRead as error:
        why = str(error).removeprefix(f"{where}: ")
        tell(report, "skipped_file", where, f"the rest: {why}")
        return b""
