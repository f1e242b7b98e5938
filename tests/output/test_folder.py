"""A folder of results: whole, verifiable, and only our own files replaced."""

import json
import os
from hashlib import sha256
from pathlib import Path

import pytest

from migrate40.errors import CannotRead, CannotWrite
from migrate40.notices import Notice
from migrate40.output.folder import differences, read_manifest, write_folder

FILES = {"prompt/prompt.md": b"one", "NEXT-STEPS.md": b"two"}
posix = pytest.mark.skipif(os.name == "nt", reason="Windows keeps such names out")


def forge(folder: Path, name: str, data: bytes) -> None:
    """Let the manifest vouch for one more file."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_bytes())
    manifest["files"][name] = {
        "bytes": len(data),
        "sha256": sha256(data).hexdigest(),
    }
    path.write_text(json.dumps(manifest))


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


def test_the_manifest_can_be_read_by_a_person(tmp_path: Path) -> None:
    """A line for each thing, two spaces in, and an end of line at the end."""
    write_folder(tmp_path, FILES)
    text = (tmp_path / "manifest.json").read_text()

    assert text.startswith(
        '{\n  "schema": "migrate40/manifest",\n  "schema_version": 1'
    )
    assert text.endswith("\n}\n")


def test_secrets_are_counted(tmp_path: Path) -> None:
    """By file and together; a run of another target keeps its own counts."""
    redacted = {"claude/a.md": {"password": 1}, "ollama/b": {"key": 3, "password": 1}}
    write_folder(tmp_path, {"claude/a.md": b"a", "ollama/b": b"b"}, redacted=redacted)
    write_folder(tmp_path, {"claude/a.md": b"c"}, redacted={})
    manifest = read_manifest(tmp_path)

    assert manifest is not None
    assert {"key": 3, "password": 1} == manifest.redacted
    assert [{}, redacted["ollama/b"]] == [
        one.redacted for one in manifest.files.values()
    ]
    write_folder(tmp_path, {"claude/a.md": b"d"}, redacted=redacted)
    manifest = read_manifest(tmp_path)

    assert manifest is not None
    assert {"key": 3, "password": 2} == manifest.redacted
    assert [] == differences(tmp_path)


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
    with pytest.raises(CannotWrite) as caught:
        write_folder(tmp_path, FILES)

    assert (
        f"{tmp_path / 'prompt' / 'prompt.md'} is not migrate40's, or was changed by "
        "hand: choose another --out, or --force to replace it" == str(caught.value)
    )
    assert b"edited" == (tmp_path / "prompt" / "prompt.md").read_bytes()


def test_the_very_same_bytes_are_in_nobodys_way(tmp_path: Path) -> None:
    """A folder that lost its manifest can be written again."""
    write_folder(tmp_path, FILES)
    (tmp_path / "manifest.json").unlink()
    write_folder(tmp_path, FILES)

    assert [] == differences(tmp_path)


@pytest.mark.parametrize("name", ["NEXT-STEPS.md", "manifest.json"])
@pytest.mark.parametrize("is_lost", [False, True])
def test_a_link_in_the_way_stays(tmp_path: Path, name: str, is_lost: bool) -> None:
    """Whether it leads to the very same bytes or to nothing."""
    other, folder = tmp_path / "other", tmp_path / "out"
    folder.mkdir()
    if not is_lost:
        other.write_bytes(b"two")
    (folder / name).symlink_to(other)
    with pytest.raises(CannotWrite, match="--force"):
        write_folder(folder, FILES)

    assert (folder / name).is_symlink()


@posix
def test_a_link_that_leads_to_itself(tmp_path: Path) -> None:
    """It goes like any other file when it is to go."""
    (tmp_path / "NEXT-STEPS.md").symlink_to("NEXT-STEPS.md")
    write_folder(tmp_path, FILES, inputs=["theo.zip"], force=True)

    assert [] == differences(tmp_path)


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


def test_the_standard_input_is_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor one called like its sign."""
    monkeypatch.chdir(tmp_path)
    write_folder(tmp_path, {"-": b"words"}, inputs=["-"])

    assert b"words" == (tmp_path / "-").read_bytes()


@posix
def test_inputs_that_cannot_be_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When nobody can say where the inputs are, nothing is written."""
    gone, folder = tmp_path / "gone", tmp_path / "out"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(CannotWrite) as caught:
        write_folder(folder, FILES, inputs=["theo.zip"])

    assert "cannot write there: no such file or directory" == str(caught.value)
    assert {} == tree(folder)


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


def test_every_difference_is_named(tmp_path: Path) -> None:
    """What is changed, missing or too many in a target's folder, sorted."""
    write_folder(tmp_path, {**FILES, "claude/a/b.md": b"b", "claude/c.md": b"c"})

    assert [] == differences(tmp_path)
    (tmp_path / "prompt" / "prompt.md").write_bytes(b"six")
    (tmp_path / "claude" / "a" / "b.md").unlink()
    (tmp_path / "claude" / "a" / "x.md").write_bytes(b"")
    (tmp_path / "claude" / "link").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "NEXT-STEPS.md").rename(tmp_path / "other.md")
    (tmp_path / "NEXT-STEPS.md").symlink_to(tmp_path / "other.md")

    assert [
        "added claude/a/x.md",
        "added claude/link",
        "changed NEXT-STEPS.md",
        "changed prompt/prompt.md",
        "missing claude/a/b.md",
    ] == differences(tmp_path)


def test_what_lies_beside_the_targets_is_no_difference(tmp_path: Path) -> None:
    """The person's own files and folders are theirs."""
    write_folder(tmp_path, FILES)
    (tmp_path / "mine.txt").write_bytes(b"mine")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "too.txt").write_bytes(b"mine")

    assert [] == differences(tmp_path)


def test_no_manifest_nothing_to_hold_it_against(tmp_path: Path) -> None:
    """What to do instead is told in one line."""
    with pytest.raises(CannotRead) as caught:
        differences(tmp_path)

    assert (
        f"{tmp_path} has no manifest of migrate40's: name the folder given to --out"
        == str(caught.value)
    )


@pytest.mark.threat(4)
@posix
@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("../mine", "changed"),
        ("prompt/../../mine", "changed"),
        ("..\\mine", "missing"),
        ("prompt\\mine", "changed"),
        ("prompt/\0", "missing"),
        ("{}/mine", "changed"),
        ("C:/mine", "missing"),
    ],
)
def test_a_forged_manifest_vouches_for_nothing_outside(
    tmp_path: Path, name: str, told: str
) -> None:
    """Such a name is a difference, and neither looked into nor removed."""
    name = name.format(tmp_path)
    folder = tmp_path / "out"
    write_folder(folder, FILES)
    for path in (tmp_path / "mine", folder / "prompt\\mine"):
        path.write_bytes(b"mine")
    forge(folder, name, b"mine")

    assert [f"{told} {name}"] == differences(folder)
    write_folder(folder, FILES)
    assert b"mine" == (tmp_path / "mine").read_bytes()
    assert [] == differences(folder)
