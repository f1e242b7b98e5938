"""One rendering of one target: what every renderer is given, and how a file is made."""

from collections.abc import Sequence
from typing import Any, Protocol

import msgspec

from migrate40.model.profile import Profile
from migrate40.notices import Notice, Report
from migrate40.renderers import templates
from migrate40.renderers.budget import Draw, Entry, pack
from migrate40.renderers.limits import Bound, bounds
from migrate40.renderers.memory_entries import memory_entries, rule_entries
from migrate40.renderers.options import Options
from migrate40.renderers.persona_entries import persona_entries
from migrate40.renderers.spec import FileSpec, TargetSpec
from migrate40.renderers.view import frame, sections

Files = dict[str, str | bytes]
SMALL = {"tokens": 700, "utf16": 2500, "code_points": 2500, "bytes": 4000, "lines": 40}
"""Limits up to which a document goes without explanations."""


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be rendered, for whom and how."""

    profile: Profile
    """With the memories that may come along, and no others."""
    spec: TargetSpec
    options: Options
    language: str
    report: Report

    @property
    def files(self) -> tuple[FileSpec, ...]:
        """The files of the target that hold anything of the part asked for."""
        part = self.options.part
        return tuple(f for f in self.spec.files if part == "all" or part in f.parts)

    def wants(self, file: FileSpec, part: str) -> bool:
        """Whether that part belongs into that file."""
        return part in file.parts and self.options.part in {part, "all"}

    def bounds(self, file: FileSpec) -> tuple[Bound, ...]:
        """Return the limits of a file."""
        return bounds(file, self.spec, self.options)


class Renderer(Protocol):
    """The contract; a module with this function is one."""

    def render(self, job: Job) -> Files:
        """Return the files by name; names never depend on what was said."""


def everything(job: Job, file: FileSpec) -> list[Entry]:
    """Return the entries of a whole prompt: rules, the voice, memories.

    Rules belong to the voice, too: a friend who forgets them is another one.
    """
    entries = []
    if job.wants(file, "persona"):
        entries += persona_entries(job.profile.persona, job.language)
    if job.wants(file, "memories"):
        entries += memory_entries(job.profile)
    elif job.wants(file, "persona"):
        entries += rule_entries(job.profile)
    return entries


def fill(job: Job, file: FileSpec, entries: Sequence[Entry]) -> str:
    """Return a file made from its template; what did not fit is reported."""
    brief = is_brief(job, file)
    return fit(job, file, entries, lambda kept: draw(job, file, kept, brief=brief))


def is_brief(job: Job, file: FileSpec) -> bool:
    """Whether the file is so small that explanations would fill it."""
    return any(one.amount <= SMALL[one.unit] for one in job.bounds(file))


def draw(
    job: Job,
    file: FileSpec,
    kept: Sequence[Entry],
    template: str | None = None,
    **more: Any,
) -> str:
    """Return the file's template, or another one, filled with entries and values."""
    base = frame(job.profile, job.language)
    values = base | sections(kept, job.spec.sections, base["person"], job.language)
    values["wants_persona"] = job.wants(file, "persona")
    values["wants_memories"] = job.wants(file, "memories")
    values["title"] = getattr(job.spec.title, job.language)
    name = f"{job.spec.name}/{template or file.name}"
    return templates.fill(name, job.language, values | more, job.options.templates)


def fit(job: Job, file: FileSpec, entries: Sequence[Entry], drawing: Draw) -> str:
    """Return the drawing of as many entries as fit; the others are reported, each."""
    where = f"{job.spec.name}/{file.name}"
    packed = pack(entries, drawing, job.bounds(file), where)
    for one in packed.left:
        why = f"{where}: no room in {packed.tightest}"
        job.report(Notice(kind="left_out", where=one.id or one.kind, why=why))
    return packed.text
