"""OpenClaw: what its workspace holds, each file within what is put before the model.

USER.md is cut at 4,000 UTF-16 units, other files at 20,000 (read in its code, version
2026.9.6). What finds no room in USER.md goes to MEMORY.md, and from there to the
notes of the days, which are not loaded but searched.
"""

import re
from collections.abc import Sequence

from migrate40.renderers.budget import Entry, Packed
from migrate40.renderers.job import (
    Files,
    Job,
    Way,
    chosen,
    draw,
    everything,
    fit,
)
from migrate40.renderers.lint import one_line
from migrate40.renderers.memory_entries import memory_entries
from migrate40.renderers.spec import FileSpec
from migrate40.renderers.stores.overflow import going_on, quiet

DIRECTED = (
    *("boundary", "instruction", "interaction", "identity"),
    *("people", "pets", "preference", "shared"),
)
"""Categories that are the model of a person: how to treat them, who is around them."""
LIVED = ("event", "emotion", "plan", "promise", "shared")
"""Categories of what belongs to a day."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
UNDATED = "undated"
USER, MEMORY = "USER.md", "MEMORY.md"


def soul(job: Job, file: FileSpec) -> str:
    """Return the voice and the boundaries; the other rules stand in USER.md, if any."""
    entries, whole = everything(job, file), job.options.part == "all"
    if whole:
        entries = [one for one in entries if one.group != "rules"]

    def drawing(kept: Sequence[Entry]) -> str:
        return draw(job, file, kept, elsewhere=whole)

    return fit(job, file, entries, drawing)


def identity(job: Job, file: FileSpec) -> str:
    """Return the record of name, being, manner and emoji."""
    emojis = [one_line(one.text) for one in job.profile.persona.emojis[:1]]

    def drawing(kept: Sequence[Entry]) -> str:
        return draw(job, file, kept, emoji="".join(emojis))

    manner = ("traits", "sound")
    told = [one for one in everything(job, file) if one.section in manner]
    ranked = sorted(told, key=lambda one: manner.index(one.section))
    return fit(job, file, ranked[: int(file.settings["manner"])], drawing)


def user(job: Job, file: FileSpec) -> str:
    """Return directives; what finds no room here is another file's business."""
    return _directives(going_on(job), file).text


def memory(job: Job, file: FileSpec) -> str:
    """Return what is known beyond USER.md."""
    entries = _beyond(job, _file(job, USER))
    return fit(job, file, entries, lambda kept: draw(job, file, kept))


def days(job: Job, file: FileSpec) -> Files:
    """Return a note for every day of which something is told, and one without a day."""
    silent = quiet(job)
    long = _file(job, MEMORY)
    packed = chosen(
        silent,
        long,
        _beyond(job, _file(job, USER)),
        lambda kept: draw(silent, long, kept),
        job.bounds(long),
    )
    left = {one.id for one in packed.left}
    when = {one.id: _day(one.happened_at) for one in job.profile.memories}
    told: dict[str, list[Entry]] = {}
    for one in memory_entries(job.profile):
        day = when.get(str(one.id)) or one.data["said"]
        if one.id in left or (day and one.kind in LIVED):
            told.setdefault(day or UNDATED, []).append(one)
    return {
        file.name.replace("*", day): _note(job, file, day, told[day])
        for day in sorted(told)
    }


def _note(job: Job, file: FileSpec, day: str, entries: Sequence[Entry]) -> str:
    heading = "" if day == UNDATED else day

    def drawing(kept: Sequence[Entry]) -> str:
        told = [one.data["text"] for one in kept]
        return draw(job, file, kept, "day.md", day=heading, told=told)

    return fit(job, file, entries, drawing)


def _day(happened: str | None) -> str:
    return happened if happened and _DAY.fullmatch(happened) else ""


def _file(job: Job, name: str) -> FileSpec:
    return next(one for one in job.spec.files if one.name == name)


def _directives(job: Job, file: FileSpec) -> Packed:
    entries = [one for one in memory_entries(job.profile) if one.kind in DIRECTED]

    def drawing(kept: Sequence[Entry]) -> str:
        listed = [one.data | {"kind": one.kind} for one in kept]
        return draw(job, file, kept, directives=listed)

    return chosen(job, file, entries, drawing, job.bounds(file))


def _beyond(job: Job, file: FileSpec) -> list[Entry]:
    """Return the memories that do not stand in USER.md."""
    packed = _directives(quiet(job), file)
    left = {one.id for one in packed.left}
    return [
        one
        for one in memory_entries(job.profile)
        if one.kind not in DIRECTED or one.id in left
    ]


WAYS: dict[str, Way] = {
    "openclaw.soul": soul,
    "openclaw.identity": identity,
    "openclaw.user": user,
    "openclaw.memory": memory,
    "openclaw.days": days,
}
