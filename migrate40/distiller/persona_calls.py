"""How a name is used: alone between two marks, as one calls somebody, or within."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec

from migrate40.distiller.persona_sample import Exchange
from migrate40.distiller.persona_words import name_patterns
from migrate40.voice.graphemes import without_emojis
from migrate40.voice.spoken import spoken
from migrate40.voice.words import HAN, either, plain

_CLAUSE = re.compile(r"[^，,。！？!?…～~\n:：;；—.、（）()\0]+")
_FULL = re.compile(r"[a-z][a-z'-]*(?: [a-z][a-z'-]*){0,2}|[\u3400-\u9fff]{1,4}")
_OPENING = re.compile(
    r"^(?:(?:hey|hi|hello|oh|ok|okay|good (?:morning|evening|night)|嗨|嘿|哈喽)"
    r"[,，\s]+)?"
    r"(?P<name>[A-Za-z][\w'-]{1,15}|[\u3400-\u9fff]{2,4})(?=[\s,，.!！?？…～~]|$)",
    re.IGNORECASE,
)


class Use(msgspec.Struct):
    """How often a name is used, and how."""

    replies: int = 0
    groups: int = 0
    """Conversations."""
    places: int = 0
    vocative: int = 0
    """Places at the beginning or the end of a clause."""
    after_comma: int = 0
    """Places alone between marks, a comma before."""
    capital: int = 0
    """Times written with a capital though a comma stands before."""
    spelling: str = ""
    behind: set[str] = msgspec.field(default_factory=set)
    """What is said before it where a comma stands between."""


class _Clause(msgspec.Struct):
    text: str
    after: str
    """The mark before it; empty at the beginning of a line."""


Cut = Sequence[Sequence["_Clause"]]
"""The clauses of each reply."""


def cut(exchanges: Sequence[Exchange]) -> Cut:
    """Cut the replies into clauses."""
    return [[*_clauses(one.reply)] for one in exchanges]


def callings(exchanges: Sequence[Exchange], clauses: Cut) -> dict[str, Use]:
    """Return what stands alone between marks, by its lower-case spelling."""
    met: dict[str, Use] = {}
    seen: dict[str, set[str]] = {}
    for one, parts in zip(exchanges, clauses, strict=True):
        for before, clause in pairwise([_Clause("", ""), *parts]):
            key = plain(clause.text)
            if _FULL.fullmatch(key):
                use = met.setdefault(key, Use(spelling=clause.text))
                seen.setdefault(key, set()).add(one.conversation)
                _count(use, clause, plain(before.text))
    for key, conversations in seen.items():
        met[key].groups = len(conversations)
    return met


def _count(use: Use, clause: _Clause, before: str) -> None:
    use.vocative += 1
    if clause.after in (",", "，"):
        use.after_comma += 1
        use.capital += clause.text[:1].isupper()
        use.behind.add(before)


def uses(
    exchanges: Sequence[Exchange], clauses: Cut, names: Sequence[str]
) -> dict[str, Use]:
    """Return how each of these names, in lower case, is used in the replies."""
    said = [(one, plain(one.reply)) for one in exchanges]
    met: dict[str, Use] = {}
    for name in names:
        pattern = either([name])
        places = [
            (one, [_at(clause.text, pattern) for clause in parts])
            for (one, text), parts in zip(said, clauses, strict=True)
            if name in text
        ]
        found = [(one, [p for each in at for p in each]) for one, at in places]
        if used := [(one, at) for one, at in found if at]:
            met[name] = _use(used)
    return met


def _use(used: Sequence[tuple[Exchange, Sequence[tuple[str, bool]]]]) -> Use:
    """Add up where a name stands: how it is spelled, and whether at an edge."""
    places = [place for _, at in used for place in at]
    spelled = Counter(spelling for spelling, _ in places)
    return Use(
        replies=len(used),
        groups=len({one.conversation for one, _ in used}),
        places=len(places),
        vocative=sum(edge for _, edge in places),
        spelling=min(spelled, key=lambda text: (-spelled[text], text)),
    )


def _at(clause: str, pattern: re.Pattern[str]) -> list[tuple[str, bool]]:
    found = pattern.finditer(plain(clause))
    return [(clause[m.start() : m.end()], _is_edge(m, len(clause))) for m in found]


def _is_edge(match: re.Match[str], length: int) -> bool:
    if HAN.match(match[0]):
        return match.start() == 0 or match.end() == length
    return match.end() == length


def _clauses(text: str) -> Iterator[_Clause]:
    said = without_emojis(spoken(text), "\0")
    for match in _CLAUSE.finditer(said):
        lead = said[: match.start()].rstrip(" ")[-1:]
        if clause := match[0].strip():
            yield _Clause(clause, lead)


def per_conversation(
    exchanges: Sequence[Exchange], names: Callable[[Exchange], Iterable[str]]
) -> Counter[str]:
    """Count in how many conversations a name comes; once in one is chance."""
    pairs = {(name, one.conversation) for one in exchanges for name in names(one)}
    counts = Counter(name for name, _ in pairs)
    return Counter({name: count for name, count in counts.items() if count > 1})


def addressed(one: Exchange) -> Iterator[str]:
    """Yield the name with which the person's message begins, if it does."""
    if match := _OPENING.match((one.before or "").strip()):
        yield match["name"]


def calls_itself(one: Exchange) -> Iterator[str]:
    """Yield the names that the reply gives itself."""
    said = spoken(one.reply)[:300]
    yield from (m["name"] for p in name_patterns("itself") for m in p.finditer(said))
