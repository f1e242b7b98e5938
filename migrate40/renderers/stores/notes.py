"""Notes that link to each other: Basic Memory and Obsidian.

A note a category, under a name that does not depend on what was said; an index leads
to all of them. A line of Basic Memory is `- [category] fact (context)`; what stands in
the last parentheses of a line is its context, so there always are some (read in its
code, version 0.24).
"""

from collections.abc import Sequence
from typing import Any

from migrate40.renderers.budget import Entry
from migrate40.renderers.encoding import yaml_value
from migrate40.renderers.job import Files, Job, Way, draw, everything, fit
from migrate40.renderers.memory_entries import memory_entries
from migrate40.renderers.phrasing import phrasing
from migrate40.renderers.spec import FileSpec
from migrate40.renderers.traps import without_traps
from migrate40.renderers.view import frame

INDEX = "index"


def persona(job: Job, file: FileSpec) -> str:
    """Return the note of the voice."""
    known = _known(job, file)
    more: dict[str, Any] = {
        "yaml_title": yaml_value(known["name"]),
        "linked": job.options.part == "all",
    }

    def drawing(kept: Sequence[Entry]) -> str:
        return draw(job, file, kept, **more)

    return fit(job, file, everything(job, file), drawing)


def memories(job: Job, file: FileSpec) -> Files:
    """Return a note for every category of which something is known, and the index."""
    told: dict[str, list[Entry]] = {}
    for one in memory_entries(job.profile):
        told.setdefault(one.kind, []).append(one)
    ranked = [one for one in job.spec.sections if one in told]
    titles = [{"category": one, "title": _title(job, file, one)} for one in ranked]
    made: Files = {
        file.name.replace("*", one["category"]): _note(
            job, file, one, told[one["category"]]
        )
        for one in titles
    }
    return {file.name.replace("*", INDEX): _index(job, file, titles), **made}


def _note(
    job: Job, file: FileSpec, about: dict[str, str], entries: Sequence[Entry]
) -> str:
    more: dict[str, Any] = {
        "category": about["category"],
        "heading": about["title"],
        "yaml_title": yaml_value(about["title"]),
    }

    def drawing(kept: Sequence[Entry]) -> str:
        told = [one.data for one in kept]
        return draw(job, file, kept, "note.md", told=told, **more)

    return fit(job, file, entries, drawing)


def _index(job: Job, file: FileSpec, titles: Sequence[dict[str, str]]) -> str:
    known = _known(job, file)
    aliases = [yaml_value(one) for one in dict.fromkeys(known["names"])]

    def drawing(kept: Sequence[Entry]) -> str:
        return draw(
            job,
            file,
            kept,
            "index.md",
            aliases=aliases,
            notes=list(titles),
            linked=job.options.part == "all",
        )

    return fit(job, file, [], drawing)


def _known(job: Job, file: FileSpec) -> dict[str, Any]:
    known: dict[str, Any] = without_traps(
        frame(job.profile, job.language_of(file)), job.spec, file
    )
    return known


def _title(job: Job, file: FileSpec, category: str) -> str:
    """Return what a category is called, as a heading."""
    named = phrasing(job.language_of(file)).categories[category]
    title = named.format(person=_known(job, file)["person"])
    return title[:1].upper() + title[1:]


WAYS: dict[str, Way] = {"notes.persona": persona, "notes.memories": memories}
