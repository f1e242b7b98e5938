"""Statements that say the same become one, with all its evidence."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import ceil, log2
from sys import intern

import msgspec
from msgspec.structs import replace

from migrate40.distiller.asked import Clause, asked, asks_for_all_of, without
from migrate40.distiller.candidate import Candidate
from migrate40.distiller.lexicon import scoring
from migrate40.distiller.shelf import RANK, Shelf, unpacked
from migrate40.distiller.wording import anchors, normalised, words
from migrate40.model.profile import Category, Evidence, Origin

MOST_EVIDENCE = 3
_WISHES: frozenset[Category] = frozenset({"boundary", "instruction"})


class _Group(msgspec.Struct, gc=False):
    """Candidates that say the same, and what is asked of the first of them."""

    place: int
    kind: tuple[object, ...]
    members: list[bytes]
    """As they lie on the shelf."""
    origin: Origin
    category: Category
    outdated: bool
    happened_at: str | None
    words: tuple[str, ...]
    """A set of so few words is four times as large."""
    anchors: frozenset[str]
    line: str | None = None
    """What is left of the first's line where other groups say the rest."""

    @property
    def text(self) -> str:
        """The text of the first."""
        return unpacked(self.members[0]).text


def merged(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return candidates without repetitions, in the order in which they were said.

    Statements that differ in a number, a name or a date stay apart, and so do
    instructions and what was only said.
    """
    shelf = candidates if isinstance(candidates, Shelf) else Shelf(candidates)
    groups = _grouped(shelf)
    groups.reverse()
    # each goes as soon as it is joined
    joined = [_joined(groups.pop()) for _ in range(len(groups))]
    return sorted(joined, key=lambda one: one.order)


def _grouped(shelf: Shelf) -> list[_Group]:
    """Return what says the same together."""
    groups = _same(shelf)
    frequency = Counter(word for group in groups for word in group.words)
    index = _Index(frequency)
    kept: list[_Group] = []
    for group in groups:
        said = frozenset(group.words)
        near = next(
            (o for o in index.near(group) if _say_the_same(group, said, o)), None
        )
        if near is None:
            kept.append(group)
            index.add(group)
        else:
            near.members.extend(group.members)
    return _asked_once(_covered(kept, frequency))


def _covered(groups: list[_Group], frequency: Counter[str]) -> list[_Group]:
    """Let a note that says all that another statement says speak for it.

    "User has hay fever and takes drops" covers "User has hay fever" and "I have hay
    fever": it names every number and name of theirs.
    """
    notes = _Index(frequency, exact=False)
    ranked = sorted(groups, key=lambda one: (not _is_note(one), -len(one.words)))
    kept: list[_Group] = []
    for group in ranked:
        said = frozenset(group.words)
        near = (one for one in notes.near(group) if _covers(one, group, said))
        note = next(near, None)
        if note is None:
            kept.append(group)
            if _is_note(group):
                notes.add(group)
        else:
            note.members.extend(group.members)
    return kept


def _asked_once(groups: list[_Group]) -> list[_Group]:
    """Let a wish speak for those that ask for nothing else, wherever they stand.

    What stands in a set of instructions stays: it is all of it carried over.
    """
    wishes = [(group, group.text) for group in groups if _is_wish(group)]
    wishes.sort(key=_asks_most)
    gone: set[int] = set()
    for place, (group, text) in enumerate(wishes):
        if not _is_written(group):
            fuller = (wish for wish in wishes[:place] if wish[0].place not in gone)
            near = (one for one, all_of in fuller if asks_for_all_of(all_of, text))
            if (wish := next(near, None)) is not None:
                wish.members.extend(group.members)
                gone.add(group.place)
    _cut([wish for wish in wishes if wish[0].place not in gone])
    return [group for group in groups if group.place not in gone]


def _cut(wishes: Iterable[tuple[_Group, str]]) -> None:
    """Leave out of what was said in talk the bans that other wishes say, too."""
    saying: dict[Clause, _Group] = {}
    for group, text in sorted(wishes, key=lambda wish: wish[0].origin == "stated"):
        bans = frozenset(each for each in asked(text) if each.kind == "ban")
        if group.origin == "stated" and (known := bans & saying.keys()):
            group.line = without(text, known)
            if group.line is not None:
                others = {saying[each].place: saying[each] for each in known}
                for other in others.values():
                    other.members.append(group.members[0])
        for each in bans:
            saying.setdefault(each, group)


def _is_wish(group: _Group) -> bool:
    return group.category in _WISHES and not group.outdated


def _asks_most(wish: tuple[_Group, str]) -> tuple[int, bool, int, int]:
    group, text = wish
    most = -len(asked(text))
    return most, not _is_written(group), RANK[group.origin], group.place


def _is_note(group: _Group) -> bool:
    """Whether the platform noted it, or the person told of it in the instructions."""
    told = _is_written(group) and group.category not in _WISHES
    return group.origin == "saved" or told


def _is_written(one: Candidate | _Group) -> bool:
    """Whether it stands in a set of instructions."""
    return one.origin in {"instruction", "project"}


def _may_speak_for(note: _Group, other: _Group) -> bool:
    """Instructions stay as they are written, and the platform's notes beside them."""
    kept = {"saved"} if _is_written(note) else set[str]()
    return not _is_written(other) and other.origin not in kept


def _covers(note: _Group, other: _Group, said: frozenset[str]) -> bool:
    """Whether a note says what another says, and with all its numbers and names."""
    if not _may_speak_for(note, other):
        return False
    if not other.anchors <= note.anchors or len(other.words) > len(note.words):
        return False
    classes = {note.category, other.category}
    if classes & {"instruction", "event"} or (
        "boundary" in classes and len(classes) > 1
    ):
        return False
    share = len(said.intersection(note.words))
    return bool(share >= scoring()["alike"]["share"] * len(other.words))


class _Index:
    """Finds groups that may say the same.

    They are of one kind, name the same numbers and names, and share one of the few
    rarest words of the smaller of them.
    """

    def __init__(self, frequency: Counter[str], *, exact: bool = True) -> None:
        self._frequency = frequency
        self._exact = exact
        self._all: dict[tuple[int, str], list[_Group]] = defaultdict(list)
        self._rarest: dict[tuple[int, str], list[_Group]] = defaultdict(list)
        self._kinds: dict[tuple[object, ...], int] = {}

    def add(self, group: _Group) -> None:
        """Make a group known to those that come later."""
        kind = self._kind(group)
        for word in filter(self._is_rare, group.words):
            self._all[kind, word].append(group)
        for word in self._probes(group):
            self._rarest[kind, word].append(group)

    def near(self, group: _Group) -> list[_Group]:
        """Return groups in the order in which they came."""
        kind, found = self._kind(group), dict[int, _Group]()
        for word in self._probes(group):
            for other in self._all.get((kind, word), ()):
                found[other.place] = other
        for word in filter(self._is_rare, group.words):
            for other in self._rarest.get((kind, word), ()):
                found[other.place] = other
        return [found[place] for place in sorted(found)]

    def _kind(self, group: _Group) -> int:
        loose = group.outdated, group.happened_at
        kind = (*group.kind, group.anchors) if self._exact else loose
        return self._kinds.setdefault(kind, len(self._kinds))

    def _probes(self, group: _Group) -> list[str]:
        ranked = sorted(group.words, key=lambda word: (self._frequency[word], word))
        few = len(ranked) - ceil(scoring()["alike"]["share"] * len(ranked)) + 1
        return list(filter(self._is_rare, ranked[:few]))

    def _is_rare(self, word: str) -> bool:
        """Whether few enough say a word for all of them to be compared."""
        return bool(self._frequency[word] <= scoring()["alike"]["compared"])


def _same(shelf: Shelf) -> list[_Group]:
    """Group by the very words; notes of the platform come first, then by time."""
    groups: dict[tuple[object, ...], _Group] = {}
    known: dict[frozenset[str], frozenset[str]] = {}
    for packed in shelf.packed():
        one = unpacked(packed)
        key = (normalised(one.text), _kind(one), one.happened_at)
        if key in groups:
            groups[key].members.append(packed)
        else:
            names = anchors(one.text)
            groups[key] = _Group(
                place=len(groups),
                kind=key[1:],
                members=[packed],
                origin=one.origin,
                category=one.category,
                outdated=one.outdated,
                happened_at=one.happened_at,
                words=tuple(map(intern, words(one.text))),
                anchors=known.setdefault(names, names),
            )
    return list(groups.values())


def _kind(one: Candidate) -> tuple[object, ...]:
    """What must be equal: the set of instructions, and whether it is in force."""
    order = one.version or one.origin if _is_written(one) else ""
    return order, one.outdated


def _say_the_same(one: _Group, said: frozenset[str], other: _Group) -> bool:
    smaller, larger = sorted((len(one.words), len(other.words)))
    if len(said.intersection(other.words)) < scoring()["alike"]["share"] * smaller:
        return False
    classes = {one.category, other.category}
    if classes & _WISHES and (len(classes) > 1 or one.origin == other.origin):
        return False
    saved = "saved" in {one.origin, other.origin}
    if not saved and len(classes) > 1 and "shared" in classes:
        return False  # a question about something is no statement of it
    return saved or larger <= scoring()["alike"]["longer"] * smaller


def _joined(group: _Group) -> Candidate:
    members = [unpacked(one) for one in group.members]
    best = members[0] if group.line is None else replace(members[0], line=group.line)
    if len(members) == 1:
        return best
    occasions = len({(e.conversation, e.message) for m in members for e in m.evidence})
    importance = max(member.importance for member in members)
    importance += scoring()["importance"]["recurrence"] * log2(max(occasions, 1))
    return replace(
        best,
        category=_category(members),
        importance=round(min(importance, 1.0), 3),
        confidence=max(member.confidence for member in members),
        evidence=_evidence(members),
        happened_at=next((m.happened_at for m in members if m.happened_at), None),
    )


def _category(members: Sequence[Candidate]) -> Category:
    """Return the best one's; a wish that was a boundary to anybody is one."""
    best = members[0].category
    heard = {member.category for member in members}
    return "boundary" if best in _WISHES and "boundary" in heard else best


def _evidence(members: list[Candidate]) -> tuple[Evidence, ...]:
    """Return at most three: where the best was said, then one a member, by time."""
    found: dict[tuple[str | None, str | None], Evidence] = {}
    firsts = [member.evidence[:1] for member in members]
    for each in (*firsts, *(member.evidence[1:] for member in members)):
        for evidence in each:
            found.setdefault((evidence.conversation, evidence.message), evidence)
    return tuple(found.values())[:MOST_EVIDENCE]
