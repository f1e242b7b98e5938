"""The graph, by the rules of the MCP memory server."""

import json
from typing import Any

import msgspec
import pytest

from migrate40.model.profile import Profile
from migrate40.renderers import render
from migrate40.renderers.options import Options

Item = dict[str, Any]


def graph(profile: Profile, **options: object) -> tuple[dict[str, Item], list[Item]]:
    """Return entities by name and relations; names are unique and ends exist."""
    text = str(render(profile, "mcp-memory", Options(**options))["memory.jsonl"])  # type: ignore[arg-type]
    items = [json.loads(line) for line in text.split("\n") if line.strip()]
    entities = [one for one in items if one["type"] == "entity"]
    relations = [one for one in items if one["type"] == "relation"]
    names = [one["name"] for one in entities]

    assert len(set(names)) == len(names)
    assert {end for one in relations for end in (one["from"], one["to"])} <= set(names)
    assert all(len(set(o["observations"])) == len(o["observations"]) for o in entities)
    return {one["name"]: one for one in entities}, relations


def test_any_profile(any_profile: Profile) -> None:
    """There is always the person and the friend."""
    entities, relations = graph(any_profile)
    kinds = [one["entityType"] for one in entities.values()]

    assert ["person", "assistant persona"] == kinds[:2]
    assert len(kinds) == len(relations) + 1


def test_who_is_who(english: Profile) -> None:
    """The friend keeps to the rules, and the person is told of in the rest."""
    entities, relations = graph(english)
    ends = {(one["from"], one["relationType"], one["to"]) for one in relations}

    assert ("Juniper", "is an old friend of", "Milo") in ends
    assert ("Juniper", "keeps to", "Juniper · Boundaries") in ends
    assert ("Milo", "is told of in", "Juniper · People around them") in ends
    assert "skipper" in entities["Milo"]["observations"]
    assert "people" == entities["Juniper · People around them"]["entityType"]
    assert (
        "Mind the step 3 (2025-03-07)"
        in entities["Juniper · People around them"]["observations"]
    )


def test_the_voice_is_observed(chinese: Profile) -> None:
    """Sayings under their label, exchanges with both sides."""
    found = graph(chinese)[0]["阿雾"]["observations"]

    assert "口头禅：“慢慢来，我在～”" in found
    assert "慢慢来，我在～\n→ 慢慢来，我在～" in found


@pytest.mark.parametrize(
    ("names", "called"),
    [(("chief", "Milo"), "Milo"), (("chief", "skip"), "chief"), ((), "your friend")],
)
def test_the_persons_name(
    english: Profile, names: tuple[str, ...], called: str
) -> None:
    """A proper one, or else what the friend says; the others are observed."""
    persona = msgspec.structs.replace(english.persona, names_for_user=names)
    entities, _ = graph(msgspec.structs.replace(english, persona=persona))
    person = next(iter(entities.values()))

    assert called == person["name"]
    assert [one for one in names if one != called] == person["observations"][1:]


@pytest.mark.parametrize("name", ["Milo", "Milo (2)"])
def test_two_of_one_name(english: Profile, name: str) -> None:
    """The friend and the person may share theirs."""
    persona = msgspec.structs.replace(
        english.persona, name=name, names_for_user=("Milo",)
    )
    entities, _ = graph(msgspec.structs.replace(english, persona=persona))

    assert "Milo (2)" in entities


def test_the_memories_alone(english: Profile) -> None:
    """Nobody speaks, and all is told of the person."""
    entities, relations = graph(english, part="memories")

    assert "Juniper" not in entities
    assert {"is told of in"} == {one["relationType"] for one in relations}
    assert "Juniper · Boundaries" in entities
