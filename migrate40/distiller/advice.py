"""What the person asked the assistant's advice on, told as such."""

from collections.abc import Iterator

from migrate40.distiller.candidate import Candidate, quoted
from migrate40.distiller.gate import Passage, weight
from migrate40.distiller.language import language_of
from migrate40.distiller.lexicon import lexicons_for, scoring
from migrate40.distiller.promises import frames_of
from migrate40.distiller.sentences import clauses
from migrate40.distiller.wording import substance

_MARKS = "?？ "


def advice(passage: Passage) -> Iterator[Candidate]:
    """Yield what a question asks for help with, from the clause that does on.

    "Any ideas?" asks for nothing that could be told by itself.
    """
    plain = passage.plain
    asks = plain.rstrip().endswith(("?", "？"))
    if not asks or not passage.reading.may_hold("asks_help"):
        return
    for known in lexicons_for(plain):
        cue = known.cue("asks_help")
        if cue.search(plain):
            for start, end in clauses(plain):
                if cue.search(plain[start:end]):
                    if _says_on_what(cue.sub(" ", plain[start:])):
                        yield _candidate(passage.text[start:].rstrip(_MARKS))
                    return


def _says_on_what(rest: str) -> bool:
    size = scoring()["size"]
    return bool(substance(rest) >= size["matter"] and weight(rest) <= size["long"])


def _candidate(said: str) -> Candidate:
    return Candidate(
        text=frames_of(said)["asked"].format(said),
        category="shared",
        language=language_of(said),
        origin="stated",
        importance=scoring()["importance"]["asked"],
        confidence=scoring()["confidence"]["asked"],
        evidence=(quoted(said),),
    )
