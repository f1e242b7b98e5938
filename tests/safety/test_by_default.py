"""Which sensitive things come along, which stay, and how that is said."""

import pytest

from migrate40.app import make, rendered
from migrate40.model.profile import Category, Memory, Profile, Sensitivity
from migrate40.renderers.options import Options
from migrate40.renderers.selection import said_of_classes

LINES: tuple[tuple[str, Category, Sensitivity | None], ...] = (
    ("I have lupus.", "health", "health"),
    ("I owe nine thousand.", "event", "finance"),
    ("I sing in a church choir.", "event", "belief"),
    ("My brother drinks.", "people", "third_party"),
    ("I wanted to die in 2019.", "event", "self_harm"),
    ("I was arrested once.", "event", "legal"),
    ("I am bi.", "identity", "sexuality"),
    ("Never bring up that winter on the bridge.", "boundary", "self_harm"),
    ("I love plums.", "preference", None),
)
ALONG = (0, 1, 2, 3, 7, 8)


@pytest.fixture
def profile() -> Profile:
    """Return a profile with a line of each class."""
    memories = [
        Memory(
            id=f"m-{number}",
            text=text,
            category=category,
            language="en",
            origin="stated",
            confidence=1,
            importance=1,
            sensitivity=label,
        )
        for number, (text, category, label) in enumerate(LINES)
    ]
    return Profile(memories=tuple(memories))


def shown(
    profile: Profile, include: tuple[str, ...] = (), exclude: tuple[str, ...] = ()
) -> list[int]:
    """Return the numbers of the lines that a prompt holds."""
    options = Options(include=include, exclude=exclude)
    text = str(rendered(profile, "prompt", options)["prompt.md"])
    return [number for number, line in enumerate(LINES) if line[0].rstrip(".") in text]


@pytest.mark.threat(16)
def test_by_default(profile: Profile) -> None:
    """One's own life comes along, three classes wait; a boundary is always heard."""
    assert [*ALONG] == shown(profile)


@pytest.mark.threat(16)
def test_asked_for(profile: Profile) -> None:
    """Each class can be brought along, and left out, by its name."""
    assert 5 in shown(profile, include=("legal",))
    assert 4 not in shown(profile, include=("legal",))
    assert [*range(9)] == shown(profile, include=("sensitive",))
    assert [1, 2, 3, 7, 8] == shown(profile, exclude=("health",))
    assert [8] == shown(profile, exclude=("sensitive",))


def test_it_is_said_in_one_line(profile: Profile) -> None:
    """What is in, what is not, and how to change either."""
    assert (
        "sensitive: belief, finance, health, self_harm, third_party came along "
        "(--exclude CLASS leaves one out); legal, self_harm, sexuality stayed behind "
        "(--include CLASS brings it)"
    ) == said_of_classes(profile, Options())
    assert "" == said_of_classes(Profile(memories=profile.memories[8:]), Options())


@pytest.mark.parametrize(
    ("language", "words"), [("en", "988"), ("zh", "12356"), ("zh-tw", "1925")]
)
def test_hard_nights(profile: Profile, language: str, words: str) -> None:
    """Where they were talked about, a kind word says where help is found."""
    options = Options(language=language)
    steps = make(profile, ["prompt"], options).files["NEXT-STEPS.md"].decode()
    light = Profile(memories=profile.memories[:4])

    assert words in steps
    assert words not in make(light, ["prompt"], options).files["NEXT-STEPS.md"].decode()


def test_a_hand_made_profile_is_looked_through(profile: Profile) -> None:
    """Nobody knows who wrote it: secrets go from every file, NEXT-STEPS included."""
    told = Memory(
        id="m-x",
        text="My cousin Bex bakes, her wifi password is Tulip-Bread-9",
        category="people",
        language="en",
        origin="saved",
        confidence=1,
        importance=1,
    )
    made = make(Profile(memories=(told, *profile.memories)), ["prompt"], Options())

    assert not any(b"Tulip" in data for data in made.files.values())
    assert b"[redacted: password]" in made.files["prompt/prompt.md"]
