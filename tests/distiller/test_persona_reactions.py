"""What the voice does when the person brings something, and what may be shown."""

from collections.abc import Sequence

import pytest

from migrate40.distiller.persona import PersonaCollector
from migrate40.distiller.persona_shown import is_harmless
from migrate40.distiller.persona_words import situation_of
from migrate40.model.conversation import Conversation, Message
from migrate40.model.profile import Persona

THINGS = ("the boat", "a letter", "the kettle", "her coat", "the road", "an owl")
PLAIN = [("what now?", f"We could look at {t} and see.") for t in THINGS * 3]


def persona(turns: Sequence[tuple[str, str]]) -> Persona:
    """Return the persona of a history, three turns in a conversation."""
    collector = PersonaCollector()
    for start in range(0, len(turns), 3):
        messages: list[Message] = []
        for n, (said, reply) in enumerate(turns[start : start + 3]):
            messages += [
                Message(id=f"{start}-{n}-u", role="user", text=said),
                Message(id=f"{start}-{n}-a", role="assistant", text=reply),
            ]
        one = Conversation(vendor="chatgpt", id=f"c{start}", messages=tuple(messages))
        collector.add(one)
    return collector.persona()


def reaction(said: str, *replies: str) -> str:
    """Return the one reaction of a voice that is plain otherwise."""
    found = persona([*PLAIN, *((said, reply) for reply in replies)]).reactions

    assert 1 == len(found)
    return found[0].statement


@pytest.mark.parametrize(
    ("said", "situation"),
    [
        ("day 12: checked in, did my run", "check_in"),
        ("今天打卡！跑完了", "check_in"),
        ("correct my french please", "practice"),
        ("这句用英语怎么说", "practice"),
        ("医生说恢复得不错", "good_news"),
        ("I'm seething", "anger"),
        ("what a day", None),
    ],
)
def test_what_the_person_brings(said: str, situation: str | None) -> None:
    """By its words, in both languages."""
    assert situation == situation_of(said)


def test_acts_and_an_instance() -> None:
    """What it does more than usual, then how that sounds."""
    statement = reaction(
        "I'm so sad",
        "That sounds heavy, and lonely too. Where are you?",
        "Sad is heavy work. Who is with you?",
    )

    assert "puts a name to the feeling" in statement
    assert "asks back" in statement
    assert "for instance “" in statement


def test_cheers_are_for_good_news() -> None:
    """Exclamation marks to somebody who is sad are no celebration."""
    cheer = ("Oh!! Oh no!! Come here!!", "Hey!! Hey!! Sit down!!")

    assert "celebrates" in reaction("I passed!", *cheer)
    assert "celebrates" not in reaction("I'm so sad", *cheer)


def test_no_voice_is_longer_and_shorter_at_once() -> None:
    """Of two lengths only the more marked one is told."""
    long = "We could look at it, and then look at it again, and once more. " * 2
    statement = reaction("I'm so angry", "Go on.", long, "Go on then.", long)

    assert 1 == sum(word in statement for word in ("stays brief", "takes more time"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lamp in the window.", True),
        ("灯给你留着呢", True),
        ("Ring 5550199.", False),
        ("see www.example.org", False),
        ("write to wren@example", False),
        ("it is sk-abcdefghijklmnopqrstuvwx", False),
        ("your depression", False),
    ],
)
def test_what_can_be_shown_anywhere(text: str, expected: bool) -> None:
    """Nothing private, nothing of the sensitive kinds."""
    assert expected == is_harmless(text)


def test_of_a_long_winded_voice_the_beginning_is_shown() -> None:
    """Whole lines, with a mark where it goes on."""
    long = "### Plan\n\n- **First**: look.\n- **Then**: rest.\n\n" + "More of it. " * 40
    examples = persona([("what now?", f"{long}{t}.") for t in THINGS]).examples

    assert examples
    assert examples[0].assistant.startswith("### Plan\n\n- **First**: look.")
    assert examples[0].assistant.endswith("\n…")
    assert len(examples[0].assistant) <= 282


def test_dry_humour_makes_others_laugh() -> None:
    """The voice itself never does."""
    dry = [("haha, and?", f"{t} has feelings, too.") for t in THINGS * 3]
    humour = next(one for one in persona(dry).traits if one.axis == "humor")

    assert "Dry humour" in humour.statement


def test_who_calls_many_names_calls_no_companion() -> None:
    """A name must stand out among those that messages begin with."""
    names = ("Juniper", "Basil", "Rowan", "Hazel")
    many = [(f"{names[n % 4]}, look at {t}", "Fine.") for n, t in enumerate(THINGS * 6)]
    one = [(f"Juniper, look at {t}", "Fine.") for t in THINGS * 6]

    assert persona(many).name is None
    assert "Juniper" == persona(one).name


def test_the_instance_shows_what_it_is_an_instance_of() -> None:
    """Of a voice that asks back a question is shown, not what it said before that."""
    statement = reaction(
        "I'm so angry",
        "Six kettles. Who boiled them?",
        "A red kettle. And who broke it?",
    )

    assert statement.endswith("asks back; for instance “Who boiled them?”")


def test_what_no_sentence_shows_has_no_instance() -> None:
    """One sentence of a long reply does not show that it is long: it is any one."""
    long = "The {} is by the door. It was red when we met, and it has been red since. "
    statement = reaction("I'm so angry", *(long.format(t) * 2 for t in ("hat", "cap")))

    assert "takes more time" in statement
    assert "for instance" not in statement
    assert "it says things like “The " in statement
