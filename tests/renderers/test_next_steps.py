"""The page that says what to do."""

from migrate40.model.profile import Profile
from migrate40.renderers import RENDERERS, render
from migrate40.renderers.next_steps import next_steps
from migrate40.renderers.options import Options


def page(profile: Profile, **options: object) -> str:
    """Return the page for all targets."""
    chosen = Options(**options)  # type: ignore[arg-type]
    files = {name: list(render(profile, name, chosen)) for name in RENDERERS}
    return next_steps(profile, list(RENDERERS), chosen, files)


def test_it_names_every_file(english: Profile) -> None:
    """With what it is for."""
    text = page(english)

    for name in RENDERERS:
        for file in render(english, name):
            assert f"`{name}/{file}`" in text


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
