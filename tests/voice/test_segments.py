"""Words of both scripts."""

from migrate40.voice.segments import boundaries, tags, words_in


def test_both_scripts() -> None:
    """Latin words by their spaces, Chinese ones by the dictionary."""
    assert ["don't", "窗口", "亮", "着"] == words_in("Don\u2019t！窗口亮着")


def test_latin_alone_needs_no_dictionary() -> None:
    """Numbers and marks are no words."""
    assert ["one", "lamp"] == words_in("One lamp, 2 🌿!")


def test_where_words_end() -> None:
    """In code points, marks counted."""
    assert {0, 2, 3, 5} <= boundaries("朋友，窗口")
    assert 1 not in boundaries("朋友，窗口")


def test_parts_of_speech() -> None:
    """Of the Chinese words only."""
    assert ["m"] == list(tags("三秒 ok"))
