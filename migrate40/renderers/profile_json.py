"""The profile itself, as the neutral document that other programs read.

It is whole unless the person asks for less: what stays out of other targets by default
is in it, labelled.
"""

from collections.abc import Mapping, Sequence

import msgspec

from migrate40.model.profile import Persona, Profile
from migrate40.renderers.budget import Entry
from migrate40.renderers.job import Job, Way, fit
from migrate40.renderers.selection import asked_for
from migrate40.renderers.spec import FileSpec

LISTS = ("phrases", "reactions", "examples", "rituals", "traits", "emojis")
"""What of a persona may have to stay out of a small file, last first."""


def whole(job: Job, file: FileSpec) -> str:
    """Return the profile as JSON."""
    wanted = asked_for(job.profile, job.options, job.report)
    profile = _part(wanted, job.options.part)

    def drawing(kept: Sequence[Entry]) -> str:
        return _only(profile, kept).to_json().decode()

    return fit(job, file, _entries(profile), drawing)


def _part(profile: Profile, part: str) -> Profile:
    parts: Mapping[str, dict[str, object]] = {
        "all": {},
        "persona": {"memories": ()},
        "memories": {"persona": Persona()},
    }
    return msgspec.structs.replace(profile, **parts[part])


def _entries(profile: Profile) -> list[Entry]:
    entries = [
        Entry(group="persona", section=name, kind=name, data=_data(place, one))
        for name in LISTS
        for place, one in enumerate(getattr(profile.persona, name))
    ]
    entries += [
        Entry(
            group="memories",
            section="memories",
            kind=one.category,
            data=_data(place, one),
            id=one.id,
        )
        for place, one in enumerate(profile.memories)
    ]
    return entries


def _data(place: int, value: msgspec.Struct) -> dict[str, str]:
    text = msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
    return {"place": str(place), "text": text}


def _only(profile: Profile, kept: Sequence[Entry]) -> Profile:
    """Return the profile with nothing in its lists but these entries."""
    chosen = {(one.section, int(one.data["place"])) for one in kept}

    def those(name: str, values: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(v for place, v in enumerate(values) if (name, place) in chosen)

    lists = {name: those(name, getattr(profile.persona, name)) for name in LISTS}
    persona = msgspec.structs.replace(profile.persona, **lists)
    memories = those("memories", profile.memories)
    return msgspec.structs.replace(profile, persona=persona, memories=memories)


WAYS: dict[str, Way] = {"json.profile": whole}
