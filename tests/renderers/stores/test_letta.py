"""The agent file, by the rules of Letta's own schema."""

import json
import re
from typing import Any

import msgspec
import pytest

from migrate40.model.profile import Profile
from migrate40.notices import Notice
from migrate40.renderers import render
from migrate40.renderers.options import Options

LISTS = ("agents", "groups", "blocks", "files", "sources", "tools", "mcp_servers")


def agent_file(profile: Profile, **options: object) -> dict[str, Any]:
    """Return the file, checked as Letta checks it (its schema of version 0.16)."""
    made = render(profile, "letta", Options(**options))["old-friend.af"]  # type: ignore[arg-type]
    found: dict[str, Any] = json.loads(made)
    blocks = {one["id"]: one for one in found["blocks"]}

    assert all(isinstance(found[name], list) for name in LISTS)
    assert all(re.fullmatch(r"block-\d+", ident) for ident in blocks)
    for agent in found["agents"]:
        assert re.fullmatch(r"agent-\d+", agent["id"])
        assert re.fullmatch(r"[\w '\-]+", agent["name"])
        assert re.fullmatch(r"[^/]+/.+", agent["model"])
        assert {"model", "model_endpoint_type", "context_window"} < set(
            agent["llm_config"]
        )
        assert {"embedding_model", "embedding_endpoint_type", "embedding_dim"} < set(
            agent["embedding_config"]
        )
        assert set(agent["block_ids"]) == blocks.keys()
    for block in blocks.values():
        assert len(block["value"]) <= block["limit"]
    return found


def blocks(found: dict[str, Any]) -> dict[str, str]:
    """Return what stands in the blocks, by label."""
    return {one["label"]: one["value"] for one in found["blocks"]}


def test_any_profile(any_profile: Profile) -> None:
    """It is a file that Letta takes."""
    assert 1 == len(agent_file(any_profile)["agents"])


def test_two_blocks(english: Profile) -> None:
    """The voice with the rules, and the person."""
    found = blocks(agent_file(english))
    told = {one.category: one.text for one in english.memories}

    assert ["persona", "human"] == list(found)
    assert "You are Juniper" in found["persona"]
    assert f"- {told['boundary']}\n" in found["persona"]
    assert told["people"] in found["human"]
    assert told["boundary"] not in found["human"]


@pytest.mark.parametrize(
    ("part", "label"), [("persona", "persona"), ("memories", "human")]
)
def test_parts(english: Profile, part: str, label: str) -> None:
    """One block only; the rules are in it."""
    found = blocks(agent_file(english, part=part))
    told = {one.category: one.text for one in english.memories}

    assert [label] == list(found)
    assert told["boundary"] in found[label]


def test_what_a_block_cannot_hold_is_told(english: Profile) -> None:
    """Each memory by its id."""
    many = tuple(
        msgspec.structs.replace(english.memories[3], id=f"m-{n}", text=f"{n} " * 100)
        for n in range(1000, 1100)
    )
    notices: list[Notice] = []
    profile = msgspec.structs.replace(english, memories=many)
    made = render(profile, "letta", report=notices.append)["old-friend.af"]

    assert 20 < len(notices)
    for one in many:
        named = one.id in {notice.where for notice in notices}
        assert named != (one.text.strip() in str(made))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("小鹿🌙", "小鹿"),
        ("Dr. O'Neil", "Dr O'Neil"),
        ("🌙", "old-friend"),
        (None, "an old friend"),
    ],
)
def test_a_name_that_letta_takes(
    english: Profile, name: str | None, expected: str
) -> None:
    """Letters of any language, digits, blanks, hyphens and apostrophes."""
    persona = msgspec.structs.replace(english.persona, name=name)
    found = agent_file(msgspec.structs.replace(english, persona=persona))

    assert expected == found["agents"][0]["name"]
