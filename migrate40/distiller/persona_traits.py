"""Where the voice stands on the axes of character, from its numbers and its words."""

from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from math import exp

import msgspec

from migrate40.distiller.persona_sample import Exchange
from migrate40.distiller.persona_voice import Voice, evidence
from migrate40.distiller.persona_words import has_cue, phrasing
from migrate40.distiller.sentences import sentences
from migrate40.model.profile import Evidence, Trait

MOST_PROOF = 3
HIGH, LOW = 0.62, 0.38
FAVOURITES = 3
LONG = 80
LEAST_LAUGHS = 3
DRY = 3
"""How many times as often as itself a dry voice makes the person laugh."""

Numbers = Mapping[str, float]
Shows = Callable[[Numbers, Exchange], bool]


class Axis(msgspec.Struct, frozen=True):
    """An axis: what speaks for it, and which replies show it."""

    weights: Mapping[str, float]
    """What one unit of a number adds to the log-odds of the strength."""
    usual: float
    """What the weighted numbers of an ordinary assistant come to."""
    shows: Shows


def _has(*names: str) -> Shows:
    return lambda numbers, _: any(numbers.get(name, 0.0) > 0 for name in names)


def _is_funny(numbers: Numbers, one: Exchange) -> bool:
    return numbers["laughter_per_message"] > 0 or has_cue("laughter", one.after)


def _is_direct(numbers: Numbers, _: Exchange) -> bool:
    return numbers.get("imperatives", 0.0) > 0 and not numbers["hedges_per_message"]


def _is_long(numbers: Numbers, _: Exchange) -> bool:
    return numbers["words_per_message"] > LONG


FUNNY = "funny_share"
"""Share of replies that laugh, or that the person laughs at."""

AXES: Mapping[str, Axis] = {
    "warmth": Axis(
        {
            "warm_words": 0.35,
            "affection": 0.35,
            "particles_per_message": 0.25,
            "tilde_per_message": 0.5,
            "emoji_share": 0.8,
            "funny_share": -0.8,
        },
        1.9,
        _has("warm_words", "affection"),
    ),
    "affection": Axis({"affection": 1.0}, 1.2, _has("affection")),
    "humor": Axis(
        {"funny_share": 9.0, "laughter_per_message": 1.0, "actions_per_message": 0.5},
        1.3,
        _is_funny,
    ),
    "enthusiasm": Axis(
        {
            "exclamation_per_message": 1.2,
            "doubled_marks_per_message": 2.0,
            "ends_with_exclamation": 2.0,
            "emoji_share": 0.8,
            "intensifiers": 0.2,
        },
        1.9,
        _has("exclamation_per_message"),
    ),
    "directness": Axis(
        {
            "imperatives": 6.0,
            "words_per_sentence": -0.2,
            "hedges_per_message": -0.6,
            "tilde_per_message": -1.0,
            "affection": -0.4,
            "particles_per_message": -0.3,
        },
        -1.9,
        _is_direct,
    ),
    "formality": Axis(
        {
            "formal_words": 0.8,
            "formal_you": 3.0,
            "words_per_sentence": 0.12,
            "informal_words": -0.4,
            "particles_per_message": -0.5,
            "laughter_per_message": -1.0,
            "exclamation_per_message": -0.4,
            "emoji_per_message": -0.3,
            "full_width_marks": 0.0,
        },
        1.3,
        _has("formal_words", "formal_you"),
    ),
    "verbosity": Axis({"words_per_message": 0.02}, 2.0, _is_long),
    "structure": Axis(
        {"lists_per_message": 4.0, "headings": 4.0, "bold": 3.0},
        2.0,
        _has("lists_per_message", "headings", "bold"),
    ),
    "validation": Axis({"agreement": 1.5}, 1.2, _has("agreement")),
    "challenge": Axis({"challenge": 0.8}, 1.0, _has("challenge")),
    "curiosity": Axis(
        {"question_per_message": 1.5, "ends_with_question": 2.0},
        1.5,
        _has("question_per_message"),
    ),
    "emoji": Axis(
        {"emoji_share": 3.5, "emoji_per_message": 0.4}, 1.6, _has("emoji_per_message")
    ),
    "sycophancy": Axis({"praise": 1.5, "intensifiers": 0.2}, 1.4, _has("praise")),
}


def traits_of(voice: Voice) -> tuple[Trait, ...]:
    """Return one trait an axis, the most marked first."""
    if not voice.exchanges:
        return ()
    numbers = dict(voice.style) | {FUNNY: _share(voice, _is_funny)}
    traits = [_trait(name, axis, numbers, voice) for name, axis in AXES.items()]
    return tuple(sorted(traits, key=lambda one: (-abs(one.strength - 0.5), one.axis)))


def _trait(name: str, axis: Axis, numbers: Numbers, voice: Voice) -> Trait:
    weighed = sum(w * numbers.get(each, 0.0) for each, w in axis.weights.items())
    strength = round(1 / (1 + exp(min(30.0, axis.usual - weighed))), 4)
    shown = _shown(voice, axis.shows)
    return Trait(
        id=f"t-{sha256(name.encode()).hexdigest()[:12]}",
        axis=name,
        statement=_statement(name, strength, len(shown), numbers, voice),
        strength=strength,
        count=len(shown),
        share=round(len(shown) / len(voice.exchanges), 4),
        evidence=_proof(shown),
    )


def _shown(voice: Voice, shows: Shows) -> list[Exchange]:
    pairs = zip(voice.measured, voice.exchanges, strict=True)
    return [one for numbers, one in pairs if shows(numbers, one)]


def _share(voice: Voice, shows: Shows) -> float:
    return len(_shown(voice, shows)) / len(voice.exchanges)


def _statement(
    name: str, strength: float, count: int, numbers: Numbers, voice: Voice
) -> str:
    text = _form(name, strength, voice)
    favourites = " ".join(emoji.text for emoji in voice.emojis[:FAVOURITES])
    return text.format(
        share=_percent(count / len(voice.exchanges)),
        exclamation=_number(numbers.get("exclamation_per_message", 0.0)),
        words=_number(numbers.get("words_per_sentence", 0.0)),
        commands=_percent(numbers.get("imperatives", 0.0)),
        hedges=_number(numbers.get("hedges_per_message", 0.0)),
        informal=_number(numbers.get("informal_words", 0.0)),
        chars=f"{numbers.get('chars_per_message', 0.0):.0f}",
        sentences=_number(numbers.get("sentences_per_message", 0.0)),
        ratio=_number(numbers.get("reply_ratio", 0.0)),
        emoji=_number(numbers.get("emoji_per_message", 0.0)),
        favourites=favourites,
    )


def _form(name: str, strength: float, voice: Voice) -> str:
    table = phrasing(voice.language)
    high, middle, low = table["traits"][name]
    if name == "humor" and _is_dry(voice):
        return str(table["forms"]["dry"])
    return str(high if strength >= HIGH else low if strength <= LOW else middle)


def _is_dry(voice: Voice) -> bool:
    """Whether it makes the person laugh and hardly ever laughs itself."""
    heard = sum(has_cue("laughter", one.after) for one in voice.exchanges)
    own = sum(one["laughter_per_message"] > 0 for one in voice.measured)
    return heard >= LEAST_LAUGHS and heard >= DRY * own


def _percent(share: float) -> str:
    return f"{100 * share:.0f}%"


def _number(value: float) -> str:
    return f"{value:.1f}"


def _proof(shown: Sequence[Exchange]) -> tuple[Evidence, ...]:
    chosen: dict[str, Exchange] = {}
    for one in sorted(shown, key=lambda e: (len(e.reply), e.message)):
        chosen.setdefault(one.conversation, one)
    return tuple(
        evidence(one, first_sentence(one)) for one in [*chosen.values()][:MOST_PROOF]
    )


def first_sentence(one: Exchange) -> str:
    """Return the first sentence of a reply."""
    start, end = next(sentences(one.reply), (0, len(one.reply)))
    return one.reply[start:end]
