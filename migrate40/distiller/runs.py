"""The parts of a sentence that state something: no question, request or filler."""

from collections.abc import Callable, Iterator
from itertools import groupby

from migrate40.distiller.gate import Passage
from migrate40.distiller.lexicon import Lexicon, lexicons_for
from migrate40.distiller.sentences import Span, clauses

_NO_STATEMENT = ("question", "request", "filler")
_LOOSE = " \t,，;；、—–-~～:："


def statement_parts(
    passage: Passage, wanted: Callable[[str], bool] = lambda _: True
) -> Iterator[Passage]:
    """Yield the longest parts without a clause that states nothing.

    "My cat is ill, what can I do?" gives "My cat is ill". Nothing is left of what is
    only imagined, or meant the other way round. `wanted` may refuse further clauses.
    """
    lexicons = lexicons_for(passage.plain)
    if any(_holds(each, passage.plain) for each in lexicons):
        return
    asks = passage.plain.rstrip().endswith(("?", "？"))
    spans = list(clauses(passage.plain))
    last = spans[-1] if spans else (0, 0)
    for states, group in groupby(
        spans,
        key=lambda span: (
            not (asks and span == last)
            and _states(passage.plain, span, lexicons)
            and wanted(passage.plain[slice(*span)])
        ),
    ):
        if states:
            members = list(group)
            yield trimmed(passage, (members[0][0], members[-1][1]), lexicons)


def whole(passage: Passage) -> Passage:
    """Return the sentence without the little words before it."""
    return trimmed(passage, (0, len(passage.plain)), lexicons_for(passage.plain))


def trimmed(passage: Passage, span: Span, lexicons: tuple[Lexicon, ...]) -> Passage:
    """Return a part of a sentence without opening words and loose marks."""
    start, end = span
    plain = passage.plain[start:end]
    for lexicon in lexicons:
        opener = lexicon.cue("opener").match(plain)
        if opener and opener.end() < len(plain):
            start += opener.end()
            plain = passage.plain[start:end]
    kept = plain.rstrip(_LOOSE)
    lead = len(kept) - len(kept.lstrip(_LOOSE))
    start, end = start + lead, start + len(kept)
    return Passage(text=passage.text[start:end], plain=passage.plain[start:end])


def _holds(lexicon: Lexicon, plain: str) -> bool:
    return bool(
        lexicon.cue("hypothetical").search(plain)
        or lexicon.cue("sarcasm").search(plain)
    )


def _states(plain: str, span: Span, lexicons: tuple[Lexicon, ...]) -> bool:
    clause = plain[slice(*span)].strip(_LOOSE)
    return not any(
        lexicon.cue(name).search(clause)
        for lexicon in lexicons
        for name in _NO_STATEMENT
    )
