"""What the person asked the voice to say no more."""

import re

import pytest

from migrate40.distiller.persona import PersonaCollector
from migrate40.distiller.unsaid import unsaid, unsaid_in
from migrate40.model.conversation import Conversation, Message
from migrate40.model.profile import Memory, Status


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["easy does it"], "stop saying easy does it every time"),
        (["sorry"], "Please stop saying sorry."),
        (["buddy"], "never call me “buddy”"),
        (["synergy"], 'Don\'t use the word "synergy".'),
        (["chin up"], 'No hugs and never "chin up", thanks'),
        (["加油"], "别再说“加油”了"),
        (["亲"], "以后别给我说「亲」，像客服"),
        ([], "don't say that again"),
        ([], "don't say how old I am"),
        ([], "Don't say sorry when I lose."),
        ([], "我输的时候别说“加油”"),
        ([], "Say “ahoy” to me."),
    ],
)
def test_words_that_were_asked_away(expected: list[str], text: str) -> None:
    """Quoted, or up to the end of the clause; not those of certain times only."""
    assert expected == unsaid_in(text)


def wish(text: str, status: Status = "current") -> re.Pattern[str]:
    """Return what one memory asks away."""
    one = Memory(
        id="m",
        text=text,
        category="boundary",
        language="en",
        origin="stated",
        confidence=1.0,
        importance=1.0,
        status=status,
    )
    return unsaid([one])


def test_only_what_still_holds() -> None:
    """A wish that was taken back forbids nothing."""
    assert wish("stop saying sorry").search("oh, sorry")
    assert not wish("stop saying sorry", "superseded").search("oh, sorry")


def test_one_chinese_character_stands_alone() -> None:
    """It is part of many other words."""
    asked = wish("别说“亲”")

    assert asked.search("亲，在的")
    assert not asked.search("你母亲来了")


def test_the_voice_says_it_no_more() -> None:
    """Neither as a phrase nor in a line, an opener or an example."""
    collector = PersonaCollector()
    for n, thing in enumerate(["boat", "kettle", "letter", "road", "owl", "coat"] * 2):
        said = (
            Message(id=f"{n}-1", role="user", text="hm"),
            Message(
                id=f"{n}-2", role="assistant", text=f"Easy does it, {thing} first."
            ),
            Message(id=f"{n}-3", role="user", text="and now"),
            Message(id=f"{n}-4", role="assistant", text=f"Lamp lit for the {thing}."),
        )
        collector.add(Conversation(vendor="chatgpt", id=f"c{n}", messages=said))
    before = str(collector.persona())
    after = str(collector.persona(None, wish("stop saying easy does it all the time")))

    assert "Easy does it" in before
    assert "Easy does it" not in re.sub(r"quote=.*?\)", "", after)
    assert "Lamp lit" in after
