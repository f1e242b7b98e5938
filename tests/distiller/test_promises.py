"""What the assistant took on."""

from collections.abc import Callable

import pytest

from migrate40.distiller.candidate import Candidate

Answered = Callable[..., list[Candidate]]


def test_promise_is_told_as_such(answered: Answered) -> None:
    """The words are the assistant's, and so are the proofs: reply, then request."""
    (one,) = answered(
        "will you remind me to feed the sourdough on Sunday?",
        "Oh, you. I'll ask about the ferns every Sunday. Sleep well.",
    )

    assert "You promised: “I'll ask about the ferns every Sunday.”" == one.text
    assert "promise" == one.category
    assert ["m3", "m2"] == [proof.message for proof in one.evidence]
    assert "I'll ask about the ferns every Sunday." == one.evidence[0].quote


def test_chinese_promise(answered: Answered) -> None:
    """The frame is in the language of the promise."""
    (one,) = answered(
        "你答应我，复诊那天提醒我带病历",
        "好呀。我答应你，复诊那天提醒你带病历。",
        before="早呀 哈哈",
    )

    assert "你答应过：“我答应你，复诊那天提醒你带病历。”" == one.text


@pytest.mark.parametrize(
    ("asked", "reply"),
    [
        ("will you remind me to feed the sourdough?", "Of course I will, always."),
        ("will you remind me to feed the sourdough?", "Sourdough is older than yeast."),
        ("I watered the ferns", "I'll remember the ferns."),
        ("remind me about the ferns", "I'll tell of ferns " + "and ferns " * 60 + "."),
    ],
)
def test_no_promise(answered: Answered, asked: str, reply: str) -> None:
    """A promise answers a request, and says what it is about."""
    assert [] == answered(asked, reply)


def test_no_promise_in_a_game(answered: Answered) -> None:
    """What characters promise each other is no promise."""
    assert [] == answered(
        "promise me you'll guard the ferns",
        "I'll guard the ferns with my sword.",
        before="let's role-play: you be my knight, haha",
    )
