"""Words come out of content of any form, without thoughts and markup."""

from typing import Any

import pytest

from migrate40.readers.words import Words, clean, without_thoughts, words_of

THOUGHT = "<think>She wants tea.</think>"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("泡茶吧", "泡茶吧"),
        (None, ""),
        (7, ""),
        ([], ""),
        (
            [{"type": "text", "text": "One"}, {"type": "text", "text": "two"}],
            "One\n\ntwo",
        ),
        (["One", "two"], "One\n\ntwo"),
        ([{"text": "bare"}], "bare"),
        ([{"type": "text", "text": {"value": "deep", "annotations": []}}], "deep"),
        ({"content_type": "text", "parts": ["a", "b"]}, "a\n\nb"),
        ({"message": "Chub's"}, "Chub's"),
        ([{"type": "output_text", "text": "out"}], "out"),
        ([{"type": "image_url", "image_url": {"url": "x"}}, "seen"], "seen"),
        ([{"type": "thinking", "thinking": "no", "text": "no"}], ""),
        ([{"type": "tool_result", "content": "no"}], ""),
        ([{"type": "text", "text": None}], ""),
        ([" ", "\n", "x"], "x"),
        ("a\0b\ud83d", "ab\ufffd"),
    ],
)
def test_words(content: Any, text: str) -> None:
    """Of text, of a block, of a list of either."""
    assert Words(text) == words_of(content)


def test_unknown_kinds_are_named() -> None:
    """Unless the name might be words, or there is nothing under it."""
    content = [
        {"type": "hologram", "text": "x"},
        {"type": "what she said", "text": "x"},
        {"type": 3, "text": "x"},
        {"type": "empty"},
    ]

    assert Words("", ("hologram", "without a name", "without a name")) == words_of(
        content
    )


def test_blocks_in_blocks_end() -> None:
    """Nobody nests a message deeper than a few levels."""
    content: Any = "deep"
    for _ in range(50):
        content = [{"type": "text", "content": content}]

    assert Words("") == words_of(content)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{THOUGHT}Tea?", "Tea?"),
        (f"{THOUGHT}\n\nTea?", "Tea?"),
        (f"  \n{THOUGHT}\nTea?\n", "Tea?"),
        (f"Yes.\n\n{THOUGHT}\n\nTea?", "Yes.\n\nTea?"),
        (f"{THOUGHT}One.\n\n{THOUGHT}\n\nTwo.", "One.\n\nTwo."),
        ("<thinking>a\nb</thinking>\n\n茶", "茶"),
        ("<|begin_of_thought|>a<|end_of_thought|>\n\nb", "b"),
        (":::thinking\nhm\n:::\n\nTea?", "Tea?"),
        ("She wants tea.\n</think>\n\nTea?", "Tea?"),
        ("<think>broke off within", ""),
        (THOUGHT, ""),
        (f"Use {THOUGHT} inside a line.", f"Use {THOUGHT} inside a line."),
        (f"```\n{THOUGHT}\n```", f"```\n{THOUGHT}\n```"),
        ("Plain.", "Plain."),
        ("Plain </think> it is.", "Plain </think> it is."),
        ("A.\n\n<think> is a tag.", "A.\n\n<think> is a tag."),
        ("  spaces stay  ", "  spaces stay  "),
    ],
)
def test_thoughts(text: str, said: str) -> None:
    """They go where they are a paragraph; within a sentence they are meant."""
    assert said == without_thoughts(text)


def test_many_open_thoughts_are_no_trouble() -> None:
    """The work grows with the text and not with its square."""
    text = "Yes.\n\n" + "<think>\n\n" * 200_000

    assert text == without_thoughts(text)


def test_a_person_pastes_what_a_person_pastes() -> None:
    """Of their words only characters go that mean nothing."""
    text = f"{THOUGHT} \ue200cite\ue202turn0search0\ue201"

    assert f"{THOUGHT} citeturn0search0" == clean(text, "user")
    assert "" == clean(text, "assistant")
