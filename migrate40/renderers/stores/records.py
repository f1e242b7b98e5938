"""Memories as records: mem0's export, and Portable AI Memory 1.0."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from migrate40.model.profile import Memory, Profile
from migrate40.renderers.budget import Entry
from migrate40.renderers.encoding import json_text
from migrate40.renderers.job import Job, Way, everything, fit
from migrate40.renderers.lint import one_line
from migrate40.renderers.memory_entries import memory_entries
from migrate40.renderers.prompting import whole_prompt
from migrate40.renderers.spec import FileSpec

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""Where a time must stand and none is known at all."""
TYPES: Mapping[str, str] = {
    "boundary": "instruction",
    "instruction": "instruction",
    "interaction": "instruction",
    "identity": "identity",
    "people": "relationship",
    "pets": "relationship",
    "preference": "preference",
    "project": "project",
    "plan": "goal",
    "promise": "goal",
    "event": "context",
    "emotion": "context",
}
"""The closed list of types of Portable AI Memory; any other category is a fact."""
METHODS: Mapping[str, str] = {
    "saved": "api_export",
    "instruction": "explicit_user_input",
    "project": "explicit_user_input",
}
"""How it was found, as far as the format has a word for it."""
OWN_TYPES: Mapping[str, str] = {"shared": "shared_moment"}
PERSONA = "assistant_persona"
_PLATFORM = re.compile(r"[a-z0-9_-]{2,32}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?")


def mem0(job: Job, file: FileSpec) -> str:
    """Return a list as mem0 exports it, for its `add` one by one."""
    records = {one.id: one for one in job.profile.memories}

    def drawing(kept: Sequence[Entry]) -> str:
        return json_text([_mem0(one, records[str(one.id)]) for one in kept])

    return fit(job, file, memory_entries(job.profile), drawing)


def _mem0(entry: Entry, memory: Memory) -> dict[str, Any]:
    said = _time(memory.said_at)
    return {
        "id": memory.id,
        "memory": entry.data["text"],
        "created_at": said,
        "updated_at": said,
        "metadata": _about(entry, memory) | ({"said_at": said} if said else {}),
    }


def _about(entry: Entry, memory: Memory) -> dict[str, Any]:
    """Return what else is known of a memory; what is not known is left out."""
    known = {
        "category": memory.category,
        "origin": memory.origin,
        "importance": memory.importance,
        "happened_at": one_line(memory.happened_at or ""),
        "sensitivity": memory.sensitivity,
        "quote": entry.quote,
        "quoted_at": entry.quoted,
    }
    return {name: value for name, value in known.items() if value not in {"", None}}


def pam(job: Job, file: FileSpec) -> str:
    """Return a memory store; the voice is a memory of a type of its own."""
    records = {one.id: one for one in job.profile.memories}

    def drawing(kept: Sequence[Entry]) -> str:
        stored = []
        if job.wants(file, "persona"):
            voice = [one for one in kept if one.group == "persona"]
            stored.append(_voice(job, file, voice))
        if job.wants(file, "memories"):
            told = [one for one in kept if one.id in records]
            stored += [_pam(job.profile, one, records[str(one.id)]) for one in told]
        head = {"schema": "portable-ai-memory", "schema_version": "1.0"}
        return json_text(
            head
            | {"spec_uri": file.settings["spec_uri"]}
            | {"owner": {"id": file.settings["owner"]}, "memories": stored}
        )

    wanted = everything(job, file)
    if not job.wants(file, "memories"):
        wanted = [one for one in wanted if one.group == "persona"]
    return fit(job, file, wanted, drawing)


def _pam(profile: Profile, entry: Entry, memory: Memory) -> dict[str, Any]:
    own = OWN_TYPES.get(memory.category)
    proof = memory.evidence[0] if memory.evidence else None
    about = _about(entry, memory)
    if _LANGUAGE.fullmatch(memory.language):
        about["language"] = memory.language
    return _stored(
        profile,
        memory.id,
        entry.data["text"],
        "custom" if own else TYPES.get(memory.category, "fact"),
    ) | {
        **({"custom_type": own} if own else {}),
        "tags": [memory.category],
        "confidence": {"initial": memory.confidence, "current": memory.confidence},
        "temporal": {"created_at": _time(memory.said_at) or _last(profile)},
        "provenance": {
            "platform": _platform(profile),
            "conversation_ref": proof.conversation if proof else None,
            "message_ref": proof.message if proof else None,
            "extraction_method": METHODS.get(memory.origin),
        },
        "metadata": about,
    }


def _voice(job: Job, file: FileSpec, kept: Sequence[Entry]) -> dict[str, Any]:
    content = whole_prompt(job, file, kept)
    return _stored(job.profile, "persona", content, "custom") | {
        "custom_type": PERSONA,
        "tags": ["persona"],
    }


def _stored(profile: Profile, ident: str, content: str, kind: str) -> dict[str, Any]:
    return {
        "id": ident,
        "type": kind,
        "status": "active",
        "content": content,
        "content_hash": content_hash(content),
        "temporal": {"created_at": _last(profile)},
        "provenance": {"platform": _platform(profile)},
    }


def content_hash(content: str) -> str:
    """Return the digest of a content, normalised as section 9.4 of the format says."""
    text = unicodedata.normalize("NFC", content.strip().lower())
    text = re.sub(r"\s+", " ", text)
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def _platform(profile: Profile) -> str:
    """Return where it comes from; of several places none is right."""
    names = {one.vendor for one in profile.sources}
    name = names.pop() if len(names) == 1 else "local"
    return name if _PLATFORM.fullmatch(name) else "local"


def _last(profile: Profile) -> str:
    """Return the time of the last message: then all of it was known."""
    times = [one.last for one in profile.sources if one.last]
    return str(_time(max(times, default=NEVER)))


def _time(time: datetime | None) -> str | None:
    return f"{time.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if time else None


WAYS: dict[str, Way] = {"mem0.records": mem0, "pam.store": pam}
