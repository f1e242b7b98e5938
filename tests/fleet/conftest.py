"""What the tests of batches share: an invented crowd, and looks at what came out."""

import runpy
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def crowd(root: Path) -> Callable[..., Path]:
    """Return what writes the exports of so many different people into a folder."""
    made = runpy.run_path(str(root / "tests" / "benchmarks" / "batch.py"))
    write: Callable[..., Path] = made["crowd"]
    return write


@pytest.fixture(scope="session")
def tree() -> Callable[[Path], dict[str, bytes]]:
    """Return what reads all files below a folder."""

    def found(folder: Path) -> dict[str, bytes]:
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }

    return found


@pytest.fixture(scope="session")
def holders() -> Callable[[Path], dict[int, str]]:
    """Return what tells which process has which file below a folder open."""

    def found(folder: Path) -> dict[int, str]:
        held: dict[int, str] = {}
        for each in Path("/proc").glob("[0-9]*/fd/*"):
            try:
                name = str(each.readlink())
            except OSError:
                continue
            if name.startswith(f"{folder}/"):
                held[int(each.parts[2])] = name.removeprefix(f"{folder}/")
        return held

    return found


@pytest.fixture(scope="session")
def bomb() -> Callable[[Path], None]:
    """Return what writes a small zip that unpacks to a hundred megabytes."""

    def write(path: Path) -> None:
        with (
            zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
            archive.open("conversations.json", "w") as file,
        ):
            file.write(b"[")
            for _ in range(100):
                file.write(b" " * 1_000_000)

    return write
