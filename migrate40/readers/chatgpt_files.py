"""The files of a ChatGPT export: which one is what, memories on their own, shards.

A file is known by its keys. Names are asked only of files that hold nothing to carry
over, where the shape is an empty list or not known.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from migrate40.errors import CannotRead
from migrate40.model.conversation import Given, given_id
from migrate40.notices import Kind, Notice, Report
from migrate40.readers.charset import text_start
from migrate40.readers.chatgpt_given import VENDOR
from migrate40.readers.chatgpt_markers import without_private
from migrate40.readers.chatgpt_shape import Name, Time, named
from migrate40.readers.decode import decode, mend, moment
from migrate40.readers.reader import Head, Member, Part

OTHERS: Final = frozenset({"inserted_at", "chat_messages", "fragments", "$schema"})
"""Keys that no conversation of ChatGPT has, but one of DeepSeek's or Claude's."""
BESIDE_MAPPING: Final = frozenset(
    {
        "conversation_id",
        "conversation_template_id",
        "create_time",
        "current_node",
        "default_model_slug",
        "moderation_results",
        "update_time",
    }
)
ONLY_HERE: Final = frozenset(
    {
        "async_status",
        "conversation_template_id",
        "current_node",
        "default_model_slug",
        "is_do_not_remember",
        "memory_scope",
        "moderation_results",
    }
)
"""A conversation is known by two of these, even when its mapping was lost."""
LISTED: Final = frozenset({"conversation_id", "title", "create_time"})
MANIFEST: Final = frozenset({"export_files", "logical_files"})
ACCOUNT: Final = frozenset({"chatgpt_plus_user", "birth_year"})
ACCOUNT_FIELDS: Final = ACCOUNT | {"id", "email", "phone_number", "name", "object"}
ASIDE_ITEMS: Final = (
    frozenset({"conversation_id", "rating"}),  # message_feedback.json
    frozenset({"conversation_id", "is_anonymous"}),  # shared_conversations.json
    frozenset({"file_id", "file_name"}),  # library_files.json
    frozenset({"input", "output", "user_id"}),  # model_comparisons.json
)
ADS: Final = frozenset({"ads_profile", "ad_hides"})
ASIDE_NAMES: Final = re.compile(
    r"(?:ads|basis_points|codex|conversation_asset_file_names|group_chats"
    r"|library_files|message_feedback|model_comparisons|sectioned_conversations"
    r"|shared_conversations|shopping|sora|user_settings)(?: ?\(\d+\))?\.json"
    r"|file[-_][0-9a-z]{16,}.*|.*\.dat"
)
MEMORY_NAMES: Final = re.compile(r"memor(?:y|ies)(?: ?\(\d+\))?\.json")
_MESSAGE = re.compile(r'"(?:content_type|author)"\s*:')
_ASSET = re.compile(r"file[-_][0-9A-Za-z]+\.dat")
_VIEWER = re.compile(r"\bjsonData\s*=\s*\[|\bassetsJson\s*=.{60000}", re.DOTALL)
"""The list of assets may come first, and be longer than what is looked at."""
LIMIT: Final = 1 << 26
"""Bytes: no list of memories and no manifest is longer."""
_COPY = re.compile(r" ?\(\d+\)(?=\.[^.]*\Z)")
_SHARD = re.compile(r"conversations(?:[-_ ]?\d+)?\.json", re.IGNORECASE)


def sniff(head: Head) -> Part | None:
    """Say what a file is, by its keys."""
    if _has_conversations(head):
        return "conversations"
    if head.top == "object" and head.keys & MANIFEST:
        return "manifest"
    if _has_memories(head):
        return "given"
    return "aside" if _is_aside(head) else None


def _has_conversations(head: Head) -> bool:
    if head.top == "html":
        return bool(_VIEWER.search(head.text))
    if head.top == "object" and _is_conversation(head.keys, head.text):
        return True
    holds_list = head.top in ("array", "lines") or "conversations" in head.keys
    return holds_list and any(_is_conversation(keys, head.text) for keys in head.items)


def _is_conversation(keys: frozenset[str], text: str) -> bool:
    if keys & OTHERS:
        return False
    if "mapping" not in keys:
        return len(keys & ONLY_HERE) > 1 or keys >= LISTED
    if keys & BESIDE_MAPPING:
        return True
    messages = text.partition('"mapping"')[2]
    return bool(_MESSAGE.search(messages)) and '"fragments"' not in messages


def _has_memories(head: Head) -> bool:
    if "memory_num_tokens" in head.keys and "memories" in head.keys:
        return True
    return bool(MEMORY_NAMES.fullmatch(head.name)) and any(
        {"id", "content"} <= keys for keys in head.items
    )


def _is_aside(head: Head) -> bool:
    if head.top == "object" and (head.keys & ACCOUNT or _is_account(head.keys)):
        return True
    if head.keys & ADS or any(map(_ASSET.fullmatch, head.keys)):
        return True
    if any(sign <= keys for sign in ASIDE_ITEMS for keys in head.items):
        return True
    return bool(ASIDE_NAMES.fullmatch(head.name))


def _is_account(keys: frozenset[str]) -> bool:
    return {"id", "email"} <= keys <= ACCOUNT_FIELDS


class _Memory(msgspec.Struct):
    content: str | None = None
    id: Name = None
    created_at: Time = None
    updated_at: Time = None
    enabled: bool | None = None


class _Memories(msgspec.Struct):
    memories: list[_Memory] = []


def account(members: Sequence[Member], report: Report) -> Iterator[Given]:
    """Yield the saved memories of files that list them; report what is switched off."""
    for member in members:
        for memory in _memories(member, report):
            if memory.content is None:
                _tell(report, "skipped_content", member, "a memory without a text")
            elif memory.enabled is False:
                _tell(report, "left_out", member, "a memory that is switched off")
            else:
                yield from _given(memory, memory.content)


def _tell(report: Report, kind: Kind, member: Member, why: str) -> None:
    report(Notice(kind=kind, where=member.name, why=why))


def _given(memory: _Memory, content: str) -> Iterator[Given]:
    text = without_private(mend(content)).strip()
    if text:
        yield Given(
            id=given_id("saved_memory", text, named(memory.id)),
            what="saved_memory",
            text=text,
            vendor=VENDOR,
            time=moment(memory.created_at) or moment(memory.updated_at),
        )


def _memories(member: Member, report: Report) -> list[_Memory]:
    try:
        raw = _content(member)
        memories = _listed(raw)
    except (ValueError, CannotRead):
        _tell(report, "skipped_file", member, "no list of memories")
        return []
    return memories


def _listed(raw: bytes) -> list[_Memory]:
    if raw.startswith(b"{"):
        return decode(raw, _Memories)[0].memories
    return decode(raw, list[_Memory])[0]


def _content(member: Member) -> bytes:
    with member.open() as stream:
        return text_start(stream.read(LIMIT)).strip().encode()


class _File(msgspec.Struct):
    path: str | None = None


class _Logical(msgspec.Struct):
    files: list[str | _File] = []


class _Manifest(msgspec.Struct):
    export_files: list[str | _File] = []
    logical_files: dict[str, _Logical] = {}


def missing(members: Sequence[Member], report: Report) -> None:
    """Report shards of the conversations that a manifest names and that are not there.

    Other files are not missed: nothing of them would come along.
    """
    for member in members:
        if _base(member.name).endswith("manifest.json"):
            there = {_base(each.name) for each in _beside(member, members)}
            for name in sorted(_shards(member) - there):
                report(Notice(kind="missing_file", where=name, why=_MISSING))


_MISSING: Final = "the export's manifest names it, but it is not there"


def _beside(manifest: Member, members: Sequence[Member]) -> Sequence[Member]:
    """Return the files of the same export; of all, where it was given on its own."""
    same = [each for each in members if each.export == manifest.export]
    return same if len(same) > 1 else members


def _base(name: str) -> str:
    """Return the file's own name, in lower case, without a browser's `(1)`."""
    return _COPY.sub("", name.rpartition("/")[2]).lower()


def _shards(member: Member) -> set[str]:
    try:
        manifest = decode(_content(member), _Manifest)[0]
    except (ValueError, CannotRead):
        return set()
    listed = manifest.export_files + [
        file for logical in manifest.logical_files.values() for file in logical.files
    ]
    paths = [(file if isinstance(file, str) else file.path) or "" for file in listed]
    return {_base(path) for path in paths if _SHARD.fullmatch(_base(path))}
