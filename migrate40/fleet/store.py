"""Where the folders of a batch lie: below a folder, or at an address.

A person's folder is whole or not there, and what is known of it (`State`) is written
after it: a run that died in between does that person again.
"""

import contextlib
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Protocol

import msgspec

from migrate40.errors import CannotRead, CannotWrite
from migrate40.fleet import remote
from migrate40.fleet.order import Outcome
from migrate40.output import files
from migrate40.output.folder import MANIFEST, differences

STATES = ".batch"
Fill = Callable[[Path], None]
"""Writes what was made into a folder; raises `CannotWrite`."""


class State(msgspec.Struct, frozen=True):
    """What an earlier run made of a person."""

    key: str
    outcome: Outcome


class Store(Protocol):
    """A place for results."""

    def state(self, name: str) -> State | None:
        """Return what is known of a person's results, if they are still whole."""

    def put(self, name: str, fill: Fill) -> str:
        """Write a person's folder and return the digest of its manifest."""

    def remember(self, name: str, state: State) -> None:
        """Keep the state, after the folder."""

    def put_files(self, contents: Mapping[str, bytes]) -> None:
        """Write what is about everybody."""

    def sweep(self) -> None:
        """Remove what a killed run left."""


def store(out: str) -> Store:
    """Return the store at a path or an address."""
    if remote.is_address(out):
        from migrate40.fleet.objects import ObjectStore

        return ObjectStore(out)
    return FolderStore(Path(out))


class FolderStore:
    """On this machine, or on a disk that all machines share."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def state(self, name: str) -> State | None:
        """Return what is known of a person's results, if they are still whole."""
        with contextlib.suppress(OSError, CannotRead, msgspec.MsgspecError):
            data = (self.path / STATES / f"{name}.json").read_bytes()
            state = msgspec.json.decode(data, type=State)
            folder = self.path / name
            if _digest(folder) == state.outcome.sha256 and not differences(folder):
                return state
        return None

    def put(self, name: str, fill: Fill) -> str:
        """Write the folder beside its place, then rename it.

        An older one of ours is replaced whole; what else lies in it comes along.
        """
        place = self.path / name
        if place.is_symlink():
            raise CannotWrite(f"{place} is a link: remove it, or choose another --out")
        try:
            with self._beside() as scratch:
                new = scratch / name
                if place.is_dir():
                    shutil.copytree(place, new, symlinks=True)
                _fill(new, place, fill)
                digest = _digest(new)
                self._swap(new, place, scratch / "old", digest)
        except OSError as error:
            raise CannotWrite(f"cannot write {place}: {files.reason(error)}") from None
        return digest

    def _swap(self, new: Path, place: Path, old: Path, digest: str) -> None:
        if place.is_dir():
            place.rename(old)
        try:
            new.rename(place)
        except OSError:
            # on a cluster somebody else may have done the same work a moment before
            if not place.is_dir() or _digest(place) != digest:
                raise

    @contextlib.contextmanager
    def _beside(self) -> Iterator[Path]:
        files.make_folder(self.path)
        prefix, suffix = files.STALE.split("*")
        scratch = Path(tempfile.mkdtemp(suffix, prefix, self.path))
        try:
            yield scratch
        finally:
            shutil.rmtree(scratch, ignore_errors=True)

    def remember(self, name: str, state: State) -> None:
        """Keep the state, after the folder."""
        self.put_files({f"{STATES}/{name}.json": encoded(state)})

    def put_files(self, contents: Mapping[str, bytes]) -> None:
        """Write what is about everybody."""
        files.write_files({self.path / name: data for name, data in contents.items()})

    def sweep(self) -> None:
        """Remove what a killed run left."""
        for path in sorted(self.path.glob(files.STALE)):
            if path.is_dir():
                self._put_back(path)
                shutil.rmtree(path, ignore_errors=True)
        files.sweep(self.path / STATES)

    def _put_back(self, scratch: Path) -> None:
        """Give back an older folder, if a run died just between the two renames."""
        new = [each for each in scratch.iterdir() if each.name != "old"]
        if (
            (scratch / "old").is_dir()
            and new
            and not (self.path / new[0].name).exists()
        ):
            (scratch / "old").rename(self.path / new[0].name)


def encoded(state: State) -> bytes:
    """Return the state as a line."""
    return msgspec.json.encode(state) + b"\n"


def _fill(new: Path, place: Path, fill: Fill) -> None:
    try:
        fill(new)
    except CannotWrite as error:
        raise CannotWrite(str(error).replace(str(new), str(place))) from None


def _digest(folder: Path) -> str:
    return sha256((folder / MANIFEST).read_bytes()).hexdigest()
