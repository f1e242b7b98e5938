"""Kindroid: boxes of a few hundred characters, and a journal with key phrases."""

from collections.abc import Sequence

from migrate40.renderers.budget import Entry
from migrate40.renderers.companions.lore import called, lore
from migrate40.renderers.job import Job, Way, everything, fill, fit
from migrate40.renderers.memory_entries import memory_entries
from migrate40.renderers.spec import FileSpec

SHOWN = ("examples", "lines")
STEERING = ("sound", "phrases")


def example(job: Job, file: FileSpec) -> str:
    """Return how the voice sounds, in its own words; "" if none are known."""
    return fill(job, file, _of(job, file, SHOWN))


def directive(job: Job, file: FileSpec) -> str:
    """Return the two lines that hold the voice."""
    return fill(job, file, _of(job, file, STEERING))


def _of(job: Job, file: FileSpec, sections: Sequence[str]) -> list[Entry]:
    """Return the entries of some sections, in that order."""
    told = [one for one in everything(job, file) if one.section in sections]
    return sorted(told, key=lambda one: sections.index(one.section))


def lasting(job: Job, file: FileSpec) -> str:
    """Return what is always known; rules only where no backstory has them."""
    if job.options.part == "all":
        return fill(job, file, _memories(job))
    return fill(job, file, memory_entries(job.profile))


def _memories(job: Job) -> list[Entry]:
    return [one for one in memory_entries(job.profile) if one.group == "memories"]


def journal(job: Job, file: FileSpec) -> str:
    """Return the memories each after the phrases that call it; rules need no call."""
    entries = _memories(job)
    known = called(job, file, entries)

    def drawing(kept: Sequence[Entry]) -> str:
        return "\n".join(
            f"[{', '.join(one.keys)}]\n{one.text}\n"
            for one in lore(job, file, kept, known)
        )

    return fit(job, file, entries, drawing) if entries else ""


WAYS: dict[str, Way] = {
    "kindroid.example": example,
    "kindroid.directive": directive,
    "kindroid.memories": lasting,
    "kindroid.journal": journal,
}
