"""Claude: the text that its memory import reads."""

from collections.abc import Mapping, Sequence

from migrate40.renderers.budget import Entry
from migrate40.renderers.job import Job, Way, draw, fit
from migrate40.renderers.memory_entries import memory_entries
from migrate40.renderers.spec import FileSpec

HEADERS: Mapping[str, Sequence[str]] = {
    "Instructions": ("boundary", "instruction", "interaction"),
    "Identity": ("identity", "people", "pets", "health", "study"),
    "Career": ("work",),
    "Projects": ("project", "plan"),
    "Preferences": ("preference",),
    "Other": ("event", "emotion", "promise", "shared"),
}
"""The headers that Claude's own export prompt asks for, in its order, and one more.

Under Identity it asks for schooling, too. What happened, and how it felt, says what the
person lived through, not who they are: it has none there.
"""
LONG = 200
"""Characters that one of Claude's memory edits is said to hold."""


def imported(job: Job, file: FileSpec) -> str:
    """Return the import: short entries first into the budget, oldest first on paper."""
    entries = sorted(memory_entries(job.profile), key=_too_long)

    def drawing(kept: Sequence[Entry]) -> str:
        return draw(job, file, kept, headers=_under_headers(kept))

    return fit(job, file, entries, drawing)


def _too_long(entry: Entry) -> bool:
    return len(entry.data["text"]) > LONG


def _under_headers(kept: Sequence[Entry]) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for name, categories in HEADERS.items():
        own = sorted((one for one in kept if one.kind in categories), key=_age)
        lines = [{"date": _date(one) or "unknown", "text": _text(one)} for one in own]
        if lines:
            found.append({"name": name, "entries": lines})
    return found


def _age(entry: Entry) -> tuple[bool, str]:
    return not _date(entry), _date(entry)


def _date(entry: Entry) -> str:
    return entry.data["said"]


def _text(entry: Entry) -> str:
    happened = entry.data["happened"]
    return f"{entry.data['text']} ({happened})" if happened else entry.data["text"]


WAYS: dict[str, Way] = {"claude.import": imported}
