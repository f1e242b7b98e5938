"""Results at an address: nothing can be renamed there, so the manifest goes last."""

import tempfile
from collections.abc import Mapping
from contextlib import AbstractContextManager, suppress
from hashlib import sha256
from pathlib import Path

import msgspec

from migrate40.errors import CannotWrite
from migrate40.fleet import remote
from migrate40.fleet.store import STATES, Fill, State, encoded
from migrate40.output.folder import MANIFEST, Manifest


class ObjectStore:
    """Any store that fsspec knows: a folder without its manifest is not there yet."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._system, self._path = remote.opened(address)

    def state(self, name: str) -> State | None:
        """Return what is known of a person's results, if they are still whole."""
        try:
            state = msgspec.json.decode(
                self._get(f"{STATES}/{name}.json") or b"", type=State
            )
            data = self._get(f"{name}/{MANIFEST}") or b""
            if sha256(data).hexdigest() != state.outcome.sha256:
                return None
            sizes = self._sizes(name)
            entries = msgspec.json.decode(data, type=Manifest).files
        except msgspec.MsgspecError:
            return None
        whole = all(sizes.get(file) == one.bytes for file, one in entries.items())
        return state if whole else None

    def put(self, name: str, fill: Fill) -> str:
        """Write the files, those of an older run away first, and the manifest last."""
        with tempfile.TemporaryDirectory(prefix="migrate40-") as scratch:
            folder = Path(scratch, name)
            # what is there and ours comes along, as it does on a disk
            self._download(name, folder)
            try:
                fill(folder)
            except CannotWrite as error:
                place = f"{remote.shown(self.address)}/{name}"
                raise CannotWrite(str(error).replace(str(folder), place)) from None
            found = {
                path.relative_to(folder).as_posix(): path.read_bytes()
                for path in sorted(folder.rglob("*"))
                if path.is_file()
            }
        manifest = found.pop(MANIFEST)
        stale = self._sizes(name).keys() - found.keys()
        self._remove(
            [f"{STATES}/{name}.json", f"{name}/{MANIFEST}"]
            + [f"{name}/{file}" for file in sorted(stale)]
        )
        self.put_files({f"{name}/{file}": data for file, data in found.items()})
        self.put_files({f"{name}/{MANIFEST}": manifest})
        return sha256(manifest).hexdigest()

    def remember(self, name: str, state: State) -> None:
        """Keep the state, after the folder."""
        self.put_files({f"{STATES}/{name}.json": encoded(state)})

    def put_files(self, contents: Mapping[str, bytes]) -> None:
        """Write what is about everybody, in the order given."""
        for name, data in contents.items():
            path = f"{self._path}/{name}"
            with self._told():
                self._system.makedirs(path.rpartition("/")[0], exist_ok=True)
                self._system.pipe_file(path, data)

    def sweep(self) -> None:
        """Leave all as it is: a store keeps nothing half-written."""

    def _get(self, name: str) -> bytes | None:
        with suppress(FileNotFoundError), self._told():
            return bytes(self._system.cat_file(f"{self._path}/{name}"))
        return None

    def _sizes(self, name: str) -> dict[str, int]:
        """Return the sizes of a person's files by their names."""
        top = f"{self._path}/{name}"
        with suppress(FileNotFoundError), self._told():
            self._system.invalidate_cache()
            found = self._system.find(top, detail=True)
            return {
                path.partition(f"{top.lstrip('/')}/")[2]: row["size"]
                for path, row in found.items()
            }
        return {}

    def _download(self, name: str, folder: Path) -> None:
        """Copy what is there; a name that leads elsewhere is none of ours."""
        for file in self._sizes(name):
            path = folder / file
            if path.resolve().is_relative_to(folder.resolve()):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(self._get(f"{name}/{file}") or b"")

    def _remove(self, names: list[str]) -> None:
        for name in names:
            with suppress(FileNotFoundError), self._told():
                self._system.rm_file(f"{self._path}/{name}")

    def _told(self) -> AbstractContextManager[None]:
        return remote.told(self.address, CannotWrite, (FileNotFoundError,))
