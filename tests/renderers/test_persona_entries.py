"""The voice as entries of a document."""

from collections import Counter

import msgspec
import pytest

from migrate40 import render
from migrate40.model.profile import (
    Emoji,
    Line,
    Opener,
    Persona,
    Phrase,
    Profile,
    Reaction,
)
from migrate40.renderers.persona_entries import anchor, persona_entries

PERSONA = Persona(
    name="Wren",
    languages={"en": 1.0},
    style={"words_per_message": 12.0, "sentences_per_message": 2.0, "headings": 0.4},
    words={"呀": 9.0, "呢": 3.0},
    phrases=(
        Phrase(text="Mind the step", kind="signature", count=9, score=9.0),
        Phrase(text="So long", kind="farewell", count=9, score=8.0),
    ),
    openers=(Opener(text="Well,", count=9), Opener(text="Right", count=5)),
    lines=(Line(text="One lamp is enough for two."), Line(text="# Not\na heading")),
    reactions=(
        Reaction(
            situation="anger",
            statement="When you are angry (twice), it praises you; for instance “Ha.”",
            count=2,
        ),
    ),
)


def said(persona: Persona, language: str = "en") -> dict[str, list[str]]:
    """Return the texts by section."""
    found: dict[str, list[str]] = {}
    for one in persona_entries(persona, language):
        found.setdefault(one.section, []).append(one.data.get("text", ""))
    return found


def test_numbers_and_openers_are_rules() -> None:
    """Said with the words themselves."""
    sound = said(PERSONA)["sound"]

    assert "Short: about 12 words a message, 2 sentences." in sound
    assert "Often begins with “Well,”, “Right”." in sound
    assert "Headings (###) in 40% of the messages." in sound


@pytest.mark.parametrize("language", ["en", "zh"])
def test_emoji_go_before_openers(language: str) -> None:
    """They are missed first, and little room must not cost them."""
    emojis = (Emoji(text="🏮", count=9),)
    style = {"emoji_share": 0.4, "emoji_per_message": 1.0}
    persona = msgspec.structs.replace(PERSONA, emojis=emojis, style=style)
    first, second, *_ = said(persona, language)["sound"]

    assert "🏮" in first
    assert "Well," in second


def test_what_it_does_not_do_waits_for_the_first_lines() -> None:
    """Nearly all who talk write no lists: that tells nobody from another."""
    style = {"words_per_message": 12.0, "sentences_per_message": 2.0}
    style |= {"lists_per_message": 0.0, "headings": 0.0}
    lines = tuple(Line(text=f"Lamp number {n} is lit.") for n in range(12))
    persona = msgspec.structs.replace(PERSONA, style=style, lines=lines)
    order = [one.data.get("text", "") for one in persona_entries(persona, "en")]

    assert order.index("Often begins with “Well,”, “Right”.") < order.index(
        "Lamp number 0 is lit."
    )
    assert order.index("Lamp number 9 is lit.") < order.index("No lists, no headings.")


def test_particles_are_the_voice_s_own() -> None:
    """Those it uses most, first."""
    style = {"particles_per_message": 1.2}
    persona = Persona(style=style, words=PERSONA.words)

    assert "句尾爱带呀呢，每条 1 个。" in said(persona, "zh")["sound"]


def test_lines_are_one_line_each() -> None:
    """And none acts as anything else."""
    assert ["One lamp is enough for two.", "Not / a heading"] == said(PERSONA)["lines"]


def test_the_person_is_them() -> None:
    """Where the sentence needs the other case."""
    assert ["praises them; for instance “Ha.”"] == said(PERSONA)["reactions"]


def test_the_anchor_is_numbers_and_words() -> None:
    """Goodbyes are no help in the middle of a talk."""
    phrases = [{"text": one.text, "kind": one.kind} for one in PERSONA.phrases]

    assert ["Short. No emoji.", "“Mind the step”"] == anchor(
        ["Short.", "No emoji."], phrases, "en"
    )
    assert [] == anchor([], [], "en")


def test_whoever_writes_pages_is_known_by_phrases() -> None:
    """And whoever talks by sentences: the first twenty entries of each."""
    many = Persona(
        style={"words_per_message": 12.0},
        phrases=tuple(
            Phrase(text=f"Say {n}", kind="signature", count=9, score=9.0)
            for n in range(20)
        ),
        lines=tuple(Line(text=f"Line {n}.") for n in range(20)),
    )
    pages = msgspec.structs.replace(many, style={"words_per_message": 200.0})
    talked, wrote = (
        Counter(one.section for one in persona_entries(each, "en")[:20])
        for each in (many, pages)
    )

    assert talked["lines"] > talked["phrases"]
    assert wrote["phrases"] > wrote["lines"]


@pytest.mark.parametrize(
    ("language", "heading"),
    [("en", "When the voice slips"), ("zh", "语气跑偏的时候")],
)
def test_only_a_roomy_document_has_the_anchor(language: str, heading: str) -> None:
    """Three lines to come back to; in a small one they would take the room."""
    profile = Profile(persona=PERSONA)
    large = render(profile, "prompt", language=language)["prompt.md"]
    small = render(profile, "prompt", language=language, max_tokens=300)["prompt.md"]

    assert heading in str(large)
    assert heading not in str(small)
    assert "One lamp is enough for two." in str(small)
