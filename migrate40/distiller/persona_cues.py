"""What the person says again and again, and what the voice answers every time."""

import re
from collections.abc import Sequence

from migrate40.distiller.persona_phrases import Kinded, proof
from migrate40.distiller.persona_voice import Voice, conversation_numbers
from migrate40.distiller.persona_words import phrasing, situation_of, times
from migrate40.model.profile import Ritual
from migrate40.voice.ngrams import tokens_of
from migrate40.voice.phrases import Saying, sayings
from migrate40.voice.surface import Place

LEAST = 3
MOST_CUES = 12
MOST_ANSWERS = 2
MOSTLY = 0.5
"""Share of the times at which the answer comes."""
_SAYS = re.compile(r"\w")
MORE = 2.0
"""How much commoner the answer is there than everywhere."""


def cue_rituals(voice: Voice, said: Sequence[Kinded]) -> list[Ritual]:
    """Return a ritual for every word of the person that has its set answer."""
    found: list[Ritual] = []
    for cue, numbers in _cues(voice):
        answers = _answers(numbers, voice, [one for one, _ in said])
        if answers:
            found.append(_ritual(cue, numbers, answers, voice))
    return found


def _cues(voice: Voice) -> list[tuple[Saying, list[int]]]:
    asked = [n for n, one in enumerate(voice.exchanges) if one.before]
    groups = conversation_numbers(voice.exchanges)
    own = [(groups[n], voice.exchanges[n].before or "") for n in asked]
    names = {tokens_of(one) for one in [voice.name] if one}
    cues = sayings(own, voice.replies, names=names, most=MOST_CUES)
    numbered = (
        (cue, [asked[n] for n in dict.fromkeys(p.reply for p in cue.places)])
        for cue in cues
    )
    return [
        (cue, numbers)
        for cue, numbers in numbered
        if cue.groups >= LEAST and situation_of(cue.text) is None and _is_a_signal(cue)
    ]


def _is_a_signal(cue: Saying) -> bool:
    """Whether messages mostly begin or end with it: else it is any old topic."""
    at_end = sum(_is_at_end(place) for place in cue.places)
    return at_end > MOSTLY * len(cue.places)


def _is_at_end(place: Place) -> bool:
    before, after = place.text[: place.start], place.text[place.end :]
    return not (_SAYS.search(before) and _SAYS.search(after))


def _answers(
    numbers: Sequence[int], voice: Voice, said: Sequence[Saying]
) -> list[Saying]:
    wanted = set(numbers)
    met = {
        one.tokens: len(wanted & {place.reply for place in one.places}) for one in said
    }
    fit = [
        one
        for one in said
        if met[one.tokens] >= max(LEAST, MOSTLY * len(numbers))
        and met[one.tokens] / len(numbers) >= MORE * one.count / len(voice.exchanges)
    ]
    ranked = sorted(fit, key=lambda one: (-met[one.tokens], one.tokens))
    return ranked[:MOST_ANSWERS]


def _ritual(
    cue: Saying, numbers: Sequence[int], answers: Sequence[Saying], voice: Voice
) -> Ritual:
    forms = phrasing(voice.language)["forms"]
    quoted = [forms["quote"].format(text=one.text) for one in answers]
    return Ritual(
        statement=forms["cue"].format(
            cue=forms["quote"].format(text=cue.text),
            times=times(len(numbers), forms),
            phrase=forms["join"].join(quoted),
        ),
        count=len(numbers),
        kind="cue",
        said=tuple(one.text for one in answers),
        evidence=proof(answers[0], voice.exchanges, numbers),
    )
