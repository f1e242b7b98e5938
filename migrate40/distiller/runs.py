"""The parts of a sentence that state something: no question, request or filler."""

from collections.abc import Callable, Iterator
from itertools import groupby

from migrate40.distiller.gate import Passage
from migrate40.distiller.lexicon import lexicons_for
from migrate40.distiller.reading import Reading
from migrate40.distiller.sentences import Span, clauses

_NO_STATEMENT = ("question", "request", "filler", "preamble")
_LOOSE = " \t,，;；、—–-~～:："


def statement_parts(
    passage: Passage, wanted: Callable[[Reading], bool] | None = None
) -> Iterator[Passage]:
    """Yield the longest parts without a clause that states nothing.

    "My cat is ill, what can I do?" gives "My cat is ill". Nothing is left of what is
    only imagined, or meant the other way round. `wanted` may refuse further clauses.
    """
    if passage.reading.holds("hypothetical") or passage.reading.holds("sarcasm"):
        return
    plain = passage.plain
    asks = plain.rstrip().endswith(("?", "？"))
    spans = list(clauses(plain))
    last = spans[-1] if spans else (0, 0)

    def states(span: Span) -> bool:
        if asks and span == last:
            return False
        clause = plain[slice(*span)].strip(_LOOSE)
        asked = passage.reading if clause == plain else Reading(clause)
        if asked.found("speech") and _says_nothing(asked, passage, span):
            return False
        return wanted is None or wanted(passage.reading.part(*span))

    for stating, group in groupby(spans, key=states):
        if stating:
            members = list(group)
            yield trimmed(passage, (members[0][0], members[-1][1]))


def whole(passage: Passage) -> Passage:
    """Return the sentence without the little words before it."""
    return trimmed(passage, (0, len(passage.plain)))


def trimmed(passage: Passage, span: Span) -> Passage:
    """Return a part of a sentence without opening words and loose marks."""
    start, end = span
    for known in lexicons_for(passage.plain[start:end]):
        opener = known.cue("opener").match(passage.plain[start:end])
        if opener and start + opener.end() < end:
            start += opener.end()
    plain = passage.plain[start:end]
    kept = plain.rstrip(_LOOSE)
    lead = len(kept) - len(kept.lstrip(_LOOSE))
    start, end = start + lead, start + len(kept)
    if (start, end) == (0, len(passage.plain)):
        return passage
    return Passage(
        text=passage.text[start:end], reading=passage.reading.part(start, end)
    )


def _says_nothing(clause: Reading, passage: Passage, span: Span) -> bool:
    """Whether a clause asks, requests, fills, or comments on the one before."""
    if any(clause.holds(name) for name in _NO_STATEMENT):
        return True
    return bool(span[0]) and clause.holds("comment") and not _tells(passage, span)


def _tells(passage: Passage, span: Span) -> bool:
    """Whether a clause that seems to comment on another is of a class by itself."""
    return any(rule.strong for rule, _ in passage.reading.part(*span).rules())
