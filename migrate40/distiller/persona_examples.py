"""A few real exchanges that sound like the voice on an ordinary day."""

from collections.abc import Sequence

from migrate40.distiller.persona_sample import Exchange
from migrate40.distiller.persona_voice import Voice
from migrate40.distiller.persona_words import situations
from migrate40.model.profile import Example
from migrate40.voice.numbers import tallies
from migrate40.voice.spoken import prose
from migrate40.voice.words import HAN

MOST_EXAMPLES = 6
LONGEST_USER = 120
LONGEST_ASSISTANT = 280
SHORTEST = 8
EVERYDAY = "everyday"


def examples_of(voice: Voice) -> tuple[Example, ...]:
    """Return up to six exchanges, at most one a situation, the most typical ones."""
    distances = _distances(voice)
    order = sorted(_fitting(voice.exchanges), key=distances.__getitem__)
    best: dict[str, int] = {}
    for number in order:
        best.setdefault(voice.situations[number] or EVERYDAY, number)
    wanted = [name for name in (*situations(), EVERYDAY) if name in best]
    chosen = [(name, voice.exchanges[best[name]]) for name in wanted[:MOST_EXAMPLES]]
    return tuple(_example(name, one) for name, one in chosen)


def _example(situation: str, one: Exchange) -> Example:
    return Example(
        situation=situation,
        user=(one.before or "").strip(),
        assistant=one.reply.strip(),
        conversation=one.conversation,
        message=one.message,
    )


def _fitting(exchanges: Sequence[Exchange]) -> list[int]:
    return [n for n, one in enumerate(exchanges) if _fits(one)]


def _fits(one: Exchange) -> bool:
    user, reply = (one.before or "").strip(), one.reply.strip()
    short = len(user) <= LONGEST_USER and len(reply) <= LONGEST_ASSISTANT
    scale = 2 if HAN.search(reply) else 1
    whole = prose(reply).strip() == reply
    return bool(user) and short and whole and len(reply) * scale >= 2 * SHORTEST


def _distances(voice: Voice) -> list[float]:
    """Return how far each reply is from the voice's averages, in its own spreads."""
    sums = tallies(voice.measured)
    return [
        sum(
            min(3.0, abs(value - sums[name].mean) / sums[name].spread)
            for name, value in numbers.items()
            if sums[name].spread
        )
        / max(1, len(numbers))
        for numbers in voice.measured
    ]
