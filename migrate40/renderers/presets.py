"""Presets of chat programs for one's own machine: JSON around the whole prompt."""

from collections.abc import Callable, Sequence
from typing import Any

from migrate40.renderers.budget import Entry
from migrate40.renderers.encoding import json_lines, json_text
from migrate40.renderers.job import Job, Way, chosen, everything, fit
from migrate40.renderers.limits import Bound
from migrate40.renderers.memory_entries import memory_entries
from migrate40.renderers.prompting import whole_prompt
from migrate40.renderers.spec import FileSpec
from migrate40.renderers.view import frame

Shape = Callable[[str, str, FileSpec], Any]


def open_webui(name: str, system: str, file: FileSpec) -> Any:
    """Open WebUI's list of models to import (read in its router's code, 0.12)."""
    return [
        {
            "id": file.settings["id"],
            "name": name,
            "base_model_id": file.settings["base"],
            "params": {"system": system, "temperature": file.settings["temperature"]},
            "meta": {"description": "", "profile_image_url": "/static/favicon.png"},
            "is_active": True,
        }
    ]


def librechat(name: str, system: str, file: FileSpec) -> Any:
    """LibreChat's preset (checked with its own schema, 0.8)."""
    return {
        "title": name,
        "endpoint": file.settings["endpoint"],
        "model": file.settings["model"],
        "promptPrefix": system,
        "temperature": file.settings["temperature"],
    }


def lm_studio(name: str, system: str, file: FileSpec) -> Any:
    """LM Studio's preset, as the program writes it since 0.3."""
    values = {
        "llm.prediction.systemPrompt": system,
        "llm.prediction.temperature": file.settings["temperature"],
    }
    fields = [{"key": key, "value": value} for key, value in values.items()]
    return {
        "identifier": file.settings["identifier"],
        "name": name,
        "changed": False,
        "operation": {"fields": fields},
        "load": {"fields": []},
    }


def preset(shape: Shape) -> Way:
    """Return the way that makes a preset of that shape."""

    def way(job: Job, file: FileSpec) -> str:
        name = frame(job.profile, job.language)["name"]

        def drawing(kept: Sequence[Entry]) -> str:
            return json_text(shape(name, whole_prompt(job, file, kept), file))

        return fit(job, file, everything(job, file), drawing)

    return way


def memories(job: Job, file: FileSpec) -> str:
    """Return bodies for Open WebUI's `memories/add`, one a line.

    All of them together are no longer than what it puts before a model, unless the
    person has a number of their own for the file.
    """
    told: Sequence[Entry] = memory_entries(job.profile)
    known = {one.amount for one in job.bounds(file)}
    if any(one.amount in known for one in file.limits):
        whole = Bound(int(file.settings["injected"]), "code_points")
        told = chosen(job, file, told, _joined, [whole]).kept

    def drawing(kept: Sequence[Entry]) -> str:
        return json_lines({"content": _text(one), "type": "user"} for one in kept)

    return fit(job, file, told, drawing)


def _joined(kept: Sequence[Entry]) -> str:
    return "\n".join(map(_text, kept))


def _text(entry: Entry) -> str:
    happened = entry.data["happened"]
    return f"{entry.data['text']} ({happened})" if happened else entry.data["text"]


WAYS: dict[str, Way] = {
    "preset.open-webui": preset(open_webui),
    "preset.librechat": preset(librechat),
    "preset.lm-studio": preset(lm_studio),
    "open-webui.memories": memories,
}
