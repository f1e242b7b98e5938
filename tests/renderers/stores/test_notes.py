"""Notes, read the way Basic Memory and Obsidian read them."""

import json
import re

import msgspec
import pytest

from migrate40.model.profile import Profile
from migrate40.notices import Notice
from migrate40.renderers import render
from migrate40.renderers.options import Options

FOLDER = "old-friend/"
TARGETS = ("basic-memory", "obsidian")


def notes(profile: Profile, target: str, **options: object) -> dict[str, str]:
    """Return the notes by name; every link leads to one of them."""
    made = render(profile, target, Options(**options))  # type: ignore[arg-type]
    found = {
        name.removeprefix(FOLDER).removesuffix(".md"): str(text)
        for name, text in made.items()
    }
    for text in found.values():
        for link in re.findall(r"\[\[(.*?)(?:\|.*?)?\]\]", text):
            assert link.removeprefix(FOLDER) in found
    return found


def observations(note: str) -> list[tuple[str, str, str]]:
    """Read lines as Basic Memory does: category, content, context (version 0.24)."""
    found = []
    for line in re.findall(r"(?m)^- (\[[^\[\]()]+\]\s.+)$", note):
        category, content = re.fullmatch(r"\[(.+?)\]\s+(.+)", line).groups()  # type: ignore[union-attr]
        start = content.rfind("(")
        assert content.endswith(")")
        found.append((category, content[:start].strip(), content[start + 1 : -1]))
    return found


def front(note: str) -> dict[str, str]:
    """Return the plain values of a note's head."""
    head = note.split("---\n")[1]
    return dict(re.findall(r"(?m)^(\w+): (.+)$", head))


def saying(profile: Profile, text: str, **fields: object) -> Profile:
    """Return the profile with one memory."""
    one = msgspec.structs.replace(
        profile.memories[0], text=text, category="people", **fields
    )
    return msgspec.structs.replace(profile, memories=(one,))


@pytest.mark.parametrize("target", TARGETS)
def test_any_profile(any_profile: Profile, target: str) -> None:
    """A note a category; the index leads to all of them, and to the voice."""
    found = notes(any_profile, target)
    categories = {one.category for one in any_profile.memories}

    assert {"persona", "index", *categories} == found.keys()
    assert "persona" in found["index"]
    assert all(one in found["index"] for one in categories)


@pytest.mark.parametrize("target", TARGETS)
def test_parts(english: Profile, target: str) -> None:
    """A link leads nowhere that is not written."""
    voice = notes(english, target, part="persona")
    facts = notes(english, target, part="memories")

    assert {"persona"} == voice.keys()
    assert "persona" not in facts["index"]


@pytest.mark.parametrize(
    "text",
    [
        "She sails (a lot)",
        "see [[other]] and ![[pic]]",
        "#1 of #all",
        "@2025-03-01 it rained",
        "[x] done",
        "a: b # c",
    ],
)
def test_a_line_stays_one_fact(english: Profile, text: str) -> None:
    """Words do not become a link, a tag, a date, a task or a context."""
    ((category, content, context),) = observations(
        notes(saying(english, text), "basic-memory")["people"]
    )

    assert ("people", "told 2025-03-04") == (category, context)
    assert re.sub(r"\W", "", text) == re.sub(r"\W", "", content)
    assert not re.search(r"\[\[|(?<!\S)#\S|^@\S", content)


@pytest.mark.parametrize(
    ("fields", "context"),
    [
        ({"said_at": None}, "undated"),
        ({"happened_at": "2024-05"}, "2024-05"),
        ({}, "told 2025-03-04"),
    ],
)
def test_there_is_always_a_context(
    english: Profile, fields: dict[str, object], context: str
) -> None:
    """Or the last parentheses of the fact itself would be taken for one."""
    note = notes(saying(english, "She sails", **fields), "basic-memory")["people"]

    assert [("people", "She sails", context)] == observations(note)


@pytest.mark.parametrize(
    "text", ["%%hidden%%", "<% tp.file.title %>", "`= this.file`", "`$= dv.x`"]
)
def test_nothing_runs_or_hides(english: Profile, text: str) -> None:
    """Comments of Obsidian, code of its plug-ins."""
    note = notes(saying(english, text), "obsidian")["people"]

    assert not re.search(r"%%|<%|`\$?=", note)


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("name", ['a: "b" # c', "x]] | [[y", "- {z}", "小鹿🌙"])
def test_names_break_no_head_and_no_link(
    english: Profile, target: str, name: str
) -> None:
    """A title is quoted, a label of a link has no bar."""
    persona = msgspec.structs.replace(
        english.persona, name=name, names_for_user=(name,)
    )
    found = notes(msgspec.structs.replace(english, persona=persona), target)

    assert isinstance(json.loads(front(found["persona"])["title"]), str)
    assert all(3 <= len(text.split("---\n")) for text in found.values())


def test_permalinks(chinese: Profile) -> None:
    """They name the files, and titles are in the person's language."""
    found = notes(chinese, "basic-memory")

    assert {f"{FOLDER}{n}": n for n in found} == {
        front(text)["permalink"]: name for name, text in found.items()
    }
    assert '"身边的人"' == front(found["people"])["title"]


def test_what_finds_no_room_is_told(english: Profile) -> None:
    """By the id of each memory."""
    many = tuple(
        msgspec.structs.replace(english.memories[3], id=f"m-{n}", text=f"Fact {n}.")
        for n in range(100, 200)
    )
    notices: list[Notice] = []
    profile = msgspec.structs.replace(english, memories=many)
    options = Options(max_chars=1600, part="memories")
    made = render(profile, "obsidian", options, notices.append)

    assert 10 < len(notices)
    for one in many:
        named = one.id in {notice.where for notice in notices}
        assert named != (one.text in str(made[f"{FOLDER}people.md"]))
