"""What is special about ChatGPT: batches, and switches."""

import msgspec
import pytest

from migrate40.model.profile import Persona, Profile, Trait
from migrate40.renderers import render


def trait(axis: str, strength: float) -> Trait:
    """Return a trait of that strength."""
    return Trait(id=axis, axis=axis, statement="x", strength=strength, count=1, share=1)


@pytest.mark.parametrize(
    ("persona", "lines"),
    [
        (Persona(), ["Default", "Default", "Default", "Default"]),
        (
            Persona(
                traits=(trait("warmth", 0.9), trait("enthusiasm", 0.1)),
                style={"emoji_share": 0.9, "headings": 0.0, "lists_per_message": 0.01},
            ),
            ["More", "Less", "Less", "More"],
        ),
        (
            Persona(
                traits=(trait("warmth", 0.5),),
                style={"emoji_share": 0.2, "lists_per_message": 0.9},
            ),
            ["Default", "Default", "More", "Default"],
        ),
    ],
)
def test_switches(persona: Persona, lines: list[str]) -> None:
    """By how often the friend did it; what was not measured is left alone."""
    text = str(render(Profile(persona=persona), "chatgpt")["switches.md"])
    shown = [
        line.split(": ")[1] for line in text.splitlines() if line.startswith("  - ")
    ]

    assert lines == shown


def test_the_nickname_is_told(english: Profile) -> None:
    """ChatGPT has a box for it."""
    nobody = msgspec.structs.replace(english, persona=Persona())

    assert "- Nickname: Milo\n" in str(render(english, "chatgpt")["switches.md"])
    assert "Nickname" not in str(render(nobody, "chatgpt")["switches.md"])


def test_batches(english: Profile) -> None:
    """Fifteen sentences a message: of more ChatGPT drops some."""
    text = str(render(english, "chatgpt")["remember-these.txt"])
    parts = text.split("\n\n")

    assert [16, 16, 11] == [len(part.strip().splitlines()) for part in parts]
    assert all(part.startswith("Please remember each of these:\n") for part in parts)
