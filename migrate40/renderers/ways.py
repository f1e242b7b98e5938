"""How files are made, by the name under which a spec asks for it."""

from migrate40.renderers import (
    bodies,
    chatgpt,
    claude,
    companions,
    gemini,
    ollama,
    presets,
    profile_json,
    stores,
)
from migrate40.renderers.job import Way, document

WAYS: dict[str, Way] = {
    "document": document,
    **bodies.WAYS,
    **chatgpt.WAYS,
    **claude.WAYS,
    **gemini.WAYS,
    **ollama.WAYS,
    **presets.WAYS,
    **profile_json.WAYS,
    **companions.WAYS,
    **stores.WAYS,
}
