"""What the platform knew or was told, as candidates: the most reliable of all."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from migrate40.distiller.asked import forbidden, tells_of_oneself
from migrate40.distiller.candidate import Candidate
from migrate40.distiller.finding import Finding, find
from migrate40.distiller.gate import weight
from migrate40.distiller.language import language_of
from migrate40.distiller.lexicon import Lexicon, alike, lexicon, lexicons_for, scoring
from migrate40.distiller.masking import masked
from migrate40.distiller.reading import Reading
from migrate40.distiller.secrecy import Secrecy
from migrate40.distiller.sentences import sentences
from migrate40.distiller.standing import standing
from migrate40.distiller.wishes import speaks_of_a_topic, wished
from migrate40.model.conversation import Conversation, Given, What
from migrate40.model.profile import Category, Evidence, Origin

_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_ORIGINS: dict[What, Origin] = {
    "saved_memory": "saved",
    "memory_snapshot": "saved",
    "pasted_memory": "saved",
    "account_memory": "saved",
    "project_memory": "saved",  # the platform's note, as the others are
    "custom_instruction": "instruction",
    "project_instruction": "project",
}
_LABELS: tuple[tuple[str, Category], ...] = (
    ("preferred_name", "identity"),
    ("role", "work"),
)
_OWN: frozenset[Category] = frozenset(
    {"identity", "people", "pets", "health", "work", "study", "preference"}
)
"""What one tells of oneself among one's orders."""
_LOOSE: frozenset[Category] = frozenset({"identity", "plan", "event"})
"""Classes that a note has by little: a clause that forbids something tells more."""

_SOFT = _LOOSE | {"preference"}
"""... and those beside which it asks for something."""


class _Sighting(msgspec.Struct, frozen=True, order=True):
    time: datetime
    conversation: str


class GivenCollector:
    """Gathers what is given as conversations pass, and where it was in force."""

    def __init__(self) -> None:
        self._given: dict[str, Given] = {}
        self._seen: dict[str, tuple[_Sighting, _Sighting]] = {}
        self._forgotten: set[str] = set()
        self.secrecy = Secrecy()

    def add(self, conversation: Conversation) -> None:
        """Note what was given in one conversation."""
        if conversation.id and not conversation.remember:
            self._forgotten.add(conversation.id)
        for given in conversation.given:
            known = self._given.get(given.id)
            if known is None or _place(given) < _place(known):
                self._given[given.id] = given
        if conversation.remember:
            sighting = _Sighting(_begin(conversation), conversation.id)
            for name in conversation.instructions:
                first, last = self._seen.get(name, (sighting, sighting))
                self._seen[name] = (min(first, sighting), max(last, sighting))

    def wishes(self) -> list[Given]:
        """Return the requests to forget."""
        return [given for given in self._kept() if given.forget]

    def candidates(self) -> Iterator[Candidate]:
        """Yield everything given: each fact, and each sentence of an order."""
        newest = self._newest()
        for given in self._kept():
            if given.forget:
                continue
            for candidate in self._of(given, newest):
                kept = self.secrecy.kept(candidate, given.text)
                if kept:
                    yield kept

    def _kept(self) -> Iterator[Given]:
        """Yield what does not come from a conversation kept out of memory."""
        for name in sorted(self._given):
            given = self._given[name]
            if given.conversation not in self._forgotten or name in self._seen:
                yield given

    def _newest(self) -> dict[str, set[str]]:
        """Map each set of instructions to the ids that were in force last."""
        last: dict[str, tuple[_Sighting, set[str]]] = {}
        for given in self._kept():
            if given.what != "custom_instruction":
                continue
            default = _Sighting(given.time or _LONG_AGO, given.conversation or "")
            sighting = self._seen.get(given.id, (default, default))[1]
            name = _version(given)
            best, ids = last.get(name, (sighting, set()))
            if sighting > best:
                last[name] = (sighting, {given.id})
            elif sighting == best:
                last[name] = (best, ids | {given.id})
        return {name: ids for name, (_, ids) in last.items()}

    def _of(self, given: Given, newest: dict[str, set[str]]) -> Iterator[Candidate]:
        version, outdated = None, False
        if given.what == "custom_instruction":
            version = _version(given)
            outdated = given.id not in newest[version]
        for text, quote, category in _entries(given):
            evidence = self._evidence(given, quote)
            found = _candidate(given, text, category, evidence)
            yield replace(found, version=version, outdated=outdated)

    def _evidence(self, given: Given, quote: str) -> tuple[Evidence, ...]:
        """Return where it stood first, where last, and where it was read, by time."""
        hidden = given.conversation in self._forgotten
        met = Evidence(
            conversation=given.conversation,
            message=given.message,
            time=given.time,
            quote=quote,
        )
        sightings = self._seen.get(given.id, ())
        if hidden and not sightings:
            return (msgspec.structs.replace(met, conversation=None, message=None),)
        found = {one.conversation: _seen(one, quote) for one in sightings}
        if not hidden:
            found[given.conversation or ""] = met
        return tuple(sorted(found.values(), key=_by_time))


def _seen(sighting: _Sighting, quote: str) -> Evidence:
    return Evidence(
        conversation=sighting.conversation,
        message=None,
        time=None if sighting.time == _LONG_AGO else sighting.time,
        quote=quote,
    )


def _by_time(one: Evidence) -> tuple[datetime, str]:
    return one.time or _LONG_AGO, one.conversation or ""


def _begin(conversation: Conversation) -> datetime:
    times = [m.time for m in conversation.messages if m.time]
    return times[0] if times else conversation.created or _LONG_AGO


def _place(given: Given) -> tuple[datetime, str, str]:
    return given.time or _LONG_AGO, given.conversation or "", given.message or ""


def _version(given: Given) -> str:
    return f"{given.vendor} {given.about}"


def _candidate(
    given: Given,
    text: str,
    category: Category,
    evidence: tuple[Evidence, ...],
) -> Candidate:
    finding = _class_of(text)
    if finding and finding.rule.category != category:
        finding = None
    return Candidate(
        text=text,
        category=category,
        language=language_of(text),
        origin=_ORIGINS[given.what],
        importance=finding.rule.importance
        if finding
        else scoring()["importance"]["given"],
        confidence=scoring()["confidence"]["saved"],
        evidence=evidence,
        slots=finding.slots if finding else (),
    )


def _entries(given: Given) -> Iterator[tuple[str, str, Category]]:
    """Yield text, verbatim quote and category of each entry of a Given."""
    if given.what not in {"custom_instruction", "project_instruction"}:
        longest = scoring()["size"]["entry"]
        whole = weight(given.text) <= longest and "\n" not in given.text
        texts = [given.text.strip()] if whole else _sentences(given.text)
        yield from ((text, text, category_of(text)) for text in texts)
    elif given.about == "user":
        yield from _about_person(given)
    else:
        for text in _sentences(given.text):
            yield text, text, _order_category(text)


def _about_person(given: Given) -> Iterator[tuple[str, str, Category]]:
    known = {label for label, _ in _LABELS} & given.labels.keys()
    frames = _frames(given.text)
    for label, category in _LABELS:
        value = given.labels.get(label)
        if value:
            yield frames[label].format(" ".join(value.split())), value, category
    rest = given.labels.get("other", "") if known else given.labels.get("other")
    for text in _sentences(given.text if rest is None else rest):
        yield text, text, category_of(text)


def _frames(text: str) -> dict[str, str]:
    language = language_of(text)
    frames: Lexicon = lexicon("zh" if language == "zh" else "en")
    return dict(frames.frames)


def _sentences(text: str) -> Iterator[str]:
    """Yield sentences; one without any letter goes with the sentence before it."""
    waiting = ""
    for start, end in sentences(text):
        piece = text[start:end]
        if waiting and any(character.isalnum() for character in piece):
            yield waiting
            waiting = piece
        else:
            waiting = f"{waiting} {piece}" if waiting else piece
    if waiting:
        yield waiting


def _order_category(text: str) -> Category:
    finding = find(Reading(alike(text)), only=frozenset({"boundary"}))
    if finding:
        return "boundary"
    known = _class_of(text) if tells_of_oneself(text) else None
    return (
        known.rule.category if known and known.rule.category in _OWN else "instruction"
    )


def category_of(text: str) -> Category:
    """Return the class of what somebody noted about the person."""
    finding = _class_of(text)
    known = finding.rule.category if finding else "identity"
    if (finding is None or known in _LOOSE) and (clauses := forbidden(text)):
        is_topic = any(speaks_of_a_topic(clause) for clause in clauses)
        return "boundary" if is_topic else "instruction"
    own = as_own_words(text)
    if finding is None or known in _LOOSE:
        wish = standing(Reading(masked(own)), personal=True)
        if wish is not None:
            return wish.rule.category
    if (finding is None or known in _SOFT) and Reading(own).holds("demand"):
        return "instruction"
    if finding is None and own != alike(text):
        return wished(own) or known
    return known


@lru_cache(maxsize=64)
def _class_of(text: str) -> Finding | None:
    return find(Reading(as_own_words(text)))


def as_own_words(text: str) -> str:
    """Return a note as if the person said it, only to find its class."""
    plain = alike(text)
    for each in lexicons_for(plain):
        for pattern, replacement in each.person:
            plain = pattern.sub(replacement, plain)
    return plain
