"""The memories as entries: what must be kept to first, then as the profile has them."""

from datetime import UTC

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
    return [one for one in memory_entries(profile) if one.group == "rules"]


def _rank(entry: Entry) -> int:
    return RULES.index(entry.kind) if entry.kind in RULES else len(RULES)


def _entry(memory: Memory) -> Entry:
    text = one_line(memory.text)
    group: Group = "rules" if memory.category in RULES else "memories"
    happened = one_line(memory.happened_at or "")
    data = {
        "text": text,
        "happened": "" if happened in text else happened,
        "said": _day(memory),
    }
    return Entry(
        group=group,
        section=memory.category,
        kind=memory.category,
        data=data,
        id=memory.id,
    )


def _day(memory: Memory) -> str:
    return f"{memory.said_at.astimezone(UTC):%Y-%m-%d}" if memory.said_at else ""
