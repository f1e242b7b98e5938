"""The vendors' own libraries take the bodies as they are."""

from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.consumers
Run = Callable[..., str]
Written = Callable[..., Path]

TYPED = """
import json
import sys
from importlib import import_module
from pydantic import TypeAdapter
module, name, path, listed = sys.argv[1:]
with open(path, encoding="utf-8") as file:
    body = json.load(file)
taken = TypeAdapter(getattr(import_module(module), name)).validate_python(body)
print(len(list(taken[listed])), sorted(taken) == sorted(body))
"""
GEMINI = """
import json
import sys
from google.genai import types
with open(sys.argv[1], encoding="utf-8") as file:
    body = json.load(file)
contents = [types.Content.model_validate(one) for one in body.pop("contents")]
config = types.GenerateContentConfig.model_validate(body)
print(contents[-1].role, bool(config.system_instruction))
"""


CHAT = "openai.types.chat.completion_create_params"
RESPONSE = "openai.types.responses.response_create_params"
MESSAGE = "anthropic.types.message_create_params"
BODIES = {
    "openai": ("openai==3.57.0", CHAT, "CompletionCreateParamsNonStreaming"),
    "responses": ("openai==3.57.0", RESPONSE, "ResponseCreateParamsNonStreaming"),
    "anthropic": ("anthropic==2.12.0", MESSAGE, "MessageCreateParamsNonStreaming"),
}
"""By target: what to install, and where the type of a body lies in it."""


@pytest.mark.parametrize("target", BODIES)
def test_the_body_has_the_library_s_types(
    python: Run, written: Written, target: str
) -> None:
    """Every field is known, every message is one."""
    requirement, module, name = BODIES[target]
    (path,) = written(target).iterdir()
    listed = "input" if target == "responses" else "messages"
    said = python(requirement, TYPED, module, name, str(path), listed)
    number, whole = said.split()

    assert 3 <= int(number)
    assert "True" == whole


def test_gemini_s_contents(python: Run, written: Written) -> None:
    """The voice is called model, and the prompt is a content, too."""
    path = written("gemini-api") / "generate-content.json"

    assert "user True\n" == python("google-genai==3.6.1", GEMINI, str(path))
