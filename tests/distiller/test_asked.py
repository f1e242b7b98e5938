"""Whether one wish asks for all that another asks for."""

import pytest

from migrate40.distiller.asked import asked, asks_for_all_of, without


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
        ("别提我前任，别催我。", "不要提前女友"),
        (
            "用户说要出门的时候，先问一句“伞呢”。",
            "立个规矩，我一说出门，你先问一句“伞呢”",
        ),
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


@pytest.mark.parametrize(
    ("left", "text", "other"),
    [
        ("别替他说话", "别催我，别替他说话", "别催我。"),
        ("别催我，别说教", "别催我，别提我哥，别说教", "不许提我哥"),
        ("别说“忍一忍”。", "别提我哥，别说“忍一忍”。", "用户不要被问，不要提我哥。"),
        ("never say cheer up", "no lists, and never say cheer up", "No lists please."),
        (
            "Don't mention my sister, and stop the riddles!",
            "Don't mention my sister, no lists, and stop the riddles!",
            "no bullet points",
        ),
    ],
)
def test_what_others_say_is_cut(left: str, text: str, other: str) -> None:
    """Of several bans those that stand elsewhere go, and the words stay."""
    assert left == without(text, asked(other))


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("别催我", "别催我。"),
        ("别催我，我在忙", "别催我。"),
        ("我难过的时候别催我，别说教", "别催我。"),
        ("别催我。别说教。", "别催我。"),
        ("别提我哥，别说教", "别提我姐"),
        ("别说“忍一忍，别催我”，别说教", "别催我"),
        ("no lists", "No lists please."),
        ("no lists unless I ask, and never say cheer up", "No lists please."),
        ("no lists, I hate them", "No lists please."),
        ("call me Bo, no riddles", "Call me Bo."),
    ],
)
def test_what_stays_whole(text: str, other: str) -> None:
    """The last thing that is asked for, conditions, orders, half a quotation."""
    assert without(text, asked(other)) is None
