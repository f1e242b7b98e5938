"""What the person asked the assistant's advice on."""

from collections.abc import Callable

import pytest

from migrate40.distiller.candidate import Candidate
from migrate40.distiller.statements import StatementCollector
from migrate40.model.conversation import Conversation

Talk = Callable[..., Conversation]


def advice(talk: Talk, text: str, *around: str) -> list[str]:
    """Return what was asked with one line of a talk."""
    collector = StatementCollector()
    collector.add(talk(*(around or ("good morning", "I missed you, haha")), text))
    return [one.text for one in shared(list(collector.candidates()))]


def shared(found: list[Candidate]) -> list[Candidate]:
    """Return what lies between the two."""
    return [one for one in found if one.category == "shared"]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (
            "I asked you: “how can I mend a torn sail”",
            "Morning! I'm by the harbour, how can I mend a torn sail?",
        ),
        (
            "I asked you: “any tips for quiet, cheap hostels in Lisbon”",
            "So tired today, any tips for quiet, cheap hostels in Lisbon?",
        ),
        ("我问过你：“怎么给阳台的番茄搭架子”", "我在忙，怎么给阳台的番茄搭架子？"),
        ("我问过你：“有没有适合我膝盖的运动推荐”", "有没有适合我膝盖的运动推荐？"),
    ],
)
def test_what_advice_was_asked_on(talk: Talk, expected: str, text: str) -> None:
    """In the person's words, from the clause that asks to the end."""
    assert [expected] == advice(talk, text)


@pytest.mark.parametrize(
    "text",
    [
        "Any ideas?",
        "你有什么建议吗？",
        "Did you sleep well in your harbour?",
        "I know how to mend a torn sail.",
        "how can I mend a torn sail" + " or a flag" * 20 + "?",
    ],
)
def test_nothing_asked(talk: Talk, text: str) -> None:
    """It takes a brief question for help that says on what."""
    assert [] == advice(talk, text)


def test_no_question_of_a_task(talk: Talk) -> None:
    """Questions in the talk of a task, or of a game, are no memory."""
    task = ("Write a python script that sorts a list", "Explain the code")
    game = ("haha", "let's roleplay: you are a pirate, I'm your mate")
    text = "how can I mend a torn sail?"

    assert [] == advice(talk, text, *task)
    assert [] == advice(talk, text, *game)
