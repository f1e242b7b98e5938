"""Archives, read in memory and never extracted: nothing in them names a place here."""

import copy
import os
import struct
import zipfile
from collections import Counter
from contextlib import ExitStack
from typing import BinaryIO, Final, cast

from migrate40.errors import CannotRead, Encrypted, NotAnExport, TooMuch
from migrate40.notices import Notice, Report
from migrate40.readers.guarded import guarded, told
from migrate40.readers.names import is_junk, is_promising, plain_name, without_folder
from migrate40.readers.reader import Member
from migrate40.readers.salvage import salvage

MOST_ENTRIES: Final = 65_000
"""Files of one archive; exports full of pictures have some thousands."""
LARGEST_DIRECTORY: Final = 10 << 20
LOCAL_HEADER: Final = 30
SHORT_END: Final = 22
LONG_END: Final = 56
FULL_16: Final = 0xFFFF
FULL_32: Final = 0xFFFF_FFFF
ENCRYPTED: Final = 0x1
METHODS: Final = {9: "Deflate64", 93: "Zstandard", 95: "XZ", 98: "PPMd", 99: "AES"}
DOCUMENTS: Final = {
    "[Content_Types].xml": "an office document",
    "mimetype": "an OpenDocument file or a book",
    "AndroidManifest.xml": "an app",
}


def open_zip(
    file: BinaryIO, name: str, stack: ExitStack, report: Report
) -> tuple[Member, ...]:
    """Return the files in an archive; they can be opened until the stack closes."""
    _refuse_crowds(file, name)
    try:
        with told(name):
            archive = stack.enter_context(zipfile.ZipFile(file))
    except CannotRead:
        if salvaged := salvage(file, name, report):
            return salvaged
        raise
    infos = [info for info in archive.infolist() if not _is_passed_over(info)]
    _refuse_overlaps(archive, name)
    _refuse_documents(infos, name)
    _refuse_passwords(infos, name)
    names = without_folder([plain_name(info.filename) for info in infos])
    _tell_doubles(names, name, report)
    return tuple(
        _member(archive, info, inner, name, report)
        for info, inner in zip(infos, names, strict=True)
    )


def _is_passed_over(info: zipfile.ZipInfo) -> bool:
    return info.is_dir() or is_junk(plain_name(info.filename))


def _refuse_crowds(file: BinaryIO, name: str) -> None:
    """Look at the numbers at the end before a directory of that size is read."""
    with told(name):
        length = file.seek(0, os.SEEK_END)
        file.seek(max(0, length - (1 << 16) - 1024))
        entries, size = _announced(file.read())
    if entries > MOST_ENTRIES or size > LARGEST_DIRECTORY:
        raise TooMuch(
            f"{name}: {entries} files are more than any export holds: unpack it and "
            "give the folder, or the files with conversations"
        )


def _announced(tail: bytes) -> tuple[int, int]:
    """Return how many files the end of an archive counts, in how large a directory.

    Zero, if there is no such end; a larger record stands in front where the numbers
    do not fit.
    """
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < SHORT_END:
        return 0, 0
    entries, size = struct.unpack_from("<HL", tail, at + 10)
    large = tail.rfind(b"PK\x06\x06", 0, at)
    if 0 <= large <= at - LONG_END and (entries == FULL_16 or size == FULL_32):
        entries, size = struct.unpack_from("<QQ", tail, large + 32)
    return entries, size


def _refuse_overlaps(archive: zipfile.ZipFile, name: str) -> None:
    """Two files in the same bytes: an archive that grows without end."""
    end = 0
    for info in sorted(archive.infolist(), key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise TooMuch(
                f"{name}: its files lie in each other, as in an archive made to do "
                "harm: not read"
            )
        end = info.header_offset + LOCAL_HEADER + info.compress_size


def _refuse_documents(infos: list[zipfile.ZipInfo], name: str) -> None:
    for info in infos:
        if info.filename in DOCUMENTS:
            raise NotAnExport(
                f"{name}: this is {DOCUMENTS[info.filename]}, no export: give the zip "
                "that ChatGPT or Claude sent"
            )


def _refuse_passwords(infos: list[zipfile.ZipInfo], name: str) -> None:
    if any(i.flag_bits & ENCRYPTED and is_promising(i.filename) for i in infos):
        raise Encrypted(
            f"{name}: it is protected by a password: unpack it, then give the folder"
        )


def _tell_doubles(names: list[str], name: str, report: Report) -> None:
    for inner, times in sorted(Counter(names).items()):
        if times > 1 and is_promising(inner):
            why = f"{times} files have this name: all are read"
            report(Notice(kind="guessed", where=f"{name}/{inner}", why=why))


def _member(
    archive: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    inner: str,
    name: str,
    report: Report,
) -> Member:
    where = f"{name}/{inner}"
    told_already: list[Notice] = []

    def check(checksum: int) -> None:
        if checksum != info.CRC and not told_already:
            why = "its checksum is wrong, so it may be damaged: read as it is"
            told_already.append(Notice(kind="guessed", where=where, why=why))
            report(told_already[0])

    def open_it() -> BinaryIO:
        stream = _opened(archive, info, where)
        return guarded(stream, where, packed=info.compress_size, check=check)

    return Member(name=inner, size=info.file_size, open=open_it, export=name)


def _opened(archive: zipfile.ZipFile, info: zipfile.ZipInfo, where: str) -> BinaryIO:
    unchecked = copy.copy(info)
    # With a checksum zipfile keeps back the last bytes of a file that is damaged.
    del unchecked.CRC
    try:
        with told(where):
            return cast("BinaryIO", archive.open(unchecked))
    except CannotRead as error:
        if info.compress_type not in METHODS:
            raise
        raise CannotRead(
            f"{where}: packed as {METHODS[info.compress_type]}, which cannot be read: "
            "unpack it, then give the folder"
        ) from error
