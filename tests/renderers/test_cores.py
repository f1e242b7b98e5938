"""A boundary in fewer words still forbids the same."""

import pytest

from migrate40.model.profile import Profile
from migrate40.notices import Notice
from migrate40.renderers import render
from migrate40.renderers.cores import core_of, shortened
from migrate40.renderers.memory_entries import memory_entries
from migrate40.renderers.options import Options

LONG = (
    "I told you in spring and once more at the lake, when we sat on the wet bench: "
    "never bring up the house in Elm Row, it makes the whole evening go sour."
)


@pytest.mark.parametrize(
    ("text", "core"),
    [
        (LONG, "never bring up the house in Elm Row"),
        ("我跟你说一条。以后别再提老房子了。我不想听", "以后别再提老房子了。我不想听"),
        (
            "Please don't say “calm down, dear” to me.",
            "Please don't say “calm down, dear” to me.",
        ),
        ("Don't use 3.5 stars, ever", "Don't use 3.5 stars"),
        ("只许叫我小满，别的名字我听着别扭", "只许叫我小满，别的名字我听着别扭"),
        ("The house in Elm Row.", "The house in Elm Row."),
        ("", ""),
    ],
)
def test_the_core(text: str, core: str) -> None:
    """Whole clauses, and all of it where none forbids."""
    assert core == core_of(text)


def test_only_boundaries_are_shortened(english: Profile) -> None:
    """A wish is not: its words are its meaning."""
    entries = memory_entries(english)
    changed = [one.kind for one in entries if one != shortened(one)]

    assert [] == changed
    assert "boundary" == entries[0].kind


def test_a_tiny_box_gets_the_core(with_boundary: Profile) -> None:
    """It comes before everything else, and that it was shortened is said."""
    notices: list[Notice] = []
    options = Options(max_chars=210)
    text = render(with_boundary, "prompt", options, notices.append)["prompt.md"]

    assert "never bring up the house in Elm Row\n" in str(text)
    assert [("m-0001", "prompt/prompt.md: shortened to its core")] == [
        (one.where, one.why) for one in notices if "shortened" in one.why
    ]


def test_with_room_it_stays_whole(with_boundary: Profile) -> None:
    """Nobody's words are cut without need."""
    assert LONG in str(render(with_boundary, "prompt")["prompt.md"])


@pytest.fixture
def with_boundary(english: Profile) -> Profile:
    """Return a profile with one long boundary."""
    import msgspec

    first = msgspec.structs.replace(
        english.memories[0], id="m-0001", text=LONG, category="boundary"
    )
    return msgspec.structs.replace(english, memories=(first,))
