"""One rendering of one target: what every way is given, and how a file is made."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec

from migrate40.model.profile import Memory, Profile
from migrate40.notices import Notice, Report
from migrate40.renderers import templates
from migrate40.renderers.budget import STRICT, Draw, Entry, Packed, pack
from migrate40.renderers.cores import shortened
from migrate40.renderers.forms import check_form
from migrate40.renderers.hant import HANT, around_quotations
from migrate40.renderers.limits import Bound, bounds
from migrate40.renderers.memory_entries import memory_entries, rule_entries
from migrate40.renderers.options import Options
from migrate40.renderers.persona_entries import persona_entries
from migrate40.renderers.spec import FileSpec, TargetSpec
from migrate40.renderers.traps import defused, told, without_traps
from migrate40.renderers.view import frame, sections

Files = dict[str, str | bytes]
Way = Callable[["Job", FileSpec], str | bytes | Files]
"""Returns the content of a file, or of several by name where the spec's name has a
`*`; names never depend on what was said."""
STATED = frozenset({"traits", "reactions", "rituals"})
"""Sections in the words of a profile, which quotes the two."""
NO_ROOM = ": no room in "
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

    def language_of(self, file: FileSpec) -> str:
        """Return the language of a file's frame."""
        return file.language or self.language

    def memory(self, ident: str) -> Memory:
        """Return a memory as the profile has it: its words are not harmless yet."""
        return next(one for one in self.profile.memories if one.id == ident)


def write(job: Job, file: FileSpec, way: Way) -> Files:
    """Return what a way makes of a file of the spec; what its reader loses is told.

    Raises `CannotRender` if its reader could not read it at all.
    """
    made = way(job, file)
    found = made if isinstance(made, dict) else {file.name: made}
    if file.optional:
        found = {name: content for name, content in found.items() if content}
    for name, content in found.items():
        if isinstance(content, str):
            where = f"{job.spec.name}/{name}"
            check_form(name, content, where)
            told(content, where, job.spec, file, job.report)
    return found


def everything(job: Job, file: FileSpec) -> list[Entry]:
    """Return the entries of a whole prompt: rules, the voice, memories.

    Rules belong to the voice, too: a friend who forgets them is another one.
    """
    entries = []
    if job.wants(file, "persona"):
        entries += _voice(job, file)
    if job.wants(file, "memories"):
        entries += memory_entries(job.profile)
    elif job.wants(file, "persona"):
        entries += rule_entries(job.profile)
    return entries


def _voice(job: Job, file: FileSpec) -> list[Entry]:
    """Return the entries of the voice; what the profile states is stated for readers.

    A profile is written in simplified characters.
    """
    language = job.language_of(file)
    entries = persona_entries(job.profile.persona, language)
    return [_in_hant(one) for one in entries] if language == HANT else entries


def _in_hant(entry: Entry) -> Entry:
    if entry.section not in STATED:
        return entry
    text = around_quotations(entry.data["text"])
    return msgspec.structs.replace(entry, data=entry.data | {"text": text})


def document(job: Job, file: FileSpec) -> str:
    """The plain way: the file's template, filled with everything that fits."""
    return fill(job, file, everything(job, file))


def fill(job: Job, file: FileSpec, entries: Sequence[Entry]) -> str:
    """Return a file made from its template; what did not fit is reported.

    Of an optional file nothing is left where there is no entry.
    """
    if file.optional and not entries:
        return ""
    return fit(job, file, entries, lambda kept: draw(job, file, kept))


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
    """Return the file's template, or another one, filled with entries and values.

    `template` is a name below the target's folder, or `folder/name`.
    """
    language = job.language_of(file)
    base = without_traps(frame(job.profile, language), job.spec, file)
    values = base | sections(kept, job.spec.sections, base["person"], language)
    values |= {
        "wants_persona": job.wants(file, "persona"),
        "wants_memories": job.wants(file, "memories"),
        "title": job.spec.title.in_(language),
        "brief": is_brief(job, file),
        "settings": dict(file.settings),
        "voice": file.person,
    }
    name = template or file.template
    place = name if "/" in name else f"{job.spec.name}/{name or file.name}"
    return templates.fill(place, language, values | more, job.options.templates)


def fit(job: Job, file: FileSpec, entries: Sequence[Entry], drawing: Draw) -> str:
    """Return the drawing of as many entries as fit; the others are reported, each."""
    return chosen(job, file, entries, drawing, job.bounds(file)).text


def chosen(
    job: Job,
    file: FileSpec,
    entries: Sequence[Entry],
    drawing: Draw,
    limits: Sequence[Bound],
) -> Packed:
    """Return what fits within limits, drawn; what does not is reported.

    Boundaries for which there is no room are tried again in fewer words.
    """
    where = f"{job.spec.name}/{file.name}"
    harmless = [defused(one, job.spec, file) for one in entries]
    packed = pack(harmless, drawing, limits, where)
    if any(one.group == "boundaries" for one in packed.left):
        shorter = [shortened(one) for one in harmless]
        packed = pack(shorter, drawing, limits, where, STRICT)
        left = {one.id for one in packed.left}
        for before, after in zip(harmless, shorter, strict=True):
            if before != after and after.id not in left:
                _tell(job, after, f"{where}: shortened to its core")
    for one in packed.left:
        _tell(job, one, f"{where}{NO_ROOM}{packed.tightest}")
    return packed


def crowded(notices: Iterable[Notice]) -> dict[str, int]:
    """Return how many entries found no room, by `target/file`."""
    names = [one.why.partition(NO_ROOM) for one in notices]
    return dict(Counter(name for name, found, _ in names if found))


def _tell(job: Job, entry: Entry, why: str) -> None:
    job.report(Notice(kind="left_out", where=entry.id or entry.kind, why=why))
