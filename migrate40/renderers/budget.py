"""What fits: the most important first, no entry cut, and what did not fit is named."""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

import msgspec

from migrate40.errors import CannotRender
from migrate40.renderers.limits import Bound

Group = Literal["boundaries", "rules", "persona", "memories"]
Shares = Mapping[Group, float]
SHARES: Shares = {
    "boundaries": 0.6,
    "rules": 0.3,
    "persona": 0.45,
    "memories": 1.0,
}
"""What each group may take of the room at first, in this order; what one of them
leaves goes to the others, in the same order."""
STRICT: Shares = {**SHARES, "boundaries": 1.0}
"""The same where boundaries are in the fewest words already: nothing goes before."""
MISSES = 8
"""So many entries in a row may fail to fit before the packing ends."""

Draw = Callable[[Sequence["Entry"]], str]


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that comes along whole or not at all."""

    group: Group
    section: str
    """Where it stands in the document."""
    kind: str
    """What it counts as when it is left out: a category of memories, or `phrases`."""
    data: dict[str, str]
    """What a template writes of it; already harmless."""
    id: str | None = None
    quote: str = ""
    """The words that prove it; harmless, too, and not part of `text`."""
    quoted: str = ""
    """The day on which they were said."""
    origin: str = ""
    """Of a memory: how it was found."""

    @property
    def text(self) -> str:
        """All its words, for estimates."""
        return " ".join(self.data.values())


class Packed(msgspec.Struct, frozen=True, kw_only=True):
    """A document within its limits."""

    text: str
    kept: tuple[Entry, ...]
    left: tuple[Entry, ...]
    """What did not fit, most important first."""
    tightest: str = ""
    """The limit that kept it out."""


def pack(
    entries: Sequence[Entry],
    draw: Draw,
    bounds: Sequence[Bound],
    where: str,
    shares: Shares = SHARES,
) -> Packed:
    """Draw as many entries as the bounds allow; within a group, the earlier first.

    `where` names the file. Raises `CannotRender` if even the document without any
    entry is too long.
    """
    whole = draw(entries)
    broken = _broken(whole, bounds)
    if not broken:
        return Packed(text=whole, kept=tuple(entries), left=())
    bare = draw([])
    for bound in _broken(bare, bounds):
        raise CannotRender(
            f"{where}: its bare frame is {bound.length(bare):,} long, and {bound} are "
            "allowed: allow more"
        )
    scales = [_Scale(bound, entries, whole, bare) for bound in bounds]
    taken = _take(entries, scales, shares)
    text, kept = _shrink(entries, taken, draw, bounds)
    text, kept = _top_up(entries, text, kept, draw, bounds)
    return Packed(
        text=text,
        kept=tuple(one for place, one in enumerate(entries) if place in kept),
        left=tuple(one for place, one in enumerate(entries) if place not in kept),
        tightest=str(broken[0]),
    )


def _broken(text: str, bounds: Sequence[Bound]) -> list[Bound]:
    return [bound for bound in bounds if bound.length(text) > bound.amount]


class _Scale:
    """Estimates what each entry costs under one bound, its share of frames included."""

    def __init__(
        self, bound: Bound, entries: Sequence[Entry], whole: str, empty: str
    ) -> None:
        frame = bound.length(empty)
        self.room = float(bound.amount - frame)
        bare = [float(bound.length(one.text)) for one in entries]
        spare = max(0.0, bound.length(whole) - frame - sum(bare))
        extra = spare / max(1, len(entries))
        self.costs = [each + extra for each in bare]


def _take(
    entries: Sequence[Entry], scales: Sequence[_Scale], shares: Shares
) -> list[int]:
    """Return the places of the entries that should fit, in the order of taking."""
    taken: dict[int, None] = {}
    for share in (shares, dict.fromkeys(SHARES, 1.0)):
        for group in SHARES:
            own = [p for p, one in enumerate(entries) if one.group == group]
            _take_group([p for p in own if p not in taken], share[group], scales, taken)
    return list(taken)


def _take_group(
    places: Sequence[int],
    share: float,
    scales: Sequence[_Scale],
    taken: dict[int, None],
) -> None:
    used = [sum(scale.costs[p] for p in taken) for scale in scales]
    ends = [
        min(scale.room, before + share * scale.room)
        for scale, before in zip(scales, used, strict=True)
    ]
    misses = 0
    for place in places:
        after = [u + s.costs[place] for u, s in zip(used, scales, strict=True)]
        if all(a <= e for a, e in zip(after, ends, strict=True)):
            taken[place], used, misses = None, after, 0
        else:
            misses += 1
            if misses == MISSES:
                return


def _shrink(
    entries: Sequence[Entry],
    taken: Sequence[int],
    draw: Draw,
    bounds: Sequence[Bound],
) -> tuple[str, set[int]]:
    """Drop what was taken last until the document really fits."""
    kept = list(taken)
    text = draw([entries[p] for p in sorted(kept)])
    while broken := _broken(text, bounds):
        excess = max(each.length(text) / each.amount - 1 for each in broken)
        drop = max(1, int(len(kept) * excess * 0.8))
        kept = kept[:-drop]
        text = draw([entries[p] for p in sorted(kept)])
    return text, set(kept)


def _top_up(
    entries: Sequence[Entry],
    text: str,
    kept: set[int],
    draw: Draw,
    bounds: Sequence[Bound],
) -> tuple[str, set[int]]:
    """Add the first entries that were not taken while they fit.

    More and more are tried at once, and fewer where they do not fit: each try draws the
    whole document.
    """
    waiting = [place for place in range(len(entries)) if place not in kept]
    start, step, grows, misses = 0, 1, True, 0
    while start < len(waiting) and misses < MISSES:
        wanted = kept | set(waiting[start : start + step])
        tried = draw([entries[place] for place in sorted(wanted)])
        if not _broken(tried, bounds):
            text, kept, misses, start = tried, wanted, 0, start + step
            step = step * 2 if grows else max(1, step // 2)
        elif step > 1:
            step, grows = step // 2, False
        else:
            start, grows, misses = start + 1, True, misses + 1
    return text, kept
