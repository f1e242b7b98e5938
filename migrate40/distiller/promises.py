"""What the assistant promised: its own words, told as such."""

from collections.abc import Iterator, Mapping

from migrate40.distiller.candidate import Candidate
from migrate40.distiller.gate import weight
from migrate40.distiller.language import language_of
from migrate40.distiller.lexicon import alike, lexicon, scoring
from migrate40.distiller.reading import Reading
from migrate40.distiller.sentences import sentences
from migrate40.distiller.wording import words
from migrate40.model.conversation import Conversation, Message
from migrate40.model.profile import Category, Evidence

_ASKED = frozenset({"promise", "boundary", "instruction"})
"""Classes of what a person says that a promise may answer."""


def asks_for_promise(asked: Reading) -> bool:
    """Whether a message may ask for one; fast."""
    return any(rule.category in _ASKED for rule in asked.may_be())


def promised(
    conversation: Conversation, asked: Message, reply: Message
) -> Iterator[Candidate]:
    """Yield the sentence of a reply that takes on what was asked for, if there is one.

    It shares a word that says something with the request: "Of course I will" is a
    promise of nothing.
    """
    text = reply.text[: scoring()["size"]["opening"]]
    wanted = words(asked.text)
    for start, end in sentences(text):
        said = text[start:end]
        if weight(said) > scoring()["size"]["long"] * 2 or "\n" in said:
            continue
        if Reading(alike(said)).holds("commitment") and wanted & words(said):
            yield _promise(conversation, asked, reply, said.strip("*_ "))
            return


def _promise(
    conversation: Conversation, asked: Message, reply: Message, said: str
) -> Candidate:
    frame = frames_of(said)["promised"]
    return assistants(
        proof(conversation, reply, said, asked), frame.format(said), "promise"
    )


def frames_of(said: str) -> Mapping[str, str]:
    """Return the frames in which the assistant's words are told, in their language."""
    return lexicon("zh" if language_of(said) == "zh" else "en").frames


def proof(
    conversation: Conversation, reply: Message, said: str, asked: Message
) -> tuple[Evidence, ...]:
    """Return where the assistant said something, and where it was asked to."""
    return tuple(
        Evidence(conversation=conversation.id, message=m.id, time=m.time, quote=quote)
        for m, quote in ((reply, said), (asked, asked.text[:200]))
    )


def assistants(
    evidence: tuple[Evidence, ...], text: str, category: Category
) -> Candidate:
    """Return what the assistant said, told as its words; worth what its class is."""
    return Candidate(
        text=text,
        category=category,
        language=language_of(evidence[0].quote or ""),
        origin="assistant",
        importance=scoring()["importance"][f"assistants_{category}"],
        confidence=scoring()["confidence"]["promised"],
        evidence=evidence,
    )
