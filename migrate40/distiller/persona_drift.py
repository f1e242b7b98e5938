"""Did the voice change over time, under one and the same model's name?"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from math import sqrt

from migrate40.distiller.persona_voice import Voice
from migrate40.distiller.persona_words import phrasing
from migrate40.model.profile import Drift
from migrate40.voice.tallies import Tally, tallies

LEAST = 20
"""Replies on either side of a change."""
PARTS = (0.25, 0.4, 0.5, 0.6, 0.75)
"""Where in the history a change is looked for."""
SURE = 5.0
"""Standard errors by which the two sides differ: many numbers are looked at."""
FELT = 0.6
"""Spreads by which they must differ for anybody to notice."""
PART = 1 / 3
"""Part of the number by which they must differ."""
SUREST = 100.0
"""Of what was always the one and is now always the other."""
MOST_NUMBERS = 3
Numbers = Mapping[str, float]
Change = dict[str, tuple[float, float]]


def drift_of(voice: Voice) -> Drift | None:
    """Return the clearest change of the numbers that people notice; None: none."""
    pairs = zip(voice.exchanges, voice.measured, strict=True)
    dated = [(one.time, one.message, numbers) for one, numbers in pairs if one.time]
    dated.sort(key=lambda one: one[:2])
    names = tuple(phrasing(voice.language)["drift"])
    best: tuple[float, datetime, Change] | None = None
    for part in PARTS:
        place = int(part * len(dated))
        if min(place, len(dated) - place) < LEAST:
            continue
        sides = [n for *_, n in dated[:place]], [n for *_, n in dated[place:]]
        sure, change = _change(*sides, names)
        if change and (best is None or sure > best[0]):
            best = sure, dated[place][0], change
    if best is None:
        return None
    _, since, change = best
    return Drift(
        statement=_statement(since, change, voice), since=since, numbers=change
    )


def _change(
    early: Sequence[Numbers], late: Sequence[Numbers], names: Sequence[str]
) -> tuple[float, Change]:
    """Return how sure the surest change is, and the surest few."""
    before, after = tallies(early), tallies(late)
    sure = {name: _sureness(before[name], after[name]) for name in names}
    ranked = sorted(names, key=lambda name: (-sure[name], name))
    kept = [name for name in ranked if sure[name] >= SURE][:MOST_NUMBERS]
    means = {n: (round(before[n].mean, 2), round(after[n].mean, 2)) for n in kept}
    return max(sure.values()), means


def _sureness(before: Tally, after: Tally) -> float:
    if min(before.count, after.count) < LEAST:
        return 0.0
    shift = abs(after.mean - before.mean)
    error = sqrt(before.spread**2 / before.count + after.spread**2 / after.count)
    felt = max(FELT * before.spread, FELT * after.spread, PART * before.mean)
    return shift / max(error, shift / SUREST) if shift > felt else 0.0


def _statement(since: datetime, change: Change, voice: Voice) -> str:
    table = phrasing(voice.language)
    labels, forms = table["drift"], table["forms"]
    said = [
        forms["changed"].format(what=labels[name], before=f"{a:g}", after=f"{b:g}")
        for name, (a, b) in change.items()
    ]
    return str(
        forms["drift"].format(month=f"{since:%Y-%m}", changes=forms["join"].join(said))
    )
