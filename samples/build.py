"""Make the exports of the sample people from their scripts.

python samples/build.py           writes them
python samples/build.py --check   only says whether they are as the scripts say
"""

import argparse
import io
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))  # started as a file, it would not see itself

from samples import _chatgpt, _claude  # noqa: E402  (see the line above)
from samples._script import Person, read_script  # noqa: E402

Export = dict[str, bytes] | bytes
"""The members of an archive in their order, or a plain file."""

LONG_AGO = (1980, 1, 1, 0, 0, 0)
READABLE = 0o644 << 16
UNIX = 3


def exports() -> dict[str, Export]:
    """Return all the files to build, by their path below this folder."""
    theo, niannian, ines = (_person(name) for name in ("theo", "niannian", "ines"))
    contact = "ines.sequeira@example.org", "+1-555-0102"
    name, manifest = _claude.manifest(ines)
    return {
        "theo.zip": _chatgpt.one_file(theo, "theo.marsh@example.org", "+1-555-0100"),
        "niannian.zip": _chatgpt.shards(
            niannian, "niannian@example.org", "+1-555-0101"
        ),
        **{f"ines/{k}": v for k, v in _claude.archives(ines, *contact).items()},
        f"ines/{name}": manifest,
    }


def committed() -> dict[str, Export]:
    """Return what is there, of the kinds of file that this program makes."""
    return {
        path.relative_to(HERE).as_posix(): _unpacked(path)
        for path in (*HERE.glob("*.zip"), *HERE.glob("ines/*"))
    }


def write() -> None:
    """Write all the exports, and remove those that no script makes any more."""
    made = exports()
    for name in sorted(committed().keys() - made.keys()):
        (HERE / name).unlink()
    for name, export in made.items():
        path = HERE / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(export if isinstance(export, bytes) else _packed(export))


def different() -> Iterator[str]:
    """Yield the names of exports that are not as the scripts say.

    The members count, with their order; how they are squeezed depends on the zlib.
    """
    made, there = exports(), committed()
    for name in sorted(made.keys() | there.keys()):
        if _listed(made.get(name)) != _listed(there.get(name)):
            yield name


def main() -> int:
    """Write the exports, or compare them; return the exit status."""
    parser = argparse.ArgumentParser(description="Make the exports of the samples.")
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    if not parser.parse_args().check:
        write()
        return 0
    names = list(different())
    for name in names:
        print(f"not as its script says: samples/{name}")
    return 1 if names else 0


def _person(name: str) -> Person:
    return read_script((HERE / f"scripts/{name}.txt").read_text(encoding="utf-8"))


def _packed(members: dict[str, bytes]) -> bytes:
    """Return an archive that does not know when or where it was made."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, LONG_AGO)
            info.create_system, info.external_attr = UNIX, READABLE
            archive.writestr(info, data, zipfile.ZIP_DEFLATED, 9)
    return file.getvalue()


def _unpacked(path: Path) -> Export:
    if path.suffix != ".zip":
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _listed(export: Export | None) -> object:
    return list(export.items()) if isinstance(export, dict) else export


if __name__ == "__main__":
    sys.exit(main())
