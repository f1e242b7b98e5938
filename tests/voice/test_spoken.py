"""What of a reply is the voice's own."""

import pytest

from migrate40.voice.spoken import spoken, unmarked


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("see `x = 1` there", "see \n there"),
        ("a\n```py\nx\n```\nb", "a\n\n\nb"),
        ("a\n```\nnever closed", "a\n\n"),
        ("> quoted\nmine", "\n\nmine"),
        ("| a | b |\nmine", "\n\nmine"),
        ("a [Title](https://x.example/a) here", "a Title here"),
        ("- see https://x.example\nmine", "\n\nmine"),
        ("she said “go home” and left", "she said \n and left"),
        ("他说「走吧」就走", "他说\n就走"),
        ("**bold** and *soft*", "bold and soft"),
        ("## Title", "Title"),
        ("snake_case stays", "snake_case stays"),
        ('5" and 6" pipes', '5" and 6" pipes'),
    ],
)
def test_spoken(text: str, kept: str) -> None:
    """No code, tables, quotations, results, addresses or Markdown signs."""
    assert kept == spoken(text)


def test_quotations_may_stay() -> None:
    """Where a sentence is shown, it is shown whole."""
    assert "she said “go home” and left" == unmarked("*she* said “go home” and left")
