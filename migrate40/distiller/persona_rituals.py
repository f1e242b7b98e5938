"""What the two do again and again: how they open and close, good night, set days."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime

from migrate40.distiller.persona_cues import cue_rituals
from migrate40.distiller.persona_phrases import Kinded, proof
from migrate40.distiller.persona_sample import Exchange
from migrate40.distiller.persona_voice import Voice, conversations_of
from migrate40.distiller.persona_words import has_cue, phrasing, times
from migrate40.model.profile import Ritual, RitualKind
from migrate40.voice.phrases import Saying

MOST_RITUALS = 8
LEAST = 3
Slots = tuple[int, ...]
MOST_HABITS = 2
HABIT = 0.4
"""Share of the conversations in which something is said that is a habit."""
CLOSE = 4
"""Hours."""
NEARLY_ALL = 0.75
USUAL = 0.6
"""A set time is one only if the voice does not talk mostly at that time anyway."""


def rituals_of(voice: Voice, said: Sequence[Kinded]) -> tuple[Ritual, ...]:
    """Return the rituals, the commonest first; a phrase has one ritual at most.

    Of the habits, which only say again what the phrases say, the strongest few.
    """
    found = cue_rituals(voice, said)
    habits: list[Ritual] = []
    for one, kind in said:
        met = [voice.exchanges[n] for n in dict.fromkeys(p.reply for p in one.places)]
        form, shown = _form(met, voice)
        if form is None or kind == "pet_name":
            continue
        if form != "habit":
            found.append(_ritual(one, form, shown, voice))
        elif kind != "filler":
            habits.append(_ritual(one, form, shown, voice))
    return tuple(_ranked([*found, *_ranked(habits)[:MOST_HABITS]])[:MOST_RITUALS])


def _ranked(rituals: Sequence[Ritual]) -> list[Ritual]:
    return sorted(rituals, key=lambda r: (-r.count, r.statement))


def _ritual(
    one: Saying, form: RitualKind, shown: Sequence[Exchange], voice: Voice
) -> Ritual:
    forms = phrasing(voice.language)["forms"]
    share = len(shown) / len({place.reply for place in one.places})
    start = _best(shown, _hours) or 0
    return Ritual(
        statement=forms[form].format(
            phrase=forms["quote"].format(text=one.text),
            count=conversations_of(shown),
            times=times(len(shown), forms),
            total=conversations_of(voice.exchanges),
            share=f"{100 * share:.0f}%",
            weekday=_weekday_name(shown, voice),
            start=start,
            end=(start + CLOSE) % 24,
        ),
        count=len(shown),
        kind=form,
        said=(one.text,),
        evidence=proof(one, voice.exchanges),
    )


def _form(
    met: Sequence[Exchange], voice: Voice
) -> tuple[RitualKind | None, list[Exchange]]:
    total = conversations_of(voice.exchanges)
    candidates: tuple[tuple[RitualKind, list[Exchange], float], ...] = (
        ("night", [e for e in met if has_cue("night", e.before)], 0.5),
        ("morning", [e for e in met if has_cue("morning", e.before)], 0.5),
        ("greeting", [e for e in met if e.first], 0.5),
        ("farewell", [e for e in met if e.last], 0.5),
        ("weekday", _at_a_set_time(met, voice, _weekday), NEARLY_ALL),
        ("hour", _at_a_set_time(met, voice, _hours), NEARLY_ALL),
    )
    for form, shown, share in candidates:
        if len(shown) >= max(LEAST, share * len(met)):
            return form, shown
    if conversations_of(met) >= max(LEAST, HABIT * total):
        return "habit", list(met)
    return None, []


def _at_a_set_time(
    met: Sequence[Exchange], voice: Voice, times_of: Callable[[datetime], Slots]
) -> list[Exchange]:
    """Return those at the commonest time, if the voice is not always heard then."""
    if len(met) < 2 * LEAST:
        return []
    best = _best(met, times_of)
    if best is None:
        return []
    every = [e for e in voice.exchanges if e.time and best in times_of(e.time)]
    if len(every) > USUAL * len(voice.exchanges):
        return []
    return [e for e in met if e.time and best in times_of(e.time)]


def _best(met: Sequence[Exchange], times_of: Callable[[datetime], Slots]) -> int | None:
    counts = Counter(slot for e in met if e.time for slot in times_of(e.time))
    return min(counts, key=lambda slot: (-counts[slot], slot), default=None)


def _weekday(time: datetime) -> Slots:
    return (time.weekday(),)


def _hours(time: datetime) -> Slots:
    """Return when the spans begin that hold this hour."""
    return tuple((time.hour - back) % 24 for back in range(CLOSE))


def _weekday_name(shown: Sequence[Exchange], voice: Voice) -> str:
    names: list[str] = phrasing(voice.language)["weekdays"]["names"]
    first = next((e.time for e in shown if e.time), None)
    return names[first.weekday()] if first else ""
