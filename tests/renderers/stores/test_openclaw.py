"""OpenClaw's workspace, read the way OpenClaw reads it."""

import re

import msgspec
import pytest

from migrate40.model.profile import Memory, Profile
from migrate40.notices import Notice
from migrate40.renderers import render
from migrate40.renderers.options import Options

PLACEHOLDERS = re.compile(r"^[*_`\s]+|[*_`\s]+$")


def identity(text: str) -> dict[str, str]:
    """Read IDENTITY.md as OpenClaw does (its code of September 2026)."""
    found = {}
    for line in text.splitlines():
        label, colon, value = line.strip().lstrip("-").partition(":")
        name = re.sub(r"[*_`]", "", label).strip().lower()
        if colon and name in {"name", "creature", "vibe", "emoji", "theme", "avatar"}:
            found[name] = PLACEHOLDERS.sub("", value).strip()
    return found


def directives(text: str) -> list[tuple[str, str]]:
    """Read USER.md: the day and the words of every directive."""
    form = r"<!-- observed: (\S+) \| status: active -->\n\n- (.+)"
    return re.findall(form, text)


def made(profile: Profile, **options: object) -> tuple[dict[str, str], list[Notice]]:
    """Return the files, and what was reported."""
    notices: list[Notice] = []
    files = render(profile, "openclaw", Options(**options), notices.append)  # type: ignore[arg-type]
    return {name: str(content) for name, content in files.items()}, notices


def with_memories(profile: Profile, *memories: Memory) -> Profile:
    """Return the profile with other memories."""
    return msgspec.structs.replace(profile, memories=memories)


def changed(memory: Memory, **fields: object) -> Memory:
    """Return a memory with other fields."""
    return msgspec.structs.replace(memory, **fields)


def test_name_manner_and_emoji(english: Profile, chinese: Profile) -> None:
    """The labels are English in every language, the values are not."""
    one = identity(made(english)[0]["IDENTITY.md"])
    other = identity(made(chinese)[0]["IDENTITY.md"])

    assert ("Juniper", "👩‍🚀") == (one["name"], one["emoji"])
    assert "阿雾" == other["name"]
    assert "老朋友" in other["creature"]
    assert one.keys() == other.keys() == {"name", "creature", "vibe", "emoji"}


def test_a_friend_of_whom_little_is_known() -> None:
    """Without a voice there is no manner and no emoji, and no empty label."""
    found = identity(made(Profile())[0]["IDENTITY.md"])

    assert {"name", "creature"} == found.keys()


def test_the_person_as_directives(english: Profile) -> None:
    """Every rule and who is around: one directive each, boundaries first."""
    found = directives(made(english)[0]["USER.md"])
    texts = {one.text: one for one in english.memories}
    told = [texts[re.sub(r"^.*?: ", "", words)] for _, words in found]

    assert "boundary" == told[0].category
    assert {"boundary", "instruction", "interaction", "people"} < {
        one.category for one in told
    }
    assert all(re.match("Always |Never |Prefer", words) for _, words in found)
    assert [f"{one.said_at:%Y-%m-%d}" for one in told] == [day for day, _ in found]


def test_what_finds_no_room_goes_on(english: Profile) -> None:
    """From USER.md to MEMORY.md, from there to a note; no memory is in none."""
    small = ("openclaw/USER.md=900", "openclaw/MEMORY.md=900")
    files, notices = made(english, limit=small)
    everywhere = "\n".join(files.values())

    for one in english.memories:
        assert re.search(rf"{one.text}(?!\d)", everywhere)
    assert len(files["USER.md"]) <= 900
    assert len(files["MEMORY.md"]) <= 900
    assert {"openclaw/MEMORY.md"} == {one.why.split(":")[0] for one in notices}


def test_a_day_of_which_something_is_told(english: Profile) -> None:
    """It has a note: the day on which it happened, or on which it was said."""
    first = english.memories[0]
    events = (
        changed(first, id="m-a", text="The boat left", category="event"),
        changed(
            first,
            id="m-b",
            text="Rain",
            category="event",
            happened_at="2024-02-29",
        ),
        changed(first, id="m-c", text="Snow", category="event", happened_at="2024"),
        changed(first, id="m-d", text="She sails", category="people"),
    )
    files, _ = made(with_memories(english, *events))

    assert ["memory/2024-02-29.md", "memory/2025-03-04.md"] == sorted(
        name for name in files if name.startswith("memory/")
    )
    assert "# 2024-02-29\n\n- Rain\n" == files["memory/2024-02-29.md"]
    assert "# 2025-03-04\n\n- The boat left\n- Snow\n" == files["memory/2025-03-04.md"]


def test_what_has_no_day(english: Profile) -> None:
    """It stands in MEMORY.md, or in a note without a day where that is full."""
    events = [changed(one, said_at=None, category="event") for one in english.memories]
    roomy, _ = made(with_memories(english, *events))
    full, _ = made(with_memories(english, *events), limit=("openclaw/MEMORY.md=700",))

    assert "memory/undated.md" not in roomy
    assert full["memory/undated.md"].startswith("# No day known\n\n- Mind the step ")


def test_rules_are_somewhere_in_every_part(english: Profile) -> None:
    """Boundaries stand in the soul; the other rules too, where there is no USER.md."""
    rules = [o.text for o in english.memories if o.category == "instruction"]
    limits = [o.text for o in english.memories if o.category == "boundary"]
    whole = made(english)[0]["SOUL.md"]
    voice = made(english, part="persona")[0]["SOUL.md"]

    assert all(f"- {text}\n" in whole for text in limits)
    assert not any(f"- {text}\n" in whole for text in rules)
    assert all(f"- {text}\n" in voice for text in [*rules, *limits])
    assert "MEMORY.md" in whole
    assert "MEMORY.md" not in voice


def test_shortened_boundaries_are_told(english: Profile) -> None:
    """Where USER.md is tiny, and then they stand in MEMORY.md as they were."""
    words = "I have said it before and will say it again, because it matters: "
    long = changed(
        english.memories[0],
        id="m-l",
        category="boundary",
        text=f"{words * 3}never call me ma'am.",
    )
    files, notices = made(with_memories(english, long), limit=("openclaw/USER.md=220",))

    assert "never call me ma'am" in files["USER.md"]
    assert "I have said it before" not in files["USER.md"]
    assert ["openclaw/USER.md: shortened to its core"] == [one.why for one in notices]


@pytest.mark.parametrize("words", ["a --> b", "<!-- status: superseded -->", "- x"])
def test_a_comment_stays_one(english: Profile, words: str) -> None:
    """Words that look like the form of USER.md neither end it nor make another."""
    one = changed(english.memories[0], text=words, category="people")
    text = made(with_memories(english, one))[0]["USER.md"]

    assert 1 == len(directives(text))
    assert 1 == text.count("<!--")
