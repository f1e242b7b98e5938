"""Reads ChatGPT: the official export, and captures of the API that it is made of."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Final

import msgspec

from migrate40.model.conversation import Conversation, Given, Message
from migrate40.notices import Kind, Notice, Report, ignore
from migrate40.readers.chatgpt_bio import is_write, saved_memories
from migrate40.readers.chatgpt_branch import Branch, find_branch
from migrate40.readers.chatgpt_files import account, missing, sniff
from migrate40.readers.chatgpt_given import (
    VENDOR,
    custom_instructions,
    memory_snapshot,
)
from migrate40.readers.chatgpt_shape import Entry, Name, Node, Place, Time, Turn, named
from migrate40.readers.chatgpt_text import default_model, is_shown, speech
from migrate40.readers.decode import decode, mend, moment
from migrate40.readers.reader import Certainty, Stamp

__all__ = ["SOURCE", "account", "missing", "parse", "sniff", "stamp"]

SOURCE: Final = Certainty(
    title="ChatGPT (OpenAI's data export)",
    layouts=(
        "zip or folder with conversations.json",
        "zip or folder with conversations-000.json, -001.json ... (since 2026)",
        "chat.html",
        "one conversation, as the web API gives it",
    ),
    certainty="A",
    verified_on="2026-11-23",
)
PROJECT: Final = "g-p-"
"""How the ids of projects begin; those of custom GPTs begin with `g-` alone."""


class _Object(msgspec.Struct):
    """Any object, of which nothing is looked at."""


class _Stamped(msgspec.Struct):
    id: Name = None
    conversation_id: Name = None
    create_time: Time = None
    update_time: Time = None
    mapping: _Object | None = None


def stamp(raw: bytes) -> Stamp | None:
    """Return id and time of an entry; one that lost its messages is never the newer."""
    try:
        found = decode(raw, _Stamped)[0]
    except ValueError:
        return None
    name = named(found.conversation_id) or named(found.id)
    if name is None:
        parsed = parse(raw, "", ignore)
        name = parsed.id if parsed else None
    times = (found.update_time, found.create_time) if found.mapping else ()
    updated = next(filter(None, map(moment, times)), None)
    return Stamp(id=name, updated=updated) if name else None


def parse(raw: bytes, where: str, report: Report) -> Conversation | None:
    """Return one conversation, as far as its current branch goes."""
    try:
        entry, was_repaired = decode(raw, Entry)
    except ValueError:
        _tell(report, "skipped_conversation", where, "it is no conversation")
        return None
    place = named(entry.conversation_id) or named(entry.id) or where
    if entry.mapping is None:
        _tell(report, "skipped_conversation", place, "it has no mapping of messages")
        return None
    if was_repaired:
        _tell(report, "repaired", place, "bytes or fields that do not fit the format")
    return _conversation(entry, place, report)


def _tell(report: Report, kind: Kind, where: str, why: str) -> None:
    report(Notice(kind=kind, where=where, why=why))


def _conversation(entry: Entry, where: str, report: Report) -> Conversation:
    turns, messages = _said(entry, where, report)
    name = named(entry.conversation_id) or named(entry.id)
    name = name or _unnamed(entry, messages)
    created = moment(entry.create_time)
    place = Place(name, created, _project(entry))
    remember = not entry.is_do_not_remember
    instructions = _instructions(turns, place)
    memories = list(_memories(turns, place, report)) if remember else []
    times = [message.time for message in messages if message.time]
    return Conversation(
        vendor=VENDOR,
        id=name,
        title=_title(entry),
        created=created or next(iter(times), None),
        updated=moment(entry.update_time) or (times[-1] if times else created),
        model=_usual_model(messages) or default_model(entry),
        project=place.project,
        remember=remember,
        messages=messages,
        given=_distinct([*instructions, *memories]),
        instructions=tuple(given.id for given in _distinct(instructions)),
    )


def _said(
    entry: Entry, where: str, report: Report
) -> tuple[list[Turn], tuple[Message, ...]]:
    """Return the current branch, and the speech in it.

    A current node above all speech names no branch: then the newest is taken.
    """
    nodes = {key: node for key, node in (entry.mapping or {}).items() if node}
    branch = find_branch(nodes, entry.current_node)
    turns = _turns(nodes, branch)
    if not any(is_shown(turn.message) for turn in turns):
        branch = find_branch(nodes, None)
        turns = _turns(nodes, branch)
    for kind, why in branch.remarks:
        _tell(report, kind, where, why)
    return turns, _spoken(turns, entry, where, report)


def _spoken(
    turns: Sequence[Turn], entry: Entry, where: str, report: Report
) -> tuple[Message, ...]:
    """Return what was said, without the writes to memory."""
    others = [turn for n, turn in enumerate(turns) if not is_write(turns, n)]
    return tuple(speech(others, entry, where, report))


def _turns(nodes: Mapping[str, Node], branch: Branch) -> list[Turn]:
    return [
        Turn(named(message.id) or mend(key), message)
        for key in branch.keys
        if (message := nodes[key].message)
    ]


def _unnamed(entry: Entry, messages: Sequence[Message]) -> str:
    """Return an id made of how the conversation began: a later copy has it too."""
    begun = [str(moment(entry.create_time))]
    for message in messages[:1]:
        begun += [message.id, str(message.time), message.text]
    return f"c-{sha256(chr(0).join(begun).encode()).hexdigest()[:12]}"


def _title(entry: Entry) -> str | None:
    title = mend(entry.title or "")
    return title if title.strip() else None


def _project(entry: Entry) -> str | None:
    for name in (entry.gizmo_id, entry.conversation_template_id):
        if name and name.startswith(PROJECT):
            return mend(name)
    return None


def _usual_model(messages: Sequence[Message]) -> str | None:
    """Return the slug of most replies; of equals, the one met first."""
    counts = Counter(message.model for message in messages if message.model)
    return counts.most_common(1)[0][0] if counts else None


def _instructions(turns: Sequence[Turn], place: Place) -> list[Given]:
    return [given for turn in turns for given in custom_instructions(turn, place)]


def _memories(turns: Sequence[Turn], place: Place, report: Report) -> Iterator[Given]:
    """Yield the memories listed and written, in the order of the branch."""
    for turn in turns:
        if turn.message.kind == "model_editable_context":
            yield from memory_snapshot(turn, place)
    yield from saved_memories(turns, place, report)


def _distinct(given: Sequence[Given]) -> tuple[Given, ...]:
    """Return each once; a conversation may repeat its instructions in its midst."""
    first: dict[str, Given] = {}
    for each in given:
        first.setdefault(each.id, each)
    return tuple(first.values())
