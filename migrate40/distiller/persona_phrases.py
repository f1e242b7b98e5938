"""The set phrases of a voice, each with its kind and its proof."""

from collections.abc import Collection, Iterable, Sequence

from migrate40.distiller.persona_sample import Exchange
from migrate40.distiller.persona_voice import Voice, conversation_numbers, evidence
from migrate40.distiller.persona_words import has_cue, words
from migrate40.distiller.sentences import sentences
from migrate40.model.profile import Evidence, Phrase, PhraseKind
from migrate40.voice.ngrams import Tokens, tokens_of
from migrate40.voice.phrases import Saying, sayings
from migrate40.voice.surface import Place
from migrate40.voice.words import plain

MOST_PHRASES = 30
MOST_PROOF = 3
LOOKED_AT = 10
"""Short replies among which the shortest sentences are looked for."""
MOSTLY = 0.5
SAD = frozenset({"sadness", "anxiety", "anger"})
Kinded = tuple[Saying, PhraseKind]


def sayings_of(voice: Voice) -> list[Kinded]:
    """Return the phrases that are not names, best first, each with its kind."""
    groups = conversation_numbers(voice.exchanges)
    own = [(groups[n], one.reply) for n, one in enumerate(voice.exchanges)]
    found = sayings(
        own,
        voice.others,
        voice.person,
        names=_tokens([voice.name or ""]),
        callings=_tokens(voice.names_for_user),
    )
    return [
        (one, _kind(one, voice))
        for one in found
        if not _is_theirs(one, voice.exchanges)
    ]


def phrases_of(voice: Voice, said: Sequence[Kinded]) -> tuple[Phrase, ...]:
    """Return the voice's phrases, best first; what it calls the person is one, too."""
    listed = [
        Phrase(
            text=one.text,
            kind=kind,
            count=one.count,
            score=one.score,
            evidence=proof(one, voice.exchanges),
        )
        for one, kind in said
    ]
    return tuple(listed[:MOST_PHRASES])


def _tokens(names: Iterable[str]) -> set[Tokens]:
    return {tokens_of(one) for one in names if tokens_of(one)}


def proof(
    one: Saying, exchanges: Sequence[Exchange], among: Collection[int] | None = None
) -> tuple[Evidence, ...]:
    """Return a phrase's shortest places in different conversations.

    `among` are the replies that may be cited, by default all.
    """
    chosen: dict[int, Place] = {}
    for place in one.places:
        if among is not None and place.reply not in among:
            continue
        chosen.setdefault(place.group, place)
    brief = sorted(chosen.values(), key=lambda p: (len(p.text), p.reply))[:LOOKED_AT]
    shortest = sorted(brief, key=lambda p: (len(_sentence(p)), p.reply))
    return tuple(
        evidence(exchanges[p.reply], _sentence(p)) for p in shortest[:MOST_PROOF]
    )


def _sentence(place: Place) -> str:
    for start, end in sentences(place.text):
        if start <= place.start < end:
            return place.text[start : max(end, place.end)]
    return place.text[place.start : place.end]


def _is_theirs(one: Saying, exchanges: Sequence[Exchange]) -> bool:
    """Whether the person said it first in most of its conversations: a topic."""
    first = {place.group: place.reply for place in reversed(one.places)}
    wanted = words_in(one)
    told = sum(_was_said(wanted, exchanges, reply) for reply in first.values())
    return told > MOSTLY * len(first)


def words_in(one: Saying) -> str:
    """Return the phrase as it is looked for in what the person said."""
    return plain(one.places[0].text[one.places[0].start : one.places[0].end])


def _was_said(wanted: str, exchanges: Sequence[Exchange], reply: int) -> bool:
    here = exchanges[reply].conversation
    for one in reversed(exchanges[: reply + 1]):
        if one.conversation != here:
            return False
        if one.before and wanted in plain(one.before):
            return True
    return False


def _kind(one: Saying, voice: Voice) -> PhraseKind:
    text = words_in(one)
    numbers = list(dict.fromkeys(place.reply for place in one.places))
    met = [voice.exchanges[n] for n in numbers]
    names = {plain(name) for name in voice.names_for_user}
    if text in names or text in words("cues", "pet_names"):
        return "pet_name"
    if _share(e.first for e in met) > MOSTLY and _early(one):
        return "greeting"
    if _is_farewell(text, met):
        return "farewell"
    if (
        has_cue("comfort", text)
        or _share(voice.situations[n] in SAD for n in numbers) > MOSTLY
    ):
        return "comfort"
    return "filler" if text in words("cues", "filler") else "signature"


def _is_farewell(text: str, met: Sequence[Exchange]) -> bool:
    often = _share(e.last or has_cue("night", e.before) for e in met)
    return often > MOSTLY or (has_cue("farewell", text) and often > MOSTLY / 2)


def _early(one: Saying) -> bool:
    return _share(p.start < len(p.text) / 3 + 4 for p in one.places) > MOSTLY


def _share(values: Iterable[bool]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0
