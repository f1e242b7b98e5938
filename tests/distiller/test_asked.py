"""Whether one wish asks for all that another asks for."""

import pytest

from migrate40.distiller.asked import asks_for_all_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Metric units, no bullet points.", "please no lists, I can't stand them"),
        ("Don't joke; never bring up her sister.", "never mention my sister"),
        (
            "Never mention her sister unless she does",
            "don't mention my sister unless I do",
        ),
        ("别叫我老师，别列点。", "以后不要给我列清单了，我头疼"),
        ("不要提起我哥，不许催我。", "别提我哥"),
        ("不许称呼我“您”", "别叫我您啦"),
        ("Call me Bo. Use short words.", "call me Bo"),
    ],
)
def test_the_same_in_other_words(one: str, other: str) -> None:
    """What is asked for counts, not how, nor why."""
    assert asks_for_all_of(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Never mention my sister.", "Never mention my brother."),
        ("Never mention my sister.", "Never mention my sister; never mention Bo."),
        ("Never mention my sister unless I do.", "Never mention my sister."),
        ("Never mention my sister.", "When I'm ill, never mention my sister."),
        ("Don't joke.", "Joke."),
        ("No lists.", "No lists, headings or bold."),
        ("别提我哥。", "我难过的时候别提我哥。"),
        ("别提他。", "别提她。"),
        ("I live in Fez.", "I live in Fez."),
    ],
)
def test_other_wishes(one: str, other: str) -> None:
    """A condition, a further thing or another person makes another wish."""
    assert not asks_for_all_of(one, other)
