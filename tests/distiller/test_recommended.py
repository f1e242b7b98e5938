"""What the assistant named when it was asked for advice."""

from datetime import UTC, datetime

import pytest

from migrate40.distiller.candidate import Candidate
from migrate40.distiller.statements import StatementCollector
from migrate40.model.conversation import Conversation, Message

NOON = datetime(2025, 5, 14, 12, tzinfo=UTC)


def recommended(
    asked: str, reply: str, *, before: str = "good morning, haha"
) -> list[Candidate]:
    """Return what is recommended in a brief talk."""
    lines = [before, "Hello, dear.", asked, reply]
    messages = tuple(
        Message(
            id=f"m{number}",
            role="assistant" if number % 2 else "user",
            text=text,
            time=NOON,
        )
        for number, text in enumerate(lines)
    )
    collector = StatementCollector()
    collector.add(Conversation(vendor="claude", id="c", messages=messages))
    return [one for one in collector.candidates() if one.origin == "assistant"]


def test_titles_are_told_as_the_assistants() -> None:
    """The titles of one sentence, each once; the proof is the reply first."""
    (one,) = recommended(
        "my evenings are long, any book recommendations?",
        'Gladly. Try "Fern Alley", "The Tin Lark" or again "Fern Alley". Enjoy!',
    )

    assert 'You recommended "Fern Alley", "The Tin Lark"' == one.text
    assert "shared" == one.category
    assert ["m3", "m2"] == [proof.message for proof in one.evidence]


def test_chinese_titles() -> None:
    """The frame is in the language of the reply."""
    (one,) = recommended(
        "我晚上睡不着，有什么书推荐吗？",
        "当然。可以看看《河边的灯》和《第九个码头》。",
        before="早呀 哈哈",
    )

    assert "你推荐过《河边的灯》、《第九个码头》" == one.text


@pytest.mark.parametrize(
    ("asked", "reply"),
    [
        ("my evenings are long, any book recommendations?", "Of course! Which kind?"),
        ("my evenings are long", 'Try "Fern Alley".'),
        ("thanks for your suggestions, my dear", 'Do read "Fern Alley".'),
        ("my evenings are long. " * 30 + "any advice?", 'Try "Fern Alley".'),
    ],
)
def test_nothing_recommended(asked: str, reply: str) -> None:
    """It takes a brief request for advice, and a title in the reply."""
    assert [] == recommended(asked, reply)


def test_no_recommendation_in_task_talk() -> None:
    """Titles in the talk of a task are no memory."""
    task = "write a python function that parses this csv file"

    assert [] == recommended("any suggestions?", 'Read "Fern Alley".', before=task)
