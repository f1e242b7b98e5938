"""The memories as entries: what must be kept to first, then as the profile has them."""

from datetime import UTC, datetime

from migrate40.model.profile import Memory, Profile
from migrate40.renderers.budget import Entry, Group
from migrate40.renderers.lint import one_line

RULES = ("boundary", "instruction", "interaction")
"""Categories that say how to treat the person: first in every budget, in this order."""


def memory_entries(profile: Profile) -> list[Entry]:
    """Return all memories; rules first."""
    entries = [entry for one in profile.memories if (entry := _entry(one)).data["text"]]
    return sorted(entries, key=_rank)


def rule_entries(profile: Profile) -> list[Entry]:
    """Return the memories that say how to treat the person."""
    return [one for one in memory_entries(profile) if one.group != "memories"]


def _rank(entry: Entry) -> int:
    return RULES.index(entry.kind) if entry.kind in RULES else len(RULES)


def _entry(memory: Memory) -> Entry:
    text = one_line(memory.text)
    quote, quoted = _proof(memory)
    happened = one_line(memory.happened_at or "")
    data = {
        "text": text,
        "happened": "" if happened in text else happened,
        "said": _day(memory.said_at),
    }
    return Entry(
        group=_group(memory),
        section=memory.category,
        kind=memory.category,
        data=data,
        id=memory.id,
        quote=quote,
        quoted=quoted,
        origin=memory.origin,
    )


def _group(memory: Memory) -> Group:
    if memory.category == "boundary":
        return "boundaries"
    return "rules" if memory.category in RULES else "memories"


def _proof(memory: Memory) -> tuple[str, str]:
    """Return the first words that prove it and their day; "" for what is not known."""
    for one in memory.evidence:
        if quote := one_line(one.quote or ""):
            return quote, _day(one.time or memory.said_at)
    return "", ""


def _day(time: datetime | None) -> str:
    return f"{time.astimezone(UTC):%Y-%m-%d}" if time else ""
