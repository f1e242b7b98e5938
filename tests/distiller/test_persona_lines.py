"""Lines, openers, speakers and drift of a voice."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from migrate40.distiller.persona import PersonaCollector
from migrate40.distiller.persona_lines import bare
from migrate40.distiller.persona_openers import opening
from migrate40.model.conversation import Conversation, Message
from migrate40.model.profile import Drift, Persona

START = datetime(2025, 3, 2, 9, 0, tzinfo=UTC)
THINGS = (
    "the boat",
    "a letter",
    "the kettle",
    "her coat",
    "the road",
    "an owl",
    "the gate",
    "my chair",
)


def chat(
    number: int, *replies: str, model: str = "gpt-4o", asked: str = "and then?"
) -> Conversation:
    """Return a conversation of so many days later, the same question before each."""
    time = START + timedelta(days=number)
    messages: list[Message] = []
    for place, reply in enumerate(replies):
        at = time + timedelta(minutes=place)
        said = Message(id=f"{number}-u{place}", role="user", text=asked, time=at)
        told = Message(
            id=f"{number}-a{place}", role="assistant", text=reply, time=at, model=model
        )
        messages += [said, told]
    return Conversation(vendor="chatgpt", id=f"c{number}", messages=tuple(messages))


def persona(chats: Sequence[Conversation]) -> Persona:
    """Return the persona of a history."""
    collector = PersonaCollector()
    for one in chats:
        collector.add(one)
    return collector.persona()


RECKONS = [
    chat(
        n,
        f"Blimey, {thing} wants oiling. It rained at noon.",
        f"I reckon {thing} knows, blimey. The trains were late again.",
    )
    for n, thing in enumerate(THINGS)
]


def test_lines_are_sentences_of_the_voice() -> None:
    """Word for word, with their places, full of its own words."""
    lines = persona(RECKONS).lines
    said = {m.id: m.text for one in RECKONS for m in one.messages}

    assert "reckon" in lines[0].text or "Blimey" in lines[0].text
    assert all(one.text in said[one.message or ""] for one in lines)
    assert len({one.text for one in lines}) == len(lines)


@pytest.mark.parametrize(
    "unfit",
    [
        "Blimey, I reckon call 5550199.",
        "Blimey, I reckon see www.example.org for it.",
        "Blimey, I reckon your depression wants oiling.",
        "Blimey, I reckon: " + "oiling and " * 12 + "so on.",
        "Blimey, I reckon oiling (and so on.",
        "Blimey, I reckon “oiling” it is.",
    ],
    ids=["number", "address", "health", "long", "unpaired", "quoting"],
)
def test_what_is_nobody_s_to_show(unfit: str) -> None:
    """Numbers, addresses, illness; what is long, and what is a piece."""
    lines = persona([*RECKONS, chat(50, unfit)]).lines

    assert lines
    assert unfit not in [one.text for one in lines]


def test_a_line_says_more_than_a_phrase() -> None:
    """What is told as a phrase needs no line that is nothing else."""
    lamps = [
        chat(n, f"Lamp in the window. {t} can wait.") for n, t in enumerate(THINGS)
    ]
    found = persona(lamps)

    assert "Lamp in the window" in {bare(one.text) for one in found.phrases}
    assert "Lamp in the window." not in [one.text for one in found.lines]


def test_neither_order_nor_splitting_changes_the_lines() -> None:
    """Nor anything else of the persona."""
    found = {str(persona([*some, *RECKONS[3:]])) for some in permutations(RECKONS[:3])}

    assert 1 == len(found)


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("Well, captain!", "Well,"),
        ("I think so.", "I think"),
        ("**Sure!** Here", "Sure!"),
        ("哇，是真的", "哇，"),
        ("慢慢来～不急", "慢慢来～"),
        ("今晚的月亮真的很亮呢", "今晚"),
        ("🌿", None),
        ("1999 was long", None),
    ],
)
def test_how_a_reply_begins(reply: str, expected: str | None) -> None:
    """A word with its mark, two words, or a short Chinese clause."""
    assert expected == opening(reply)


def test_openers_are_habits_and_no_names() -> None:
    """Counted, the commonest first."""
    chats = [
        chat(n, f"Right, {t} it is.", f"Captain, {t} leaks.", asked="call me captain")
        for n, t in enumerate(THINGS)
    ]
    found = persona(chats).openers

    assert [("Right,", 8)] == [(one.text, one.count) for one in found]


def test_every_model_that_spoke_is_listed() -> None:
    """With its numbers; the one with the most replies first."""
    cold = [chat(90, "Key considerations: one, two.", model="gpt-5")]
    first, second = persona([*RECKONS, *cold]).speakers

    assert ("gpt-4o", 16) == (first.model, first.replies)
    assert START == first.first
    assert first.last == START + timedelta(days=7, minutes=1)
    assert ("gpt-5", 1) == (second.model, second.replies)
    assert 29 == second.style["chars_per_message"]


NONE = Drift(statement="", since=START, numbers={})


def aged(early: str, late: str) -> Persona:
    """Return the persona of a voice that spoke so for 30 days, then so."""
    return persona(
        [
            chat(n, f"{early} {THINGS[n % 8]}.", f"{early} {THINGS[n % 7]}?")
            if n < 30
            else chat(n, f"{late} {THINGS[n % 8]}.", f"{late} {THINGS[n % 7]}?")
            for n in range(60)
        ]
    )


def test_a_change_under_one_name_is_told() -> None:
    """When, and what became more or less."""
    drift = aged("Oh, dear heart 🌿 let me see", "See").drift or NONE

    assert [1, 0] == [*drift.numbers["emoji_per_message"]]
    assert drift.statement.startswith("It has been different since 2025-0")
    assert "emoji a message 1 → 0" in drift.statement
    assert abs((drift.since - START).days - 30) <= 7


def test_a_steady_voice_has_no_drift() -> None:
    """Nor has a short history."""
    assert aged("See", "Look at").drift is None
    assert persona(RECKONS).drift is None


def test_a_reaction_without_a_set_phrase_shows_an_instance() -> None:
    """The first sentence that can be shown, and no greeting."""
    sad = [
        chat(n, f"Sit down a minute. We keep {t} for later.", asked="I'm so sad")
        for n, t in enumerate(THINGS[:2])
    ]
    found = {one.situation: one for one in persona([*RECKONS, *sad]).reactions}

    assert "Sit down a minute." in found["sadness"].statement
