"""Files: whole or not at all, for their owner's eyes only.

A file is written beside its place, flushed to the disk and renamed: whoever looks
finds the old one or the new one, never a torn one.
"""

import contextlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from migrate40.errors import CannotWrite

FILE_MODE = 0o600
FOLDER_MODE = 0o700
STALE = ".migrate40-*.tmp"
"""How our temporary files are called: so that those of a killed run are found."""
Content = bytes | Callable[[], Iterable[bytes]]
"""What a file is to hold, or what yields it in pieces, as often as it is asked."""


def reason(error: OSError) -> str:
    """Return what the system says, without a number or a path."""
    return (error.strerror or type(error).__name__).lower()


def write_file(path: Path, data: Content, *, force: bool = False) -> None:
    """Write one file atomically; an existing other one only with `force`."""
    check_free(path, data, force=force)
    write_files({path: data})


def check_free(path: Path, data: Content, *, force: bool = False) -> None:
    """Raise `CannotWrite` if something else lies at the path."""
    if force or not os.path.lexists(path) or is_same(path, data):
        return
    raise CannotWrite(
        f"{path} is there already: choose another place, or --force to replace it"
    )


def is_same(path: Path, data: Content) -> bool:
    """Whether a file, and no link to one, holds these bytes, and may be read."""
    if path.is_symlink() or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            alike = all(file.read(len(piece)) == piece for piece in _pieces(data))
            return alike and not file.read(1)
    except OSError:
        return False


def _pieces(data: Content) -> Iterable[bytes]:
    return [data] if isinstance(data, bytes) else data()


def write_files(files: Mapping[Path, Content]) -> None:
    """Write all files, the last one last; when it fails, the old ones are whole."""
    staged: list[tuple[Path, Path]] = []
    path = Path()
    try:
        for path, data in files.items():
            make_folder(path.parent)
            staged.append((_stage(path.parent, data), path))
        while staged:
            temporary, path = staged[0]
            temporary.replace(path)
            staged.pop(0)
        for folder in sorted({path.parent for path in files}):
            _flush_folder(folder)
    except OSError as error:
        raise CannotWrite(f"cannot write {path}: {reason(error)}") from None
    except BaseException:
        # a signal may have come before a file that was made could be noted
        _sweep_own(path.parent for path in files)
        raise
    finally:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)


def _sweep_own(folders: Iterable[Path]) -> None:
    """Remove the temporary files of this very process."""
    for folder in set(folders):
        for path in folder.glob(STALE.replace("*", f"{os.getpid()}-*")):
            path.unlink(missing_ok=True)


def _stage(folder: Path, data: Content) -> Path:
    """Return a temporary file beside its later place, its bytes on the disk."""
    prefix, suffix = STALE.split("*")
    handle, name = tempfile.mkstemp(suffix, f"{prefix}{os.getpid()}-", folder)
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(_pieces(data))
            file.flush()
            os.fsync(file.fileno())
        path.chmod(FILE_MODE)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, each for its owner only."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(FOLDER_MODE, exist_ok=True)
    folder.chmod(FOLDER_MODE)


def _flush_folder(folder: Path) -> None:
    """Have the system keep the new names; a system that cannot is no failure."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sweep(folder: Path) -> None:
    """Remove what a killed run left below the folder."""
    if folder.is_dir():
        for path in sorted(folder.rglob(STALE)):
            with contextlib.suppress(OSError):
                path.unlink()


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other runs out of the folder; raises `CannotWrite` when one is in."""
    path = folder / ".migrate40.lock"
    try:
        handle = _open_locked(path)
        try:
            yield
        finally:
            os.close(handle)
    finally:
        try:
            _remove_unheld(path)
        except BaseException:  # a signal came in between
            _remove_unheld(path)
            raise


def _remove_unheld(path: Path) -> None:
    """Remove a lock's file that no run holds."""
    with contextlib.suppress(OSError):
        if sys.platform == "win32":  # which removes no file that anybody has open
            path.unlink()
            return
        handle = os.open(path, os.O_RDWR)
        try:
            if _lock(handle) and _is_there(path, handle):
                path.unlink()
        finally:
            os.close(handle)


def _open_locked(path: Path) -> int:
    """Return the lock's file, opened and locked."""
    while True:
        try:
            make_folder(path.parent)
            handle = os.open(path, os.O_RDWR | os.O_CREAT, FILE_MODE)
        except OSError as error:
            raise CannotWrite(
                f"cannot write into {path.parent}: {reason(error)}"
            ) from None
        if not _lock(handle):
            os.close(handle)
            raise CannotWrite(
                f"another migrate40 is writing into {path.parent}: wait for it"
            )
        if _is_there(path, handle):
            return handle
        os.close(handle)  # the run before removed it after it had been opened here


def _is_there(path: Path, handle: int) -> bool:
    """Whether the path still names the opened file: others lock what it names."""
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def _lock(handle: int) -> bool:
    """Take the lock, which falls with the process; whether it was to be had."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
