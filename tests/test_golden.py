"""What comes out for the sample people, whole: golden/<person>/... is what they get.

`pytest --accept` rewrites the files: then read the diff, aloud.
"""

import re
import shutil
from pathlib import Path

import pytest

from migrate40.cli import run
from migrate40.renderers import TARGETS

GOLDEN = Path(__file__).parent / "golden"
PEOPLE = {
    "niannian": ("niannian.zip", "niannian-memories.txt"),
    "theo": ("theo.zip",),
    "ines": ("ines",),
}


def tree(folder: Path) -> dict[str, bytes]:
    """Return all files below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("person", PEOPLE)
def test_what_a_person_gets(
    person: str, accept: bool, samples: Path, tmp_path: Path
) -> None:
    """Every file of every target is the one that was read and accepted."""
    exports = [str(samples / name) for name in PEOPLE[person]]
    out = tmp_path / "out"
    status = run(
        ["convert", "--quiet", *exports, "--to", ",".join(TARGETS), "--out", str(out)]
    )
    if accept:
        shutil.rmtree(GOLDEN / person, ignore_errors=True)
        shutil.copytree(out, GOLDEN / person)

    assert 0 == status
    assert tree(GOLDEN / person) == tree(out)


def hidden_words(script: str) -> set[str]:
    """Return what was thrown away, hidden, or kept out of memory, line by line."""
    found = set[str]()
    for chat in re.split(r"(?m)^## ", script)[1:]:
        head, _, talk = chat.partition("\n")
        speakers = (
            "me|ai" if "dnr" in head.split("|")[-1].split() else "me~|ai~|thought"
        )
        lines = re.findall(rf"(?m)^(?:{speakers}|inject): (.{{12,}})$", talk)
        found.update(line[:30] for line in lines)
    return found


@pytest.mark.parametrize("person", PEOPLE)
def test_what_was_not_to_come_along(person: str, samples: Path) -> None:
    """Answers thrown away, hidden blocks and forgotten chats are in no file."""
    script = (samples / "scripts" / f"{person}.txt").read_text(encoding="utf-8")
    everything = b"".join(tree(GOLDEN / person).values()).decode(errors="replace")
    words = hidden_words(script)

    assert 3 < len(words)
    assert set() == {line for line in words if line in everything}


def test_no_golden_file_is_left_over() -> None:
    """A person who is gone takes their files along."""
    assert sorted(PEOPLE) == sorted(path.name for path in GOLDEN.iterdir())
