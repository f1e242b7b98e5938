"""How the companion sounded: one voice, taken from the replies of one model."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from migrate40.distiller.language import UNKNOWN, language_of
from migrate40.distiller.persona_drift import drift_of
from migrate40.distiller.persona_examples import examples_of
from migrate40.distiller.persona_lines import lines_of
from migrate40.distiller.persona_names import NameCollector
from migrate40.distiller.persona_openers import openers_of
from migrate40.distiller.persona_phrases import phrases_of, sayings_of
from migrate40.distiller.persona_reactions import reactions_of
from migrate40.distiller.persona_rituals import rituals_of
from migrate40.distiller.persona_sample import (
    LONGEST_ANSWER,
    LONGEST_MESSAGE,
    LONGEST_REPLY,
    Exchange,
    Sample,
    as_many,
    mark_of,
    shortened,
    start_of,
)
from migrate40.distiller.persona_speakers import speakers_of
from migrate40.distiller.persona_traits import traits_of
from migrate40.distiller.persona_voice import NOTHING, Voice
from migrate40.distiller.persona_words import situation_of
from migrate40.errors import UsageError
from migrate40.model.conversation import Conversation, Message
from migrate40.model.profile import Emoji, Persona, Speaker
from migrate40.voice.graphemes import emojis
from migrate40.voice.habits import habits, tokens_in
from migrate40.voice.numbers import measure
from migrate40.voice.tallies import averages, spreads, tallies
from migrate40.voice.words import holds, plain

MOST_EMOJIS = 20
MOST_OTHERS = 200
"""Replies of each other voice that are compared with."""
MOST_BESIDE = 30_000
"""Code points of what phrases are compared with, of each other voice."""
LOOKED_AT = 500
"""Code points by which the language of a reply is told."""
BEGINNING = 400
"""Code points in which a refusal shows itself."""


class PersonaCollector:
    """Gathers the replies of every model; conversations may come in any order."""

    def __init__(self) -> None:
        self._samples: dict[str | None, Sample] = {}
        self._names = NameCollector()

    def add(self, conversation: Conversation) -> None:
        """Take in one conversation; one that is not to be remembered gives nothing."""
        if not conversation.remember:
            return
        self._names.add(conversation)
        start = start_of(conversation.id)
        for place, message in enumerate(conversation.messages):
            if message.role == "assistant":
                sample = self._sample(message.model or conversation.model)
                sample.met(message.time or conversation.created)
                number = mark_of(message.id, start)
                if number <= sample.end and not is_boilerplate(message.text):
                    sample.keep(number, _exchange(conversation, place))

    def _sample(self, slug: str | None) -> Sample:
        sample = self._samples.get(slug)
        if sample is None:
            sample = self._samples[slug] = Sample()
        return sample

    def persona(
        self, model: str | None = None, unsaid: re.Pattern[str] = NOTHING
    ) -> Persona:
        """Return the voice of a model, by default that of the most replies.

        What `unsaid` finds is not shown: the person asked not to hear it again.
        Raises `UsageError` with the slugs there are when that model never spoke.
        """
        slug = self._slug(model)
        if slug not in self._samples:
            return Persona()
        speakers = speakers_of(self._samples)
        return _persona(slug, self._voice(slug, unsaid), speakers)

    def replies(self, model: str | None = None) -> list[str]:
        """Return what a model said, chosen and refused in the same way."""
        slug = self._slug(model)
        if slug not in self._samples:
            return []
        return [one.reply for one in self._samples[slug].exchanges()]

    def _slug(self, model: str | None) -> str | None:
        if model is not None and model not in self._samples:
            known = ", ".join(sorted(filter(None, self._samples))) or "none is named"
            raise UsageError(f"no replies by the model {model}; models: {known}")
        return model or min(self._samples, key=self._rank, default=None)

    def _rank(self, slug: str | None) -> tuple[int, str]:
        return -self._samples[slug].total, slug or ""

    def _voice(self, slug: str | None, unsaid: re.Pattern[str]) -> Voice:
        sample = self._samples[slug]
        exchanges = sample.exchanges()
        fair = sample.fair(len(exchanges))
        measured = [measure(one.reply, one.before) for one in exchanges]
        name, names_for_user = self._names.names(exchanges)
        return Voice(
            exchanges=tuple(exchanges),
            measured=tuple(measured),
            situations=tuple(situation_of(one.before) for one in exchanges),
            style=averages(tallies(measured)),
            emojis=_emojis(exchanges),
            language=next(iter(_languages(exchanges)), UNKNOWN),
            name=name,
            names_for_user=names_for_user,
            others=self._others(slug),
            person=as_many((one.before for one in fair), MOST_BESIDE),
            replies=as_many((one.reply for one in fair), MOST_BESIDE),
            unsaid=unsaid,
        )

    def _others(self, slug: str | None) -> tuple[str, ...]:
        rest = sorted((one for one in self._samples if one != slug), key=self._rank)
        fair = [self._samples[one].fair(MOST_OTHERS) for one in rest]
        said = [as_many((e.reply for e in each), MOST_BESIDE) for each in fair]
        return as_many((reply for each in said for reply in each), 2 * MOST_BESIDE)


def is_boilerplate(text: str) -> bool:
    """Whether any assistant of the make would say this: a refusal, "as an AI"."""
    return holds("boilerplate", plain(text[:BEGINNING]))


def _exchange(conversation: Conversation, number: int) -> Exchange:
    messages = conversation.messages
    message = messages[number]
    return Exchange(
        conversation=conversation.id,
        message=message.id,
        place=number,
        time=message.time or conversation.created,
        reply=shortened(message.text, LONGEST_REPLY) or "",
        before=shortened(
            _person(messages[max(0, number - 1) : number]), LONGEST_MESSAGE
        ),
        after=shortened(_person(messages[number + 1 : number + 2]), LONGEST_ANSWER),
        first=not any(_replies(messages[:number])),
        last=not any(_replies(messages[number + 1 :])),
    )


def _replies(messages: Sequence[Message]) -> Iterator[bool]:
    return (one.role == "assistant" for one in messages)


def _person(beside: Sequence[Message]) -> str | None:
    said = [one for one in beside if one.role == "user"]
    return said[0].text[: said[0].pasted_from] if said else None


def _persona(slug: str | None, voice: Voice, speakers: tuple[Speaker, ...]) -> Persona:
    said = [each for each in sayings_of(voice) if voice.says(each[0].text)]
    phrases = phrases_of(voice, said)
    return Persona(
        name=voice.name,
        names_for_user=voice.names_for_user,
        languages=_languages(voice.exchanges),
        model=slug,
        style=voice.style,
        spread=spreads(tallies(voice.measured)),
        measured=len(voice.measured),
        words=habits(tokens_in(one.reply for one in voice.exchanges)),
        emojis=voice.emojis[:MOST_EMOJIS],
        traits=traits_of(voice),
        phrases=phrases,
        reactions=reactions_of(voice, said),
        rituals=rituals_of(voice, said),
        examples=examples_of(voice),
        openers=openers_of(voice, [one.text for one in phrases]),
        lines=lines_of(voice, phrases),
        speakers=speakers,
        drift=drift_of(voice),
    )


def _emojis(exchanges: Sequence[Exchange]) -> tuple[Emoji, ...]:
    counts = Counter(emoji for one in exchanges for emoji in emojis(one.reply))
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Emoji(text=text, count=count) for text, count in ranked)


def _languages(exchanges: Sequence[Exchange]) -> dict[str, float]:
    counts = Counter(language_of(one.reply[:LOOKED_AT]) for one in exchanges)
    counts.pop(UNKNOWN, None)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    total = sum(counts.values())
    return {language: round(count / total, 4) for language, count in ranked}
