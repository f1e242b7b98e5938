"""What the assistant recommended by its title when it was asked, told as such."""

from collections.abc import Iterator

from migrate40.distiller.candidate import Candidate
from migrate40.distiller.gate import Heard
from migrate40.distiller.lexicon import alike, lexicons_for, scoring
from migrate40.distiller.promises import assistants, frames_of, proof
from migrate40.distiller.sentences import sentences
from migrate40.model.conversation import Conversation, Message


def asks_for_advice(asked: Heard) -> bool:
    """Whether a message asks for advice, and for little else."""
    plain = asked.reading.plain
    if len(plain) > scoring()["size"]["asking"]:
        return False
    return any(k.cue("asks_advice").search(plain) for k in lexicons_for(plain))


def asks_back(reply: Message) -> bool:
    """Whether the assistant wants to know more first: which kind of book?"""
    return reply.text.rstrip().endswith(("?", "？"))


def recommended(
    conversation: Conversation, asked: Message, reply: Message
) -> Iterator[Candidate]:
    """Yield the titles in the first sentence of a reply that holds some.

    Only where the person asked for advice, at once or before the assistant asked back:
    "I can recommend some books" names nothing.
    """
    text = reply.text[: scoring()["size"]["opening"]]
    for start, end in sentences(text):
        titles = _titles(text[start:end])
        if titles:
            said = text[start:end]
            frames = frames_of(said)
            yield assistants(
                proof(conversation, reply, said, asked),
                frames["recommended"].format(frames["comma"].join(titles)),
                "shared",
            )
            return


def _titles(said: str) -> list[str]:
    plain = alike(said)
    found = [
        said[slice(*match.span("title"))]
        for known in lexicons_for(plain)
        for match in known.cue("titled").finditer(plain)
    ]
    return list(dict.fromkeys(found))
