"""What the voice does when the person is sad, has good news, is angry ..."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from migrate40.distiller.persona_phrases import Kinded
from migrate40.distiller.persona_sample import Exchange
from migrate40.distiller.persona_voice import Voice, evidence
from migrate40.distiller.persona_words import (
    phrasing,
    situation_words,
    situations,
    times,
)
from migrate40.model.profile import Reaction
from migrate40.voice.words import plain

MOST_PROOF = 3
MOST_ACTS = 3
MOST_SAID = 3
OFTEN = 1 / 3
"""An act is named when so many of the replies show it."""
MORE = 1.25
"""And when it is so much commoner there than everywhere."""

Numbers = Mapping[str, float]
Act = Callable[[Numbers, Numbers], bool]


def _has(*names: str) -> Act:
    return lambda numbers, _: any(numbers.get(name, 0.0) > 0 for name in names)


ACTS: Mapping[str, Act] = {
    "admits": _has("apologies_per_message"),
    "touch": _has("touch_per_message"),
    "celebrates": lambda numbers, style: (
        numbers["exclamation_per_message"] > 1 + style["exclamation_per_message"]
    ),
    "praises": _has("praise"),
    "agrees": _has("agreement"),
    "presence": _has("presence_per_message"),
    "suggests": _has("imperatives"),
    "asks": _has("question_per_message"),
    "jokes": _has("laughter_per_message"),
    "brief": lambda numbers, style: (
        numbers["words_per_message"] < 0.6 * style["words_per_message"]
    ),
}
"""What a reply does, by its numbers and the voice's averages."""


def reactions_of(voice: Voice, said: Sequence[Kinded]) -> tuple[Reaction, ...]:
    """Return the reactions, the commonest situation first."""
    met: dict[str, list[int]] = {}
    for number, situation in enumerate(voice.situations):
        if situation:
            met.setdefault(situation, []).append(number)
    order = sorted(met, key=lambda name: (-len(met[name]), situations().index(name)))
    return tuple(_reaction(name, met[name], voice, said) for name in order)


def _form(acts: Sequence[str], said: Sequence[object]) -> str:
    """Return the name of the sentence: with set phrases, with acts, or with both."""
    if not said:
        return "reaction"
    return "reaction_says" if acts else "reaction_only_says"


def _reaction(
    situation: str, numbers: Sequence[int], voice: Voice, known: Sequence[Kinded]
) -> Reaction:
    table = phrasing(voice.language)
    forms = table["forms"]
    acts = [table["acts"][act] for act in _acts(numbers, voice)]
    said = _said(numbers, voice, known)
    form = forms[_form(acts, said)]
    return Reaction(
        situation=situation,
        statement=form.format(
            situation=table["situations"][situation],
            times=times(len(numbers), forms),
            acts=forms["join"].join(acts or [table["acts"]["plain"]]),
            phrases=forms["join"].join(forms["quote"].format(text=t) for t in said),
        ),
        count=len(numbers),
        evidence=tuple(
            evidence(one, one.reply) for one in _typical(situation, numbers, voice)
        ),
    )


def _acts(numbers: Sequence[int], voice: Voice) -> list[str]:
    here = [voice.measured[n] for n in numbers]
    lift: dict[str, float] = {}
    for name, act in ACTS.items():
        share = sum(act(one, voice.style) for one in here) / len(here)
        usual = sum(act(one, voice.style) for one in voice.measured)
        ratio = share / max(usual / len(voice.measured), 0.02)
        if share >= OFTEN and ratio >= MORE:
            lift[name] = ratio * share
    return sorted(lift, key=lambda name: (-lift[name], name))[:MOST_ACTS]


def _said(numbers: Sequence[int], voice: Voice, known: Sequence[Kinded]) -> list[str]:
    """Return the set phrases that come in at least two of these replies."""
    wanted = set(numbers)
    counts: Counter[str] = Counter()
    for one, _ in known:
        met = len(wanted & {place.reply for place in one.places})
        expected = one.count / len(voice.exchanges) * len(numbers)
        if met > 1 and met >= MORE * expected:
            counts[one.text] = met
    return sorted(counts, key=lambda text: (-counts[text], text))[:MOST_SAID]


def _typical(situation: str, numbers: Sequence[int], voice: Voice) -> list[Exchange]:
    """Return the replies that show most of the acts, the plainest situations first."""
    acts = _acts(numbers, voice)
    found = set[str]()
    chosen: list[Exchange] = []

    def worth(number: int) -> tuple[int, int, int]:
        shown = sum(ACTS[act](voice.measured[number], voice.style) for act in acts)
        strong = _words(situation, voice.exchanges[number])
        return -strong, -shown, len(voice.exchanges[number].reply)

    for number in sorted(numbers, key=lambda n: (*worth(n), n)):
        one = voice.exchanges[number]
        if one.conversation not in found and len(chosen) < MOST_PROOF:
            found.add(one.conversation)
            chosen.append(one)
    return chosen


def _words(situation: str, one: Exchange) -> int:
    return len(situation_words(situation, plain(one.before or "")))
