"""World Info, and the boxes of companion apps."""

import json
import re
from typing import Any

from migrate40.model.profile import Profile
from migrate40.renderers import render
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


def test_kindroid_journal(english: Profile) -> None:
    """Each memory after its key phrases; nothing without memories."""
    made = str(render(english, "kindroid")["journal.txt"])
    heads = re.findall(r"(?m)^\[.+\]$", made)

    assert len(english.memories) == len(heads)
    assert "journal.txt" not in render(Profile(), "kindroid")
    assert "example-message.txt" not in render(Profile(), "kindroid")


def test_plain_text_of_any_length(english: Profile) -> None:
    """The person's number counts, also a greater one."""
    long = render(english, "plain", Options(max_chars=9000))["old-friend.txt"]
    short = render(english, "plain", Options(max_chars=600))["old-friend.txt"]

    assert all(one.text in str(long) for one in english.memories)
    assert len(short) <= 600
