"""Who is meant, and how the folders are called."""

from pathlib import Path

import pytest

from migrate40.errors import CannotRead, UsageError
from migrate40.fleet import remote
from migrate40.fleet.local import _largest_first
from migrate40.fleet.order import Person
from migrate40.fleet.people import people
from migrate40.notices import Notice, ignore


def names(*inputs: str, out: str = "elsewhere") -> list[str]:
    """Return the names of the folders."""
    return [person.name for person in people(inputs, out, ignore)]


def test_a_folder_of_exports(tmp_path: Path) -> None:
    """Each export in it is a person; what is none by its name is told."""
    for name in ("b.zip", "a.json", "notes.docx", ".hidden.zip"):
        (tmp_path / name).touch()
    (tmp_path / "c").mkdir()
    told: list[Notice] = []
    found = people([str(tmp_path)], "out", told.append)

    assert ["a", "b", "c"] == [person.name for person in found]
    assert [str(tmp_path / "notes.docx")] == [notice.where for notice in told]


def test_an_unpacked_export_is_one_person(samples: Path, tmp_path: Path) -> None:
    """Its parts have names that programs give."""
    folder = tmp_path / "anna"
    folder.mkdir()
    (folder / "conversations.json").touch()
    (folder / "user.json").touch()

    assert ["anna"] == names(str(folder))
    assert ["ines"] == names(str(samples / "ines"))


def test_a_pattern_a_file_and_a_list(tmp_path: Path) -> None:
    """All in the order of the inputs, nobody twice."""
    for name in ("b.zip", "a.zip", "c.txt"):
        (tmp_path / name).touch()
    listed = tmp_path / "list.txt"
    listed.write_text(f"# people\n{tmp_path}/c.txt\n\n{tmp_path}/a.zip\n")

    assert ["c", "a", "b"] == names(f"@{listed}", f"{tmp_path}/*.zip")


@pytest.mark.parametrize(
    ("base", "name"),
    [
        ("Ann Lee (1).zip", "Ann-Lee-1"),
        ("小月.zip", "小月"),
        ("con.zip", "con_"),
        ("...zip", "person"),
        ("batch.jsonl.zip", "batch"),
        ("x" * 300 + ".zip", "x" * 80),
    ],
)
def test_names_are_safe(base: str, name: str) -> None:
    """Whatever the file is called."""
    from migrate40.fleet.people import _safe

    assert name == _safe(f"/somewhere/{base}")


def test_names_are_numbered(tmp_path: Path) -> None:
    """Where two would be one, also on disks that do not tell A from a."""
    paths = [tmp_path / n / "A.zip" for n in "xy"] + [tmp_path / "a-2.zip"]
    for path in paths:
        path.parent.mkdir(exist_ok=True)
        path.touch()

    assert ["A", "A-2", "a-2-2"] == names(*map(str, paths))


def test_results_do_not_lie_among_exports(tmp_path: Path) -> None:
    """Beside them they may; within one of them they may not."""
    (tmp_path / "a.zip").touch()
    (tmp_path / "out").mkdir()

    assert ["a"] == names(str(tmp_path), out=str(tmp_path / "out"))
    with pytest.raises(UsageError, match="lies among"):
        names(str(tmp_path), out=str(tmp_path / "out" / "deeper"))


@pytest.mark.parametrize("given", ["no-such-file.zip", "@no-such-list", "no*such"])
def test_nobody(given: str) -> None:
    """An input that leads to nothing is a mistake worth telling."""
    with pytest.raises(CannotRead):
        names(given)


def test_secrets_of_addresses_are_not_shown() -> None:
    """Neither a password nor the signature of a link."""
    address = "https://me:hush@host/a.zip?sig=hush#hush"

    assert "https://host/a.zip" == remote.shown(address)
    assert not remote.is_address("C:\\exports")


def test_the_largest_goes_first(tmp_path: Path) -> None:
    """A folder weighs what is in it; an address weighs nothing that one can see."""
    (tmp_path / "a.zip").write_bytes(b"x" * 9000)
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "conversations.json").write_bytes(b"x" * 99000)
    inputs = ["s3://bucket/c.zip", str(tmp_path / "a.zip"), str(tmp_path / "b")]

    assert [2, 1, 0] == _largest_first([Person(name, name) for name in inputs])
