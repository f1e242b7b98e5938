"""A Claude manifest against the files that are here."""

import io
import json
from typing import Any, BinaryIO

import pytest

from migrate40.errors import CannotRead
from migrate40.notices import Notice
from migrate40.readers.claude_manifest import report_missing
from migrate40.readers.reader import Member

URL = "https://claude.example/export/one-time-token"


def download(category: str, part: int = 0, name: str | None = None) -> dict[str, Any]:
    """Return an entry as the manifest has it."""
    return {
        "batch_index": 0,
        "category": category,
        "part": part,
        "filename": name or f"{category}-{part:03}.zip",
        "export_url": URL,
    }


def manifest(*files: object, name: str = "manifest-x.json") -> Member:
    """Return a manifest with these entries."""
    return member(
        name,
        json.dumps(
            {"version": 1, "total_files": len(files), "data_files": list(files)}
        ).encode(),
    )


def member(name: str, data: bytes = b"[]", export: str | None = None) -> Member:
    """Return a file, an export by itself unless it lies in one."""
    return Member(
        name=name,
        size=len(data),
        open=lambda: io.BytesIO(data),
        export=export or name,
    )


def missing(*members: Member) -> list[Notice]:
    """Return the notices about missing files."""
    notices: list[Notice] = []
    report_missing(members, notices.append)
    return notices


def absent(*members: Member) -> list[str]:
    """Return the names of the missing files that matter."""
    return [one.where for one in missing(*members) if one.kind == "missing_file"]


def test_a_manifest_alone_says_what_to_download() -> None:
    """Each file once, with its category, and never with its address."""
    notices = missing(
        manifest(
            download("conversations"),
            download("conversations", 1),
            download("memories"),
        )
    )

    assert [
        ("missing_file", "conversations-000.zip"),
        ("missing_file", "conversations-001.zip"),
        ("missing_file", "memories-000.zip"),
    ] == [(one.kind, one.where) for one in notices]
    assert notices[2].why.startswith("memories: ")
    assert not [one for one in notices if "claude.example" in one.where + one.why]


@pytest.mark.parametrize(
    "category", ["light_metadata", "design_chats", "frames", "feedback"]
)
def test_files_without_use_are_no_failure(category: str) -> None:
    """Nothing in them would be carried over."""
    notices = missing(manifest(download(category)))

    assert [("left_out", f"{category}-000.zip")] == [
        (one.kind, one.where) for one in notices
    ]


@pytest.mark.parametrize(
    "export",
    [
        "memories-000.zip",
        "memories-000 (1).zip",
        "Memories-000(2).ZIP",
        "memories-000",
        "folder/memories-000.zip",
        "C:\\Downloads\\memories-000.zip",
    ],
)
def test_a_download_is_known_by_its_name(export: str) -> None:
    """Browsers add a number to it; people unpack it."""
    here = member("memories/a.json", export=export)

    assert [] == absent(manifest(download("memories")), here)


def test_downloads_within_a_folder_or_a_zip() -> None:
    """They lie under their names, packed or unpacked."""
    files = [download("memories"), download("projects")]
    here = [
        member("memories-000.zip", export="all.zip"),
        member("projects-000/p-1.json", export="Downloads"),
    ]

    assert [] == absent(manifest(*files), *here)


def test_parts_that_are_not_here() -> None:
    """One part does not stand for another."""
    files = [download("conversations", part) for part in range(3)]
    here = member("conversations.json", export="conversations-001.zip")

    assert ["conversations-000.zip", "conversations-002.zip"] == absent(
        manifest(*files), here
    )


def test_unpacked_into_one_folder() -> None:
    """What a download holds is as good as the download."""
    files = [download(one) for one in ("conversations", "memories", "projects")]
    here = [
        member("conversations.json", export="Claude"),
        member("memories/a.json", export="Claude"),
        member("projects/p-1.json", export="Claude"),
    ]

    assert [] == absent(manifest(*files), *here)
    assert ["memories-000.zip"] == absent(manifest(*files), here[0], here[2])
    two = [*files, download("conversations", 1)]
    assert ["conversations-000.zip", "conversations-001.zip"] == absent(
        manifest(*two), *here
    )


def test_one_file_named_twice_is_told_once() -> None:
    """Two manifests of one export, or one twice."""
    one = manifest(download("memories"))

    assert ["memories-000.zip"] == absent(one, one)


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"category": "memories", "part": 2}, "memories-002.zip"),
        ({"category": "memories", "part": "2", "filename": URL}, "memories-002.zip"),
        ({"category": "see " + URL}, "data-000.zip"),
        ({"category": "memories", "filename": "a/b/m-0.zip?key=1"}, "key=1"),
        ({"category": None, "filename": " x.zip\n"}, "x.zip"),
    ],
)
def test_a_manifest_somebody_edited(entry: dict[str, Any], expected: str) -> None:
    """A name is made up where there is none, and an address is none."""
    assert [expected] == absent(manifest(entry))


def test_what_is_no_manifest_names_nothing() -> None:
    """Files are judged by their keys."""
    assert [] == missing(
        member("manifest.json", b'{"files": ["data_files"]}'),
        member("users.json"),
        manifest(),
        member("empty.json", b""),
    )


def test_a_cut_manifest_is_told() -> None:
    """It cannot say what is missing, and that is said."""
    cut = member("manifest.json", b'{"version": 1, "data_files": [{"cat')

    assert [("skipped_file", "manifest.json")] == [
        (one.kind, one.where) for one in missing(cut)
    ]


def test_large_files_are_not_looked_into() -> None:
    """A manifest is small."""

    def refuse() -> BinaryIO:
        raise AssertionError

    assert [] == missing(Member(name="c", size=1 << 30, open=refuse, export="c"))


def test_what_cannot_be_opened_is_somebody_else_s_to_tell() -> None:
    """Damage is told where the file is read."""

    def refuse() -> BinaryIO:
        raise CannotRead("damaged")

    assert [] == missing(Member(name="c", size=1, open=refuse, export="c"))
