"""The memories of a profile: merged, set against time, ranked."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

from msgspec.structs import replace

from migrate40.distiller.avoided import Avoided
from migrate40.distiller.candidate import Candidate
from migrate40.distiller.changes import closed
from migrate40.distiller.lexicon import scoring
from migrate40.distiller.merging import merged
from migrate40.distiller.orders import ADDRESSED
from migrate40.distiller.shelf import Shelf
from migrate40.distiller.standing import signals
from migrate40.distiller.wording import words
from migrate40.model.conversation import Given
from migrate40.model.profile import Memory, Status
from migrate40.notices import Notice, Report
from migrate40.safety.injection import is_order
from migrate40.safety.sensitive import sensitivity_of


def memories_of(
    candidates: Iterable[Candidate], wishes: Sequence[Given], report: Report
) -> tuple[Memory, ...]:
    """Return memories best first: boundaries, orders, notes, then by importance."""
    remembered = _remembered(candidates, wishes, report)
    avoided = Avoided(remembered.of("boundary"))
    kept = _set_off(merged(remembered))
    closing = closed(kept)
    ids = _ids(kept)
    old = {place for places in closing.values() for place in places}
    successors = _versions(kept)
    memories = []
    for place, one in enumerate(kept):
        status = _status(one, superseded=place in old)
        if status is None:
            continue
        doubt = _doubt(one, avoided) if status == "current" else None
        if doubt:
            status = "review"
            why = f"waits for a review: {doubt}"
            report(Notice(kind="left_out", where=ids[place], why=why))
        closes = [*closing.get(place, ()), *successors.get(place, ())]
        supersedes = tuple(ids[other] for other in sorted(set(closes)))
        memories.append(_memory(one, ids[place], status, supersedes))
    return tuple(sorted(memories, key=_rank))


def _set_off(kept: Sequence[Candidate]) -> list[Candidate]:
    """Tell what is said between the two, after the word that sets off their rite.

    "Lights out! Best thing today: the soup" is no event, where "when I say 'lights
    out'" asks for something.
    """
    rules = (one.text for one in kept if one.category in ADDRESSED)
    known = {signal for rule in rules for signal in signals(rule)}
    return [
        replace(one, category="shared") if _is_set_off(one, known) else one
        for one in kept
    ]


def _is_set_off(one: Candidate, known: Iterable[str]) -> bool:
    if one.origin != "stated" or one.category in ADDRESSED:
        return False
    said = one.text.casefold()
    return any(
        said.startswith(each) and not said[len(each) :][:1].isalnum() for each in known
    )


def _doubt(one: Candidate, avoided: Avoided) -> str | None:
    """Return why the person should look at a memory before anybody is told it."""
    if avoided.holds_back(one):
        return "it speaks of what the person asked not to hear of"
    if is_order(one.text):
        return "it tells a model to drop its rules"
    return None


def _remembered(
    candidates: Iterable[Candidate], wishes: Sequence[Given], report: Report
) -> Shelf:
    """Return what nobody asked to forget; what was said again later stays."""
    kept = candidates if isinstance(candidates, Shelf) else Shelf(candidates)
    for wish in wishes:
        gone = {place for place, one in enumerate(kept) if _is_wished_away(one, wish)}
        if gone:
            why = "a memory that the person asked to forget"
            where = wish.conversation or wish.vendor
            report(Notice(kind="left_out", where=where, why=why))
            kept = Shelf(one for place, one in enumerate(kept) if place not in gone)
    return kept


def _is_wished_away(one: Candidate, wish: Given) -> bool:
    if one.origin not in {"saved", "stated"}:
        return False
    if wish.time and one.said_at and one.said_at > wish.time:
        return False
    asked, known = words(wish.text), words(one.text)
    shared = len(asked & known)
    return shared > 0 and shared >= scoring()["alike"]["forget"] * len(known)


def _ids(kept: Sequence[Candidate]) -> list[str]:
    ids = []
    for one in kept:
        first = one.evidence[0]
        proof = f"{one.text}\0{first.conversation or ''}\0{first.message or ''}"
        if one.happened_at:
            proof += f"\0{one.happened_at}"
        ids.append(f"m-{sha256(proof.encode()).hexdigest()[:10]}")
    return ids


def _versions(kept: Sequence[Candidate]) -> dict[int, list[int]]:
    """Map each sentence of the instructions in force to those that went before."""
    old: dict[str, list[int]] = {}
    for place, one in enumerate(kept):
        if one.version and one.outdated:
            old.setdefault(one.version, []).append(place)
    return {
        place: old[one.version]
        for place, one in enumerate(kept)
        if one.version in old and not one.outdated
    }


def _status(one: Candidate, *, superseded: bool) -> Status | None:
    if superseded or one.outdated:
        return "superseded"
    if one.origin != "stated":
        return "current"
    limits = scoring()["threshold"]
    if one.confidence < limits["confidence"]:
        return "review"
    if one.category in ADDRESSED:
        return "current"
    if one.importance < limits["drop"]:
        return None
    return "review" if one.importance < limits["importance"] else "current"


def _memory(
    one: Candidate, name: str, status: Status, supersedes: tuple[str, ...]
) -> Memory:
    return Memory(
        id=name,
        text=one.line or one.text,
        category=one.category,
        language=one.language,
        origin=one.origin,
        confidence=one.confidence,
        importance=one.importance,
        said_at=one.said_at,
        happened_at=one.happened_at,
        status=status,
        supersedes=supersedes,
        sensitivity=sensitivity_of(
            one.text, is_statement=one.category not in ADDRESSED
        ),
        evidence=one.evidence,
    )


def _rank(memory: Memory) -> tuple[object, ...]:
    if memory.category == "boundary":
        kind = 0
    elif memory.category == "instruction" or memory.origin == "instruction":
        kind = 1
    else:
        kind = 2 if memory.origin in {"saved", "project"} else 3
    when = memory.said_at.isoformat() if memory.said_at else ""
    return kind, -memory.importance, when, memory.id
