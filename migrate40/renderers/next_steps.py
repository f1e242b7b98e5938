"""NEXT-STEPS.md: what to do with the files, in the person's language."""

from collections.abc import Mapping, Sequence
from typing import Any

from migrate40.model.profile import Memory, Profile
from migrate40.renderers import language_of
from migrate40.renderers.lint import one_line
from migrate40.renderers.memory_entries import RULES
from migrate40.renderers.options import Options
from migrate40.renderers.persona_entries import person_of
from migrate40.renderers.phrasing import phrasing
from migrate40.renderers.selection import KEPT_BACK, is_kept
from migrate40.renderers.spec import TargetSpec, Words, spec
from migrate40.renderers.templates import fill

QUESTIONS = 3
ASKABLE = ("pets", "people", "identity", "work", "health", "preference", "plan")
"""Categories that a question can be asked about, the surest first."""


def next_steps(
    profile: Profile,
    targets: Sequence[str],
    options: Options,
    files: Mapping[str, Sequence[str]],
) -> str:
    """Return the page for some targets and the files that were made for each."""
    language = language_of(profile, options)
    memories = [one for one in profile.memories if is_kept(one, options)]
    persona = profile.persona
    values = {
        "name": one_line(persona.name or ""),
        "targets": [_target(spec(name), files[name], language) for name in targets],
        "questions": _questions(memories, person_of(persona, language), language),
        "phrases": [one_line(phrase.text) for phrase in persona.phrases[:QUESTIONS]],
        "sensitive": _sensitive(memories),
        "kept_back": sorted(KEPT_BACK & _classes(profile.memories)),
        "waiting": sum(one.status == "review" for one in profile.memories),
    }
    return fill("next-steps", language, values, options.templates)


def _target(one: TargetSpec, names: Sequence[str], language: str) -> dict[str, Any]:
    return {
        "name": one.name,
        "title": _in(one.title, language),
        "files": [
            {"name": file.name, "about": _in(file.about, language)}
            for file in one.files
            if file.name in names
        ],
        "needs": _in(one.needs, language),
        "steps": list(one.steps.zh if language == "zh" else one.steps.en),
        "stays_behind": list(
            one.stays_behind.zh if language == "zh" else one.stays_behind.en
        ),
        "privacy": _in(one.privacy, language),
    }


def _in(words: Words, language: str) -> str:
    return words.zh if language == "zh" else words.en


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


def _sensitive(memories: Sequence[Memory]) -> list[str]:
    return sorted(_classes(memories))


def _classes(memories: Sequence[Memory]) -> set[str]:
    return {one.sensitivity for one in memories if one.sensitivity}
