"""How a phrase is written: the commonest spelling, with the marks that go with it."""

from collections import Counter
from collections.abc import Sequence

import msgspec

from migrate40.voice.graphemes import emojis

MARKS = "!！～~…?？"
NEARLY_ALWAYS = 0.8
_NEAR = 24


class Place(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Where a phrase stands."""

    reply: int
    group: int
    text: str
    """What was spoken in that reply: `start` and `end` point into it."""
    start: int
    end: int


def surface(places: Sequence[Place]) -> str:
    """Return the commonest spelling and what nearly always stands beside it."""
    spelled = _commonest([one.text[one.start : one.end] for one in places])[0]
    before, much = _commonest([_emoji_before(one) for one in places])
    after, more = _commonest([_marks_after(one) for one in places])
    left = before if much >= NEARLY_ALWAYS * len(places) else ""
    right = after if more >= NEARLY_ALWAYS * len(places) else ""
    return f"{left}{spelled}{right}"


def _commonest(texts: Sequence[str]) -> tuple[str, int]:
    counts = Counter(texts)
    return min(counts.items(), key=lambda item: (-item[1], item[0]))


def _marks_after(place: Place) -> str:
    rest = place.text[place.end : place.end + _NEAR]
    marks = rest[: len(rest) - len(rest.lstrip(MARKS))]
    beyond = rest[len(marks) :]
    gap = beyond[: len(beyond) - len(beyond.lstrip(" "))]
    first = emojis(beyond)[:1]
    return marks + gap + first[0] if _begins(beyond[len(gap) :], first) else marks


def _begins(text: str, first: list[str]) -> bool:
    return bool(first) and text.startswith(first[0])


def _emoji_before(place: Place) -> str:
    lead = place.text[max(0, place.start - _NEAR) : place.start]
    gap = lead[len(lead.rstrip(" ")) :]
    last = emojis(lead)[-1:]
    return last[0] + gap if last and lead.endswith(last[0] + gap) else ""
