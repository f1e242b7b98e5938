"""Emoji as people see them."""

import pytest

from migrate40.voice.graphemes import emojis, ends_with_emoji, without_emojis


@pytest.mark.parametrize(
    "whole",
    [
        "👩\u200d⚕️",
        "👨\u200d👩\u200d👧\u200d👦",
        "🏳️\u200d🌈",
        "❤️\u200d🔥",
        "👍🏽",
        "🇨🇳",
        "1️⃣",
        "☺️",
        "🌙",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    ],
)
def test_one_emoji_is_one(whole: str) -> None:
    """However many code points it is made of."""
    assert [whole] == emojis(f"好{whole}的")


@pytest.mark.parametrize("text", ["", "plain", "™ © 12 #", "～！", "✓ done", "→"])
def test_signs_are_no_emoji(text: str) -> None:
    """Trade marks, digits, arrows and ticks are text."""
    assert [] == emojis(text)
    assert text == without_emojis(text)


def test_in_order_and_each_time() -> None:
    """Repeated ones count again."""
    assert ["🌙", "✨", "🌙"] == emojis("晚安🌙✨ and 🌙")
    assert "晚安.. and ." == without_emojis("晚安🌙✨ and 🌙", ".")


@pytest.mark.parametrize(
    ("text", "ends"),
    [("晚安🌙", True), ("晚安🌙 \n", True), ("🌙晚安", False), ("", False)],
)
def test_the_end(text: str, ends: bool) -> None:
    """White space behind does not count."""
    assert ends == ends_with_emoji(text)
