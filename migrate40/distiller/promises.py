"""What the assistant promised: its own words, told as such."""

from collections.abc import Iterator

from migrate40.distiller.candidate import Candidate
from migrate40.distiller.gate import weight
from migrate40.distiller.language import language_of
from migrate40.distiller.lexicon import alike, lexicon, scoring
from migrate40.distiller.reading import Reading
from migrate40.distiller.sentences import sentences
from migrate40.distiller.wording import words
from migrate40.model.conversation import Conversation, Message
from migrate40.model.profile import Evidence

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
    language = language_of(said)
    frame = lexicon("zh" if language == "zh" else "en").frames["promised"]
    evidence = [
        Evidence(conversation=conversation.id, message=m.id, time=m.time, quote=quote)
        for m, quote in ((reply, said), (asked, asked.text[:200]))
    ]
    return Candidate(
        text=frame.format(said),
        category="promise",
        language=language,
        origin="assistant",
        importance=scoring()["importance"]["promised"],
        confidence=scoring()["confidence"]["promised"],
        evidence=tuple(evidence),
    )
