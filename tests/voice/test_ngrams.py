"""Runs of words that come back."""

import pytest

from migrate40.voice.ngrams import Finder, lines, runs, tokens_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Don\u2019t go", ("don't", "go")),
        ("慢慢来 ok", ("慢", "慢", "来", "ok")),
        ("早——走～～吧", ("早", "—", "走", "～", "吧")),
        ("at 4:45", ("at", "4:45")),
        ("!?", ()),
    ],
)
def test_tokens(text: str, expected: tuple[str, ...]) -> None:
    """Words, numbers, Han characters, and marks that stand within phrases."""
    assert expected == tokens_of(text)


def test_lines_end_where_phrases_end() -> None:
    """At full stops, line ends, emoji and quotations; not at commas."""
    text = "one, two. three\nfour 🌿 five “not mine” six"
    found = [line.words for line in lines([(0, text)])]

    assert [("one", ",", "two"), ("three",), ("four",), ("five",), ("six",)] == found


def test_words_keep_their_places() -> None:
    """Behind an emoji of several code points, too."""
    text = "👩\u200d🍳 Come in, friend"
    line = next(lines([(0, text)]))
    start, end = line.span(0, 2)

    assert "Come in" == text[start:end]


def test_runs_are_counted_by_replies_and_conversations() -> None:
    """Twice in one reply is once."""
    said = [(0, "tea now. tea now."), (0, "tea now"), (1, "tea now"), (2, "not now")]
    counted = runs(list(lines(said)), replies=3, groups=2)

    assert (3, 2) == (
        counted["tea", "now"].replies,
        counted["tea", "now"].groups,
    )
    assert 4 == counted[("now",)].replies
    assert ("not", "now") not in counted


def test_no_run_begins_or_ends_with_a_comma() -> None:
    """It only stands within."""
    counted = runs(
        list(lines([(n, "well, well, x") for n in range(3)])), replies=3, groups=3
    )

    assert ("well", ",", "well") in counted
    assert not any("," in (tokens[0], tokens[-1]) for tokens in counted)


def test_runs_are_found_again() -> None:
    """Each place once, overlapping ones and one at the end of a line included."""
    line = next(lines([(0, "a b a b")]))
    places = list(Finder([("a", "b"), ("a", "b", "a"), ("b", "x")]).places(line))

    assert [(0, ("a", "b")), (0, ("a", "b", "a")), (2, ("a", "b"))] == places
