"""A folder of results: whole, verifiable, and only our own files replaced."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from migrate40.errors import CannotWrite
from migrate40.notices import Notice
from migrate40.output.folder import read_manifest, write_folder

FILES = {"prompt/prompt.md": b"one", "NEXT-STEPS.md": b"two"}


def tree(folder: Path) -> dict[str, bytes]:
    """Return all files below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_manifest_names_every_file(tmp_path: Path) -> None:
    """Whoever gets the folder can see that it is whole."""
    notice = Notice(kind="left_out", where="prompt.md", why="no room")
    write_folder(tmp_path, FILES, notices=[notice])
    manifest = json.loads((tmp_path / "manifest.json").read_bytes())

    assert {
        name: {"bytes": 3, "sha256": sha256(data).hexdigest()}
        for name, data in FILES.items()
    } == manifest["files"]
    assert ["prompt.md"] == [one["where"] for one in manifest["notices"]]
    assert {*FILES, "manifest.json"} == set(tree(tmp_path))


def test_ours_may_be_written_again(tmp_path: Path) -> None:
    """A second run with other results needs no --force."""
    write_folder(tmp_path, FILES)
    write_folder(tmp_path, {**FILES, "prompt/prompt.md": b"three"})

    assert b"three" == (tmp_path / "prompt" / "prompt.md").read_bytes()


def test_twice_the_same_bytes(tmp_path: Path) -> None:
    """Running it again changes nothing."""
    write_folder(tmp_path, FILES)
    before = tree(tmp_path)
    write_folder(tmp_path, FILES)

    assert before == tree(tmp_path)


@pytest.mark.parametrize("name", [*FILES, "manifest.json"])
def test_what_is_not_ours_stays(tmp_path: Path, name: str) -> None:
    """A file that was there before is the person's."""
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"mine")
    with pytest.raises(CannotWrite, match="--force"):
        write_folder(tmp_path, FILES)

    assert {name: b"mine"} == tree(tmp_path)
    write_folder(tmp_path, FILES, force=True)
    assert b"mine" != path.read_bytes()


def test_what_was_changed_by_hand_stays(tmp_path: Path) -> None:
    """An edited prompt is the person's work."""
    write_folder(tmp_path, FILES)
    (tmp_path / "prompt" / "prompt.md").write_bytes(b"edited")
    with pytest.raises(CannotWrite, match="changed by hand"):
        write_folder(tmp_path, FILES)

    assert b"edited" == (tmp_path / "prompt" / "prompt.md").read_bytes()


def test_other_targets_stay_and_old_files_of_a_target_go(tmp_path: Path) -> None:
    """The folder holds what the last run of each target made."""
    write_folder(tmp_path, {"claude/a.md": b"a", "ollama/b": b"b"})
    write_folder(tmp_path, {"claude/c.md": b"c"})
    manifest = read_manifest(tmp_path)

    assert {"claude/c.md", "ollama/b", "manifest.json"} == set(tree(tmp_path))
    assert manifest is not None
    assert ["claude/c.md", "ollama/b"] == list(manifest.files)


def test_an_input_is_never_replaced(tmp_path: Path) -> None:
    """Not even when it is asked for."""
    source = tmp_path / "NEXT-STEPS.md"
    source.write_bytes(b"an export")
    with pytest.raises(CannotWrite, match="is an input"):
        write_folder(tmp_path, FILES, inputs=[str(source), "-"], force=True)

    assert b"an export" == source.read_bytes()


@pytest.mark.threat(4)
def test_no_link_is_followed(tmp_path: Path) -> None:
    """Nothing is written outside the folder."""
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    outside.mkdir()
    inside.mkdir()
    (inside / "prompt").symlink_to(outside, target_is_directory=True)
    with pytest.raises(CannotWrite, match="is a link"):
        write_folder(inside, FILES, force=True)

    assert [] == list(outside.iterdir())


@pytest.mark.parametrize(
    "data", [b"{}", b"[", b"\xff", b'{"schema": "other", "files": {}}']
)
def test_a_strange_manifest_is_none(tmp_path: Path, data: bytes) -> None:
    """Only our own manifest vouches for anything."""
    (tmp_path / "manifest.json").write_bytes(data)

    assert read_manifest(tmp_path) is None
