"""Lists of memories that were copied by hand."""

import io
from datetime import UTC, datetime

import pytest

from migrate40.errors import CannotRead
from migrate40.model.conversation import Given
from migrate40.notices import Notice, ignore
from migrate40.readers import pasted
from migrate40.readers.head import head_of_bytes
from migrate40.readers.reader import Member

MAY = datetime(2025, 5, 2, tzinfo=UTC)


def member(text: str | bytes) -> Member:
    """Return a text file."""
    raw = text if isinstance(text, bytes) else text.encode()
    return Member(
        name="m.txt", size=len(raw), open=lambda: io.BytesIO(raw), export="m.txt"
    )


def given(text: str | bytes) -> list[Given]:
    """Return what the list says."""
    return list(pasted.account([member(text)], ignore))


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("1. [2025-05-02]. Likes tea.\n\n2. Has a cat.", ["Likes tea.", "Has a cat."]),
        ("1. [2025-05-02] Likes tea.\n10) Has a cat.", ["Likes tea.", "Has a cat."]),
        (
            "- Likes tea.\n* Has a cat.\n• Sings.",
            ["Likes tea.", "Has a cat.", "Sings."],
        ),
        ("– 喜欢茶。\n1、养了一只猫。", ["喜欢茶。", "养了一只猫。"]),
        ("[2025-05-02] - Likes tea.\n[2025-05-03] Sings.", ["Likes tea.", "Sings."]),
        (
            "- Likes tea,\n  black.\n\n  No milk.\n- Sings.",
            ["Likes tea,\nblack.\n\nNo milk.", "Sings."],
        ),
        (
            "# Memories\n\nMine:\n- Likes tea.\n---\nbye\n- Sings.",
            ["Likes tea.", "Sings."],
        ),
        ("```\n- Likes tea.\n```\n", ["Likes tea."]),
        ("\ufeff- Likes tea.\r\n- Si\x00ngs.\r\n", ["Likes tea.", "Sings."]),
        ("- - -\n- Likes 3 - 2 things.", ["Likes 3 - 2 things."]),
    ],
)
def test_entries(text: str, entries: list[str]) -> None:
    """Each style of list gives its entries, word for word."""
    assert entries == [one.text for one in given(text)]


def test_days() -> None:
    """The day before an entry is its time; a day within it is not."""
    found = given("1. [2025-05-02]. A.\n2. B on 2025-05-02.\n[2025-05-02] - C.")

    assert [MAY, None, MAY] == [one.time for one in found]


@pytest.mark.parametrize(
    ("head", "vendor"),
    [
        ("", "chatgpt"),
        ("Saved memories\n", "chatgpt"),
        ("Imported from Claude:\n", "claude"),
        ("My memories at Anthropic\n", "claude"),
    ],
)
def test_vendor(head: str, vendor: str) -> None:
    """It is ChatGPT's unless the words above the list say otherwise."""
    (one,) = given(head + "- Has met Claude Monet's garden.")

    assert (vendor, "pasted_memory") == (one.vendor, one.what)


@pytest.mark.parametrize(
    ("start", "part"),
    [
        (b"1. Likes tea.", "given"),
        (b"[2025-05-02] - Likes tea.", "given"),
        (b"Title\n- Likes tea.", "given"),
        (b"Dear diary", None),
        (b"42", None),
        (b"-5 degrees", None),
        (b'["- a"]', None),
        (b'[{"- a": "\n- b"}]', None),
        (b"<html>- x", None),
        (b"", None),
    ],
)
def test_sniff(start: bytes, part: str | None) -> None:
    """A list has entries; prose, JSON and pages are none."""
    assert part == pasted.sniff(head_of_bytes("m.txt", start))


def test_other_encodings() -> None:
    """Notepad writes UTF-16."""
    assert ["喜欢茶。"] == [one.text for one in given("- 喜欢茶。".encode("utf-16"))]


def test_a_list_that_cannot_be_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """And so is one that is read in part."""

    def refuse() -> io.BytesIO:
        raise CannotRead("m.txt: damaged")

    notices: list[Notice] = []
    broken = Member(name="m.txt", size=1, open=refuse, export="m.txt")
    monkeypatch.setattr(pasted, "LARGEST", 12)

    found = list(pasted.account([broken, member("- Likes.\n- Sings.")], notices.append))
    assert ["Likes."] == [one.text for one in found][:1]
    assert ["skipped_file", "skipped_content"] == [notice.kind for notice in notices]
