"""What the person asked never to hear of: boundaries hold such memories back."""

import re
from collections.abc import Iterable

from migrate40.distiller.candidate import Candidate
from migrate40.distiller.lexicon import alike, lexicons_for

_POSSESSED = re.compile(r"(?:my|her|his|their|the) (?P<whom>.+)", re.IGNORECASE)
_NOTED = re.compile(r"\b(?:her|his|their|(?:the )?user's)(?= \w)", re.IGNORECASE)
"""How a note in the third person says "my"."""


class Avoided:
    """The topics of all boundaries in force."""

    def __init__(self, boundaries: Iterable[Candidate]) -> None:
        topics = {
            topic
            for one in boundaries
            if not one.outdated
            for topic in topics_of(one.text)
        }
        self._topics = [_pattern(topic) for topic in sorted(topics)]

    def holds_back(self, one: Candidate) -> bool:
        """Whether a memory speaks of what is not to be brought up."""
        if one.category in {"boundary", "instruction"} or one.origin == "instruction":
            return False
        return any(topic.search(alike(one.text)) for topic in self._topics)


def topics_of(boundary: str) -> list[str]:
    """Return what a boundary names: persons and things, no "it" and no "that"."""
    plain = _NOTED.sub("my", alike(boundary))
    found: list[str] = []
    for lexicon in lexicons_for(plain):
        for match in lexicon.cue("avoided").finditer(plain):
            topics = [v for k, v in match.groupdict().items() if v]
            found += [t for t in topics if not lexicon.cue("anything").fullmatch(t)]
    return found


def _pattern(topic: str) -> re.Pattern[str]:
    """Return where a topic is named; "my mother" is "her mother" in a note."""
    possessed = _POSSESSED.fullmatch(topic)
    if possessed:
        whom = re.escape(possessed["whom"])
        return re.compile(rf"\b(?:my|her|his|their|user's) {whom}\b", re.IGNORECASE)
    bound = r"\b" if topic.isascii() else ""
    return re.compile(f"{bound}{re.escape(topic)}{bound}", re.IGNORECASE)
