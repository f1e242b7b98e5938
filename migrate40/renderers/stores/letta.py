"""Letta: an agent file, the voice in one memory block and the person in another.

Fields and limits are those of its own schema (read in its code, version 0.16.8): an id
is a kind and a number; a name has letters, digits, blanks, hyphens, apostrophes.
"""

import re
from collections.abc import Sequence
from typing import Any

from migrate40.renderers.budget import Entry
from migrate40.renderers.encoding import json_text
from migrate40.renderers.job import Job, Way, chosen, draw, everything, fit
from migrate40.renderers.limits import Bound
from migrate40.renderers.spec import FileSpec
from migrate40.renderers.traps import without_traps
from migrate40.renderers.view import frame

BLOCKS = ("persona", "human")
"""Labels of the blocks; each has a template of that name."""
EMPTY = ("groups", "files", "sources", "tools", "mcp_servers", "skills")
VOICE = frozenset(("persona", "boundaries", "rules"))
_NO_NAME = re.compile(r"[^\w '\-]+")
_GAPS = re.compile(r"\s+")


def agent_file(job: Job, file: FileSpec) -> str:
    """Return the file; each block holds no more than its limit."""
    entries = _within(job, file)

    def drawing(kept: Sequence[Entry]) -> str:
        return json_text(_agent_file(job, file, kept))

    return fit(job, file, entries, drawing)


def _within(job: Job, file: FileSpec) -> list[Entry]:
    """Return the entries of both blocks that fit in theirs."""
    bound = Bound(int(file.settings["limit"]), "code_points")
    found: list[Entry] = []
    for label in _labels(job, file):
        own = _of(job, file, label, everything(job, file))

        def drawing(kept: Sequence[Entry], label: str = label) -> str:
            return _value(job, file, label, kept)

        found += chosen(job, file, own, drawing, [bound]).kept
    return found


def _labels(job: Job, file: FileSpec) -> list[str]:
    parts = {"persona": "persona", "human": "memories"}
    return [one for one in BLOCKS if job.wants(file, parts[one])]


def _of(job: Job, file: FileSpec, label: str, entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries of a block: rules belong to the voice, where there is one."""
    spoken = job.wants(file, "persona")
    if label == "persona":
        return [one for one in entries if one.group in VOICE]
    return [one for one in entries if not spoken or one.group not in VOICE]


def _value(job: Job, file: FileSpec, label: str, kept: Sequence[Entry]) -> str:
    return draw(job, file, kept, f"{label}.md").rstrip("\n")


def _agent_file(job: Job, file: FileSpec, kept: Sequence[Entry]) -> Any:
    blocks = [
        {
            "id": f"block-{number}",
            "label": label,
            "value": _value(job, file, label, _of(job, file, label, kept)),
            "limit": file.settings["limit"],
        }
        for number, label in enumerate(_labels(job, file))
    ]
    agent = {
        "id": "agent-0",
        "name": _name(job, file),
        "agent_type": file.settings["agent_type"],
        **_models(file),
        "block_ids": [one["id"] for one in blocks],
        "include_base_tools": True,
    }
    return {
        "agents": [agent],
        "blocks": blocks,
        **{name: [] for name in EMPTY},
        "metadata": {},
        "created_at": None,
    }


def _models(file: FileSpec) -> dict[str, Any]:
    """Return what speaks and what finds; an import without them is refused."""
    words = file.settings
    provider, endpoint = words["provider"], words["endpoint"]
    model = f"{provider}/{words['model']}"
    embedding = f"{provider}/{words['embedding']}"
    return {
        "model": model,
        "llm_config": {
            "handle": model,
            "model": words["model"],
            "model_endpoint_type": provider,
            "model_endpoint": endpoint,
            "context_window": words["context"],
        },
        "embedding": embedding,
        "embedding_config": {
            "handle": embedding,
            "embedding_model": words["embedding"],
            "embedding_endpoint_type": provider,
            "embedding_endpoint": endpoint,
            "embedding_dim": words["dimensions"],
        },
    }


def _name(job: Job, file: FileSpec) -> str:
    """Return a name that it takes."""
    known = without_traps(frame(job.profile, job.language), job.spec, file)
    cleaned = _GAPS.sub(" ", _NO_NAME.sub(" ", known["name"])).strip()
    return cleaned or str(file.settings["name"])


WAYS: dict[str, Way] = {"letta.agent": agent_file}
