"""Bodies for the interfaces of models: a system prompt, the voice in turns, a hello."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from migrate40.renderers.budget import Entry
from migrate40.renderers.encoding import json_text
from migrate40.renderers.hant import translated
from migrate40.renderers.job import Job, Way, everything, fit
from migrate40.renderers.prompting import Turn, messages, system_prompt
from migrate40.renderers.spec import FileSpec

Settings = Mapping[str, str | int | float | bool]
Shape = Callable[[str, list[Turn], Settings], dict[str, Any]]


def chat_completions(system: str, talk: list[Turn], settings: Settings) -> Any:
    """OpenAI's Chat Completions, and the many servers that speak like it."""
    told = {"role": settings["role"], "content": system}
    return {"model": settings["model"], "messages": [told, *talk]}


def responses(system: str, talk: list[Turn], settings: Settings) -> Any:
    """OpenAI's Responses: `instructions` do not carry over to the next response."""
    return {"model": settings["model"], "instructions": system, "input": talk}


def anthropic(system: str, talk: list[Turn], settings: Settings) -> Any:
    """Anthropic's Messages: the prompt stands apart and is cached."""
    block = {"type": "text", "text": system, "cache_control": {"type": "ephemeral"}}
    return {
        "model": settings["model"],
        "max_tokens": settings["max_tokens"],
        "system": [block],
        "messages": talk,
    }


def gemini(system: str, talk: list[Turn], _: Settings) -> Any:
    """Gemini's generateContent: the voice is called model, its name is in the URL."""
    names = {"user": "user", "assistant": "model"}
    return {
        "system_instruction": {"parts": [{"text": system}]},
        "contents": [
            {"role": names[one["role"]], "parts": [{"text": one["content"]}]}
            for one in talk
        ],
    }


def body(shape: Shape) -> Way:
    """Return the way that makes a body of that shape."""

    def way(job: Job, file: FileSpec) -> str:
        hello = translated(
            job.language, str(file.settings["hello_en"]), str(file.settings["hello_zh"])
        )

        def drawing(kept: Sequence[Entry]) -> str:
            talk = [*messages(kept), {"role": "user", "content": hello}]
            return json_text(shape(system_prompt(job, file, kept), talk, file.settings))

        return fit(job, file, everything(job, file), drawing)

    return way


WAYS: dict[str, Way] = {
    "body.openai": body(chat_completions),
    "body.responses": body(responses),
    "body.anthropic": body(anthropic),
    "body.gemini": body(gemini),
}
