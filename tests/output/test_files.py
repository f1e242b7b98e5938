"""A file is there whole, for its owner only, or not at all."""

import errno
import os
import stat
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace

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


@pytest.mark.threat(18)
@posix
def test_not_open_to_others_for_a_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files and folders are private from the moment they are there."""
    seen = []
    real = Path.chmod

    def chmod(path: Path, wanted: int) -> None:
        seen.append(mode(path))
        real(path, wanted)

    monkeypatch.setattr(Path, "chmod", chmod)
    before = os.umask(0)
    try:
        files.write_file(tmp_path / "folder" / "file", b"words")
    finally:
        os.umask(before)

    assert [0o700, 0o600] == seen


@pytest.mark.threat(17)
@posix
def test_on_the_disk_before_the_first_is_renamed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever moment the power fails at, what has its name has its bytes."""
    steps = []
    flush, replace = os.fsync, Path.replace

    def fsync(handle: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "bytes")
        flush(handle)

    def rename(path: Path, target: Path) -> None:
        steps.append(target.name)
        replace(path, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "replace", rename)
    files.write_files({tmp_path / "z": b"1", tmp_path / "a": b"2"})

    assert ["bytes", "bytes", "z", "a", "folder"] == steps


def test_temporary_files_lie_beside_their_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They bear our name and number: what a killed run leaves can be swept."""
    names: list[str] = []
    real = os.fsync

    def fsync(handle: int) -> None:
        names.extend(path.name for path in tmp_path.glob(files.STALE))
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    files.write_file(tmp_path / "file", b"words")

    assert 1 == len(names)
    assert names[0].startswith(f".migrate40-{os.getpid()}-")


def test_a_file_system_that_flushes_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some cannot; the files are there all the same."""
    real = os.fsync

    def fsync(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    files.write_file(tmp_path / "file", b"words")

    assert b"words" == (tmp_path / "file").read_bytes()


def test_two_runs_may_make_the_same_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one being quicker is no failure."""
    real = Path.mkdir

    def mkdir(path: Path, wanted: int, *, exist_ok: bool = False) -> None:
        real(path)
        real(path, wanted, exist_ok=exist_ok)

    monkeypatch.setattr(Path, "mkdir", mkdir)
    files.write_file(tmp_path / "folder" / "file", b"words")

    assert b"words" == (tmp_path / "folder" / "file").read_bytes()


def test_nothing_else_is_left(tmp_path: Path) -> None:
    """No temporary file stays behind."""
    files.write_files({tmp_path / "a": b"1", tmp_path / "b": b"2"})

    assert ["a", "b"] == sorted(path.name for path in tmp_path.iterdir())


def test_another_file_is_not_replaced(tmp_path: Path) -> None:
    """The person's own file stays, unless they say otherwise."""
    path = tmp_path / "file"
    path.write_bytes(b"old")
    with pytest.raises(CannotWrite) as caught:
        files.write_file(path, b"new")

    assert (
        f"{path} is there already: choose another place, or --force to replace it"
        == str(caught.value)
    )
    assert b"old" == path.read_bytes()
    files.write_file(path, b"new", force=True)
    assert b"new" == path.read_bytes()


@pytest.mark.parametrize("kind", ["link", "lost link", "folder"])
def test_what_is_no_plain_file_is_not_replaced(tmp_path: Path, kind: str) -> None:
    """A link is the person's, even one to the very same bytes."""
    path, other = tmp_path / "file", tmp_path / "other"
    if kind == "folder":
        path.mkdir()
    else:
        path.symlink_to(other)
    if kind == "link":
        other.write_bytes(b"same")

    with pytest.raises(CannotWrite, match="is there already"):
        files.check_free(path, b"same")


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


@pytest.mark.threat(17)
def test_an_interruption_keeps_the_old_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C while the second file is flushed changes nothing."""
    paths = {tmp_path / "a": b"new", tmp_path / "b": b"new"}
    for path in paths:
        path.write_bytes(b"old")
    calls = iter([None, KeyboardInterrupt])

    def interrupted(_handle: int) -> None:
        if error := next(calls):
            raise error

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        files.write_files(paths)

    assert [b"old", b"old"] == [path.read_bytes() for path in paths]
    assert ["a", "b"] == sorted(path.name for path in tmp_path.iterdir())


@pytest.mark.threat(17)
def test_an_interruption_just_after_a_file_was_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Our own litter is found by its name; that of another run is not ours."""
    other = ".migrate40-0-other.tmp"
    (tmp_path / other).write_bytes(b"")
    real = tempfile.mkstemp

    def made(suffix: str, prefix: str, folder: Path) -> tuple[int, str]:
        handle, _ = real(suffix, prefix, folder)
        os.close(handle)
        raise KeyboardInterrupt

    monkeypatch.setattr(tempfile, "mkstemp", made)
    with pytest.raises(KeyboardInterrupt):
        files.write_files({tmp_path / "a": b"new"})

    assert [other] == [path.name for path in tmp_path.iterdir()]


def test_an_interruption_after_another_run_swept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Litter that is gone already is no second failure."""

    def swept(_handle: int) -> None:
        files.sweep(tmp_path)
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", swept)
    with pytest.raises(KeyboardInterrupt):
        files.write_files({tmp_path / "a": b"new"})

    assert [] == list(tmp_path.iterdir())


def test_an_error_without_words() -> None:
    """What the system does not say is told by the name of the error."""
    assert "no such file or directory" == files.reason(
        FileNotFoundError(2, "No such file or directory", "/a/path")
    )
    assert "filenotfounderror" == files.reason(FileNotFoundError())


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


def test_sweep_gets_over_what_it_cannot_remove(tmp_path: Path) -> None:
    """A folder called like a temporary file does not keep it from the rest."""
    (tmp_path / ".migrate40-a.tmp").mkdir()
    (tmp_path / ".migrate40-b.tmp").write_bytes(b"")
    files.sweep(tmp_path)

    assert [".migrate40-a.tmp"] == [path.name for path in tmp_path.iterdir()]


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


@posix
def test_a_lock_that_was_removed_while_it_was_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who locks a file that has lost its name would be alone with that lock."""
    lock = files._lock
    opened: list[int] = []

    def late(handle: int) -> bool:
        if not opened:  # the run before ends just now
            (tmp_path / ".migrate40.lock").unlink()
        opened.append(handle)
        return lock(handle)

    monkeypatch.setattr(files, "_lock", late)
    with files.locked(tmp_path):
        assert 2 == len(opened)
        with pytest.raises(CannotWrite, match="another"), files.locked(tmp_path):
            pass

    assert [] == list(tmp_path.iterdir())


@posix
def test_a_lock_goes_although_a_signal_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever is interrupted while it is removed removes it all the same."""
    unlink = Path.unlink
    calls: list[Path] = []

    def interrupted(path: Path) -> None:
        calls.append(path)
        if len(calls) == 1:
            raise KeyboardInterrupt
        unlink(path)

    monkeypatch.setattr(Path, "unlink", interrupted)
    with pytest.raises(KeyboardInterrupt), files.locked(tmp_path):
        pass

    assert [] == list(tmp_path.iterdir())


def test_a_file_in_the_way_that_nobody_may_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is somebody's: it is in the way as any other."""
    path = tmp_path / "a.md"
    path.write_bytes(b"same")

    def refuse(path: Path, mode: str) -> None:
        raise PermissionError(mode, path)

    assert files.is_same(path, b"same")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(CannotWrite, match=r"a\.md is there already: choose another"):
        files.write_file(path, b"same")


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """A lock needs a folder to lie in."""
    (tmp_path / "x").write_bytes(b"")
    with pytest.raises(CannotWrite, match="cannot write"), files.locked(tmp_path / "x"):
        pass


def test_only_one_run_at_a_time_on_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There nobody waits either, and the lock goes once its file is closed."""
    held: set[int] = set()
    close, unlink = os.close, Path.unlink

    def locking(handle: int, how: str, length: int) -> None:
        assert ("do not wait", 1) == (how, length)
        if held:
            raise PermissionError
        held.add(handle)

    def closed(handle: int) -> None:
        held.discard(handle)
        close(handle)

    def unlinked(path: Path, *, missing_ok: bool = False) -> None:
        if held:
            raise PermissionError
        unlink(path, missing_ok=missing_ok)

    system = SimpleNamespace(locking=locking, LK_NBLCK="do not wait")
    monkeypatch.setitem(sys.modules, "msvcrt", system)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(os, "close", closed)
    monkeypatch.setattr(Path, "unlink", unlinked)
    with files.locked(tmp_path):
        with pytest.raises(CannotWrite) as caught, files.locked(tmp_path):
            pass
        assert [".migrate40.lock"] == [path.name for path in tmp_path.iterdir()]

    assert f"another migrate40 is writing into {tmp_path}: wait for it" == str(
        caught.value
    )
    assert [] == list(tmp_path.iterdir())
