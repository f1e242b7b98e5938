"""Perplexity, as the "Thread Exporter" and captures of its website write threads.

There is no official export. Questions and answers come in pairs; the answers are full
of numbers of sources, which nobody said.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

import msgspec

from migrate40.model.conversation import Conversation
from migrate40.notices import Report
from migrate40.readers.decode import decode, moment
from migrate40.readers.pieces import trimmed
from migrate40.readers.reader import Certainty, Head, Part, Reader
from migrate40.readers.talk import (
    Name,
    Talk,
    Turn,
    name_of,
    put_together,
    tell,
)

SOURCE: Final = Certainty(
    title="Perplexity (by way of exporters)",
    layouts=(
        "Perplexity Thread Exporter: perplexity_*.json, also zipped twice",
        "a thread as the website receives it: entries and thread_metadata",
    ),
    certainty="B",
    verified_on="2026-11-23",
)
VENDOR: Final = "perplexity"
ASKED: Final = frozenset({"query", "query_str"})
ANSWERED: Final = frozenset({"answer", "blocks", "text", "step_type", "display_model"})
ANSWER_BLOCKS: Final = "ask_text"
"""The use of blocks in which the answer stands; others hold plans and sources."""

_CODE = re.compile(r"(```.*?(?:```|\Z)|`[^`\n]*+`)", re.DOTALL)
_SOURCE_NUMBER = re.compile(r"(?<=[^\s\[(=])(?:\[[0-9]{1,3}\])+(?![(\[])")


class Metadata(msgspec.Struct):
    """What stands over a thread."""

    thread_id: Name = None
    thread_title: str | None = None
    title: str | None = None
    context_uuid: Name = None
    created_at: Any = None
    updated_at: Any = None


class Markdown(msgspec.Struct):
    """The answer within a block: whole, or as it streamed in."""

    answer: str | None = None
    chunks: list[str] | None = None


class Block(msgspec.Struct):
    """A part of what the website shows."""

    intended_usage: str | None = None
    markdown_block: Markdown | None = None


class Pair(msgspec.Struct):
    """A question and its answer."""

    uuid: Name = None
    backend_uuid: Name = None
    context_uuid: Name = None
    query: str | None = None
    query_str: str | None = None
    answer: Any = None
    blocks: list[Block] | None = None
    model: str | None = None
    display_model: str | None = None
    timestamp: Any = None
    updated_datetime: Any = None
    entry_updated_datetime: Any = None
    thread_title: str | None = None


class Thread(msgspec.Struct):
    """One file."""

    metadata: Metadata | None = None
    thread_metadata: Metadata | None = None
    conversations: list[Pair] | None = None
    entries: list[Pair] | None = None


def sniff(head: Head) -> Part | None:
    """Tell a thread by its pairs."""
    if head.top != "object" or not head.keys & {"conversations", "entries"}:
        return None
    if any(keys & ASKED and keys & ANSWERED for keys in head.items):
        return "conversations"
    return None


def parse(raw: bytes, where: str, report: Report) -> Conversation | None:
    """Return one thread; None: skipped, and told why."""
    try:
        thread, was_repaired = decode(raw, Thread)
    except ValueError:
        tell(report, "skipped_conversation", where, "it is no thread")
        return None
    pairs = thread.entries if thread.conversations is None else thread.conversations
    if pairs is None:
        tell(report, "skipped_conversation", where, "it has no list of questions")
        return None
    talk = _talk(thread, pairs)
    place = talk.id or where
    if was_repaired:
        why = "bytes or fields that do not fit the format"
        tell(report, "repaired", place, why)
    unanswered = sum(not _answer(pair) for pair in pairs)
    if unanswered:
        why = f"questions without a readable answer: {unanswered}"
        tell(report, "skipped_message", place, why)
    return put_together(talk, place, report)


def _talk(thread: Thread, pairs: Sequence[Pair]) -> Talk:
    over = thread.metadata or thread.thread_metadata or Metadata()
    first = pairs[0] if pairs else Pair()
    return Talk(
        vendor=VENDOR,
        id=name_of(over.thread_id)
        or name_of(over.context_uuid)
        or name_of(first.context_uuid),
        title=name_of(over.thread_title)
        or name_of(over.title)
        or name_of(first.thread_title),
        created=moment(over.created_at),
        updated=moment(over.updated_at),
        turns=list(_turns(pairs)),
    )


def _turns(pairs: Sequence[Pair]) -> Iterator[Turn]:
    for pair in pairs:
        name = name_of(pair.uuid) or name_of(pair.backend_uuid)
        times = (pair.timestamp, pair.entry_updated_datetime, pair.updated_datetime)
        time = next(filter(None, map(moment, times)), None)
        question = trimmed(pair.query or pair.query_str)
        yield Turn(role="user", content=question, id=name, time=time)
        yield Turn(
            role="assistant",
            content=_answer(pair),
            id=f"{name}-answer" if name else "",
            time=time,
            model=name_of(pair.model) or name_of(pair.display_model),
        )


def _answer(pair: Pair) -> str:
    """Return the answer without the numbers of its sources; code stays as it is."""
    found = pair.answer if isinstance(pair.answer, str) else ""
    pieces = _CODE.split(found or _of_blocks(pair.blocks or ()))
    pieces[::2] = [_SOURCE_NUMBER.sub("", piece) for piece in pieces[::2]]
    return trimmed("".join(pieces))


def _of_blocks(blocks: Sequence[Block]) -> str:
    markdown = [
        one.markdown_block
        for one in blocks
        if one.markdown_block and (one.intended_usage or "").startswith(ANSWER_BLOCKS)
    ]
    texts = (one.answer or "".join(one.chunks or ()) for one in markdown)
    return next(filter(None, texts), "")


READER: Final = Reader(
    source=SOURCE,
    sniff=sniff,
    marks=frozenset({"metadata", "thread_metadata", "entries"}),
    parse=parse,
)
