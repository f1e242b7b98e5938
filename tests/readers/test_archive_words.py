"""What is said of archives that cannot be opened, to the letter, and their limits."""

import io
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from migrate40.errors import CannotRead, TooMuch
from migrate40.notices import Notice
from migrate40.readers import archive, guarded
from migrate40.readers.archive import Export, open_exports

DAMAGED = "damaged or cut off: download the export again"


def packed(*files: tuple[str, bytes], comment: bytes = b"") -> bytes:
    """Return a zip of these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.comment = comment
        for name, content in files:
            made.writestr(name, content)
    return buffer.getvalue()


@contextmanager
def opened(path: Path | str) -> Iterator[tuple[tuple[Export, ...], list[Notice]]]:
    """Open a path, and take down what is reported."""
    notices: list[Notice] = []
    with open_exports([str(path)], notices.append) as exports:
        yield exports, notices


class Pipe(io.BytesIO):
    """What comes in by and by; it may break off."""

    def __init__(self, data: bytes, *, breaks: bool = False) -> None:
        super().__init__(data)
        self.breaks = breaks

    def read(self, size: int | None = -1) -> bytes:
        """Read on, or fail where all is read."""
        piece = super().read(size)
        if self.breaks and not piece:
            raise OSError(5, "Input/output error")
        return piece


@pytest.fixture
def pipe(monkeypatch: pytest.MonkeyPatch) -> type[Pipe]:
    """Return what stands for the standard input once it is made."""

    class Standing(Pipe):
        def __init__(self, data: bytes, *, breaks: bool = False) -> None:
            super().__init__(data, breaks=breaks)
            monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=self))

    return Standing


def test_a_file_that_is_piped_in(pipe: type[Pipe]) -> None:
    """It counts as named by the person, with its size and where it came from."""
    pipe(b"[1, 2]")

    with opened("-") as ((export,), _):
        (file,) = export.members
        assert export.single
        assert ("stdin", "stdin", 6) == (file.name, file.export, file.size)


def test_a_pipe_that_breaks(pipe: type[Pipe]) -> None:
    """The line begins with its name, and ends with what to do."""
    pipe(b"[1, 2]", breaks=True)

    line = "^stdin: Input/output error: copy it to another place and try again$"
    with pytest.raises(CannotRead, match=line), opened("-"):
        pass


@pytest.mark.parametrize(("size", "fits"), [(99, True), (100, False)])
def test_the_limit_of_a_pipe(
    monkeypatch: pytest.MonkeyPatch, pipe: type[Pipe], size: int, fits: bool
) -> None:
    """It holds for all pieces together; as many bytes as the limit says still go."""
    monkeypatch.setattr(archive, "LARGEST_MEMBER", 99)
    monkeypatch.setattr(archive, "PIECE", 1)
    pipe(b"x" * size)

    if fits:
        with opened("-") as ((export,), _):
            assert 99 == export.members[0].size
        return
    line = "^stdin: larger than any export: not read$"
    with pytest.raises(TooMuch, match=line), opened("-"):
        pass


@pytest.mark.parametrize("folder", ["", "deep/"])
def test_a_zip_three_deep(tmp_path: Path, folder: str) -> None:
    """It stays closed, and the remedy is said."""
    inner = packed((f"{folder}c.zip", packed(("d.json", b"{}"))), ("b.json", b"{}"))
    path = tmp_path / "a.zip"
    path.write_bytes(packed((f"{folder}b.zip", inner), ("a.json", b"{}")))

    with opened(path) as (exports, notices):
        assert ["a.zip", "b.zip"] == [export.name for export in exports]
    (notice,) = notices
    assert notice.where in {"b.zip/c.zip", "b.zip/deep/c.zip"}
    assert "a zip in a zip in a zip: unpack the outer one" == notice.why


def test_damage_is_told_without_the_place(tmp_path: Path) -> None:
    """A notice names the place itself; its reason does not say it again."""
    (tmp_path / "f").mkdir()
    (tmp_path / "f/a.json").write_bytes(b"[]")
    (tmp_path / "f/b.zip").write_bytes(b"PK\x03\x04 broken")
    outer = tmp_path / "o.zip"
    outer.write_bytes(packed(("x/b.zip", b"PK\x03\x04 broken"), ("x/a.json", b"[]")))

    for path, place in ((tmp_path / "f", "f/b.zip"), (outer, "o.zip/b.zip")):
        with opened(path) as (_, notices):
            (notice,) = notices
        assert (place, DAMAGED) == (notice.where, notice.why)


def test_a_zip_that_cannot_be_opened_in_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The right that is missing is said, of this file alone."""
    (tmp_path / "a.json").write_bytes(b"[]")
    (tmp_path / "b.zip").write_bytes(packed(("c.json", b"[]")))
    refused, how = tmp_path / "b.zip", Path.open

    def open_it(path: Path, mode: str) -> object:
        if path == refused:
            raise PermissionError(13, "Permission denied")
        return how(path, mode)

    monkeypatch.setattr(Path, "open", open_it)
    with opened(tmp_path) as (_, notices):
        (notice,) = notices
    assert "no right to read it: give yourself the right, or copy it" == notice.why


@pytest.mark.parametrize("comment", [0, 9, 65_535])
def test_a_long_comment_behind_something_else(tmp_path: Path, comment: int) -> None:
    """An archive may have the longest comment there is, and bytes in front of it."""
    path = tmp_path / "e.zip"
    data = packed(("a.json", b"x" * 99_999), comment=b"-" * comment)
    path.write_bytes(b"#!/bin/sh\n" + data)

    with opened(path) as ((export,), _):
        assert ["a.json"] == [member.name for member in export.members]


def test_members_of_a_pipe_are_guarded(
    monkeypatch: pytest.MonkeyPatch, pipe: type[Pipe]
) -> None:
    """A limit that is met later says where."""
    pipe(b"x" * 99)

    with opened("-") as ((export,), _):
        monkeypatch.setattr(guarded, "LARGEST_MEMBER", 9)
        with pytest.raises(TooMuch, match=r"^stdin: it unpacks to far more"):
            export.members[0].open().read(99)
