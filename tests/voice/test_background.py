"""What anybody says."""

import pytest

from migrate40.voice.background import has_commonest, is_common, rate, written
from migrate40.voice.words import LANGUAGES, read_table


def test_what_assistants_say_is_expected() -> None:
    """More than words that nobody puts together."""
    assert rate(("let", "me", "know"), 20) > 100 * rate(("lantern", "wake"), 20)
    assert rate(tuple("当然可以"), 20) > 20 * rate(tuple("糯米滚坡"), 20)


def test_a_longer_reply_holds_more() -> None:
    """But never a phrase for sure."""
    assert rate(("the",), 2) < rate(("the",), 5) <= 0.5
    assert 0.5 == rate(("the",), 1000)


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        (("dear", "heart"), "dear heart"),
        (("spill", ",", "boss"), "spill, boss"),
        (("你", "好", "呀"), "你好呀"),
        (("叫", "boss"), "叫boss"),
    ],
)
def test_written(tokens: tuple[str, ...], text: str) -> None:
    """Spaces between Latin words only."""
    assert text == written(tokens)


def test_common_words() -> None:
    """Of both languages."""
    assert is_common("of course")
    assert is_common("今晚")
    assert not is_common("kerbstone")
    assert has_commonest(("的",))
    assert not has_commonest(("the", "糯"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_holds_shares(language: str) -> None:
    """Of a thousand replies, in lower case."""
    phrases = read_table("background", language)["phrases"]

    assert all(0 < share < 500 for share in phrases.values())
    assert all(text == text.strip() for text in phrases)
