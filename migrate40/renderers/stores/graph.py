"""The MCP memory server: a graph of the friend, the person and what is known, by lines.

Names of entities are unique and both ends of every relation exist; one broken line
would make every call of the server fail (checked with it, version 2026.8.31).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from migrate40.renderers.budget import Entry
from migrate40.renderers.encoding import json_lines
from migrate40.renderers.job import Job, Way, draw, everything, fit
from migrate40.renderers.spec import FileSpec
from migrate40.renderers.stores.wording import dated, labelled
from migrate40.renderers.traps import without_traps
from migrate40.renderers.view import frame, sections

Item = dict[str, Any]
STATED = ("sound", "traits", "rituals")
RULES = frozenset(("boundary", "instruction", "interaction"))


def lines(job: Job, file: FileSpec) -> str:
    """Return the file: entities first, then relations."""
    language = job.language_of(file)
    known = without_traps(frame(job.profile, language), job.spec, file)
    whose = draw(job, file, [], "person.txt").strip()

    def drawing(kept: Sequence[Entry]) -> str:
        shown = sections(kept, job.spec.sections, known["person"], language)
        voice = list(_voice(shown, language)) if job.wants(file, "persona") else None
        return json_lines(_graph(known, [whose], voice, _groups(kept, shown, language)))

    return fit(job, file, everything(job, file), drawing)


def _groups(
    kept: Sequence[Entry], shown: Mapping[str, Any], language: str
) -> list[Item]:
    """Return what is known by category, every memory with its day."""
    return [
        {
            "category": one["category"],
            "title": one["title"],
            "told": [
                dated(entry, language)
                for entry in kept
                if entry.section == one["category"]
            ],
        }
        for one in (*shown["rules"], *shown["memories"])
    ]


def _graph(
    known: Mapping[str, Any],
    whose: Sequence[str],
    voice: Sequence[str] | None,
    groups: Sequence[Item],
) -> list[Item]:
    taken: set[str] = set()
    names = known["names"] or [known["person"]]
    called = known["person"] if known["person"] in names else names[0]
    person, friend = _free(called, taken), _free(known["name"], taken)
    others = [one for one in names if one != called]
    entities, relations = [_entity(person, "person", [*whose, *others])], []
    if voice is not None:
        entities.append(_entity(friend, "assistant persona", voice))
        relations.append(_relation(friend, "is an old friend of", person))
    for one in groups:
        name = _free(f"{known['name']} · {one['title']}", taken)
        entities.append(_entity(name, one["category"], one["told"]))
        kept_to = voice is not None and one["category"] in RULES
        ends = (friend, "keeps to") if kept_to else (person, "is told of in")
        relations.append(_relation(*ends, name))
    return [*entities, *relations]


def _free(name: str, taken: set[str]) -> str:
    """Return the name, with a number where another entity has it."""
    number, tried = 1, name
    while tried in taken:
        number += 1
        tried = f"{name} ({number})"
    taken.add(tried)
    return tried


def _voice(shown: Mapping[str, Any], language: str) -> Iterable[str]:
    """Yield what is known of the voice, an observation each."""
    for name in STATED:
        yield from shown[name]
    for group in shown["phrases"]:
        said = " ".join(f"“{one}”" for one in group["texts"])
        yield labelled(group["label"], said, language)
    yield from (f"“{one}”" for one in shown["lines"])
    for one in shown["reactions"]:
        yield labelled(one["situation"], one["text"], language)
    for one in shown["examples"]:
        yield f"{one['user']}\n→ {one['assistant']}"


def _entity(name: str, kind: str, observations: Sequence[str]) -> Item:
    unique = list(dict.fromkeys(observations))
    return {"type": "entity", "name": name, "entityType": kind, "observations": unique}


def _relation(start: str, kind: str, end: str) -> Item:
    return {"type": "relation", "from": start, "to": end, "relationType": kind}


WAYS: dict[str, Way] = {"mcp-memory.graph": lines}
