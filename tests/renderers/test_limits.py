"""How long a file may be, and whose word counts."""

import pytest

from migrate40.errors import UsageError
from migrate40.model.profile import Profile
from migrate40.renderers import render
from migrate40.renderers.described import described
from migrate40.renderers.limits import UNITS, bounds
from migrate40.renderers.options import Options
from migrate40.renderers.spec import FileSpec, spec


def file_of(target: str, name: str) -> FileSpec:
    """Return one file of a target."""
    return next(one for one in spec(target).files if one.name == name)


def amounts(target: str, name: str, **options: object) -> list[str]:
    """Return the limits of a file as people read them."""
    chosen = Options(**options)  # type: ignore[arg-type]
    return [str(one) for one in bounds(file_of(target, name), spec(target), chosen)]


@pytest.mark.parametrize(
    ("unit", "length"),
    [("code_points", 7), ("utf16", 9), ("bytes", 17), ("lines", 2)],
)
def test_units(unit: str, length: int) -> None:
    """An emoji of the upper planes is one character here and two there."""
    assert length == UNITS[unit]("a👩‍🚀\n你b")  # type: ignore[index]


def test_advice_gives_way() -> None:
    """A limit of the consumer stays beside the person's own."""
    assert ["8,000 tokens"] == amounts("prompt", "prompt.md")
    assert ["90 tokens"] == amounts("prompt", "prompt.md", max_tokens=90)
    assert ["9,000 characters (UTF-16)", "1,500 characters (UTF-16)"] == amounts(
        "chatgpt", "about-you.txt", max_chars=9000
    )


def test_a_limit_can_be_replaced(english: Profile) -> None:
    """Of one file, where the person knows better; its unit stays."""
    name = "about-you.txt"
    limit = (f"chatgpt/{name}=400",)
    text = str(render(english, "chatgpt", Options(limit=limit))[name])

    assert ["400 characters (UTF-16)"] == amounts("chatgpt", name, limit=limit)
    assert ["1,500 characters (UTF-16)"] == amounts(
        "chatgpt", "how-to-respond.txt", limit=limit
    )
    assert 350 < len(text) <= 400
    both = amounts(
        "claude", "claude-code/MEMORY.md", limit=("claude/claude-code/MEMORY.md=90",)
    )
    assert ["90 lines", "90 bytes"] == both


@pytest.mark.parametrize(
    ("limit", "why"),
    [
        ("chatgpt/about-you.txt", "TARGET/FILE=NUMBER"),
        ("chatgpt/about-you.txt=many", "TARGET/FILE=NUMBER"),
        ("chatgpt/about-you.txt=0", "TARGET/FILE=NUMBER"),
        ("chatgpt/nothing.txt=9", "no file with a limit: 'chatgpt/nothing.txt'"),
        ("json/profile.json=9", "no file with a limit: 'json/profile.json'"),
        ("nowhere/a=9", "no target 'nowhere'"),
    ],
)
def test_a_limit_that_means_nothing(limit: str, why: str) -> None:
    """It is told, not ignored."""
    with pytest.raises(UsageError, match=why):
        render(Profile(), "prompt", Options(limit=(limit,)))


def test_limits_are_listed_with_their_certainty() -> None:
    """A guess is called one."""
    lines = described(spec("claude"))

    assert "Claude (looked at 2026-11)" == lines[0]
    assert "memory-import.txt: 6,000 tokens, our advice" in lines
    assert "memory.md: 150,000 tokens, certainty C, 2026-11" in lines
    assert "profile.json: no limit" == described(spec("json"))[1]
