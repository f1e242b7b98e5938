"""Set phrases."""

from migrate40.voice.phrases import Saying, sayings, shares

TALK = (
    "the boat was late again and nobody minded",
    "my brother paints doors in the winter months",
    "a letter came with three stamps on it",
    "we could try the long road home today",
    "soup first and then the difficult question",
    "she keeps her keys inside the blue kettle",
    "that museum closes before the rain does",
    "an owl sat on the station clock tonight",
)


def found(own: list[str]) -> list[Saying]:
    """Return the phrases of replies, one conversation each."""
    return sayings(list(enumerate(own)))


def test_what_recurs_is_found() -> None:
    """Whole, and not in pieces."""
    texts = [one.text for one in found([f"{t}. Lamp in the window." for t in TALK])]

    assert "Lamp in the window" in texts[0]
    assert not any(text in {"Lamp", "the window", "in the"} for text in texts)


def test_in_chinese() -> None:
    """Without spaces to cut at."""
    lines = ["今天下雨", "船开走了", "汤要凉了", "门没有锁", "信来晚了", "雪化了一半"]
    texts = [one.text for one in found([f"{line}。灯还亮着呢～" for line in lines])]

    assert texts[0].startswith("灯还亮着呢")


def test_counts_and_places() -> None:
    """In how many replies and conversations, and where."""
    best = found([f"{t}. Lamp in the window." for t in TALK])[0]

    assert (len(TALK), len(TALK)) == (best.count, best.groups)
    assert set(range(len(TALK))) == {place.reply for place in best.places}


def test_code_is_nobodys_voice() -> None:
    """Nor is what is quoted."""
    own = [f"{t}.\n```\nlamp in the window\n```\n> mind the lamp" for t in TALK]

    assert not any("lamp" in one.text for one in found(own))


def test_once_is_chance() -> None:
    """A voice that never repeats itself has no phrases."""
    assert [] == found([f"{t}." for t in TALK])
    assert [] == found([])


def test_what_overlaps_is_told_once() -> None:
    """Of two that have most of their words in common, the better."""
    own = [f"{t}. Let me know how the long road went." for t in TALK]
    own += [f"{t}. Tell them how the long road went today." for t in TALK]
    texts = [one.text for one in found(own)]

    assert 1 == sum(text.startswith(("Let me know", "Tell them")) for text in texts)


def test_near_variants_are_one_phrase() -> None:
    """The best stands for all, with the places of all."""
    things = ("船", "信", "汤", "门", "雪", "路", "灯", "猫")
    own = [f"{t}来了。抱紧一点" for t in things] + [
        f"{t}走了。抱紧一点呀" for t in things
    ]
    hugs = [one for one in found(own) if "抱紧一点" in one.text]

    assert [16] == [one.count for one in hugs]


def test_nobody_ends_with_an_article() -> None:
    """What does is the beginning of something."""
    own = [f"I would gladly polish the {t}." for t in TALK]

    assert not any(one.text.endswith(" the") for one in found(own))


def test_shares() -> None:
    """In which part of the texts a phrase stands, whatever marks are beside it."""
    texts = ["Lamp in the window! 🌿", "no lamp", "lamp in the window", "灯亮着呢"]

    assert {"Lamp in the window 🌿": 0.5, "灯亮着": 0.25, "🌿": 0.0} == shares(
        texts, ["Lamp in the window 🌿", "灯亮着", "🌿"]
    )
