"""What the assistant recommended by its title when it was asked, told as such."""

from collections.abc import Iterator

from migrate40.distiller.candidate import Candidate
from migrate40.distiller.gate import Heard
from migrate40.distiller.language import language_of
from migrate40.distiller.lexicon import alike, lexicon, lexicons_for, scoring
from migrate40.distiller.sentences import sentences
from migrate40.model.conversation import Conversation, Message
from migrate40.model.profile import Evidence


def recommended(
    conversation: Conversation, asked: Heard, reply: Message
) -> Iterator[Candidate]:
    """Yield the titles in the first sentence of a reply that holds some.

    Only where the person asked for advice: "I can recommend some books" names nothing.
    """
    plain = asked.reading.plain
    if len(plain) > scoring()["size"]["asking"]:
        return
    if not any(k.cue("asks_advice").search(plain) for k in lexicons_for(plain)):
        return
    text = reply.text[: scoring()["size"]["opening"]]
    for start, end in sentences(text):
        titles = _titles(text[start:end])
        if titles:
            said = text[start:end]
            yield _recommendation(conversation, asked.message, reply, said, titles)
            return


def _titles(said: str) -> list[str]:
    plain = alike(said)
    found = [
        said[slice(*match.span("title"))]
        for known in lexicons_for(plain)
        for match in known.cue("titled").finditer(plain)
    ]
    return list(dict.fromkeys(found))


def _recommendation(
    conversation: Conversation,
    asked: Message,
    reply: Message,
    said: str,
    titles: list[str],
) -> Candidate:
    language = language_of(said)
    frames = lexicon("zh" if language == "zh" else "en").frames
    evidence = [
        Evidence(conversation=conversation.id, message=m.id, time=m.time, quote=quote)
        for m, quote in ((reply, said), (asked, asked.text[:200]))
    ]
    return Candidate(
        text=frames["recommended"].format(frames["comma"].join(titles)),
        category="shared",
        language=language,
        origin="assistant",
        importance=scoring()["importance"]["recommended"],
        confidence=scoring()["confidence"]["promised"],
        evidence=tuple(evidence),
    )
