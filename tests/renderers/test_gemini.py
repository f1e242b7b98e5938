"""Gemini's import is in the third person, with a dated quotation to every line."""

from datetime import UTC, datetime

import msgspec
import pytest

from migrate40.model.profile import Evidence, Memory, Profile, Source
from migrate40.renderers import render

DAY = datetime(2025, 3, 4, 22, 10, tzinfo=UTC)


def memory(text: str, **fields: object) -> Memory:
    """Return a memory that was said on a day in March."""
    proof = Evidence(conversation="c", message="m", time=DAY, quote="call me Milo")
    values: dict[str, object] = {
        "id": f"m-{text}",
        "text": text,
        "category": "identity",
        "language": "en",
        "origin": "stated",
        "confidence": 1.0,
        "importance": 1.0,
        "said_at": DAY,
        "evidence": (proof,),
    }
    return Memory(**(values | fields))  # type: ignore[arg-type]


def page(*memories: Memory, sources: tuple[Source, ...] = ()) -> str:
    """Return the text to import."""
    profile = Profile(memories=memories, sources=sources)
    return str(render(profile, "gemini")["memory-import.txt"])


def test_the_layout() -> None:
    """Headers in their order, a line, its evidence, and where it comes from."""
    text = page(
        memory("Don't call me early.", category="boundary", origin="instruction"),
        memory("User is called Milo.", origin="saved"),
    )

    assert text == (
        "Demographics Information\n\n"
        "* User is called Milo.\n"
        "    * Evidence: User said “call me Milo”. Date: [2025-03-04].\n"
        "\nInstructions\n\n"
        "* In the user's own words: “Don't call me early.”\n"
        "    * Evidence: User said “call me Milo”. Date: [2025-03-04].\n"
        "\nImported from: ChatGPT\n"
    )


@pytest.mark.parametrize(
    ("text", "origin", "expected"),
    [
        ("I keep bees.", "stated", "The user said: “I keep bees.”"),
        ("The user's boat is red.", "saved", "The user's boat is red."),
        ("用户养蜂。", "saved", "用户养蜂。"),
        ("Keeps bees", "saved", "Noted about the user: Keeps bees"),
        (
            "Will send a postcard",
            "assistant",
            "Noted about the user: Will send a postcard",
        ),
    ],
)
def test_the_third_person(text: str, origin: str, expected: str) -> None:
    """Words in the first person come as words that were said: none is made up."""
    assert f"* {expected}\n" in page(memory(text, origin=origin))


def test_a_saved_memory_is_not_what_the_user_said() -> None:
    """Where its only proof is itself, nobody is quoted; its day is told."""
    text = "User wants to be called: call me Milo"

    assert "    * Evidence: saved memory. Date: [2025-03-04].\n" in page(
        memory(text, origin="saved")
    )
    assert "    * Evidence: User said “call me Milo”." in page(memory(text))


def test_what_has_no_proof() -> None:
    """A list that was pasted has no day and no quotation."""
    bare = memory("User keeps bees.", origin="saved", evidence=(), said_at=None)
    early = msgspec.structs.replace(bare, happened_at="2019")

    assert "    * Evidence: saved memory. Date: [unknown].\n" in page(bare)
    assert "* User keeps bees. (2019)\n" in page(early)


@pytest.mark.parametrize(
    ("vendor", "name"),
    [("claude", "Claude"), ("openwebui", "Open WebUI"), ("grok", "Grok")],
)
def test_the_last_line_names_the_program(vendor: str, name: str) -> None:
    """Of several, the one with the most conversations."""
    sources = tuple(
        Source(
            vendor=one,
            conversations=number,
            messages={},
            first=None,
            last=None,
            models={},
            sha256="",
        )
        for one, number in (("chatgpt", 2), (vendor, 3))
    )

    assert page(sources=sources).endswith(f"Imported from: {name}\n")


def test_saved_info_is_one_instruction_a_line(english: Profile) -> None:
    """Each can be added by itself."""
    lines = str(render(english, "gemini")["saved-info.txt"]).splitlines()

    assert lines[0].startswith("Talk to me as Juniper")
    assert "" not in lines
    assert "Call me “Milo” or “skipper”." in lines
