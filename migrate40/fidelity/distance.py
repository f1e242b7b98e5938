"""How far other replies are from a voice, in units of the voice's own spread.

Two things are compared: the style numbers, and how often the commonest words and marks
come. The set phrases are told one by one; they are too rare to weigh in ten replies.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from math import sqrt

import msgspec

from migrate40.errors import NothingFound
from migrate40.model.profile import Persona, Profile
from migrate40.voice.background import usual_spread
from migrate40.voice.habits import habit_distance, habit_noise, habits, tokens_in
from migrate40.voice.numbers import meanings, measure
from migrate40.voice.phrases import shares
from migrate40.voice.tallies import Tally, tallies

FARTHEST = 1.5
"""No number adds more to the distance than so many spreads: one habit that was lost
must not hide that all the others are there."""
WORDS_WEIGH = 6.0
"""What a squared distance of the words weighs against the numbers' mean square."""
LEAST_SPREAD = 0.05
"""Of the share of replies with a phrase."""
WORDS, PHRASE = "words", "phrase:"
ABOUT = {WORDS: "how often the commonest words and marks come"}
MOST_LINES = 12


class Fidelity(msgspec.Struct, frozen=True, kw_only=True):
    """What a comparison found."""

    distance: float
    """0: the same voice; the farther, the more another's."""
    usual: float
    """What as many replies by the voice itself would come to, by its own spread."""
    dimensions: dict[str, float]
    """Each style number, each set phrase (`phrase:...`) and the common words (`words`):
    how many of the voice's own spreads the replies lie above (+) or below (-) it."""
    replies: int
    """How many replies were compared."""

    def lines(self) -> Iterator[str]:
        """Yield the same for people: the distance, then what differs most."""
        yield f"distance    {self.distance:.2f}"
        yield f"usual       {self.usual:.2f} for as many replies by the voice itself"
        yield f"replies     {self.replies}"
        yield ""
        yield "what differs most, in the voice's own spreads:"
        ranked = sorted(self.dimensions, key=lambda name: -abs(self.dimensions[name]))
        for name in ranked[:MOST_LINES]:
            about = meanings().get(name, ABOUT.get(name, "share of replies with it"))
            yield f"{self.dimensions[name]:+8.2f}  {name} ({about})"


def compare(profile: Profile, replies: Sequence[str]) -> Fidelity:
    """Return how close replies are to a profile's voice.

    Raises `NothingFound` when there are no words in the replies, or no voice in the
    profile.
    """
    said = tuple(text for text in replies if text.strip())
    persona = profile.persona
    if not said:
        raise NothingFound("there is no reply to compare with the profile")
    if not persona.style:
        raise NothingFound("the profile holds no voice: no replies were in the export")
    new, tokens = _measured(said)
    words = habits(tokens)
    return Fidelity(
        distance=round(_distance(persona, new, words), 4),
        usual=round(_usual(persona, len(said), tokens.total()), 4),
        dimensions=_dimensions(persona, new, words, said),
        replies=len(said),
    )


@lru_cache(
    maxsize=4
)  # whoever looks for a voice compares with one profile after another
def _measured(said: tuple[str, ...]) -> tuple[dict[str, Tally], Counter[str]]:
    """Return the numbers that are defined in the replies, and their words."""
    numbers = {n: t for n, t in tallies(map(measure, said)).items() if t.count}
    return numbers, tokens_in(said)


def _distance(
    persona: Persona, new: Mapping[str, Tally], words: Mapping[str, float]
) -> float:
    shifts = [
        min(FARTHEST, abs(one.mean - persona.style[name]) / _steady(persona, name))
        for name, one in new.items()
        if name in persona.style
    ]
    squares = sum(shift**2 for shift in shifts) / max(1, len(shifts))
    if persona.words:
        squares += WORDS_WEIGH * habit_distance(persona.words, words) ** 2
    return sqrt(squares)


def _steady(persona: Persona, name: str) -> float:
    """Return the spread by which voices are compared with each other.

    With its own alone, a varied voice would seem near to everybody.
    """
    usual = usual_spread(name)
    own = persona.spread.get(name, usual)
    return sqrt((own**2 + usual**2) / 2)


def _usual(persona: Persona, replies: int, tokens: int) -> float:
    """Return the distance that chance alone makes, from the voice's own spread."""
    chance = 1 / replies + 1 / max(1, persona.measured)
    shifts = [
        min(FARTHEST**2, chance * (own / _steady(persona, name)) ** 2)
        for name, own in persona.spread.items()
    ]
    squares = sum(shifts) / max(1, len(shifts))
    if persona.words:
        squares += WORDS_WEIGH * habit_noise(persona.words, tokens) ** 2
    return sqrt(squares)


def _dimensions(
    persona: Persona,
    new: Mapping[str, Tally],
    words: Mapping[str, float],
    said: Sequence[str],
) -> dict[str, float]:
    found = {
        name: (one.mean - persona.style[name]) / _own_spread(persona, name)
        for name, one in new.items()
        if name in persona.style
    }
    if persona.words:
        length = persona.style.get("words_per_message", 1.0)
        usual = habit_noise(persona.words, length)
        found[WORDS] = habit_distance(persona.words, words) / usual
    found |= _phrases(persona, said)
    return {name: round(z, 4) for name, z in found.items()}


def _own_spread(persona: Persona, name: str) -> float:
    """Return the voice's own spread; what it always does alike has a usual one."""
    return persona.spread.get(name) or usual_spread(name)


def _phrases(persona: Persona, said: Sequence[str]) -> dict[str, float]:
    if not persona.measured:
        return {}
    found: dict[str, float] = {}
    now = shares(said, [one.text for one in persona.phrases])
    for one in persona.phrases:
        share = min(1.0, one.count / persona.measured)
        spread = max(LEAST_SPREAD, sqrt(share * (1 - share)))
        found[f"{PHRASE}{one.text}"] = (now[one.text] - share) / spread
    return found
