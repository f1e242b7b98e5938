"""NEXT-STEPS.md: what to do with the files, in the person's language."""

from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatch
from typing import Any

from migrate40.model.profile import Memory, Profile
from migrate40.notices import Notice
from migrate40.renderers import language_of
from migrate40.renderers.job import crowded
from migrate40.renderers.lint import one_line
from migrate40.renderers.memory_entries import RULES
from migrate40.renderers.options import Options
from migrate40.renderers.persona_entries import person_of
from migrate40.renderers.phrasing import phrasing
from migrate40.renderers.selection import KEPT_BACK, classes, is_kept
from migrate40.renderers.spec import TargetSpec, spec
from migrate40.renderers.templates import fill

QUESTIONS = 3
ASKABLE = ("pets", "people", "identity", "work", "health", "preference", "plan")
"""Categories that a question can be asked about, the surest first."""


def next_steps(
    profile: Profile,
    targets: Sequence[str],
    options: Options,
    files: Mapping[str, Sequence[str]],
    notices: Iterable[Notice] = (),
) -> str:
    """Return the page for some targets and the files that were made for each.

    `notices` are those that the rendering gave: what found no room is counted.
    """
    language = language_of(profile, options)
    memories = [one for one in profile.memories if is_kept(one, options)]
    along, behind = classes(profile, options)
    persona = profile.persona
    values = {
        "name": one_line(persona.name or ""),
        "targets": [_target(spec(name), files[name], language) for name in targets],
        "questions": _questions(memories, person_of(persona, language), language),
        "phrases": [one_line(phrase.text) for phrase in persona.phrases[:QUESTIONS]],
        "drift": one_line(persona.drift.statement) if persona.drift else "",
        "sensitive": along,
        "kept_back": [one for one in behind if one in KEPT_BACK],
        "waiting": sum(one.status == "review" for one in profile.memories),
        "hard_nights": any(m.sensitivity == "self_harm" for m in profile.memories),
        "crowded": [{"file": f, "number": n} for f, n in crowded(notices).items()],
    }
    return fill("next-steps", language, values, options.templates)


def _target(one: TargetSpec, names: Sequence[str], language: str) -> dict[str, Any]:
    return {
        "name": one.name,
        "title": one.title.in_(language),
        "files": [
            {"name": file.name, "about": file.about.in_(language)}
            for file in one.files
            if any(fnmatch(name, file.name) for name in names)
        ],
        "needs": one.needs.in_(language),
        "steps": one.steps.in_(language),
        "stays_behind": one.stays_behind.in_(language),
        "privacy": one.privacy.in_(language),
    }


def _questions(
    memories: Sequence[Memory], person: str, language: str
) -> list[dict[str, str]]:
    """Return things it should know, of different kinds, to ask about."""
    titles = phrasing(language).categories
    found: dict[str, Memory] = {}
    for memory in memories:
        if memory.category in ASKABLE and memory.category not in RULES:
            found.setdefault(memory.category, memory)
    chosen = [found[name] for name in ASKABLE if name in found][:QUESTIONS]
    return [
        {
            "about": titles[one.category].format(person=person),
            "line": one_line(one.text),
        }
        for one in chosen
    ]
