"""How a phrase is written."""

import pytest

from migrate40.voice.surface import Place, surface


def place(text: str, phrase: str) -> Place:
    """Return where a phrase stands in a text."""
    start = text.index(phrase)
    return Place(reply=0, group=0, text=text, start=start, end=start + len(phrase))


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["tea now", "tea now!", "tea now?"], "tea now"),
        (["tea now!", "tea now!", "so tea now!"], "tea now!"),
        (["tea now! 🫖", "tea now! 🫖"], "tea now! 🫖"),
        (["tea now～", "tea now～"], "tea now～"),
        (["🫖 tea now", "🫖 tea now"], "🫖 tea now"),
        (["tea now 👩\u200d🍳", "tea now 👩\u200d🍳"], "tea now 👩\u200d🍳"),
        (["tea now.", "tea now."], "tea now"),
    ],
)
def test_what_goes_with_it(texts: list[str], expected: str) -> None:
    """Marks and emoji that nearly always stand beside it; never full stops."""
    assert expected == surface([place(text, "tea now") for text in texts])


def test_the_commonest_spelling() -> None:
    """Of equals the first in the alphabet."""
    places = [place(text, text) for text in ("Tea Now", "tea now", "tea now")]

    assert "tea now" == surface(places)
