"""A folder of results, its manifest, and whose its files are.

The manifest names every file with its digest and is written last: a folder whose
manifest holds is whole. Files that it vouches for are ours and may be written again;
any other file in the way is the person's, and stays.
"""

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path, PureWindowsPath
from types import MappingProxyType
from typing import Literal

import msgspec

from migrate40._version import __version__
from migrate40.errors import CannotRead, CannotWrite
from migrate40.notices import Notice
from migrate40.output.files import is_same, locked, reason, sweep, write_files

MANIFEST = "manifest.json"


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the manifest knows of one file."""

    bytes: int
    sha256: str
    redacted: dict[str, int] = {}
    """How many secrets were taken out of it, by kind."""


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """The list of what was written, and of what was not."""

    schema: Literal["migrate40/manifest"]
    schema_version: Literal[1]
    migrate40: str
    """The version that wrote it."""
    files: dict[str, Entry]
    """By path below the folder, `/` between the parts."""
    redacted: dict[str, int] = {}
    """The same of all files together; several files may have held one and the same."""
    notices: tuple[Notice, ...] = ()


def write_folder(
    folder: Path,
    files: Mapping[str, bytes],
    *,
    notices: Iterable[Notice] = (),
    inputs: Iterable[str] = (),
    force: bool = False,
    redacted: Mapping[str, dict[str, int]] = MappingProxyType({}),
) -> None:
    """Write the files below the folder and the manifest last.

    `redacted` says by file how many secrets of which kind were taken out of it.
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
        entries = kept | {
            name: _entry(data, redacted.get(name, {})) for name, data in files.items()
        }
        manifest = Manifest(
            schema="migrate40/manifest",
            schema_version=1,
            migrate40=__version__,
            files=dict(sorted(entries.items())),
            redacted=_sum(one.redacted for one in entries.values()),
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


def differences(folder: Path) -> list[str]:
    """Return what is not as it was written, a line a file, sorted.

    Raises `CannotRead` when there is no manifest to hold the folder against.
    """
    manifest = read_manifest(folder)
    if manifest is None:
        raise CannotRead(
            f"{folder} has no manifest of migrate40's: name the folder given to --out"
        )
    found = [
        f"{'changed' if os.path.lexists(folder / name) else 'missing'} {name}"
        for name, one in manifest.files.items()
        if not _is_within(name) or not _holds(folder / name, one)
    ]
    names = filter(_is_within, manifest.files)
    targets = {name.split("/")[0] for name in names if "/" in name}
    for target in targets:
        for path in (folder / target).rglob("*"):
            name = path.relative_to(folder).as_posix()
            is_folder = path.is_dir() and not path.is_symlink()
            if not is_folder and name not in manifest.files:
                found.append(f"added {name}")
    return sorted(found)


def _is_within(name: str) -> bool:
    """Whether a manifest names a file of its own folder: it may be forged."""
    path = PureWindowsPath(name)  # which sees a drive, too, and a root as any other
    return not path.anchor and ".." not in path.parts and "\\" not in name


def _own(folder: Path) -> dict[str, Entry]:
    """Return the files of an earlier run that nobody has changed since."""
    manifest = read_manifest(folder)
    if manifest is None:
        return {}
    return {
        name: one
        for name, one in manifest.files.items()
        if _is_within(name) and _holds(folder / name, one)
    }


def _holds(path: Path, entry: Entry) -> bool:
    try:
        found = _entry(path.read_bytes(), entry.redacted)
    except (OSError, ValueError):  # a forged name may hold what no name can
        return False
    return found == entry and not path.is_symlink()


def _entry(data: bytes, redacted: dict[str, int]) -> Entry:
    return Entry(len(data), sha256(data).hexdigest(), redacted)


def _sum(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for one in counts:
        total.update(one)
    return dict(sorted(total.items()))


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
    if force or name in own or not os.path.lexists(path) or is_same(path, data):
        return
    raise CannotWrite(
        f"{path} is not migrate40's, or was changed by hand: choose another --out, "
        "or --force to replace it"
    )


def _check_manifest(folder: Path, *, force: bool) -> None:
    path = folder / MANIFEST
    if os.path.lexists(path) and read_manifest(folder) is None and not force:
        raise CannotWrite(
            f"{path} is not migrate40's: choose another --out, or --force to replace it"
        )


def _check_inputs(paths: Iterable[Path], inputs: Iterable[str]) -> None:
    """Raise if one of the paths is an input: results never replace their source."""
    try:
        # unlike `Path.resolve`, this gets over a link that leads to itself
        sources = {Path(os.path.realpath(name)) for name in inputs if name != "-"}
        for path in paths:
            if Path(os.path.realpath(path)) in sources:
                raise CannotWrite(f"{path} is an input: choose another --out")
    except OSError as error:
        raise CannotWrite(f"cannot write there: {reason(error)}") from None
