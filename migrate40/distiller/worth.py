"""What a statement is worth: by its class, and by what it says."""

import re
from datetime import datetime
from typing import Literal

from migrate40.distiller.finding import Finding
from migrate40.distiller.gate import weight
from migrate40.distiller.lexicon import lexicon, scoring
from migrate40.distiller.masking import MASK
from migrate40.distiller.reading import DATES, Reading
from migrate40.distiller.wording import substance
from migrate40.model.profile import Category

_BETWEEN_US: frozenset[Category] = frozenset({"promise", "interaction", "shared"})
"""Classes that speak to the assistant by their nature."""
_IDLE = ("addressee", "modal", "chatter")
"""Cues without which a sentence of no class may say something about the person ..."""
_LASTING = ("name", "durable", "remember", *DATES)
"""... and those with which it does."""
_FRESH = "date just"
_MUCH = 0.9
_DIGIT = re.compile(r"\d|[一二两三四五六七八九十百千][个只岁年天块万千百]")


def importance_of(
    reading: Reading, finding: Finding | None, *, time: str | None
) -> float:
    """Return how much a statement is worth, from its class and its features."""
    weights, plain = scoring()["importance"], reading.plain
    says = substance(plain)
    to_assistant = finding is not None and finding.rule.category in _BETWEEN_US
    features = {
        "name": reading.holds("name"),
        "number": bool(_DIGIT.search(plain)),
        "durable": reading.holds("durable"),
        "remember": reading.holds("remember"),
        "dated": time == "dated",
        "today": time == "today",
        "dangling": is_dangling(reading),
        "long": weight(plain) > scoring()["size"]["long"],
        "chatter": reading.holds("chatter"),
        "clear": finding is not None
        and finding.rule.strong
        and reading.holds("chatter"),
        "quoted": MASK in plain,
        "several": finding is not None and finding.several,
        "addressee": not to_assistant and reading.holds("addressee"),
        "modal": reading.holds("modal"),
        "vague": reading.holds("vague"),
        "hollow": says < scoring()["size"]["hollow"] and time is None,
    }
    start = finding.rule.importance if finding else weights["back_off"]
    total = start + sum(weights[name] for name, present in features.items() if present)
    total += weights["word"] * (min(says, scoring()["size"]["full"]) - 3)
    if total > _MUCH:
        total = _MUCH + (total - _MUCH) / 4  # so that much and more stay apart
    return float(round(min(max(total, 0.0), 1.0), 3))


def dating(
    reading: Reading, when: str | None, said_at: datetime | None
) -> Literal["dated", "today"] | None:
    """Return how a text names the time it speaks of: not if it only says "just".

    What is said of today passes with the day, more often than what has a date.
    """
    names = (name for name in DATES if name != _FRESH)
    if when is None or not any(reading.holds(name) for name in names):
        return None
    return "today" if said_at and when == said_at.date().isoformat() else "dated"


def is_dangling(reading: Reading) -> bool:
    """Whether a text points to something that it does not name."""
    if reading.holds("dangling"):
        return True
    if not reading.holds("pronoun"):
        return False
    for language in reading.languages("pronoun"):
        known = lexicon(language)
        pronoun = known.cue("pronoun").search(reading.plain)
        if pronoun:
            before = reading.plain[: pronoun.start()]
            if known.cue("antecedent").search(before) is None:
                return True
    return False


def is_telling(sentence: Reading) -> bool:
    """Whether a sentence of no class says something about the person, and lasting."""
    found = sentence.found("worth")
    if any(name in found and sentence.holds(name) for name in _IDLE):
        return False
    if any(name in found for name in _LASTING) or sentence.found("days"):
        return True
    if _DIGIT.search(sentence.plain):
        return True
    return says_much(sentence.plain)


def says_much(plain: str) -> bool:
    """Whether a text has enough words that say something."""
    return bool(substance(plain) >= scoring()["size"]["telling"])
