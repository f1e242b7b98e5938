"""Ollama: a Modelfile, and the same as JSON for its API, where nothing gets lost.

The parser of Modelfiles drops every character that Go does not call printable, and
ends a block at a line that ends in three quotation marks (read in its source and
tried with the parser itself, August 2026).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Any

import msgspec

from migrate40.notices import Notice
from migrate40.renderers import tokens
from migrate40.renderers.budget import Entry
from migrate40.renderers.job import Files, Job, draw, everything, fit, is_brief
from migrate40.renderers.lint import one_line
from migrate40.renderers.spec import FileSpec

BASE_MODEL = "llama3.2"
DEFAULT_NAME = "old-friend"
TALK = 4096
"""Tokens of context left for talking."""
STEP = 2048
_NO_NAME = re.compile(r"[^a-z0-9]+")

Turn = dict[str, str]


def render(job: Job) -> Files:
    """Return the Modelfile and the body for `POST /api/create`."""
    modelfile, body = job.files
    return {modelfile.name: _modelfile(job, modelfile), body.name: _body(job, body)}


def _modelfile(job: Job, file: FileSpec) -> str:
    def drawing(kept: Sequence[Entry]) -> str:
        system, turns = _system(job, file, kept), _turns(kept)
        shown = [{k: for_modelfile(v) for k, v in one.items()} for one in turns]
        values: dict[str, Any] = {
            "base": BASE_MODEL,
            "num_ctx": context(job, system, turns),
            "system": for_modelfile(system),
            "turns": shown,
        }
        return draw(job, file, kept, **values)

    text = fit(job, file, everything(job, file), drawing)
    _warn(job, file, text)
    return text


def _body(job: Job, file: FileSpec) -> str:
    def drawing(kept: Sequence[Entry]) -> str:
        system, turns = _system(job, file, kept), _turns(kept)
        body = {
            "model": model_name(job.profile.persona.name),
            "from": BASE_MODEL,
            "system": system,
            "messages": [
                {"role": role, "content": one[role]}
                for one in turns
                for role in ("user", "assistant")
            ],
            "parameters": {"num_ctx": context(job, system, turns)},
        }
        return msgspec.json.format(msgspec.json.encode(body), indent=2).decode() + "\n"

    return fit(job, file, everything(job, file), drawing)


def _system(job: Job, file: FileSpec, kept: Sequence[Entry]) -> str:
    """Return the prompt without examples: these become turns of a conversation."""
    told = [one for one in kept if one.section != "examples"]
    brief = is_brief(job, file)
    return draw(job, file, told, template="system.md", brief=brief).rstrip("\n")


def _turns(kept: Sequence[Entry]) -> list[Turn]:
    return [one.data for one in kept if one.section == "examples"]


def context(job: Job, system: str, turns: Sequence[Turn]) -> int:
    """Return `num_ctx`: what the prompt needs, room to talk, a round number."""
    said = " ".join((system, *(text for one in turns for text in one.values())))
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


def _warn(job: Job, file: FileSpec, text: str) -> None:
    """Report what the parser will drop: above all the joiners inside emoji."""
    lost = Counter(one for one in text if not is_kept(one))
    if lost:
        named = ", ".join(f"U+{ord(one):04X} x{n}" for one, n in sorted(lost.items()))
        why = (
            f"Ollama drops invisible characters ({named}): joined emoji fall apart; "
            "ollama-create.json keeps them"
        )
        where = f"{job.spec.name}/{file.name}"
        job.report(Notice(kind="left_out", where=where, why=why))
