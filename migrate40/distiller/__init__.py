"""From conversations to a profile: collectors over one reading, each by itself."""

from collections.abc import Iterable, Sequence

from migrate40.distiller.given import GivenCollector
from migrate40.distiller.memories import memories_of
from migrate40.distiller.persona import PersonaCollector
from migrate40.distiller.reading import forget
from migrate40.distiller.secrecy import Secrecy, tell_secrets
from migrate40.distiller.shelf import Shelf
from migrate40.distiller.sources import SourceCollector
from migrate40.distiller.statements import StatementCollector
from migrate40.distiller.unsaid import unsaid
from migrate40.model.conversation import Conversation, Given
from migrate40.model.profile import Profile, Remark
from migrate40.notices import Notice, Report, ignore
from migrate40.safety.profiles import without_secrets

MANY = 10_000
"""So many candidates take more memory than the patterns by which they were found."""


def distill(
    conversations: Iterable[Conversation],
    *,
    model: str | None = None,
    report: Report = ignore,
    notices: Sequence[Notice] = (),
) -> Profile:
    """Return the profile of a history, in any order of its conversations.

    Conversations are looked at once and let go. `model` is the slug whose voice is
    kept, by default the one with the most replies; an unknown one raises `UsageError`.
    `notices` may still grow while the conversations are read.
    """
    sources, persona = SourceCollector(), PersonaCollector()
    own: list[Notice] = []
    candidates, wishes, secrecies = _put_by(conversations, (sources, persona))
    memories = memories_of(candidates, wishes, own.append)
    tell_secrets(secrecies, own.append)
    for notice in own:
        report(notice)
    whole = Profile(
        sources=sources.sources(),
        persona=persona.persona(model, unsaid(memories)),
        memories=memories,
        notices=_remarks([*notices, *own]),
    )
    return without_secrets(whole)


def _put_by(
    conversations: Iterable[Conversation],
    others: Iterable[SourceCollector | PersonaCollector],
) -> tuple[Shelf, list[Given], list[Secrecy]]:
    """Return what may become memories, what to forget, and the secrets taken out.

    The other collectors listen as the conversations pass. What was only needed to
    gather goes with the end of this, before memories are made.
    """
    given, statements = GivenCollector(), StatementCollector()
    collectors = (*others, given, statements)
    for conversation in conversations:
        for collector in collectors:
            collector.add(conversation)
        del conversation  # some have 10 MB: the next one is not to lie beside it
    candidates = statements.candidates()
    for one in given.candidates():
        candidates.put(one)
    if len(candidates) > MANY:
        forget()
    return candidates, given.wishes(), [given.secrecy, statements.secrecy]


def _remarks(notices: Iterable[Notice]) -> tuple[Remark, ...]:
    """Return each notice once, sorted: their order depends on that of the reading."""
    distinct = {(one.kind, one.where, one.why) for one in notices}
    return tuple(Remark(kind=k, where=w, why=y) for k, w, y in sorted(distinct))
