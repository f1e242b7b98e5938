"""How a way's files are taken, and what is told of them."""

from pathlib import PurePosixPath

import msgspec
import pytest

from migrate40.model.profile import Profile
from migrate40.notices import Notice
from migrate40.renderers.job import Files, Job, crowded, document, write
from migrate40.renderers.memory_entries import memory_entries
from migrate40.renderers.options import Options
from migrate40.renderers.spec import FileSpec, Trap, Words, spec


def job(profile: Profile, notices: list[Notice]) -> Job:
    """Return a rendering for a target that marks every star."""
    target = msgspec.structs.replace(
        spec("prompt"), traps=(Trap(find=r"\*", why="it eats stars"),)
    )
    return Job(
        profile=profile,
        spec=target,
        options=Options(),
        language="en",
        report=notices.append,
    )


def file(name: str, **fields: object) -> FileSpec:
    """Return a file of that name."""
    values = {"about": Words(en="x", zh="x")} | fields
    return FileSpec(name=name, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        ("text\n", {"a.txt": "text\n"}),
        (b"\x89", {"a.txt": b"\x89"}),
        ({"1.md": "one\n", "2.md": ""}, {"1.md": "one\n", "2.md": ""}),
    ],
)
def test_what_a_way_may_return(made: str | bytes | Files, expected: Files) -> None:
    """A text, bytes, or several files with names of their own."""
    assert expected == write(job(Profile(), []), file("a.txt"), lambda *_: made)


@pytest.mark.parametrize(
    ("made", "expected"),
    [("", {}), ({"1.md": "one\n", "2.md": ""}, {"1.md": "one\n"}), ({}, {})],
)
def test_an_optional_file_may_be_missing(made: str | Files, expected: Files) -> None:
    """Nothing to write, no file."""
    optional = file("*.md", optional=True)

    assert expected == write(job(Profile(), []), optional, lambda *_: made)


def test_every_file_is_looked_through(english: Profile) -> None:
    """By its own name; pictures are not."""
    notices: list[Notice] = []
    made: Files = {"1.md": "a*b*", "2.png": b"*"}
    write(job(english, notices), file("*"), lambda *_: made)

    assert [("prompt/1.md", "it eats stars (2 places)")] == [
        (one.where, one.why) for one in notices
    ]


def test_an_optional_document_without_entries(english: Profile) -> None:
    """The frame alone says nothing."""
    voiceless = file("prompt.md", parts=("memories",), optional=True)

    assert "" == document(job(Profile(), []), voiceless)
    assert "Mind the step" in document(job(english, []), voiceless)


def test_a_memory_is_found_by_its_entry(english: Profile) -> None:
    """For whoever writes more than a line of it."""
    (first, *_) = memory_entries(english)

    assert first.id is not None
    assert first.id == job(english, []).memory(first.id).id


def test_crowded_files_are_counted() -> None:
    """Other reasons do not count."""
    whys = ("a/b.md: no room in 9 tokens", "a/b.md: no room in 9 tokens", "waits")
    notices = [Notice(kind="left_out", where="m", why=why) for why in whys]

    assert {"a/b.md": 2} == crowded(notices)


def test_names_of_files_stay_below_the_target() -> None:
    """As the folder of results wants them."""
    from migrate40.renderers.spec import specs

    names = [PurePosixPath(f.name) for one in specs() for f in one.files]

    assert not [str(one) for one in names if one.is_absolute() or ".." in one.parts]
