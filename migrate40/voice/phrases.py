"""Set phrases: what a voice says again and again, and others do not.

Scored by keyness. Of phrases that lie within each other the one is kept that is said
as such: what only lengthens or shortens a better phrase is dropped.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache

import msgspec

from migrate40.voice.chinese import is_phrase
from migrate40.voice.keyness import SHORT, key_scores
from migrate40.voice.ngrams import (
    COMMAS,
    Finder,
    Line,
    Run,
    Tokens,
    has_words,
    lines,
    runs,
    tokens_of,
)
from migrate40.voice.surface import Place, surface
from migrate40.voice.words import HAN, lists

MOST = 60
SPARE = 20
"""Phrases that are looked at beyond those, as some turn out to be none."""
MOSTLY = 0.5
SMALL = 50
"""Replies: below, three times are enough."""
ALMOST = 0.75
"""A part of a longer phrase goes when the longer has this share of its places."""
ALIKE = 3
PART = 0.6
"""What two phrases of which none is a part of the other may have in common."""
AT_THE_EDGE = 0.4
"""Which share of a phrase's places must begin or end a clause."""
AT_BOTH = 0.2
"""The same of the other side, for what is short or has a comma within."""


class Saying(msgspec.Struct, frozen=True, kw_only=True):
    """One phrase with its places."""

    text: str
    tokens: Tokens
    score: float
    count: int
    """In how many replies."""
    groups: int
    """In how many conversations."""
    places: tuple[Place, ...]


def sayings(
    own: Sequence[tuple[int, str]],
    others: Sequence[str] = (),
    person: Sequence[str] = (),
    *,
    names: Collection[Tokens] = (),
    callings: Collection[Tokens] = (),
    most: int = MOST,
) -> list[Saying]:
    """Return a voice's set phrases, best first.

    `own` holds its replies, each with the number of its conversation, in the order of
    these numbers; `others` what other voices said, `person` what the person said. What
    is only a name from `names` is no phrase; what is in `callings` may be short.
    """
    found = list(lines(own))
    counted = runs(found, **_least(own))
    wanted = {
        tokens: run
        for tokens, run in counted.items()
        if tokens not in names and (has_words(tokens) or tokens in callings)
    }
    scored = key_scores(wanted, found, len(own), others, person)
    free = _at_edges(found, _maximal(scored, counted))
    kept = [*free, *(one for one in callings if one in scored and one not in free)]
    ranked = sorted(kept, key=lambda tokens: (-scored[tokens], tokens))
    chosen = _without_variants(ranked, counted, scored)[: most + SPARE]
    places = _places(found, chosen)
    whole = [one for one in chosen if one in callings or _is_phrase(one, places[one])]
    grouped = _grouped(whole, places, {one for each in callings for one in each})
    return [
        _saying(one, surface(places[one]), met, round(scored[one], 2))
        for one, met in [*grouped.items()][:most]
    ]


def _is_phrase(tokens: Tokens, places: Sequence[Place]) -> bool:
    return not HAN.match(tokens[0]) or is_phrase(places)


def _saying(tokens: Tokens, text: str, places: Sequence[Place], score: float) -> Saying:
    return Saying(
        text=text,
        tokens=tokens,
        score=score,
        count=len({one.reply for one in places}),
        groups=len({one.group for one in places}),
        places=tuple(places),
    )


def _grouped(
    chosen: Sequence[Tokens],
    places: Mapping[Tokens, list[Place]],
    callings: Collection[str],
) -> dict[Tokens, list[Place]]:
    """Put near variants together under the best: 抱抱你 has 抱抱你呀 with it."""
    best: dict[Tokens, Tokens] = {}
    grouped: dict[Tokens, list[Place]] = {}
    for tokens in chosen:
        head = best.setdefault(_core(tokens, callings), tokens)
        met = grouped.setdefault(head, [])
        met += [one for one in places[tokens] if one not in met]
    return {
        head: sorted(met, key=lambda one: (one.reply, one.start))
        for head, met in grouped.items()
    }


def _core(tokens: Tokens, callings: Collection[str]) -> Tokens:
    """Return a phrase without particles, marks and names at its edges."""
    loose = {*lists("zh")["particle"], *COMMAS, *callings}
    inner = [n for n, one in enumerate(tokens) if one not in loose]
    return tokens[inner[0] : inner[-1] + 1] if len(inner) > 1 else tokens


def _least(own: Sequence[tuple[int, str]]) -> dict[str, int]:
    """Return how often a phrase must come: in more of a longer history."""
    conversations = len({group for group, _ in own})
    replies = 3 if len(own) < SMALL else max(4, round(len(own) * 0.004))
    return {"replies": replies, "groups": min(max(2, conversations // 8), 6)}


def _parts(tokens: Tokens) -> set[Tokens]:
    size = len(tokens)
    ends = ((a, b) for a in range(size) for b in range(a + 1, size + 1))
    return {tokens[a:b] for a, b in ends} - {tokens}


def _maximal(
    scored: Mapping[Tokens, float], counted: Mapping[Tokens, Run]
) -> list[Tokens]:
    gone: set[Tokens] = set()
    for tokens in sorted(scored, key=lambda one: (-len(one), one)):
        for part in _parts(tokens) & scored.keys():
            if counted[tokens].replies >= ALMOST * counted[part].replies:
                gone.add(part)
    return [tokens for tokens in scored if tokens not in gone]


def _at_edges(found: Sequence[Line], wanted: Sequence[Tokens]) -> list[Tokens]:
    finder = Finder(wanted)
    edges = {tokens: [0, 0, 0] for tokens in wanted}
    for line in found:
        for start, tokens in finder.places(line):
            sums = edges[tokens]
            sums[0] += 1
            sums[1] += _is_edge(line, start - 1)
            sums[2] += _is_edge(line, start + len(tokens))
    return [tokens for tokens in wanted if _is_free(tokens, *edges[tokens])]


def _is_edge(line: Line, place: int) -> bool:
    inside = 0 <= place < len(line.words)
    return not inside or line.words[place] in COMMAS


def _is_free(tokens: Tokens, total: int, left: int, right: int) -> bool:
    if right < AT_THE_EDGE * total and tokens[-1] in _unfinished():
        return False
    other = _least_at_the_other_side(tokens)
    return max(left, right) >= AT_THE_EDGE * total and min(left, right) >= other * total


@cache
def _unfinished() -> frozenset[str]:
    return frozenset(lists("en")["unfinished"])


def _least_at_the_other_side(tokens: Tokens) -> float:
    """Return more for what is short: a single Latin word must be all that is said."""
    is_chinese = HAN.match(tokens[0]) is not None
    if len(tokens) == 1 and not is_chinese:
        return AT_THE_EDGE
    inner = any(one in COMMAS for one in tokens)
    return AT_BOTH if inner or (is_chinese and len(tokens) <= SHORT) else 0.0


def _without_variants(
    ranked: Sequence[Tokens],
    counted: Mapping[Tokens, Run],
    scored: Collection[Tokens],
) -> list[Tokens]:
    chosen: list[Tokens] = []
    for tokens in ranked:
        nested = (better for better in chosen if _is_variant(tokens, better, counted))
        if all(_adds(tokens, better, counted, scored) for better in nested):
            chosen.append(tokens)
    return chosen


def _is_variant(tokens: Tokens, better: Tokens, counted: Mapping[Tokens, Run]) -> bool:
    """Whether it only lengthens or shortens a better phrase."""
    if better in _parts(tokens):
        return counted[tokens].replies < ALMOST * counted[better].replies
    if tokens in _parts(better):
        alone = counted[tokens].replies - counted[better].replies
        return alone < counted[better].replies
    return _overlap(tokens, better) >= max(ALIKE, PART * min(len(tokens), len(better)))


def _overlap(one: Tokens, other: Tokens) -> int:
    """Return how many tokens in a row the two have in common."""
    common = _parts(one) & _parts(other)
    return max(map(len, common), default=0)


def _adds(
    tokens: Tokens,
    better: Tokens,
    counted: Mapping[Tokens, Run],
    scored: Collection[Tokens],
) -> bool:
    """Whether what it has more is a voice's own, too, and mostly said so."""
    if better not in _parts(tokens):
        return False
    start = next(n for n in range(len(tokens)) if tokens[n : n + len(better)] == better)
    rest = (tokens[:start], tokens[start + len(better) :])
    bare = (tuple(one for one in part if one not in COMMAS) for part in rest)
    return any(
        part in scored and counted[tokens].replies >= MOSTLY * counted[part].replies
        for part in bare
    )


def _places(
    found: Sequence[Line], chosen: Sequence[Tokens]
) -> dict[Tokens, list[Place]]:
    finder = Finder(chosen)
    places: dict[Tokens, list[Place]] = {tokens: [] for tokens in chosen}
    for line in found:
        for start, tokens in finder.places(line):
            places[tokens].append(_place(line, start, len(tokens)))
    return places


def _place(line: Line, start: int, size: int) -> Place:
    begin, end = line.span(start, size)
    return Place(
        reply=line.reply, group=line.group, text=line.text, start=begin, end=end
    )


def shares(texts: Sequence[str], phrases: Iterable[str]) -> dict[str, float]:
    """Return in which share of the texts each phrase stands; marks do not matter."""
    wanted = {text: tokens_of(text) for text in phrases}
    finder = Finder(tokens for tokens in wanted.values() if tokens)
    seen: dict[Tokens, set[int]] = {}
    for line in lines((0, text) for text in texts):
        for _, tokens in finder.places(line):
            seen.setdefault(tokens, set()).add(line.reply)
    found = {text: len(seen.get(tokens, ())) for text, tokens in wanted.items()}
    return {text: count / len(texts) for text, count in found.items()}
