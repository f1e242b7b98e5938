"""Character.AI: a definition of which only the beginning is read."""

from collections.abc import Sequence

from migrate40.renderers.budget import Entry
from migrate40.renderers.job import Job, Way, draw, everything, fit
from migrate40.renderers.spec import FileSpec


def definition(job: Job, file: FileSpec) -> str:
    """Return it without explanations; whole dialogues stand for single lines."""
    entries = everything(job, file)
    if any(one.section == "examples" for one in entries):
        entries = [one for one in entries if one.section != "lines"]

    def drawing(kept: Sequence[Entry]) -> str:
        return draw(job, file, kept, brief=True)

    return fit(job, file, _dialogues_early(entries), drawing)


def _dialogues_early(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries so that dialogues are kept before reactions and rituals."""
    late = ("reactions", "rituals")
    return sorted(entries, key=lambda one: one.section in late)


WAYS: dict[str, Way] = {"character-ai.definition": definition}
