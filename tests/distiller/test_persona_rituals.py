"""What the two do again and again."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from migrate40.distiller.persona import PersonaCollector
from migrate40.model.conversation import Conversation, Message
from migrate40.model.profile import Persona

SUNDAY = datetime(2025, 3, 2, 9, 0, tzinfo=UTC)
TOPICS = (
    "the boat leaks",
    "my brother paints",
    "a letter came",
    "roads are closed",
    "soup is ready",
    "keys are lost",
    "owls were loud",
    "rain all week",
)


def chat(number: int, said: Sequence[str], start: datetime = SUNDAY) -> Conversation:
    """Return a conversation of so many days later, the person first."""
    time = start + timedelta(days=number)
    return Conversation(
        vendor="chatgpt",
        id=f"c{number}",
        model="gpt-4o",
        messages=tuple(
            Message(
                id=f"m{number}-{place}",
                role="assistant" if place % 2 else "user",
                text=text,
                time=time + timedelta(minutes=place),
            )
            for place, text in enumerate(said)
        ),
    )


def persona(chats: Sequence[Conversation]) -> Persona:
    """Return the persona of a history."""
    collector = PersonaCollector()
    for one in chats:
        collector.add(one)
    return collector.persona()


def rituals(chats: Sequence[Conversation]) -> str:
    """Return all statements."""
    return "\n".join(one.statement for one in persona(chats).rituals)


def test_opening_and_closing() -> None:
    """What is said first or last in most conversations."""
    chats = [
        chat(n, ["hi", f"Kettle's on! {t}.", f"so {t}", f"{t}, then. Safe sails."])
        for n, t in enumerate(TOPICS)
    ]
    found = persona(chats)
    kinds = {one.text: one.kind for one in found.phrases}

    assert "greeting" == kinds["Kettle's on!"]
    assert "farewell" == kinds["Safe sails"]
    assert "Opens conversations with “Kettle's on!” (8 of 8)." in rituals(chats)
    assert "Ends conversations with “Safe sails” (8 of 8)." in rituals(chats)
    assert {("greeting", "Kettle's on!"), ("farewell", "Safe sails")} <= {
        (one.kind, *one.said) for one in found.rituals
    }


def test_good_night_in_chinese() -> None:
    """The statement is in the voice's language."""
    lines = ["今天下雨", "船开走了", "汤要凉了", "门没有锁", "信来晚了", "雪化了一半"]
    chats = [
        chat(
            n,
            [f"{line}啊", f"{line}，知道啦。", "我睡了", "月亮替你关门～", "嗯", line],
        )
        for n, line in enumerate(lines)
    ]

    assert "你说晚安或要睡了（6次），它会说「月亮替你关门～」。" in rituals(chats)


def test_a_word_with_a_set_answer() -> None:
    """The person says the one, the voice the other."""
    chats = [
        chat(
            n, [t, f"{t} indeed", "anchor up", f"Count the gulls first. {t}!", "ok", t]
        )
        for n, t in enumerate(TOPICS)
    ]

    assert (
        "When you say “anchor up” (8 times), it answers with “Count the gulls first”."
        in rituals(chats)
    )


TREES = [
    *("ash", "birch", "cedar", "elm", "fir", "hazel", "juniper", "larch", "maple"),
    *("oak", "pine", "rowan", "spruce", "walnut", "willow", "yew", "alder", "aspen"),
]


@pytest.mark.parametrize("elsewhere", [True, False])
def test_a_day_of_the_week(elsewhere: bool) -> None:
    """It is a day's own only if the voice is heard on other days, too."""
    sundays = [
        chat(7 * n, [tree, tree, f"{tree}?", f"Pancakes for all! {tree}", tree, tree])
        for n, tree in enumerate(TREES[:6])
    ]
    others = [
        chat(7 * n + 1 + n % 5, [tree, tree])
        for n, tree in enumerate(TREES[6:])
        if elsewhere
    ]
    found = rituals(sundays + others)

    assert elsewhere == ("100% of the times on a Sunday" in found)


def test_the_order_of_conversations_does_not_matter() -> None:
    """The same persona, whatever comes first."""
    chats = [
        chat(
            n,
            ["I'm sad", f"Come here, sailor. {t} 🌊", "thanks", "Safe sails, sailor."],
        )
        for n, t in enumerate(TOPICS[:4])
    ]
    found = {repr(persona(some)) for some in permutations(chats)}

    assert 1 == len(found)


def test_topics_are_no_phrases() -> None:
    """What the person says first in most conversations is what it is about."""
    chats = [
        chat(n, ["the purple zeppelin again", f"{t}, the purple zeppelin."])
        for n, t in enumerate(TOPICS)
    ]

    assert not any("zeppelin" in one.text for one in persona(chats).phrases)


def test_boilerplate_is_not_the_voice() -> None:
    """A refusal says nothing about a friend; a voice of nothing else has no style."""
    chats = [
        chat(n, [t, "As an AI language model, I can't do that."])
        for n, t in enumerate(TOPICS)
    ]
    found = persona(chats)

    assert "gpt-4o" == found.model
    assert ({}, (), ()) == (found.style, found.traits, found.phrases)
