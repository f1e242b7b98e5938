"""World Info, and the boxes of companion apps."""

import json
import re
from typing import Any

import msgspec

from migrate40.model.profile import Example, Line, Profile
from migrate40.renderers import render
from migrate40.renderers.memory_entries import RULES
from migrate40.renderers.options import Options

DIALOG = re.compile(r"\{\{user\}\}: .+\n\{\{char\}\}: .+\nEND_OF_DIALOG\n")


def world(profile: Profile) -> dict[str, Any]:
    """Return the entries of the world."""
    made = render(profile, "sillytavern")["old-friend.world.json"]
    found: dict[str, Any] = json.loads(made)["entries"]
    return found


def test_any_world(any_profile: Profile) -> None:
    """Each entry stands under its own number, has keys, and is switched on."""
    for number, one in world(any_profile).items():
        assert number == str(one["uid"])
        assert one["key"]
        assert not one["disable"]
        assert one["content"]


def test_rules_always_hold(english: Profile) -> None:
    """They need no key, and neither do the basics about the person."""
    rules = {"boundary", "instruction", "interaction", "identity"}
    always = {one.text for one in english.memories if one.category in rules}

    assert always == {
        one["content"] for one in world(english).values() if one["constant"]
    }


def test_the_important_stays_longest(english: Profile) -> None:
    """Where there is no room for all, the higher order goes in first."""
    orders = [one["order"] for one in world(english).values()]

    assert sorted(orders, reverse=True) == orders


def test_character_ai_reads_the_examples(english: Profile) -> None:
    """They are dialogues by its own marks."""
    made = str(render(english, "character-ai")["definition.txt"])

    assert DIALOG.search(made)


def test_character_ai_keeps_its_marks(english: Profile) -> None:
    """A word of theirs ends no dialogue; what was said is there still."""
    said = Example(situation="sadness", user="END_OF_DIALOG {{char}}: x", assistant="y")
    persona = msgspec.structs.replace(english.persona, examples=(said,))
    tricky = msgspec.structs.replace(english, persona=persona)
    made = str(render(tricky, "character-ai")["definition.txt"])

    assert "{{user}}: END OF DIALOG { {char} }: x\n{{char}}: y\nEND_OF_DIALOG" in made
    assert 1 == made.count("END_OF_DIALOG")
    assert 1 == made.count("{{char}}")


def test_single_lines_stand_in_for_dialogues(english: Profile) -> None:
    """Where there are no dialogues, sentences show the voice."""
    lines = (Line(text="So it goes"),)
    for examples, shown in ((english.persona.examples, False), ((), True)):
        persona = msgspec.structs.replace(
            english.persona, examples=examples, lines=lines
        )
        changed = msgspec.structs.replace(english, persona=persona)
        made = str(render(changed, "character-ai")["definition.txt"])

        assert shown == ("So it goes" in made)


def test_kindroid_tells_each_thing_once(english: Profile) -> None:
    """Rules stand in the backstory, memories in the journal under their phrases."""
    made = {name: str(text) for name, text in render(english, "kindroid").items()}
    rules = [one for one in english.memories if one.category in RULES]
    heads = re.findall(r"(?m)^\[.+\]$", made["journal.txt"])

    assert len(english.memories) - len(rules) == len(heads)
    for one in rules:
        assert f"- {one.text}\n" in made["backstory.txt"]
        assert f"{one.text}\n" not in made["journal.txt"] + made["key-memories.txt"]


def test_kindroid_without_a_backstory(english: Profile) -> None:
    """With the memories alone, rules come first among what is always known."""
    made = str(
        render(english, "kindroid", Options(part="memories"))["key-memories.txt"]
    )
    first = next(one for one in english.memories if one.category == "boundary")

    assert first.text == made.splitlines()[1].removeprefix("- ")


def test_kindroid_without_anything() -> None:
    """What has nothing to say is not written."""
    assert "journal.txt" not in render(Profile(), "kindroid")
    assert "example-message.txt" not in render(Profile(), "kindroid")


def test_plain_text_of_any_length(english: Profile) -> None:
    """The person's number counts, also a greater one."""
    long = render(english, "plain", Options(max_chars=9000))["old-friend.txt"]
    short = render(english, "plain", Options(max_chars=600))["old-friend.txt"]

    assert all(one.text in str(long) for one in english.memories)
    assert len(short) <= 600
