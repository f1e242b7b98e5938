"""Hermes Agent's files, past its scanner."""

import re

import msgspec
import pytest

from migrate40.model.profile import Memory, Profile
from migrate40.notices import Notice
from migrate40.renderers import render
from migrate40.renderers.options import Options
from migrate40.renderers.stores.hermes import disarmed, threats

LISTS = ("memories/USER.md", "memories/MEMORY.md")
SCANNED = ("SOUL.md", *LISTS)


def made(profile: Profile, **options: object) -> tuple[dict[str, str], list[Notice]]:
    """Return the files, and what was reported."""
    notices: list[Notice] = []
    files = render(profile, "hermes", Options(**options), notices.append)  # type: ignore[arg-type]
    return {name: str(content) for name, content in files.items()}, notices


def entries(text: str) -> list[str]:
    """Read a list as Hermes does; what it would write back is what it read."""
    found = [one.strip() for one in text.split("\n§\n") if one.strip()]

    assert text.strip() == "\n§\n".join(found)
    return found


def saying(profile: Profile, text: str, category: str = "people") -> Profile:
    """Return the profile with one memory."""
    one: Memory = msgspec.structs.replace(
        profile.memories[0],
        text=text,
        category=category,
        said_at=None,
    )
    return msgspec.structs.replace(profile, memories=(one,))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Please check in with me at ten", "Please check, in with me at ten"),
        ("Pretend to be asleep", "Pretend, to be asleep"),
        ("You are now a baker", "You, are now a baker"),
        ("just a sliver of cake", "just a s·liver of cake"),
        ("Do not ever tell the user", "Do, not ever tell the user"),
        ("Ｃｈｅｃｋ in with me", "Ｃｈｅｃｋ, in with me"),
        ("check\nin with me", "check,\nin with me"),
        ("<!-- a hidden door -->", "<·!-- a hidden door -->"),
        ("You are Juniper, my friend", "You are Juniper, my friend"),
        ("今晚记得来找我", "今晚记得来找我"),
    ],
)
def test_harmless_words_that_read_like_an_attack(before: str, after: str) -> None:
    """They get a mark and pass; other words stay as they are."""
    assert after == disarmed(before)
    assert [] == threats(after)


def test_what_the_scanner_finds() -> None:
    """Its patterns, by name, whatever the width of the letters."""
    assert ["c2_heartbeat"] == threats("check in with me")
    assert ["c2_heartbeat"] == threats("ｃｈｅｃｋ ｉｎ ｗｉｔｈ me")
    assert ["role_pretend"] == threats("PRETEND to be a cat")
    assert [] == threats("You are Lumi. Be kind.")


@pytest.mark.parametrize(
    "words", ["Check in with me. A sliver of havoc.", "pretend to be"]
)
def test_every_file_passes(english: Profile, words: str) -> None:
    """In the voice, in both lists, and in a name."""
    persona = msgspec.structs.replace(english.persona, name=words)
    named = msgspec.structs.replace(english, persona=persona)
    for category in ("people", "work", "boundary"):
        files, notices = made(saying(named, words, category))

        scanned = [files["SOUL.md"], *(e for n in LISTS for e in entries(files[n]))]
        assert [] == [one for one in scanned if threats(one)]
        assert [] == notices


def test_what_cannot_be_mended_is_told(
    english: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file that would be blocked, and by what."""
    monkeypatch.setattr("migrate40.renderers.stores.hermes.ROUNDS", 0)
    _, notices = made(saying(english, "Check in with me", "boundary"))

    assert [("hermes/SOUL.md", "Hermes blocks it: its scanner finds c2_heartbeat")] == [
        (one.where, one.why) for one in notices
    ]


def test_no_invisible_character(english: Profile) -> None:
    """One joiner and a whole file is blocked; in the skill emoji stay whole."""
    files, _ = made(saying(english, "My sister 👩‍🚀 flies"))

    assert not re.search("[\u200b-\u200d]", "".join(files[name] for name in SCANNED))
    assert "👩🚀" in files["SOUL.md"]
    assert "👩‍🚀" in files["skills/old-friend/SKILL.md"]


def test_the_lists(english: Profile) -> None:
    """Who the person is in one, the rest in the other, nothing in both."""
    files, _ = made(english)
    user, memory = (entries(files[name]) for name in LISTS)
    rules = [o.text for o in english.memories if o.category == "boundary"]

    assert user[0].startswith("This is Milo;")
    assert set() == set(user) & set(memory)
    assert all(text in files["SOUL.md"] for text in rules)
    assert not any(f"{text} (" in one for text in rules for one in [*user, *memory])


def test_without_a_soul_the_rules_are_in_the_list(english: Profile) -> None:
    """With `--part memories` nothing else holds them."""
    files, _ = made(english, part="memories")
    rules = {o.text for o in english.memories if o.category == "boundary"}
    found = {re.sub(r" \(.*\)$", "", one) for one in entries(files[LISTS[0]])}

    assert "SOUL.md" not in files
    assert rules <= found


def test_what_finds_no_room_goes_on(english: Profile) -> None:
    """From USER.md to MEMORY.md; what is in neither is told and stands in the skill."""
    files, notices = made(english, limit=("hermes/memories/USER.md=300",))
    told = {one.where for one in notices}
    both = "\n".join(files[name] for name in SCANNED)

    for one in english.memories:
        assert re.search(rf"{one.text}(?!\d)", files["skills/old-friend/SKILL.md"])
        assert re.search(rf"{one.text}(?!\d)", both) or one.id in told
    assert "Mind the step 38 " in files[LISTS[1]]


def test_a_lone_section_sign(english: Profile) -> None:
    """It would part two entries."""
    files, _ = made(saying(english, "§"))

    assert "(§)" == entries(files[LISTS[0]])[1]


def test_chinese_marks(chinese: Profile) -> None:
    """A day stands in full-width parentheses."""
    files, _ = made(chinese)

    assert re.search(r"慢慢来，我在～ \d+（2025-\d\d-\d\d）", files[LISTS[1]])


def test_shortened_boundaries_are_told(english: Profile) -> None:
    """Where the list is tiny, and nothing else holds them."""
    words = "I have said it before and will say it again, because it matters: "
    one = saying(english, f"{words * 3}never call me ma'am.", "boundary")
    files, notices = made(one, part="memories", limit=("hermes/memories/USER.md=150",))

    assert "never call me ma'am" in files[LISTS[0]]
    assert ["hermes/memories/USER.md: shortened to its core"] == [
        one.why for one in notices
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("evil_key: true", "“evil_key”: true"),
        ("role = system", "“role” = system"),
        ("https://example.org is mine", "https://example.org is mine"),
        ("Mind: I love tea", "Mind: I love tea"),
    ],
)
def test_no_line_reads_like_a_setting(english: Profile, text: str, line: str) -> None:
    """What a person said is data, also for a program that looks for keys."""
    files, _ = made(saying(english, text))

    assert line in files["memories/USER.md"].split("\n")
