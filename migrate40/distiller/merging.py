"""Statements that say the same become one, with all its evidence."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import log2

import msgspec

from migrate40.distiller.candidate import Candidate
from migrate40.distiller.lexicon import scoring
from migrate40.distiller.wording import anchors, normalised, words
from migrate40.model.profile import Evidence, Origin

MOST_EVIDENCE = 3
_RANK: dict[Origin, int] = {
    "saved": 0,
    "instruction": 1,
    "project": 2,
    "stated": 3,
    "assistant": 4,
}


class _Group(msgspec.Struct):
    members: list[Candidate]
    words: frozenset[str]
    anchors: frozenset[str]


def merged(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return candidates without repetitions, in the order in which they were said.

    Statements that differ in a number, a name or a date stay apart, and so do
    instructions and what was only said.
    """
    groups = _same(candidates)
    frequency = Counter(word for group in groups for word in group.words)
    index: dict[str, list[_Group]] = defaultdict(list)
    kept: list[_Group] = []
    most = scoring()["alike"]["compared"]
    for group in groups:
        probes = sorted(word for word in group.words if frequency[word] <= most)
        near = _nearest(group, probes, index)
        if near is None:
            kept.append(group)
            for probe in probes:
                index[probe].append(group)
        else:
            near.members.extend(group.members)
    return sorted((_joined(g.members) for g in kept), key=lambda one: one.order)


def _same(candidates: Iterable[Candidate]) -> list[_Group]:
    """Group by the very words; notes of the platform come first, then by time."""
    groups: dict[tuple[object, ...], _Group] = {}
    for one in sorted(candidates, key=lambda each: (_RANK[each.origin], each.order)):
        key = (normalised(one.text), _kind(one), one.happened_at)
        if key in groups:
            groups[key].members.append(one)
        else:
            bag = words(one.text)
            groups[key] = _Group([one], bag, anchors(one.text))
    return list(groups.values())


def _kind(one: Candidate) -> tuple[object, ...]:
    """What must be equal: the set of instructions, and whether it is in force."""
    order = (
        one.version or one.origin if one.origin in {"instruction", "project"} else ""
    )
    return order, one.outdated


def _nearest(
    group: _Group, probes: Sequence[str], index: dict[str, list[_Group]]
) -> _Group | None:
    """Return a group that says the same; the two share a word that is rare."""
    tried = set[int]()
    for probe in probes:
        for other in index[probe]:
            if id(other) not in tried and _say_the_same(group, other):
                return other
            tried.add(id(other))
    return None


def _say_the_same(one: _Group, other: _Group) -> bool:
    first, second = one.members[0], other.members[0]
    if _kind(first) != _kind(second) or one.anchors != other.anchors:
        return False
    if first.happened_at != second.happened_at:
        return False
    if {first.category, second.category} & {"boundary", "instruction"}:
        return False
    smaller, larger = sorted((one.words, other.words), key=len)
    shared = len(smaller & larger)
    if shared < scoring()["alike"]["share"] * len(smaller):
        return False
    saved = "saved" in {first.origin, second.origin}
    return saved or len(larger) <= scoring()["alike"]["longer"] * len(smaller)


def _joined(members: list[Candidate]) -> Candidate:
    best = members[0]
    if len(members) == 1:
        return best
    occasions = len({(e.conversation, e.message) for m in members for e in m.evidence})
    importance = max(member.importance for member in members)
    importance += scoring()["importance"]["recurrence"] * log2(max(occasions, 1))
    return msgspec.structs.replace(
        best,
        importance=round(min(importance, 1.0), 3),
        confidence=max(member.confidence for member in members),
        evidence=_evidence(members),
        happened_at=next((m.happened_at for m in members if m.happened_at), None),
    )


def _evidence(members: list[Candidate]) -> tuple[Evidence, ...]:
    """Return at most three: where the best was said, then one a member, by time."""
    found: dict[tuple[str | None, str | None], Evidence] = {}
    for member in members:
        for evidence in member.evidence:
            found.setdefault((evidence.conversation, evidence.message), evidence)
    return tuple(found.values())[:MOST_EVIDENCE]
