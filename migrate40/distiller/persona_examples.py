"""A few real exchanges that sound like the voice on an ordinary day."""

from collections.abc import Sequence

from migrate40.distiller.persona_sample import Exchange
from migrate40.distiller.persona_shown import is_harmless
from migrate40.distiller.persona_voice import Voice
from migrate40.distiller.persona_words import situations
from migrate40.model.profile import Example
from migrate40.voice.spoken import prose
from migrate40.voice.tallies import tallies
from migrate40.voice.words import HAN

MOST_EXAMPLES = 6
LONGEST_USER = 120
LONGEST_ASSISTANT = 280
SHORTEST = 8
CUT = "\n…"
"""Stands after the beginning of a longer reply."""
EVERYDAY = "everyday"


def examples_of(voice: Voice) -> tuple[Example, ...]:
    """Return up to six exchanges, at most one a situation, the most typical ones."""
    distances = _distances(voice)
    fitting = _fitting(voice.exchanges) or _beginning(voice.exchanges)
    order = sorted(fitting, key=distances.__getitem__)
    best: dict[str, int] = {}
    for number in order:
        name = voice.situations[number] or EVERYDAY
        one = voice.exchanges[number]
        shown = is_harmless(f"{one.before}\n{one.reply}") and voice.says(one.reply)
        if name not in best and shown:
            best[name] = number
    wanted = [name for name in (*situations(), EVERYDAY) if name in best]
    chosen = [(name, voice.exchanges[best[name]]) for name in wanted[:MOST_EXAMPLES]]
    return tuple(_example(name, one) for name, one in chosen)


def _example(situation: str, one: Exchange) -> Example:
    return Example(
        situation=situation,
        user=(one.before or "").strip(),
        assistant=_excerpt(one.reply.strip()),
        conversation=one.conversation,
        message=one.message,
    )


def _fitting(exchanges: Sequence[Exchange]) -> list[int]:
    return [n for n, one in enumerate(exchanges) if _fits(one)]


def _beginning(exchanges: Sequence[Exchange]) -> list[int]:
    """Return those of which the beginning can be shown: of long-winded voices."""
    return [n for n, one in enumerate(exchanges) if _begins(one)]


def _begins(one: Exchange) -> bool:
    user, shown = (one.before or "").strip(), _excerpt(one.reply.strip())
    whole = prose(shown.removesuffix(CUT)).strip() == shown.removesuffix(CUT)
    return 0 < len(user) <= LONGEST_USER and len(shown) > len(CUT) and whole


def _excerpt(reply: str) -> str:
    """Return a reply, or the lines at its beginning, as much as is short."""
    if len(reply) <= LONGEST_ASSISTANT:
        return reply
    lines, _, _ = reply[:LONGEST_ASSISTANT].rpartition("\n")
    return lines.rstrip() + CUT


def _fits(one: Exchange) -> bool:
    user, reply = (one.before or "").strip(), one.reply.strip()
    short = len(user) <= LONGEST_USER and len(reply) <= LONGEST_ASSISTANT
    scale = 2 if HAN.search(reply) else 1
    whole = prose(reply).strip() == reply
    return bool(user) and short and whole and len(reply) * scale >= 2 * SHORTEST


def _distances(voice: Voice) -> list[float]:
    """Return how far each reply is from the voice's averages, in its own spreads."""
    sums = tallies(voice.measured)
    places = {n: (one.mean, one.spread) for n, one in sums.items() if one.spread}
    return [
        sum(
            min(3.0, abs(value - places[name][0]) / places[name][1])
            for name, value in numbers.items()
            if name in places
        )
        / max(1, len(numbers))
        for numbers in voice.measured
    ]
