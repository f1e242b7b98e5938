"""ChatGPT: two boxes of custom instructions, a GPT's text, sentences to remember."""

from collections.abc import Mapping, Sequence

from migrate40.renderers.budget import Entry
from migrate40.renderers.job import Files, Job, draw, everything, fill, fit
from migrate40.renderers.memory_entries import memory_entries
from migrate40.renderers.spec import FileSpec

BATCH = 15
"""Sentences that one message asks ChatGPT to remember; of more it drops some."""


def render(job: Job) -> Files:
    """Return the four files."""
    return {file.name: _file(job, file) for file in job.files}


def _file(job: Job, file: FileSpec) -> str:
    if file.name == "remember-these.txt":
        return _batches(job, file)
    entries = everything(job, file)
    if file.name == "about-you.txt":
        entries = [one for one in entries if one.group == "memories"]
    return fill(job, file, entries)


def _batches(job: Job, file: FileSpec) -> str:
    def drawing(kept: Sequence[Entry]) -> str:
        parts = [list(kept[at : at + BATCH]) for at in range(0, len(kept), BATCH)]
        shown = [[_told(one.data) for one in part] for part in parts]
        return draw(job, file, kept, batches=shown)

    return fit(job, file, memory_entries(job.profile), drawing)


def _told(data: Mapping[str, str]) -> dict[str, str]:
    return {"text": data["text"], "happened": data["happened"]}
