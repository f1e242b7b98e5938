"""From paths to the files of exports: zips, folders, files, the standard input."""

import os
import stat
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final, cast

import msgspec

from migrate40.errors import CannotRead, TooMuch
from migrate40.notices import Notice, Report
from migrate40.readers.guarded import LARGEST_MEMBER, PIECE, guarded, told, why
from migrate40.readers.names import (
    in_order,
    is_inner_zip,
    is_junk,
    plain_name,
    without_folder,
)
from migrate40.readers.reader import Member
from migrate40.readers.zips import MOST_ENTRIES, open_zip

STDIN: Final = "-"
STDIN_NAME: Final = "stdin"
ZIP_MAGIC: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


class Export(msgspec.Struct, frozen=True, kw_only=True):
    """What one path stands for, or one zip within it."""

    name: str
    members: tuple[Member, ...]
    single: bool = False
    """Whether the person named this very file."""


@contextmanager
def open_exports(paths: Sequence[str], report: Report) -> Iterator[tuple[Export, ...]]:
    """Open everything that the paths name; `-` is the standard input.

    Zips within zips and folders are opened one level deep. Raises `CannotRead` and
    its children; the members can be opened until the context ends.
    """
    with ExitStack() as stack:
        opener = _Opener(stack, report)
        yield tuple(export for path in paths for export in opener.open(path))


class _Opener:
    def __init__(self, stack: ExitStack, report: Report) -> None:
        self._stack = stack
        self._report = report

    def open(self, path: str) -> Iterator[Export]:
        if path == STDIN:
            yield from self._spooled(sys.stdin.buffer, STDIN_NAME)
            return
        name = Path(path).name or str(path)
        with told(path):
            mode = Path(path).stat().st_mode
        if stat.S_ISDIR(mode):
            yield from self._folder(Path(path), name)
        elif stat.S_ISREG(mode):
            yield from self._file(Path(path), name)
        else:
            with told(path), Path(path).open("rb") as stream:
                yield from self._spooled(stream, name)

    def _spooled(self, stream: BinaryIO, name: str) -> Iterator[Export]:
        """Keep a copy without a name: zips need seeking, and reading goes twice."""
        with told(name):
            copy = self._unnamed()
            _copy(guarded(stream, name), copy, name)
        yield from self._content(copy, name)

    def _unnamed(self) -> BinaryIO:
        file = self._stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115  # the stack closes it
        return cast("BinaryIO", file)

    def _content(self, file: BinaryIO, name: str) -> Iterator[Export]:
        file.seek(0)
        if file.read(4) in ZIP_MAGIC:
            yield from self._zip(file, name)
        else:
            size = file.seek(0, os.SEEK_END)
            open_it = partial(_Shared.opened, file, name)
            member = Member(name=name, size=size, open=open_it, export=name)
            yield Export(name=name, members=(member,), single=True)

    def _file(self, path: Path, name: str) -> Iterator[Export]:
        with told(str(path)):
            file = self._stack.enter_context(path.open("rb"))
            start = file.read(4)
        if start in ZIP_MAGIC or (path.suffix.lower() == ".zip" and _ends_as_zip(file)):
            yield from self._zip(file, name)
        else:
            yield Export(name=name, members=(_on_disk(path, name, name),), single=True)

    def _zip(
        self, file: BinaryIO, name: str, *, inner: bool = False
    ) -> Iterator[Export]:
        members = open_zip(file, name, self._stack, self._report)
        yield Export(name=name, members=members)
        for member in members:
            if is_inner_zip(member.name):
                yield from self._inner_zip(member, inner=inner)

    def _inner_zip(self, member: Member, *, inner: bool) -> Iterator[Export]:
        if inner:
            self._skip(member, "a zip in a zip in a zip: unpack the outer one")
            return
        name = member.name.rpartition("/")[2]
        try:
            with member.open() as stream, told(name):
                copy = self._unnamed()
                _copy(stream, copy, name)
            yield from self._zip(copy, name, inner=True)
        except TooMuch:
            raise
        except CannotRead as error:
            self._skip(member, why(error, name))

    def _folder(self, path: Path, name: str) -> Iterator[Export]:
        with told(str(path)):
            found = sorted(_files_below(path), key=lambda pair: in_order(pair[0]))
        names = without_folder([inner for inner, _ in found])
        files = [file for _, file in found]
        members = tuple(
            _on_disk(file, inner, name)
            for inner, file in zip(names, files, strict=True)
        )
        yield Export(name=name, members=members)
        for member, file in zip(members, files, strict=True):
            if is_inner_zip(member.name):
                yield from self._zip_in_folder(member, file)

    def _zip_in_folder(self, member: Member, path: Path) -> Iterator[Export]:
        try:
            with told(path.name):
                file = self._stack.enter_context(path.open("rb"))
            yield from self._zip(file, path.name)
        except TooMuch:
            raise
        except CannotRead as error:
            self._skip(member, why(error, path.name))

    def _skip(self, member: Member, reason: str) -> None:
        where = f"{member.export}/{member.name}"
        self._report(Notice(kind="skipped_file", where=where, why=reason))


def _files_below(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield regular files and their names within the folder; links are not followed."""
    count = 0
    for parent, _, files in os.walk(folder):
        for file in files:
            path = Path(parent, file)
            inner = plain_name(path.relative_to(folder).as_posix())
            if is_junk(inner) or path.is_symlink() or not path.is_file():
                continue
            count += 1
            if count > MOST_ENTRIES:
                raise TooMuch(
                    f"{folder}: more files than any export holds: give the folder of "
                    "the export itself"
                )
            yield inner, path


def _on_disk(path: Path, inner: str, export: str) -> Member:
    where = export if inner == export else f"{export}/{inner}"

    def open_it() -> BinaryIO:
        with told(where):
            return guarded(path.open("rb"), where)

    with told(where):
        size = path.stat().st_size
    return Member(name=inner, size=size, open=open_it, export=export)


def _copy(source: BinaryIO, target: BinaryIO, name: str) -> None:
    count = 0
    while piece := source.read(PIECE * 16):
        count += len(piece)
        if count > LARGEST_MEMBER:
            raise TooMuch(f"{name}: larger than any export: not read")
        target.write(piece)
    target.flush()


def _ends_as_zip(file: BinaryIO) -> bool:
    """Whether something stands before an archive: it opens all the same."""
    length = file.seek(0, os.SEEK_END)
    file.seek(max(0, length - (1 << 16) - 22))
    return b"PK\x05\x06" in file.read()


class _Shared:
    """A place of its own in a file that several read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._at = 0

    @classmethod
    def opened(cls, file: BinaryIO, where: str) -> BinaryIO:
        return guarded(cast("BinaryIO", cls(file)), where)

    def read(self, size: int) -> bytes:
        self._file.seek(self._at)
        piece = self._file.read(size)
        self._at += len(piece)
        return piece

    def close(self) -> None:
        """Leave the file open: others read it."""
