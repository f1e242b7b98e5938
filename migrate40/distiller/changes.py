"""What is no longer true: newer statements that close older ones."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from migrate40.distiller.candidate import Candidate
from migrate40.distiller.lexicon import (
    Lexicon,
    alike,
    lexicon,
    lexicons_for,
    scoring,
)
from migrate40.distiller.wording import things
from migrate40.model.profile import Category

_CHANGEABLE: frozenset[Category] = frozenset(
    {"preference", "health", "work", "plan", "identity", "study", "project"}
)
_HABITS: frozenset[Category] = frozenset({"preference", "health", "identity"})
"""Classes of which one may say what another says no longer: "I don't eat fish"."""
_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_STOPS = re.compile(r"[，。！？；、,.!?;~～ ]")
_PAIR = 2
_PAIRS_BEFORE = 8
_PAIRS_BEHIND = 4
"""Characters to either side of a word of change in which a pair ties it to a thing."""
_WORD = re.compile(r"[A-Za-z][\w'-]{3,}")
_TRAILING = "了啦呀吧的"
"""What a Chinese sentence puts behind a value."""
_COMMON = 12
"""Words in more statements than this tie nothing to anything."""


def closed(candidates: Iterable[Candidate]) -> dict[int, list[int]]:
    """Map the place of a newer statement to those of the older ones that it closes.

    The candidates stand in the order in which they were said.
    """
    ordered = list(candidates)
    links: dict[int, list[int]] = defaultdict(list)
    done: set[int] = set()
    for newer, older in [*_by_slot(ordered), *_by_change(ordered)]:
        if older not in done and newer not in done:
            done.add(older)
            links[newer].append(older)
    return dict(links)


def _by_slot(ordered: list[Candidate]) -> list[tuple[int, int]]:
    """A slot holds one value: the newest closes those before it."""
    slots: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(ordered):
        for slot, _ in one.slots if _counts(one) else ():
            slots[slot].append(place)
    return [
        pair for slot, places in slots.items() for pair in _ended(slot, places, ordered)
    ]


def _ended(
    slot: str, places: list[int], ordered: list[Candidate]
) -> Iterator[tuple[int, int]]:
    """Yield what has another value than the newest, after the first to say otherwise.

    Two values that stand side by side anywhere ("Ribeira, Porto") do not disagree,
    nor does a statement that is more exact.
    """
    values = {place: _value(ordered[place], slot) for place in places}
    texts = [alike(one.text).casefold() for one in ordered]
    newest = values[places[-1]]
    naming = [text for text in texts if newest in text]
    for number, place in enumerate(places[:-1]):
        before = values[place]
        if before in newest or newest in texts[place]:
            continue
        if any(_side_by_side(before, newest, text) for text in naming):
            continue
        others = (p for p in places[number + 1 :] if before not in values[p])
        yield next(others, places[-1]), place


def _side_by_side(one: str, other: str, text: str) -> bool:
    first, second = re.escape(one), re.escape(other)
    return bool(re.search(f"{first}.{{0,2}}{second}|{second}.{{0,2}}{first}", text))


def _value(one: Candidate, slot: str) -> str:
    return dict(one.slots)[slot].rstrip(_TRAILING)


def _by_change(ordered: list[Candidate]) -> list[tuple[int, int]]:
    """A word of change closes what was said before about the same thing."""
    index: dict[str, list[int]] = defaultdict(list)
    pairs = []
    for place, one in enumerate(ordered):
        if not _counts(one):
            continue
        for key in sorted(_changed_things(one.text)):
            if len(index[key]) <= _COMMON:
                pairs += [(place, o) for o in index[key] if _related(one, ordered[o])]
        if one.category in _CHANGEABLE:
            for key in _things(alike(one.text)) | _nouns(alike(one.text)):
                index[key].append(place)
    return pairs


def _related(newer: Candidate, older: Candidate) -> bool:
    """Whether one may change the other: of one class, or of habits."""
    both = {newer.category, older.category}
    return len(both) == 1 or both <= _HABITS


def _counts(one: Candidate) -> bool:
    settled = one.origin in {"stated", "saved"} and one.said_at is not None
    return settled and one.confidence >= scoring()["threshold"]["confidence"]


def _things(text: str) -> set[str]:
    """Return what a text may be about: words, and runs of Han characters."""
    found = _runs(text, scoring()["slots"]["shared_run"], "ties_nothing")
    for known in lexicons_for(text):
        found.update(match[0] for match in known.cue("ailment").finditer(text))
    return found | {word for word in things(text) if _WORD.fullmatch(word)}


def _nouns(text: str) -> set[str]:
    """Return pairs of Han characters that seem to name something: most nouns are."""
    return _runs(text, _PAIR, "functional")


def _runs(text: str, run: int, idle: str) -> set[str]:
    """Return runs of so many Han characters, but for those with an idle one."""
    cue = lexicon("zh").cue(idle)
    found = {
        part[i : i + run] for part in _HAN_RUN.findall(text) for i in _starts(part, run)
    }
    return {each for each in found if not cue.search(each)}


def _starts(part: str, run: int) -> range:
    return range(max(len(part) - run + 1, 0))


def _changed_things(text: str) -> set[str]:
    """Return what stands close to a word of change."""
    plain = alike(text)
    near: set[str] = set()
    for known in lexicons_for(plain):
        reach = scoring()["slots"][f"reach_{known.language}"]
        for match in _marks(known, plain):
            start = max(match.start() - reach, 0)
            near |= _things(plain[start : match.end() + reach])
            near |= _nouns(_clause(plain, match))
    return near


def _clause(plain: str, mark: re.Match[str]) -> str:
    """Return what stands next to a word of change, within its clause."""
    before = _STOPS.split(plain[: mark.start()])[-1]
    behind = _STOPS.split(plain[mark.end() :])[0]
    return f"{before[-_PAIRS_BEFORE:]}{mark[0]}{behind[:_PAIRS_BEHIND]}"


def _marks(known: Lexicon, plain: str) -> list[re.Match[str]]:
    return list(known.cue("closing").finditer(plain))
