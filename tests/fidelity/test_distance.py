"""How close other replies are to a voice."""

from itertools import permutations

import msgspec
import pytest

from migrate40 import Profile, compare
from migrate40.distiller.persona import PersonaCollector
from migrate40.errors import NothingFound
from migrate40.model.conversation import Conversation, Message
from migrate40.model.profile import Persona

THINGS = ("the boat", "a letter", "the kettle", "her coat", "the road", "an owl")
WARM = [
    f"Oh, captain 🌿 {thing} can wait{more} Lamp in the window!"
    for thing in THINGS
    for more in (".", ", I'd say.", " until you've slept.", ", and so can you.")
]
COLD = [
    f"Consider the following regarding {thing}:\n\n- First, {verb} it.\n- Then rest."
    for thing in THINGS
    for verb in ("measure", "sell", "move", "photograph")
]
SOFT = [
    f"{thing}不急呀～我在呢，先喝口水嘛。" for thing in ("船", "信", "雨", "猫")
] * 5


def profile(replies: list[str]) -> Profile:
    """Return the profile of a voice that said these, two in a conversation."""
    collector = PersonaCollector()
    for number in range(0, len(replies), 2):
        pair = replies[number : number + 2]
        messages = tuple(
            Message(id=f"{number}-{n}", role="assistant", text=text)
            for n, text in enumerate(pair)
        )
        one = Conversation(vendor="chatgpt", id=f"c{number}", messages=messages)
        collector.add(one)
    return Profile(persona=collector.persona())


VOICES = {"warm": WARM, "cold": COLD, "soft": SOFT}


@pytest.mark.parametrize("spoken", VOICES)
def test_the_own_voice_is_the_nearest(spoken: str) -> None:
    """Of replies that were not in the profile, in two languages and three tempers."""
    held = VOICES[spoken][1::2]
    found = {n: compare(profile(v[::2]), held).distance for n, v in VOICES.items()}

    assert spoken == min(found, key=found.__getitem__)


def test_the_same_replies_are_no_distance_away() -> None:
    """What the profile was made of is the voice itself."""
    found = compare(profile(WARM), WARM)

    assert 0 == found.distance
    assert len(WARM) == found.replies
    assert all(abs(z) < 1e-3 for z in found.dimensions.values())


def test_what_differs_is_named_with_its_direction() -> None:
    """More lists, fewer emoji, none of the set phrases."""
    found = compare(profile(WARM), COLD).dimensions
    phrases = {z for name, z in found.items() if name.startswith("phrase:")}

    assert found["lists_per_message"] > 1
    assert found["emoji_per_message"] < -1
    assert found["words"] > 1
    assert phrases
    assert max(phrases) < 0


def test_the_voice_itself_has_a_usual_distance() -> None:
    """A dozen of its own replies lie about there; a dozen of another's lie beyond."""
    voice = profile(WARM[:12])
    own, other = compare(voice, WARM[12:]), compare(voice, COLD[:12])

    assert 0 < own.usual
    assert own.distance < 2 * own.usual
    assert other.distance > 3 * other.usual


def test_fewer_replies_have_more_chance() -> None:
    """One reply may lie farther away than a hundred."""
    voice = profile(WARM)

    assert compare(voice, WARM[:1]).usual > compare(voice, WARM[:10]).usual


def test_the_order_of_replies_does_not_matter() -> None:
    """Nor do empty ones."""
    voice = profile(WARM)
    found = {
        msgspec.json.encode(compare(voice, [*some, " \n"]))
        for some in permutations(COLD[:3])
    }

    assert 1 == len(found)


@pytest.mark.parametrize("replies", [[], ["", "  \n"]])
def test_there_must_be_a_reply(replies: list[str]) -> None:
    """Nothing is like nobody."""
    with pytest.raises(NothingFound, match="no reply"):
        compare(profile(WARM), replies)


def test_there_must_be_a_voice() -> None:
    """A profile of pasted memories has none."""
    with pytest.raises(NothingFound, match="no voice"):
        compare(Profile(), ["hello"])


def test_an_older_profile_has_neither_spread_nor_words() -> None:
    """The shipped spread stands in, and what is unknown is left out."""
    voice = profile(WARM).persona
    old = Persona(style=voice.style, phrases=voice.phrases)
    found = compare(Profile(persona=old), COLD)

    assert found.distance > compare(Profile(persona=old), WARM).distance
    assert not {"words"} & found.dimensions.keys()
    assert not any(name.startswith("phrase:") for name in found.dimensions)
    assert 0 == found.usual


def test_a_profile_that_went_through_a_file_is_the_same() -> None:
    """All that comparing needs stands in the document."""
    voice = profile(WARM)

    assert compare(Profile.from_json(voice.to_json()), COLD) == compare(voice, COLD)


def test_lines_for_people_begin_with_the_distance() -> None:
    """Then what differs most, with its meaning."""
    lines = list(compare(profile(WARM), COLD).lines())

    assert lines[0].startswith("distance    ")
    assert lines[1].startswith("usual       ")
    assert any("list" in line for line in lines[5:])
    assert len(lines) <= 17
