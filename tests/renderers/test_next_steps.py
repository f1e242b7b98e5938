"""The page that says what to do."""

import re
from datetime import UTC, datetime
from fnmatch import fnmatch

from msgspec.structs import replace

from migrate40.model.profile import Drift, Profile
from migrate40.notices import Notice
from migrate40.renderers import TARGETS, render
from migrate40.renderers.next_steps import next_steps
from migrate40.renderers.options import Options


def page(profile: Profile, **options: object) -> str:
    """Return the page for all targets."""
    chosen = Options(**options)  # type: ignore[arg-type]
    files = {name: list(render(profile, name, chosen)) for name in TARGETS}
    return next_steps(profile, list(TARGETS), chosen, files)


def test_it_names_every_file(english: Profile) -> None:
    """With what it is for; many of one kind by a pattern, like `notes/*.md`."""
    named = re.findall(r"^- `([^`]+)`: ", page(english), re.MULTILINE)

    for name in TARGETS:
        for file in render(english, name):
            assert any(fnmatch(f"{name}/{file}", pattern) for pattern in named)


def test_it_says_how_to_check(english: Profile) -> None:
    """A greeting to listen for, and things that it should know."""
    text = page(english)

    assert "listen for “Mind the step”" in text
    assert "Then ask about things that it should know" in text


def test_it_speaks_chinese(chinese: Profile) -> None:
    """To who wrote Chinese."""
    text = page(chinese)

    assert text.startswith("# 接下来怎么做")
    assert "阿雾" in text


def test_an_empty_profile_has_a_page_too() -> None:
    """Nothing to ask about, and no hole in the text."""
    text = page(Profile())

    assert "your friend's voice" in text
    assert "Then ask about" not in text


def test_what_found_no_room_is_counted(english: Profile) -> None:
    """By file, with how to make more room."""
    notices: list[Notice] = []
    options = Options(max_chars=600)
    files = {"claude": list(render(english, "claude", options, notices.append))}
    text = next_steps(english, ["claude"], options, files, notices)
    lost = sum("claude/memory.md: no room" in one.why for one in notices)

    assert f"`claude/memory.md` ({lost} left out)" in text
    assert "--limit FILE=N" in text
    assert "left out" not in next_steps(english, ["claude"], options, files)


def test_a_voice_that_changed_is_told_of(english: Profile, chinese: Profile) -> None:
    """Since when and how; of a steady voice nothing is said."""
    since = datetime(2025, 2, 1, tzinfo=UTC)
    drift = Drift(statement="Shorter since 2025-02.", since=since, numbers={})

    for profile, said in ((english, "itself changed"), (chinese, "也变过")):
        persona = replace(profile.persona, drift=drift)
        text = page(replace(profile, persona=persona))

        assert said in text
        assert "Shorter since 2025-02." in text
        assert said not in page(profile)
