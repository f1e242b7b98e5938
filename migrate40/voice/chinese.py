"""Is a run of Chinese characters a phrase? A dictionary knows where words end."""

from collections.abc import Sequence

from migrate40.voice.segments import boundaries, tags
from migrate40.voice.surface import Place
from migrate40.voice.words import HAN

LOOKED_AT = 8
"""Places of a phrase."""
AROUND = 16
"""Characters beside it that the dictionary needs."""
MOSTLY = 0.5
COUNTED = frozenset({"m", "q", "mq", "t", "f"})
"""Parts of speech of amounts and times: 三秒, 今晚."""
NOUNS = frozenset({"n", "ng", "nr", "ns", "nt", "nz", "vn", "an"})
OPEN = frozenset({"r", "p", "d", "c", "m", "uj", "ud", "uv"})
"""With 我, 给, 很, 但 nobody ends: what follows belongs to it."""
LINKS = "的地得"
"""What follows in the same breath belongs to it."""
ONE_WORD = 2
"""A noun of so many characters is a topic."""


def is_phrase(places: Sequence[Place]) -> bool:
    """Whether it is cut where words are, and says more than an amount or a thing.

    `places` are all those of one phrase that begins with a Han character.
    """
    some = places[:LOOKED_AT]
    text = some[0].text[some[0].start : some[0].end]
    if text[-1] in LINKS and _share(map(_goes_on, some)) > MOSTLY:
        return False
    if _share(map(_is_cut, some)) < MOSTLY:
        return False
    found = list(tags(text))
    if found[-1] in OPEN and _share(map(_goes_on, some)) > MOSTLY:
        return False
    return not _is_thing(found, text) and not COUNTED.issuperset(found)


def _is_thing(found: Sequence[str], text: str) -> bool:
    """Whether it is a short noun alone (鸡蛋), or somebody's (灯的)."""
    noun = found[0] in NOUNS
    alone = len(found) == 1 and len(text) <= ONE_WORD
    return noun and (alone or found[1:] == ["uj"])


def _goes_on(place: Place) -> bool:
    return bool(HAN.match(place.text[place.end : place.end + 1]))


def _is_cut(place: Place) -> bool:
    start = max(0, place.start - AROUND)
    known = boundaries(place.text[start : place.end + AROUND])
    return {place.start - start, place.end - start} <= known


def _share(values: "map[bool]") -> float:
    listed = list(values)
    return sum(listed) / len(listed)
