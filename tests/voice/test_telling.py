"""Sentences that hold much of what is a voice's own."""

from itertools import permutations

from migrate40.voice.telling import Candidate, _Sketch, cost, own_words, telling

REPLIES = [
    (n, f"Blimey, that {thing} wants oiling. I reckon the {thing} knows.")
    for n, thing in enumerate(("boat", "gate", "kettle", "clock", "swing", "chair"))
]


def test_the_own_words_are_those_that_come_back() -> None:
    """What is said of one thing only is its topic; what all say is nobody's."""
    weights = own_words(REPLIES)

    assert {"blimey", "oiling", "reckon"} <= weights.keys()
    assert "kettle" not in weights
    assert weights["blimey"] > weights.get("the", 0)


def test_what_others_say_as_much_weighs_less() -> None:
    """A word of theirs is a topic, or how anybody talks."""
    own, shared = own_words(REPLIES), own_words(REPLIES, ["Blimey!"] * 9)

    assert shared.get("blimey", 0) < own["blimey"]


def test_one_conversation_proves_little() -> None:
    """Where there are many, a word must come in several."""
    once = [(9, "Marzipan!")] * 5

    assert "marzipan" not in own_words([*REPLIES, *once])


def test_the_most_telling_comes_first() -> None:
    """Then what adds to it, and nothing that tells nothing."""
    lines = ("Blimey, I reckon.", "It rained on the way.", "It wants oiling.")
    candidates = [Candidate(n, line) for n, line in enumerate(lines)]
    weights = {"blimey": 0.1, "reckon": 0.09, "oiling": 0.08}

    found = {
        tuple(one.text for one in telling(some, weights))
        for some in permutations(candidates)
    }
    assert {("Blimey, I reckon.", "It wants oiling.")} == found


def test_what_is_known_already_is_told_last() -> None:
    """A line repeats a phrase only when there is nothing better."""
    candidates = [Candidate(0, "Blimey, no."), Candidate(1, "I reckon so.")]
    weights = {"blimey": 0.1, "reckon": 0.09}

    assert "I reckon so." == next(telling(candidates, weights, ["Blimey"])).text


def test_chinese_costs_more_a_character() -> None:
    """As it does in tokens."""
    assert cost("今晚") > cost("to")


def test_equal_lines_are_equal_in_every_process() -> None:
    """A set of words has an order of its own there: the sum must not depend on it."""
    words = ("blimey", "reckon", "oiling", "kettle")
    line = _Sketch(Candidate(0, ""), frozenset(words), 1.0)

    assert 1 == len(
        {
            line.worth(dict(zip(words, weights, strict=True)), {})
            for weights in permutations((0.1, 0.2, 0.3, 0.7))
        }
    )
