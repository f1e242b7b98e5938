"""What the voice does when the person is sad, has good news, is angry ..."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence

from migrate40.distiller.persona_phrases import Kinded
from migrate40.distiller.persona_sample import Exchange
from migrate40.distiller.persona_shown import is_harmless
from migrate40.distiller.persona_voice import Voice, evidence
from migrate40.distiller.persona_words import (
    phrasing,
    situation_words,
    situations,
    times,
)
from migrate40.distiller.sentences import sentences
from migrate40.model.profile import Reaction
from migrate40.voice.numbers import measure
from migrate40.voice.spoken import unmarked
from migrate40.voice.words import plain

MOST_PROOF = 3
MOST_ACTS = 3
MOST_SAID = 3
ELSEWHERE = frozenset({"greeting", "pet_name", "farewell"})
"""Phrases that belong to no situation, though they are said in all."""
SHORTEST, LONGEST = 6, 90
"""Code points of a sentence that is shown where no set phrase belongs."""
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
    "names": _has("feelings"),
    "plans": _has("steps"),
    "brief": lambda numbers, style: (
        numbers["words_per_message"] < 0.6 * style["words_per_message"]
    ),
    "dwells": lambda numbers, style: (
        numbers["words_per_message"] > 1.5 * style["words_per_message"]
    ),
}
"""What a reply does, by its numbers and the voice's averages; what is surest first."""
LENGTHS = frozenset({"brief", "dwells"})
"""A voice that is now the one and now the other does neither."""
ONLY: Mapping[str, Collection[str]] = {
    "celebrates": {"good_news", "gratitude", "check_in", "practice"},
    "admits": {"mistake", "disagreement", "anger", "refusal"},
}
"""Where an act is one: cheers for somebody who is sad are none."""
IN_A_SENTENCE: Mapping[str, Act] = {
    "celebrates": _has("exclamation_per_message"),
    **dict.fromkeys(("dwells", "names", "plans"), lambda *_: False),
}
"""How one sentence shows an act, where that is not as a whole reply does.

A single "hard" or "then" in it names no feeling and takes no step."""


def reactions_of(voice: Voice, said: Sequence[Kinded]) -> tuple[Reaction, ...]:
    """Return the reactions, the commonest situation first."""
    met: dict[str, list[int]] = {}
    for number, situation in enumerate(voice.situations):
        if situation:
            met.setdefault(situation, []).append(number)
    order = sorted(met, key=lambda name: (-len(met[name]), situations().index(name)))
    return tuple(_reaction(name, met[name], voice, said) for name in order)


def _form(acts: Sequence[str], said: Sequence[str], shown: str, instance: str) -> str:
    """Return the name of the sentence: with acts, with set phrases or an instance."""
    if said:
        return "reaction_says" if acts else "reaction_only_says"
    if shown:
        shows = "reaction_shows" if instance else "reaction_likes"
        return shows if acts else "reaction_only_shows"
    return "reaction"


def _reaction(
    situation: str, numbers: Sequence[int], voice: Voice, known: Sequence[Kinded]
) -> Reaction:
    table = phrasing(voice.language)
    forms = table["forms"]
    named = _acts(situation, numbers, voice)
    acts = [table["acts"][act] for act in named]
    said = _said(numbers, voice, known)
    typical = _typical(situation, numbers, voice)
    fit = [] if said else _fit(typical, [one.text for one, _ in known], voice)
    instance = _instance(fit, named, voice)
    shown = instance or next(iter(fit), "")
    quoted = [forms["quote"].format(text=text) for text in said or [shown]]
    return Reaction(
        situation=situation,
        statement=forms[_form(acts, said, shown, instance)].format(
            situation=table["situations"][situation],
            times=times(len(numbers), forms),
            acts=forms["join"].join(acts or [table["acts"]["plain"]]),
            phrases=forms["join"].join(quoted),
        ),
        count=len(numbers),
        evidence=tuple(evidence(one, one.reply) for one in typical),
    )


def _fit(typical: Sequence[Exchange], known: Sequence[str], voice: Voice) -> list[str]:
    """Return the sentences that can be shown and are no set phrase."""
    return [
        text
        for one in typical
        for text in _sentences(one)
        if SHORTEST <= len(text) <= LONGEST
        and not any(phrase in text for phrase in known)
        and is_harmless(text)
        and voice.says(text)
    ]


def _sentences(one: Exchange) -> list[str]:
    said = unmarked(one.reply)
    return [said[start:end].strip() for start, end in sentences(said)]


def _instance(fit: Sequence[str], acts: Sequence[str], voice: Voice) -> str:
    """Return the first of the sentences that show most of the acts.

    It is "" if none shows any of them: where it asks back, a question is wanted.
    """
    if not acts:
        return next(iter(fit), "")
    shown = {text: _shows(text, acts, voice.style) for text in fit}
    best = max(fit, key=shown.__getitem__, default="")
    return best if any(shown.get(best, ())) else ""


def _shows(text: str, acts: Sequence[str], style: Numbers) -> tuple[int, ...]:
    """Return how many of the acts a sentence shows, then which, the surest first."""
    numbers = measure(text)
    surest = [act for act in ACTS if act in acts]
    shown = [int(IN_A_SENTENCE.get(act, ACTS[act])(numbers, style)) for act in surest]
    return sum(shown), *shown


def _acts(situation: str, numbers: Sequence[int], voice: Voice) -> list[str]:
    here = [voice.measured[n] for n in numbers]
    lift: dict[str, float] = {}
    for name, act in ACTS.items():
        if situation not in ONLY.get(name, {situation}):
            continue
        share = sum(act(one, voice.style) for one in here) / len(here)
        usual = sum(act(one, voice.style) for one in voice.measured)
        ratio = share / max(usual / len(voice.measured), 0.02)
        if share >= OFTEN and ratio >= MORE:
            lift[name] = ratio * share
    ranked = sorted(lift, key=lambda name: (-lift[name], name))
    lengths = [name for name in ranked if name in LENGTHS][1:]
    return [name for name in ranked if name not in lengths][:MOST_ACTS]


def _said(numbers: Sequence[int], voice: Voice, known: Sequence[Kinded]) -> list[str]:
    """Return the set phrases that come in at least two of these replies."""
    wanted = set(numbers)
    counts: Counter[str] = Counter()
    for one, kind in known:
        if kind in ELSEWHERE:
            continue
        met = len(wanted & {place.reply for place in one.places})
        expected = one.count / len(voice.exchanges) * len(numbers)
        if met > 1 and met >= MORE * expected:
            counts[one.text] = met
    return sorted(counts, key=lambda text: (-counts[text], text))[:MOST_SAID]


def _typical(situation: str, numbers: Sequence[int], voice: Voice) -> list[Exchange]:
    """Return the replies that show most of the acts, the plainest situations first."""
    acts = _acts(situation, numbers, voice)
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
