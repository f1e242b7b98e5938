"""Counting tokens, offline."""

from hashlib import sha256

import pytest

from migrate40.renderers import tokens


def test_the_vocabulary_is_the_original() -> None:
    """To the byte: whoever counts elsewhere counts the same."""
    assert tokens.DIGEST == sha256(tokens.vocabulary()).hexdigest()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("hello world", 2),
        ("你好，世界", 3),
        ("<|endoftext|>", 7),
        ("12345", 2),
    ],
)
def test_counts(text: str, expected: int) -> None:
    """As the tokenizer that GPT-4o introduced; control tokens are mere text."""
    assert expected == tokens.count(text)


def test_a_long_text_counts_like_its_parts() -> None:
    """Lines are cut before they are counted."""
    line = "one two three\n"

    assert 1000 * tokens.count(line) == tokens.count(1000 * line)
