"""What Claude knew: memories and projects."""

import io
import json
from datetime import UTC, datetime
from typing import Any, BinaryIO

import pytest

from migrate40.errors import CannotRead, TooMuch
from migrate40.model.conversation import Given, given_id
from migrate40.notices import Notice
from migrate40.readers.claude_given import account_givens
from migrate40.readers.reader import Member


def member(content: object, name: str = "memories.json", export: str = "e") -> Member:
    """Return a file with this content, as JSON unless it is bytes."""
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    return Member(
        name=name, size=len(data), open=lambda: io.BytesIO(data), export=export
    )


def givens(*members: Member) -> tuple[list[Given], list[Notice]]:
    """Return what the files say, and the notices."""
    notices: list[Notice] = []
    return list(account_givens(members, notices.append)), notices


def texts(*members: Member) -> list[tuple[str, str, str | None]]:
    """Return kind, words and project of what the files say without any notice."""
    found, notices = givens(*members)
    assert [] == notices
    return [(given.what, given.text, given.project) for given in found]


MEMORIES: dict[str, Any] = {
    "account_uuid": "a-1",
    "conversations_memory": "**Work context**\n\nMira restores violins.\n\n- Has a cat",
    "project_memories": {"p-1": "# Book\n- Ten chapters", "p-2": None},
}
EXPECTED = [
    ("account_memory", "Mira restores violins.", None),
    ("account_memory", "Has a cat", None),
    ("project_memory", "Ten chapters", "p-1"),
]


@pytest.mark.parametrize(
    "content", [MEMORIES, [MEMORIES], {"memories": [MEMORIES]}, [None, MEMORIES, None]]
)
def test_memories_as_array_and_as_object(content: object) -> None:
    """The file was an array of one before August 2026, and is an object since."""
    assert EXPECTED == texts(member(content))


def test_a_byte_order_mark_and_other_encodings() -> None:
    """Who opens and saves a file may change its bytes."""
    text = json.dumps(MEMORIES)

    assert EXPECTED == texts(member(text.encode("utf-8-sig")))
    assert EXPECTED == texts(member(text.encode("utf-16")))


@pytest.mark.parametrize("key", ["conversations_memory", "project_memories"])
def test_any_part_may_be_missing_or_null(key: str) -> None:
    """What is there comes along."""
    rest = {name: value for name, value in MEMORIES.items() if name != key}

    assert len(texts(member(rest))) < 3
    assert texts(member(rest)) == texts(member({**MEMORIES, key: None}))


def test_memory_files() -> None:
    """An account may have nothing but files, each with a time of its own."""
    file = {
        "path": "/profile.md",
        "content": "---\ntype: profile\n---\n# Mira\n- [stated] Plays the cello\n",
        "updated_at": "2026-09-01T10:00:00Z",
    }

    found, notices = givens(member({"memory_files": [file, {"path": "/x.md"}]}))

    assert [] == notices
    assert [
        Given(
            id=given_id("account_memory", "Plays the cello", None),
            what="account_memory",
            text="Plays the cello",
            vendor="claude",
            time=datetime(2026, 9, 1, 10, tzinfo=UTC),
        )
    ] == found


@pytest.mark.parametrize(
    ("path", "content", "expected"),
    [
        ("/people/ana.md", "# Ana Roth\n- Lives in Bern", "Ana Roth: Lives in Bern"),
        ("/people/ana-roth.md", "- Lives in Bern", "ana roth: Lives in Bern"),
        ("areas/cello", "- Practises daily", "cello: Practises daily"),
        ("/people/ana.md", "Ana lives in Bern.", "Ana lives in Bern."),
        ("/profile.md", "# Mira\n- Lives in Bern", "Lives in Bern"),
        (None, "- Lives in Bern", "Lives in Bern"),
    ],
)
def test_a_note_about_somebody_else_names_them(
    path: str | None, content: str, expected: str
) -> None:
    """Out of its file, what is known of a sister would be said of the person."""
    file = {"path": path, "content": content}

    assert [expected] == [
        text for _, text, _ in texts(member({"memory_files": [file]}))
    ]


PROJECT: dict[str, Any] = {
    "uuid": "p-1",
    "name": "Novel",
    "description": "A novel about bees",
    "is_private": True,
    "is_starter_project": False,
    "prompt_template": "Be a strict editor.\n\nNo praise.",
    "created_at": "2025-01-01T00:00:00Z",
    "updated_at": "2025-02-01T00:00:00Z",
    "creator": {"uuid": "a-1", "full_name": "Mira Example"},
    "docs": [],
}


def test_a_project() -> None:
    """Its instructions and its description, with its name and time."""
    found, notices = givens(member(PROJECT, "projects/p-1.json"))

    assert [] == notices
    assert [
        ("project_instruction", "Be a strict editor.\n\nNo praise."),
        ("project_memory", "A novel about bees"),
    ] == [(given.what, given.text) for given in found]
    assert [("p-1", {"name": "Novel"}, datetime(2025, 2, 1, tzinfo=UTC))] * 2 == [
        (given.project, given.labels, given.time) for given in found
    ]
    assert "Mira" not in repr(found)


@pytest.mark.parametrize("content", [[PROJECT], {"projects": [PROJECT]}])
def test_projects_in_one_file(content: object) -> None:
    """One array before May 2026; an object around it does no harm."""
    assert texts(member(PROJECT)) == texts(member(content, "projects.json"))


def test_a_project_of_a_name_only_is_its_name() -> None:
    """Nothing that the person made is lost."""
    bare = {**PROJECT, "description": "", "prompt_template": None, "updated_at": None}

    found, _ = givens(member(bare))

    assert [("project_memory", "Novel", datetime(2025, 1, 1, tzinfo=UTC))] == [
        (given.what, given.text, given.time) for given in found
    ]


def test_instructions_without_a_description() -> None:
    """The name alone says nothing more then."""
    bare = {**PROJECT, "description": " "}

    assert ["project_instruction"] == [what for what, _, _ in texts(member(bare))]


def test_a_project_without_anything() -> None:
    """No name and no words: nothing to carry."""
    assert [] == texts(member({"uuid": "p-1", "docs": []}))
    assert [] == texts(member({"name": "Novel", "prompt_template": "x"}))


def test_the_starter_project_is_nobody_s() -> None:
    """Its text is Anthropic's."""
    assert [] == texts(member({**PROJECT, "is_starter_project": True}))


def test_documents_stay_behind() -> None:
    """They are counted, and no word of them is told."""
    docs = [{"uuid": "d-1", "filename": "lease.md", "content": "§ 1"}] * 2

    found, notices = givens(member({**PROJECT, "docs": docs}))

    assert 2 == len(found)
    assert [
        Notice(
            kind="left_out", where="p-1", why="documents of a project stay behind: 2"
        )
    ] == notices


def test_the_same_words_have_the_same_id() -> None:
    """In another export too; in another project they are another thing."""
    ids = [given.id for given in givens(member(MEMORIES), member([MEMORIES]))[0]]
    other = {"project_memories": {"p-9": "- Ten chapters"}}

    assert ids[:3] == ids[3:]
    assert givens(member(other))[0][0].id not in ids


def test_a_broken_file_costs_itself_only() -> None:
    """It is told, and the next one is read."""
    found, notices = givens(
        member(b'{"conversations_memory": "cut', "memories/a.json"),
        member(MEMORIES, "memories.json", "memories.json"),
        member(b"7", "memories.json", "memories.json"),
    )

    assert 3 == len(found)
    assert [
        ("skipped_file", "e/memories/a.json", "it is no JSON: download it again"),
        ("skipped_file", "memories.json", "it is no JSON: download it again"),
    ] == [(one.kind, one.where, one.why) for one in notices]


def test_odd_values_cost_themselves_only() -> None:
    """A list where prose should be is mended away, and told."""
    odd = {
        **MEMORIES,
        "conversations_memory": ["x"],
        "project_memories": {"p-1": "- A"},
    }

    found, notices = givens(member(odd))

    assert ["A"] == [given.text for given in found]
    assert [("repaired", "e/memories.json")] == [(n.kind, n.where) for n in notices]


def test_a_damaged_archive_costs_that_file_only() -> None:
    """What cannot be opened is told with the reason."""

    def refuse() -> BinaryIO:
        raise CannotRead("memories.json: damaged")

    damaged = Member(name="memories.json", size=1, open=refuse, export="e.zip")

    found, notices = givens(damaged, member(MEMORIES))

    assert 3 == len(found)
    assert [("skipped_file", "e.zip/memories.json", "memories.json: damaged")] == [
        (one.kind, one.where, one.why) for one in notices
    ]


def test_a_limit_stops_the_reading() -> None:
    """Too much is no damage."""

    def refuse() -> BinaryIO:
        raise TooMuch("memories.json: larger than any export")

    huge = Member(name="memories.json", size=1, open=refuse, export="e.zip")

    with pytest.raises(TooMuch):
        givens(huge)
