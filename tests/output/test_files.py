"""A file is there whole, for its owner only, or not at all."""

import os
import stat
from pathlib import Path

import pytest

from migrate40.errors import CannotWrite
from migrate40.output import files

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")


def mode(path: Path) -> int:
    """Return the rights of a file or folder."""
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.threat(18)
@posix
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_modes_do_not_depend_on_the_umask(tmp_path: Path, umask: int) -> None:
    """What is written is nobody else's to read."""
    target = tmp_path / "a" / "b" / "file.md"
    before = os.umask(umask)
    try:
        files.write_file(target, b"words")
    finally:
        os.umask(before)

    assert 0o600 == mode(target)
    assert [0o700, 0o700] == [mode(target.parent), mode(target.parent.parent)]


def test_nothing_else_is_left(tmp_path: Path) -> None:
    """No temporary file stays behind."""
    files.write_files({tmp_path / "a": b"1", tmp_path / "b": b"2"})

    assert ["a", "b"] == sorted(path.name for path in tmp_path.iterdir())


def test_another_file_is_not_replaced(tmp_path: Path) -> None:
    """The person's own file stays, unless they say otherwise."""
    path = tmp_path / "file"
    path.write_bytes(b"old")
    with pytest.raises(CannotWrite, match="--force"):
        files.write_file(path, b"new")

    assert b"old" == path.read_bytes()
    files.write_file(path, b"new", force=True)
    assert b"new" == path.read_bytes()


def test_the_same_bytes_may_be_written_again(tmp_path: Path) -> None:
    """Running a command twice is no mistake."""
    path = tmp_path / "file"
    files.write_file(path, b"same")
    files.write_file(path, b"same")

    assert b"same" == path.read_bytes()


@pytest.mark.threat(17)
def test_a_failure_keeps_the_old_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a full disk the old state is whole, and no litter is left."""
    paths = {tmp_path / "a": b"new", tmp_path / "b": b"new"}
    for path in paths:
        path.write_bytes(b"old")
    real, calls = os.fsync, iter([0, 28])

    def full(handle: int) -> None:
        if number := next(calls, 0):
            raise OSError(number, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotWrite, match="no space left"):
        files.write_files(paths)

    assert [b"old", b"old"] == [path.read_bytes() for path in paths]
    assert ["a", "b"] == sorted(path.name for path in tmp_path.iterdir())


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    """What is in the way is told in one line."""
    (tmp_path / "x").write_bytes(b"")
    with pytest.raises(CannotWrite, match="cannot write"):
        files.write_file(tmp_path / "x" / "y", b"")

    assert b"" == (tmp_path / "x").read_bytes()


def test_sweep_removes_what_a_killed_run_left(tmp_path: Path) -> None:
    """Only our own temporary files go."""
    inner = tmp_path / "inner"
    inner.mkdir()
    for name in (".migrate40-abc.tmp", "kept.tmp", ".kept"):
        (inner / name).write_bytes(b"")
    files.sweep(tmp_path)
    files.sweep(tmp_path / "not there")

    assert [".kept", "kept.tmp"] == sorted(path.name for path in inner.iterdir())


@posix
def test_only_one_run_at_a_time(tmp_path: Path) -> None:
    """A second run is told to wait, and the lock goes with the first."""
    with (
        files.locked(tmp_path),
        pytest.raises(CannotWrite, match="another migrate40"),
        files.locked(tmp_path),
    ):
        pass
    with files.locked(tmp_path):
        pass

    assert [] == list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """A lock needs a folder to lie in."""
    (tmp_path / "x").write_bytes(b"")
    with pytest.raises(CannotWrite, match="cannot write"), files.locked(tmp_path / "x"):
        pass
