"""What texts have in common."""

from migrate40.distiller.wording import anchors, normalised, words


def test_words() -> None:
    """Stems and pairs of characters, without the subject and little words."""
    assert frozenset({"walk", "dog", "2"}) == words("User walks the 2 dogs")
    assert words("我喜欢爬山") == words("用户喜欢爬山")
    assert frozenset({"茶"}) == words("我茶")
    assert frozenset() == words("我")


def test_anchors() -> None:
    """Numbers, and names but for the word that begins the text."""
    assert frozenset({"ada", "2"}) == anchors("Walks with Ada, 2 miles")
    assert frozenset({"三"}) == anchors("养了三只猫")
    assert frozenset() == anchors("…")


def test_normalised() -> None:
    """Case, punctuation and subject do not matter."""
    assert normalised("User likes Tea!") == normalised("likes tea")
    assert normalised("用户爱喝茶。") == normalised("爱喝茶")
