"""Claude: project instructions, a knowledge file, and a memory to import."""

from collections.abc import Callable, Mapping, Sequence

from migrate40.renderers.budget import Entry
from migrate40.renderers.job import Files, Job, draw, everything, fill, fit
from migrate40.renderers.memory_entries import memory_entries
from migrate40.renderers.spec import FileSpec

HEADERS: Mapping[str, Sequence[str]] = {
    "Instructions": ("boundary", "instruction", "interaction"),
    "Identity": (
        *("identity", "people", "pets", "health"),
        *("event", "emotion", "promise", "shared"),
    ),
    "Career": ("work", "study"),
    "Projects": ("project", "plan"),
    "Preferences": ("preference",),
}
"""The headers that Claude's own export prompt asks for, in its order."""
LONG = 200
"""Characters that one of Claude's memory edits is said to hold."""


def render(job: Job) -> Files:
    """Return the three files."""
    return {file.name: WAYS[file.name](job, file) for file in job.files}


def _filled(job: Job, file: FileSpec) -> str:
    return fill(job, file, everything(job, file))


def _imported(job: Job, file: FileSpec) -> str:
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


WAYS: Mapping[str, Callable[[Job, FileSpec], str]] = {
    "project-instructions.md": _filled,
    "memory.md": _filled,
    "memory-import.txt": _imported,
}
