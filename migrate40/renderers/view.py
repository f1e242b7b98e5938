"""What a template sees: plain words and lists, chosen and in order."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from migrate40.model.profile import Profile
from migrate40.renderers.budget import Entry, Group
from migrate40.renderers.lint import one_line
from migrate40.renderers.persona_entries import anchor, greeting, person_of
from migrate40.renderers.phrasing import phrasing

PLAIN_SECTIONS = ("sound", "traits", "rituals", "lines")
KINDS = ("greeting", "signature", "comfort", "pet_name", "filler", "farewell")
GROUPS: Mapping[str, tuple[Group, ...]] = {
    "rules": ("boundaries", "rules"),
    "memories": ("memories",),
}
NAMES = 4
"""Names for the person that are told."""


def frame(profile: Profile, language: str) -> dict[str, Any]:
    """Return who the two are; the same whatever fits."""
    persona, words = profile.persona, phrasing(language).words
    name = one_line(persona.name or "")
    names = [one_line(each) for each in persona.names_for_user[:NAMES]]
    return {
        "name": name or words["name"],
        "named": bool(name),
        "person": person_of(persona, language),
        "greeting": greeting(persona),
        "names": [each for each in names if each],
        "since": _month(profile, language),
        "conversations": sum(one.conversations for one in profile.sources),
    }


def _month(profile: Profile, language: str) -> str:
    """Return the month of the first message, as the language writes it; or ""."""
    met: list[datetime] = [one.first for one in profile.sources if one.first]
    if not met:
        return ""
    words, first = phrasing(language).words, min(met).astimezone(UTC)
    name = words["months"].split()[first.month - 1]
    return words["month"].format(name=name, year=first.year)


def sections(
    entries: Sequence[Entry], order: Sequence[str], person: str, language: str
) -> dict[str, Any]:
    """Return the entries by section: lists of words, or of small dicts.

    `rules` and `memories` are lists of categories, in the order given.
    """
    found: dict[str, list[dict[str, str]]] = {}
    for one in entries:
        found.setdefault(one.section, []).append(one.data)
    shown: dict[str, Any] = {
        name: [one["text"] for one in found.get(name, [])] for name in PLAIN_SECTIONS
    }
    shown["phrases"] = _phrases(found.get("phrases", []), person, language)
    shown["anchor"] = anchor(shown["sound"], found.get("phrases", []), language)
    shown["reactions"] = found.get("reactions", [])
    shown["examples"] = found.get("examples", [])
    for group, members in GROUPS.items():
        names = {one.section for one in entries if one.group in members}
        ranked = [each for each in order if each in names]
        listed = [*ranked, *sorted(names - set(ranked))]
        shown[group] = [_category(n, found[n], person, language) for n in listed]
    return shown


def _phrases(
    phrases: Sequence[Mapping[str, str]], person: str, language: str
) -> list[dict[str, Any]]:
    labels, groups = phrasing(language).phrases, []
    for kind in KINDS:
        texts = [one["text"] for one in phrases if one["kind"] == kind]
        if texts:
            label = labels[kind].format(person=person)
            groups.append({"kind": kind, "label": label, "texts": texts})
    return groups


def _category(
    name: str, entries: list[dict[str, str]], person: str, language: str
) -> dict[str, Any]:
    title = phrasing(language).categories[name].format(person=person)
    return {"category": name, "title": title, "entries": entries}
