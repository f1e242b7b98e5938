"""What the two call each other: told in instructions, said in passing, or only used."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from migrate40.distiller.persona_calls import (
    Cut,
    Use,
    addressed,
    callings,
    calls_itself,
    cut,
    per_conversation,
    uses,
)
from migrate40.distiller.persona_sample import Exchange, Lot, mark_of, start_of
from migrate40.distiller.persona_words import name_hints, name_patterns, words
from migrate40.model.conversation import Conversation, Given, Message
from migrate40.voice.background import is_common
from migrate40.voice.words import HAN, lists, plain

NOTES = frozenset({"account_memory", "project_memory", "project_instruction"})
"""Prose in which a name may be told; a title in it is none of the person's."""
LABELS = ("preferred_name", "nickname", "name")
LOOKED_AT = 300
"""Code points of a message in which a name is looked for."""
MOST_TOLD = 1_500
MOST_LOOSE = 500
"""Messages in which a name may be told, and of those in which it hardly is."""
LEAST_USES = 3
MOST_NAMES = 4
CLEAR = 0.6
"""Share of the names that a person begins messages with."""
ENOUGH = 4
"""Points that make something the companion's name."""
BESIDE_THE_FIRST = 0.2
"""A rarer name for the person must have this share of the uses of the commonest."""
VOCATIVE = 0.4
FAMILIAR = frozenset("老小阿大")
"""How Chinese names for a friend begin."""
PARTICLES = frozenset("的了啦呀吧呢嘛哦吗么")
"""How Chinese sentences end, and names do not."""


class Told(msgspec.Struct, frozen=True):
    """Names that were told, and how often."""

    by_rule: Counter[str]
    by_word: Counter[str]

    def known(self) -> list[str]:
        """Return all of them, those of the instructions first."""
        ranked = [*_ranked(self.by_rule), *_ranked(self.by_word)]
        return list(dict.fromkeys(ranked))


class NameCollector:
    """Gathers the names that are told in instructions and in talk."""

    def __init__(self) -> None:
        self._companion = Told(Counter(), Counter())
        self._person = Told(Counter(), Counter())
        self._told = Lot(MOST_TOLD)
        self._loose = Lot(MOST_LOOSE)

    def add(self, conversation: Conversation) -> None:
        """Look through one conversation."""
        for given in conversation.given:
            self._read(given)
        start = start_of(conversation.id)
        for message in conversation.messages:
            if message.role == "user":
                text = message.text[: message.pasted_from][:LOOKED_AT]
                said = text.lower()
                if _hints(said, "hints"):
                    self._keep(self._told, conversation.id, message, text, start)
                elif _hints(said, "loose_hints"):
                    self._keep(self._loose, conversation.id, message, text, start)

    def _keep(
        self, lot: Lot, conversation: str, message: Message, text: str, start: int
    ) -> None:
        number = mark_of(message.id, start)
        if number <= lot.end:
            lot.keep((number, conversation, message.id), text)

    def _read(self, given: Given) -> None:
        self._companion.by_rule.update(_names("companion", given.text))
        names = _names("person", given.text)
        if given.what in NOTES:
            names = [one for one in names if one[:1].islower()]
        self._person.by_rule.update(names)
        labelled = (given.labels.get(label, "").strip() for label in LABELS)
        self._person.by_rule.update(filter(None, labelled))

    def names(
        self, exchanges: Sequence[Exchange]
    ) -> tuple[str | None, tuple[str, ...]]:
        """Return the companion's name, and what it calls the person."""
        self._hear()
        name, clauses = self._name(exchanges), cut(exchanges)
        return name, self._for_user(exchanges, clauses, name)

    def _hear(self) -> None:
        """Count the names told in talk."""
        self._companion.by_word.clear()
        self._person.by_word.clear()
        for text in (*self._told.texts(), *self._loose.texts()):
            self._companion.by_word.update(_names("companion", text))
            self._person.by_word.update(_names("person", text))

    def _name(self, exchanges: Sequence[Exchange]) -> str | None:
        points = Counter[str]()
        spelled: dict[str, Counter[str]] = defaultdict(Counter)
        for source, weight, most in (
            (self._companion.by_rule, 6, 12),
            (self._companion.by_word, 2, 6),
            (_clear(per_conversation(exchanges, addressed)), 1, 6),
            (per_conversation(exchanges, calls_itself), 1, 3),
        ):
            for name, count in _merged(source, spelled).items():
                points[name] += min(most, weight * count)
        said = [plain(one.reply) for one in exchanges]
        for name in points:
            points[name] += min(3, sum(name in reply for reply in said) // 3)
            points[name] += 2 * (name[0] in FAMILIAR and len(name) > 1)
        theirs = {plain(one) for one in self._person.by_rule}
        good = {n: p for n, p in points.items() if _is_name(n) and n not in theirs}
        best = min(good, key=lambda one: (-good[one], one), default=None)
        if best is None or good[best] < ENOUGH:
            return None
        ranked = _ranked(spelled[best])
        return next((one for one in ranked if one[0].isupper()), ranked[0])

    def _for_user(
        self, exchanges: Sequence[Exchange], clauses: Cut, own: str | None
    ) -> tuple[str, ...]:
        used = callings(exchanges, clauses)
        told = {plain(one): one for one in reversed(self._person.known())}
        ruled = {plain(one) for one in self._person.by_rule}
        wanted = {
            *told,
            *(name for name in used if _may_be_called(name, used[name], told)),
        }
        met = uses(exchanges, clauses, sorted(wanted - {plain(own or "")}))
        kept = {
            name: use
            for name, use in met.items()
            if _is_used(use, ruled=name in ruled) and not _is_stop(name)
        }
        kept = {n: use for n, use in kept.items() if n in told or not _goes_on(n, kept)}
        top = max((use.replies for use in kept.values()), default=0)
        ranked = sorted(kept, key=lambda name: (-kept[name].replies, name))
        often = [n for n in ranked if kept[n].replies >= BESIDE_THE_FIRST * top]
        return tuple(told.get(n) or kept[n].spelling for n in often[:MOST_NAMES])


def _clear(counts: Counter[str]) -> Counter[str]:
    """Return the names if one stands out: who calls many names calls no companion."""
    names = Counter({name: n for name, n in counts.items() if _is_name(plain(name))})
    top = max(names.values(), default=0)
    return names if top >= CLEAR * names.total() else Counter()


def _hints(said: str, kind: str) -> bool:
    # A loop: a generator would take twice as long, and there are many messages.
    for hint in name_hints(kind):  # noqa: SIM110
        if hint in said:
            return True
    return False


def _names(whose: str, text: str) -> list[str]:
    found = (m["name"] for p in name_patterns(whose) for m in p.finditer(text))
    return [one for one in dict.fromkeys(found) if _is_name(plain(one))]


def _is_name(name: str) -> bool:
    return not (_is_stop(name) or is_common(name))


def _is_stop(name: str) -> bool:
    """Whether it is no name: a common word, or begins or ends like part of a sentence.

    "just looking" stands where "old chap" does, and 来啦 where 小月亮 does; what is
    said twice (加油加油) is a cheer.
    """
    stops = words("cues", "no_names") | words("cues", "laughter")
    first = name.split(" ", maxsplit=1)[0]
    half = len(name) // 2
    return (
        name in stops
        or first in stops
        or (half > 0 and name[-1] in PARTICLES)
        or (half > 1 and name[:half] == name[half:])
    )


def _is_used(use: Use, *, ruled: bool) -> bool:
    if ruled:
        return use.replies >= LEAST_USES - 1
    often = use.vocative >= VOCATIVE * use.places
    return use.replies >= LEAST_USES and use.groups > 1 and often


def _may_be_called(name: str, use: Use, told: Mapping[str, str]) -> bool:
    if name in words("cues", "pet_names"):
        return True
    if _is_stop(name) or is_common(name) or use.groups < LEAST_USES:
        return False
    if HAN.search(name):
        return (name.startswith("小") and len(name) > 1) or _is_of(name, told)
    called = len(use.behind) > 1  # else it ends a saying: "slow hands, loud heart"
    return called and max(use.after_comma, use.capital) >= VOCATIVE * use.vocative


def _goes_on(name: str, known: Iterable[str]) -> bool:
    """Whether it is a Chinese name and what the person shall do: 岚姐坐下."""
    shorter = (one for one in known if one != name and name.startswith(one))
    rests = [name.removeprefix(one) for one in shorter if HAN.match(one)]
    return bool(rests) and not any(rest in words("cues", "titles") for rest in rests)


def _is_of(name: str, told: Iterable[str]) -> bool:
    known = {c for one in told for c in one if HAN.match(c)}
    return any(c in known for c in name) and not _is_said_by_all(name)


def _is_said_by_all(name: str) -> bool:
    return any(name in lists("zh")[part] for part in ("affection", "opener", "praise"))


def _ranked(counts: Mapping[str, int]) -> list[str]:
    return sorted(counts, key=lambda name: (-counts[name], name))


def _merged(
    source: Mapping[str, int], spelled: dict[str, Counter[str]]
) -> Counter[str]:
    counts = Counter[str]()
    for name, count in source.items():
        spelled[plain(name)][name] += count
        counts[plain(name)] += count
    return counts
