"""Ollama: a Modelfile, and the same as JSON for its API, where nothing gets lost.

The parser of Modelfiles drops every character that Go does not call printable, and
ends a block at a line that ends in three quotation marks (read in its source and
tried with the parser itself, August 2026).
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from migrate40.renderers import tokens
from migrate40.renderers.budget import Entry
from migrate40.renderers.encoding import json_text
from migrate40.renderers.job import Job, Way, draw, everything, fit
from migrate40.renderers.lint import one_line
from migrate40.renderers.prompting import Turn, messages, system_prompt, turns
from migrate40.renderers.spec import FileSpec

DEFAULT_NAME = "old-friend"
TALK = 4096
"""Tokens of context left for talking."""
STEP = 2048
_NO_NAME = re.compile(r"[^a-z0-9]+")


def modelfile(job: Job, file: FileSpec) -> str:
    """Return the recipe for `ollama create`."""

    def drawing(kept: Sequence[Entry]) -> str:
        system, shown = system_prompt(job, file, kept), turns(kept)
        values: dict[str, Any] = {
            "num_ctx": context(job, system, shown),
            "system": for_modelfile(system),
            "turns": [{k: for_modelfile(v) for k, v in one.items()} for one in shown],
        }
        return draw(job, file, kept, **values)

    return fit(job, file, everything(job, file), drawing)


def create(job: Job, file: FileSpec) -> str:
    """Return the body for `POST /api/create`."""

    def drawing(kept: Sequence[Entry]) -> str:
        system, shown = system_prompt(job, file, kept), turns(kept)
        body = {
            "model": model_name(job.profile.persona.name),
            "from": file.settings["base"],
            "system": system,
            "messages": messages(kept),
            "parameters": {"num_ctx": context(job, system, shown)},
        }
        return json_text(body)

    return fit(job, file, everything(job, file), drawing)


def context(job: Job, system: str, examples: Sequence[Turn]) -> int:
    """Return `num_ctx`: what the prompt needs, room to talk, a round number."""
    said = " ".join((system, *(text for one in examples for text in one.values())))
    needed = tokens.count(said) * job.spec.token_factor + TALK
    return -int(-needed // STEP) * STEP


def model_name(name: str | None) -> str:
    """Return a name that Ollama takes; of a name in other letters the default."""
    slug = _NO_NAME.sub("-", one_line(name or "").lower()).strip("-")
    return slug[:40].strip("-") or DEFAULT_NAME


def is_kept(character: str) -> bool:
    """Whether the parser of Modelfiles keeps it (Go's `strconv.IsPrint`, and white)."""
    return unicodedata.category(character)[0] in "LMNPS" or character in " \n\r\t"


def for_modelfile(text: str) -> str:
    """Return the text in a form of which the parser loses as little as can be."""
    spaced = "".join(" " if unicodedata.category(one) == "Zs" else one for one in text)
    unquoted = spaced.replace('"""', "'''")
    return f"{unquoted} " if unquoted.endswith('"') else unquoted


WAYS: dict[str, Way] = {"ollama.modelfile": modelfile, "ollama.create": create}
