"""Reads ChatGPT: the official export, and captures of the API that it is made of."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Final

from migrate40.model.conversation import Conversation, Given, Message
from migrate40.notices import Kind, Notice, Report
from migrate40.readers.chatgpt_bio import saved_memories, writes_of
from migrate40.readers.chatgpt_branch import find_branch, plain_branch
from migrate40.readers.chatgpt_files import account, missing, sniff
from migrate40.readers.chatgpt_given import (
    VENDOR,
    custom_instructions,
    memory_snapshot,
)
from migrate40.readers.chatgpt_plain import Said, along
from migrate40.readers.chatgpt_shape import (
    Entry,
    Link,
    Place,
    Tree,
    Turn,
    named,
)
from migrate40.readers.chatgpt_text import default_model, is_shown, speech
from migrate40.readers.decode import decode, mend, moment
from migrate40.readers.reader import WRAPPERS, Certainty, Reader

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


def parse(raw: bytes, where: str, report: Report) -> Conversation | None:
    """Return one conversation, as far as its current branch goes.

    An entry that lost its messages has none, and is never the newer of two copies.
    """
    try:
        entry, was_repaired = decode(raw, Entry)
    except ValueError:
        _tell(report, "skipped_conversation", where, "it is no conversation")
        return None
    if was_repaired and entry.mapping is not None:
        why = "bytes or fields that do not fit the format"
        _tell(report, "repaired", _name(entry) or where, why)
    return build(entry, lambda: raw, where, report)


def build(
    entry: Entry, raw: Callable[[], bytes], where: str, report: Report
) -> Conversation | None:
    """Return the same of what was decoded; all its links are in the bytes alone."""
    name = _name(entry)
    place = name or where
    if entry.mapping is None:
        _tell(report, "skipped_conversation", place, "it has no mapping of messages")
        return Conversation(vendor=VENDOR, id=name) if name else None
    return _conversation(entry, _turns(entry, raw, place, report), place, report)


def _tell(report: Report, kind: Kind, where: str, why: str) -> None:
    report(Notice(kind=kind, where=where, why=why))


def _conversation(
    entry: Entry, turns: Sequence[Said], where: str, report: Report
) -> Conversation:
    writes = writes_of(turns)
    spoken = [turn for n, turn in enumerate(turns) if n not in writes]
    messages = speech(spoken, default_model(entry), where, report)
    hidden = [turn for turn in turns if isinstance(turn, Turn)]
    name = _name(entry) or _unnamed(entry, messages)
    created = moment(entry.create_time)
    place = Place(name, created, _project(entry))
    remember = not entry.is_do_not_remember
    instructions = [
        given for turn in hidden for given in custom_instructions(turn, place)
    ]
    memories = list(_memories(turns, writes, place, report)) if remember else []
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


def _turns(
    entry: Entry, raw: Callable[[], bytes], where: str, report: Report
) -> list[Said]:
    """Return the current branch.

    A current node above all speech names no branch: then the newest is taken.
    """
    nodes, default = entry.mapping or {}, default_model(entry)
    branch = plain_branch(nodes, entry.current_node)
    turns = along(nodes, branch.keys, default) if branch else []
    if not any(map(is_shown, turns)):
        for current in (entry.current_node, None):
            branch = find_branch(_links(raw()), current)
            turns = along(nodes, branch.keys, default)
            if any(map(is_shown, turns)):
                break
    for kind, why in branch.remarks if branch else ():
        _tell(report, kind, where, why)
    return turns


def _links(raw: bytes) -> dict[str, Link]:
    mapping = decode(raw, Tree)[0].mapping or {}
    return {key: node for key, node in mapping.items() if node}


def _name(entry: Entry) -> str | None:
    return named(entry.conversation_id) or named(entry.id)


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
    slugs = [message.model for message in messages if message.model]
    return Counter(slugs).most_common(1)[0][0] if slugs else None


def _memories(
    turns: Sequence[Said], writes: Mapping[int, Turn], place: Place, report: Report
) -> Iterator[Given]:
    """Yield the memories listed and written, in the order of the branch."""
    for turn in turns:
        if isinstance(turn, Turn) and turn.kind == "model_editable_context":
            yield from memory_snapshot(turn, place)
    yield from saved_memories(turns, writes, place, report)


def _distinct(given: Sequence[Given]) -> tuple[Given, ...]:
    """Return each once; a conversation may repeat its instructions in its midst."""
    first: dict[str, Given] = {}
    for each in given:
        first.setdefault(each.id, each)
    return tuple(first.values())


READER: Final = Reader(
    source=SOURCE,
    sniff=sniff,
    marks=frozenset({"mapping"}),
    wrappers=WRAPPERS,
    parse=parse,
    shape=Entry,
    build=build,
    account=account,
    missing=missing,
)
