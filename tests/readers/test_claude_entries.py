"""Claude's Markdown about somebody, cut into entries."""

import pytest

from migrate40.readers.claude_entries import entries


def cut(markdown: str) -> list[str]:
    """Return all entries."""
    return list(entries(markdown))


def test_paragraphs_and_headings() -> None:
    """Each paragraph is one entry; headings of any kind are none."""
    prose = (
        "# Memory\n\n**Work context**\n\nMira restores violins.\n"
        "She has a workshop.\n\n"
        "**Personal context:**\n*Lately*\nLives with two cats.\n\n"
        "__Top of mind__\n\n## Empty\n"
    )

    assert [
        "Mira restores violins. She has a workshop.",
        "Lives with two cats.",
    ] == cut(prose)


def test_bullets_of_every_style() -> None:
    """Each is one entry, without its mark."""
    prose = "- one\n* two\n+ three\n• four\n•five\n1. six\n12) seven\n  - eight"

    assert ["one", "two", "three", "four", "five", "six", "seven", "eight"] == cut(
        prose
    )


def test_a_bullet_may_go_on_in_the_next_line() -> None:
    """Wide scripts join without a space."""
    assert ["plays the cello", "喜欢下雨天的味道"] == cut(
        "- plays\n  the cello\n- 喜欢下雨天\n  的味道"
    )


def test_an_introduction_goes_before_what_it_introduces() -> None:
    """Each entry is understood by itself."""
    prose = (
        "Family:\n\n- Sister Ana\n- **Pets**:\n    - Cat: Otis\n    - Dog: Bo\n"
        "- Brother Ben\n\nLikes tea:\n"
    )

    assert [
        "Family: Sister Ana",
        "Family: **Pets**: Cat: Otis",
        "Family: **Pets**: Dog: Bo",
        "Family: Brother Ben",
        "Likes tea:",
    ] == cut(prose)
    assert ["家人：姐姐小安"] == cut("家人：\n- 姐姐小安")


def test_a_heading_ends_an_introduction() -> None:
    """What is said under another heading is not introduced."""
    assert ["Pets:", "cello"] == cut("Pets:\n# Music\n- cello")


def test_a_parent_that_says_something_is_an_entry() -> None:
    """Only a colon makes an introduction."""
    assert ["Runs a bakery", "Opens at six"] == cut("- Runs a bakery\n  - Opens at six")


def test_a_bold_sentence_is_no_heading() -> None:
    """It ends as a sentence does."""
    assert ["**Never call before noon.**"] == cut("**Never call before noon.**")


@pytest.mark.parametrize(
    "rule", ["---", "***", "* * *", "===", "```", "```text", "~~~"]
)
def test_rules_and_fences_are_none(rule: str) -> None:
    """They part entries."""
    assert ["one", "two"] == cut(f"one\n{rule}\ntwo")


def test_front_matter_is_removed() -> None:
    """It describes the file; a rule at the beginning is no front matter."""
    front = "---\nname: profile\ntags:\n  - people\n- x\n# c\n\n---\nLikes rain."

    assert ["Likes rain."] == cut(front)
    assert ["Likes rain.", "Likes fog."] == cut("---\nLikes rain.\n---\nLikes fog.")
    assert ["name: x"] == cut("---\nname: x")


def test_tags_of_origin_are_removed() -> None:
    """How Claude came to know it is no part of what it knows."""
    prose = "- [stated] Has a dog [inferred 2026-08]\n- Lives in [Bern] [Inferred]"

    assert [] == cut("- [stated]")
    assert ["Has a dog", "Lives in [Bern]"] == cut(prose)


def test_years_and_labels_begin_no_list() -> None:
    """A number is a bullet only when it counts."""
    assert ["2024. A good year", "**Job**: baker", "-5 degrees"] == cut(
        "2024. A good year\n\n**Job**: baker\n\n-5 degrees"
    )


def test_text_is_mended() -> None:
    """Control characters go, and line ends are one kind."""
    assert ["one", "two"] == cut("one\x00\r\n\r\ntwo\x07")


def test_nothing_is_in_nothing() -> None:
    """No text, no entries."""
    assert [] == cut("")
    assert [] == cut(" \n\n# Heading\n-\n- \n")


def test_hostile_markdown_takes_no_time() -> None:
    """Spaces and marks in masses do not stop the reading."""
    for line in ("---\n" + "   \n" * 50_000, "- " * 50_000 + "x", "*" * 100_000 + "x"):
        assert len(cut(line)) <= 1
