"""How the companion sounded: one voice, taken from the replies of one model."""

from collections import Counter
from collections.abc import Sequence

from migrate40.distiller.language import UNKNOWN, language_of
from migrate40.distiller.persona_examples import examples_of
from migrate40.distiller.persona_names import NameCollector
from migrate40.distiller.persona_phrases import phrases_of, sayings_of
from migrate40.distiller.persona_reactions import reactions_of
from migrate40.distiller.persona_rituals import rituals_of
from migrate40.distiller.persona_sample import (
    LONGEST_ANSWER,
    LONGEST_MESSAGE,
    LONGEST_REPLY,
    Exchange,
    Sample,
    shortened,
)
from migrate40.distiller.persona_traits import traits_of
from migrate40.distiller.persona_voice import Voice
from migrate40.distiller.persona_words import situation_of
from migrate40.errors import UsageError
from migrate40.model.conversation import Conversation, Message
from migrate40.model.profile import Emoji, Persona
from migrate40.voice.graphemes import emojis
from migrate40.voice.numbers import averages, measure, tallies
from migrate40.voice.words import pattern, plain

MOST_EMOJIS = 20
MOST_OTHERS = 200
"""Replies of each other voice that are compared with."""
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
        messages = conversation.messages
        replies = [n for n, one in enumerate(messages) if one.role == "assistant"]
        for number in replies:
            message = messages[number]
            sample = self._samples.setdefault(
                message.model or conversation.model, Sample()
            )
            digest = sample.wants(conversation.id, message.id)
            if digest and not is_boilerplate(message.text):
                ends = (number == replies[0], number == replies[-1])
                sample.keep(digest, _exchange(conversation, number, *ends))

    def persona(self, model: str | None = None) -> Persona:
        """Return the voice of a model, by default that of the most replies.

        Raises `UsageError` with the slugs there are when that model never spoke.
        """
        if model is not None and model not in self._samples:
            known = ", ".join(sorted(filter(None, self._samples))) or "none is named"
            raise UsageError(f"no replies by the model {model}; models: {known}")
        if not self._samples:
            return Persona()
        slug = model or min(self._samples, key=self._rank)
        return _persona(slug, self._voice(slug))

    def _rank(self, slug: str | None) -> tuple[int, str]:
        return -self._samples[slug].total, slug or ""

    def _voice(self, slug: str | None) -> Voice:
        exchanges = self._samples[slug].exchanges()
        rest = sorted((one for one in self._samples if one != slug), key=str)
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
            others=tuple(
                reply
                for one in rest
                for reply in self._samples[one].replies(MOST_OTHERS)
            ),
        )


def is_boilerplate(text: str) -> bool:
    """Whether any assistant of the make would say this: a refusal, "as an AI"."""
    return bool(pattern("boilerplate").search(plain(text[:BEGINNING])))


def _exchange(
    conversation: Conversation, number: int, first: bool, last: bool
) -> Exchange:
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
        first=first,
        last=last,
    )


def _person(beside: Sequence[Message]) -> str | None:
    said = [one for one in beside if one.role == "user"]
    return said[0].text[: said[0].pasted_from] if said else None


def _persona(slug: str | None, voice: Voice) -> Persona:
    said = sayings_of(voice)
    return Persona(
        name=voice.name,
        names_for_user=voice.names_for_user,
        languages=_languages(voice.exchanges),
        model=slug,
        style=voice.style,
        emojis=voice.emojis[:MOST_EMOJIS],
        traits=traits_of(voice),
        phrases=phrases_of(voice, said),
        reactions=reactions_of(voice, said),
        rituals=rituals_of(voice, said),
        examples=examples_of(voice),
    )


def _emojis(exchanges: Sequence[Exchange]) -> tuple[Emoji, ...]:
    counts = Counter(emoji for one in exchanges for emoji in emojis(one.reply))
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Emoji(text=text, count=count) for text, count in ranked)


def _languages(exchanges: Sequence[Exchange]) -> dict[str, float]:
    counts = Counter(language_of(one.reply) for one in exchanges)
    counts.pop(UNKNOWN, None)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    total = sum(counts.values())
    return {language: round(count / total, 4) for language, count in ranked}
