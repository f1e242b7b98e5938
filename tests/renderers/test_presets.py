"""Presets of programs for one's own machine."""

import json
from typing import Any

from migrate40.model.profile import Profile
from migrate40.notices import Notice
from migrate40.renderers import render
from migrate40.renderers.options import Options
from migrate40.renderers.phrasing import phrasing


def read(profile: Profile, target: str, name: str) -> Any:
    """Return a file, read as JSON."""
    return json.loads(render(profile, target)[name])


def test_open_webui(english: Profile) -> None:
    """A list with one model, whose id has no white space."""
    (model,) = read(english, "open-webui", "model.json")

    assert {
        "id",
        "name",
        "base_model_id",
        "params",
        "meta",
        "is_active",
    } == model.keys()
    assert "old-friend" == model["id"]
    assert "Juniper" == model["name"]
    assert "This is how it sounds" in model["params"]["system"]


def test_open_webui_s_memories(english: Profile) -> None:
    """No more than it puts before a model; the rest is named."""
    notices: list[Notice] = []
    files = render(english, "open-webui", report=notices.append)
    lines = [json.loads(one) for one in str(files["memories.jsonl"]).splitlines()]
    large = sum(len(one["content"]) + 1 for one in lines)

    assert {"user"} == {one["type"] for one in lines}
    assert 40 == len(lines)
    assert large <= 2000
    assert [] == [one for one in notices if "memories.jsonl" in one.why]


def test_open_webui_s_memories_by_the_person_s_number(large: Profile) -> None:
    """Whoever has set the program to inject more gets more."""
    options = Options(limit=("open-webui/memories.jsonl=20000",))
    usual = str(render(large, "open-webui")["memories.jsonl"])
    more = str(render(large, "open-webui", options)["memories.jsonl"])

    assert sum(len(json.loads(one)["content"]) for one in usual.splitlines()) <= 2000
    assert 15_000 < len(more) <= 20_000


def test_open_webui_s_memories_have_an_end() -> None:
    """Nothing known, no file."""
    assert ["model.json"] == list(render(Profile(), "open-webui"))


def test_librechat(chinese: Profile) -> None:
    """The prompt is the prefix."""
    preset = read(chinese, "librechat", "preset.json")

    assert "阿雾" == preset["title"]
    assert "你是阿雾" in preset["promptPrefix"]


def test_lm_studio(english: Profile) -> None:
    """Fields by key, as the program itself writes them."""
    preset = read(english, "lm-studio", "old-friend.preset.json")
    fields = {one["key"]: one["value"] for one in preset["operation"]["fields"]}

    assert "@local:old-friend" == preset["identifier"]
    assert 0.8 == fields["llm.prediction.temperature"]
    assert "You are Juniper" in fields["llm.prediction.systemPrompt"]


def test_nobody_has_no_name() -> None:
    """A word for it stands in its place."""
    preset = read(Profile(), "librechat", "preset.json")

    assert phrasing("en").words["name"] == preset["title"]
