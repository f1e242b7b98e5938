"""A folder of results, its manifest, and whose its files are.

The manifest names every file with its digest and is written last: a folder whose
manifest holds is whole. Files that it vouches for are ours and may be written again;
any other file in the way is the person's, and stays.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Literal

import msgspec

from migrate40._version import __version__
from migrate40.errors import CannotWrite
from migrate40.notices import Notice
from migrate40.output.files import locked, reason, sweep, write_files

MANIFEST = "manifest.json"


class Entry(msgspec.Struct, frozen=True):
    """What the manifest knows of one file."""

    bytes: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """The list of what was written, and of what was not."""

    schema: Literal["migrate40/manifest"]
    schema_version: Literal[1]
    migrate40: str
    """The version that wrote it."""
    files: dict[str, Entry]
    """By path below the folder, `/` between the parts."""
    notices: tuple[Notice, ...] = ()


def write_folder(
    folder: Path,
    files: Mapping[str, bytes],
    *,
    notices: Iterable[Notice] = (),
    inputs: Iterable[str] = (),
    force: bool = False,
) -> None:
    """Write the files below the folder and the manifest last.

    Raises `CannotWrite`, and has then written nothing: when something in the way is
    not ours (unless `force`), when it is one of the inputs, when the disk is full.
    """
    with locked(folder):
        sweep(folder)
        before = _own(folder)
        for name, data in files.items():
            _check(folder, name, data, before, force=force)
        _check_inputs([folder / name for name in (*files, MANIFEST)], inputs)
        stale = _stale(before, files)
        kept = {name: one for name, one in before.items() if name not in stale}
        entries = kept | {name: _entry(data) for name, data in files.items()}
        manifest = Manifest(
            schema="migrate40/manifest",
            schema_version=1,
            migrate40=__version__,
            files=dict(sorted(entries.items())),
            notices=tuple(notices),
        )
        _check_manifest(folder, force=force)
        data = msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n"
        paths = {folder / name: data for name, data in files.items()}
        write_files({**paths, folder / MANIFEST: data})
        for name in stale:
            (folder / name).unlink(missing_ok=True)


def read_manifest(folder: Path) -> Manifest | None:
    """Return the folder's manifest, if there is one and it is one of ours."""
    path = folder / MANIFEST
    try:
        return msgspec.json.decode(path.read_bytes(), type=Manifest)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None


def _own(folder: Path) -> dict[str, Entry]:
    """Return the files of an earlier run that nobody has changed since."""
    manifest = read_manifest(folder)
    if manifest is None:
        return {}
    return {n: one for n, one in manifest.files.items() if _holds(folder / n, one)}


def _holds(path: Path, entry: Entry) -> bool:
    try:
        return not path.is_symlink() and _entry(path.read_bytes()) == entry
    except OSError:
        return False


def _entry(data: bytes) -> Entry:
    return Entry(len(data), sha256(data).hexdigest())


def _stale(before: Mapping[str, Entry], files: Mapping[str, bytes]) -> list[str]:
    """Return the files of ours in the same targets' folders that are not made again."""
    targets = {name.split("/")[0] for name in files if "/" in name}
    return [n for n in before if n not in files and n.split("/")[0] in targets]


def _check(
    folder: Path, name: str, data: bytes, own: Mapping[str, Entry], *, force: bool
) -> None:
    path = folder / name
    for parent in path.relative_to(folder).parents:
        if (folder / parent).is_symlink() and folder / parent != folder:
            raise CannotWrite(
                f"{folder / parent} is a link: remove it, or choose --out"
            )
    if force or name in own or not (path.exists() or path.is_symlink()):
        return
    if path.is_symlink() or not path.is_file() or path.read_bytes() != data:
        raise CannotWrite(
            f"{path} is not migrate40's, or was changed by hand: choose another --out, "
            "or --force to replace it"
        )


def _check_manifest(folder: Path, *, force: bool) -> None:
    path = folder / MANIFEST
    if path.exists() and read_manifest(folder) is None and not force:
        raise CannotWrite(
            f"{path} is not migrate40's: choose another --out, or --force to replace it"
        )


def _check_inputs(paths: Iterable[Path], inputs: Iterable[str]) -> None:
    """Raise if one of the paths is an input: results never replace their source."""
    try:
        sources = {Path(name).resolve() for name in inputs if name != "-"}
        for path in paths:
            if path.resolve() in sources:
                raise CannotWrite(f"{path} is an input: choose another --out")
    except OSError as error:
        raise CannotWrite(f"cannot write there: {reason(error)}") from None
