"""Bodies of requests have the shape that each interface takes."""

import json
from typing import Any

import pytest

from migrate40.model.profile import Profile
from migrate40.renderers import render
from migrate40.renderers.spec import spec


def body(profile: Profile, target: str) -> Any:
    """Return the body, read as JSON."""
    (file,) = spec(target).files
    return json.loads(render(profile, target)[file.name])


def test_chat_completions(english: Profile) -> None:
    """A system message, the voice in turns, a hello at the end."""
    made = body(english, "openai")

    assert {"model", "messages"} == made.keys()
    assert ["system", "user", "assistant", "user"] == [
        m["role"] for m in made["messages"]
    ]
    assert "Hi, it's me." == made["messages"][-1]["content"]


def test_responses(chinese: Profile) -> None:
    """The instructions stand apart."""
    made = body(chinese, "responses")

    assert {"model", "instructions", "input"} == made.keys()
    assert "你是阿雾" in made["instructions"]
    assert {"role": "user", "content": "嗨，是我。"} == made["input"][-1]


def test_anthropic(english: Profile) -> None:
    """No system role among the messages, the first of them the person's."""
    made = body(english, "anthropic")

    assert {"model", "max_tokens", "system", "messages"} == made.keys()
    assert {"type": "ephemeral"} == made["system"][0]["cache_control"]
    assert ["user", "assistant", "user"] == [m["role"] for m in made["messages"]]


def test_gemini(english: Profile) -> None:
    """The voice is called model, and everything lies in parts."""
    made = body(english, "gemini-api")

    assert {"system_instruction", "contents"} == made.keys()
    assert ["user", "model", "user"] == [one["role"] for one in made["contents"]]
    assert all(["text"] == list(one["parts"][0]) for one in made["contents"])


@pytest.mark.parametrize("target", ["openai", "responses", "anthropic", "gemini-api"])
def test_examples_are_turns_only(english: Profile, target: str) -> None:
    """They are not told a second time in the prompt."""
    assert "This is how it sounds" not in json.dumps(body(english, target))
