"""What the assistant named when it was asked for advice."""

from collections.abc import Callable

import pytest

from migrate40.distiller.candidate import Candidate

Answered = Callable[..., list[Candidate]]


def test_titles_are_told_as_the_assistants(answered: Answered) -> None:
    """The titles of one sentence, each once; the proof is the reply first."""
    (one,) = answered(
        "my evenings are long, any book recommendations?",
        'Gladly. Try "Fern Alley", "The Tin Lark" or again "Fern Alley". Enjoy!',
    )

    assert 'You recommended "Fern Alley", "The Tin Lark"' == one.text
    assert "shared" == one.category
    assert ["m3", "m2"] == [proof.message for proof in one.evidence]


def test_chinese_titles(answered: Answered) -> None:
    """The frame is in the language of the reply."""
    (one,) = answered(
        "我晚上睡不着，有什么书推荐吗？",
        "当然。可以看看《河边的灯》和《第九个码头》。",
        before="早呀 哈哈",
    )

    assert "你推荐过《河边的灯》、《第九个码头》" == one.text


def test_titles_after_the_assistant_asked_back(answered: Answered) -> None:
    """Who is asked which kind of book may name it in the next reply."""
    wish = "my evenings are long, any book recommendations?"
    named = 'Then "Fern Alley" is for you.'
    (one,) = answered("oh, I love sea stories", named, before=wish, first="Which kind?")

    assert 'You recommended "Fern Alley"' == one.text
    assert [] == answered("I love sea stories", named, before=wish, first="Sleep well.")


@pytest.mark.parametrize(
    ("asked", "reply"),
    [
        ("my evenings are long, any book recommendations?", "Of course! Which kind?"),
        ("my evenings are long", 'Try "Fern Alley".'),
        ("thanks for your suggestions, my dear", 'Do read "Fern Alley".'),
        ("my evenings are long. " * 30 + "any advice?", 'Try "Fern Alley".'),
    ],
)
def test_nothing_recommended(answered: Answered, asked: str, reply: str) -> None:
    """It takes a brief request for advice, and a title in the reply."""
    assert [] == answered(asked, reply)


def test_no_recommendation_in_task_talk(answered: Answered) -> None:
    """Titles in the talk of a task are no memory."""
    task = "write a python function that parses this csv file"

    assert [] == answered("any suggestions?", 'Read "Fern Alley".', before=task)
