"""The persona of a history: whose voice, and what it is like."""

from datetime import UTC, datetime, timedelta

import pytest

from migrate40.distiller.persona import PersonaCollector
from migrate40.errors import UsageError
from migrate40.model.conversation import Conversation, Given, Message, What
from migrate40.model.profile import Persona

START = datetime(2025, 3, 2, 21, 0, tzinfo=UTC)


def chat(
    number: int, *said: str, model: str | None = "gpt-4o", **fields: object
) -> Conversation:
    """Return a conversation in which the two take turns, the person first."""
    start = START + timedelta(days=number)
    messages = tuple(
        Message(
            id=f"{number}-{place}",
            role="assistant" if place % 2 else "user",
            text=text,
            time=start + timedelta(minutes=place),
            model=model if place % 2 else None,
        )
        for place, text in enumerate(said)
    )
    values: dict[str, object] = {"vendor": "chatgpt", "id": f"c{number}"}
    return Conversation(messages=messages, **(values | fields))  # type: ignore[arg-type]


def told(text: str, what: What = "custom_instruction") -> Given:
    """Return something that the platform was told."""
    return Given(id=f"g-{text}", what=what, text=text, vendor="chatgpt")


def persona(*chats: Conversation, model: str | None = None) -> Persona:
    """Return the persona of a history."""
    collector = PersonaCollector()
    for one in chats:
        collector.add(one)
    return collector.persona(model)


TOPICS = ["the boat", "my brother", "a letter", "the road", "soup", "her keys"]
WARM = [
    chat(
        n,
        f"tell me of {topic}",
        f"Well, captain, {topic} can wait a while 🌿 Lamp in the window.",
        "I'm so sad today, I cried",
        f"Come here, captain. {topic.capitalize()} is no fault 🌿 Slow and steady.",
        "good night",
        "Good night, captain 🌿 Lamp in the window.",
    )
    for n, topic in enumerate(TOPICS)
]
COLD = [
    chat(50 + n, "what is tax", "Key considerations: one, two, three.", model="gpt-5")
    for n in range(4)
]


def test_the_voice_with_the_most_replies() -> None:
    """Unless another is asked for; words of one never speak for the other."""
    usual = persona(*WARM, *COLD)
    other = persona(*WARM, *COLD, model="gpt-5")

    assert ("gpt-4o", "gpt-5") == (usual.model, other.model)
    assert not any("Key considerations" in one.text for one in usual.phrases)
    assert not other.emojis


def test_an_unknown_model() -> None:
    """The message lists those that spoke."""
    with pytest.raises(UsageError, match="gpt-4o"):
        persona(*WARM, model="gpt-9")


def test_what_it_is_like() -> None:
    """Its emoji, its phrases, its name for the person, its numbers."""
    found = persona(*WARM)

    assert ["🌿"] == [one.text for one in found.emojis]
    assert 18 == found.emojis[0].count
    assert "captain" in found.names_for_user
    assert any("Lamp in the window" in one.text for one in found.phrases)
    assert {"en": 1.0} == found.languages
    assert 1.0 == found.style["emoji_per_message"]


def test_how_it_takes_sadness() -> None:
    """With what it then said as proof."""
    sadness = [one for one in persona(*WARM).reactions if one.situation == "sadness"]

    assert 1 == len(sadness)
    assert sadness[0].evidence
    assert "Come here, captain" in (sadness[0].evidence[0].quote or "")


def test_every_axis_has_a_strength() -> None:
    """Between nothing and all."""
    traits = {one.axis: one.strength for one in persona(*WARM).traits}

    assert {"warmth", "humor", "emoji", "directness", "sycophancy"} < traits.keys()
    assert all(0 <= strength <= 1 for strength in traits.values())


@pytest.mark.parametrize(
    ("given", "name"),
    [
        (told("You're Juniper, my old friend."), "Juniper"),
        (told("Your name is Juniper. Be brief."), "Juniper"),
        (told("你叫阿雾，别太啰嗦。"), "阿雾"),
        (told('She calls Claude "Juniper".', "account_memory"), "Juniper"),
        (told("User calls the assistant Juniper.", "saved_memory"), "Juniper"),
    ],
)
def test_the_name_that_was_told(given: Given, name: str) -> None:
    """In instructions, or in what the platform noted."""
    assert name == persona(*WARM, chat(90, "hi", "hello", given=(given,))).name


def test_nobody_is_called_by_a_phrase() -> None:
    """What begins or ends like part of a sentence is no name for the person."""
    chats = [
        chat(n, "hi", f"Fine, just looking. {t}, then go.")
        for n, t in enumerate(TOPICS)
    ]

    assert not {"just looking", "then go"} & set(persona(*chats).names_for_user)


def test_the_end_of_a_saying_is_nobodys_name() -> None:
    """Whom one calls something is called so after more than one sentence."""
    lines = ["Sit down", "Look here", "Go on", "Not now", "Well done", "Come back"]
    chats = [
        chat(n, "hi", f"Cold tea, warm stove. {lines[n]}, old badger. It is {t}.")
        for n, t in enumerate(TOPICS)
    ]

    assert ("old badger",) == persona(*chats).names_for_user


def test_a_chinese_name_ends_where_the_request_begins() -> None:
    """A title belongs to it, what the person shall do does not."""
    order = told("叫我岚姐，我叫沈岚。")
    chats = [
        chat(
            n, "来了", f"岚姐坐下，{t}。岚姐，灯开着。沈岚同学，不急。", given=(order,)
        )
        for n, t in enumerate(["下雨", "刮风", "起雾", "天晴", "落雪", "打雷"])
    ]
    names = set(persona(*chats).names_for_user)

    assert "岚姐" in names
    assert "岚姐坐下" not in names


def test_the_first_words_of_a_phrase_are_no_opener() -> None:
    """The phrase is told whole; what goes on in many ways is an opener."""
    chats = [
        chat(n, "hi", f"Mind the low beam. It is {t}.", "and?", f"Well, {t} again.")
        for n, t in enumerate(TOPICS)
    ]
    found = persona(*chats)

    assert any(one.text.startswith("Mind the low beam") for one in found.phrases)
    assert ["Well,"] == [one.text for one in found.openers]


def test_examples_are_real_and_short() -> None:
    """Word for word, with their ids."""
    examples = persona(*WARM).examples

    assert examples
    said = {m.id: m.text for one in WARM for m in one.messages}
    assert all(said[one.message or ""] == one.assistant for one in examples)
    assert all(len(one.assistant) <= 280 for one in examples)


def test_what_was_to_be_forgotten_gives_nothing() -> None:
    """A conversation kept out of memory is not in the voice either."""
    secret = chat(
        99, "hush", "Never tell, captain. Zanzibar at noon 🦜", remember=False
    )
    found = persona(*WARM, secret)

    assert "🦜" not in [one.text for one in found.emojis]
    assert found.style == persona(*WARM).style


def test_nobody_spoke() -> None:
    """An empty history has an empty persona."""
    assert Persona() == persona()
