"""Google AI Studio: one prompt a file, as it lies in the person's Drive.

The system instruction is what the person wrote to make the voice, so it comes along
as a custom instruction.
"""

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
    is_neither,
    name_of,
    put_together,
    role_of,
    tell,
)

SOURCE: Final = Certainty(
    title="Google AI Studio",
    layouts=("one JSON file a prompt, without an ending, from the folder in Drive",),
    certainty="A",
    verified_on="2026-11-23",
)
VENDOR: Final = "aistudio"
MARK: Final = "chunkedPrompt"
MODEL_PREFIX: Final = "models/"


class Piece(msgspec.Struct, rename="camel"):
    """A piece of a chunk or of an instruction."""

    text: str | None = None
    thought: bool | None = None


class Chunk(msgspec.Struct, rename="camel"):
    """One entry of the prompt: words, a thought, code, its result, a file."""

    id: Name = None
    role: str | None = None
    text: str | None = None
    is_thought: bool | None = None
    parts: list[Piece] | None = None
    create_time: Any = None


class Chunks(msgspec.Struct):
    """What was said; what lies ready to be sent (`pendingInputs`) is not."""

    chunks: list[Chunk] | None = None


class Instruction(msgspec.Struct):
    """The system instruction; empty in most files."""

    text: str | None = None
    parts: list[Piece] | None = None


class Settings(msgspec.Struct):
    """How the model was run."""

    model: str | None = None


class Prompt(msgspec.Struct, rename="camel"):
    """One file."""

    id: Name = None
    title: str | None = None
    create_time: Any = None
    update_time: Any = None
    chunked_prompt: Chunks | None = None
    system_instruction: Instruction | str | None = None
    run_settings: Settings | None = None


def sniff(head: Head) -> Part | None:
    """Tell a prompt by its chunks."""
    found = (head.keys, *head.items)
    return "conversations" if any(MARK in keys for keys in found) else None


def parse(raw: bytes, where: str, report: Report) -> Conversation | None:
    """Return what was said in one prompt; thoughts and code are left out."""
    try:
        prompt, was_repaired = decode(raw, Prompt)
    except ValueError:
        tell(report, "skipped_conversation", where, "it is no prompt")
        return None
    place = name_of(prompt.id) or where
    chunks = prompt.chunked_prompt.chunks if prompt.chunked_prompt else None
    if chunks is None:
        tell(report, "skipped_conversation", place, "it has no list of chunks")
        return None
    if was_repaired:
        tell(report, "repaired", place, "bytes or fields that do not fit the format")
    strangers = [one for one in chunks if role_of(one.role) is None and _text(one)]
    if count := sum(not (one.role and is_neither(one.role)) for one in strangers):
        why = f"chunks by neither the person nor the model: {count}"
        tell(report, "skipped_message", place, why)
    return put_together(_talk(prompt, chunks), place, report)


def _talk(prompt: Prompt, chunks: Sequence[Chunk]) -> Talk:
    slug = name_of(prompt.run_settings.model if prompt.run_settings else None)
    return Talk(
        vendor=VENDOR,
        id=name_of(prompt.id),
        title=name_of(prompt.title),
        created=moment(prompt.create_time),
        updated=moment(prompt.update_time),
        model=slug.removeprefix(MODEL_PREFIX),
        system=_instruction(prompt.system_instruction),
        turns=list(_turns(chunks)),
    )


def _turns(chunks: Sequence[Chunk]) -> Iterator[Turn]:
    for chunk in chunks:
        role, text = role_of(chunk.role), _text(chunk)
        if role and text:
            time = moment(chunk.create_time)
            yield Turn(role=role, content=text, id=name_of(chunk.id), time=time)


def _text(chunk: Chunk) -> str:
    """Return the words of a chunk, as the person left them.

    An answer that was edited has its new words in `text`; `parts` are the same words
    as they streamed in.
    """
    return "" if chunk.is_thought else trimmed(chunk.text) or _joined(chunk.parts)


def _joined(parts: Sequence[Piece] | None) -> str:
    texts = (one.text or "" for one in parts or () if not one.thought)
    return trimmed("".join(texts))


def _instruction(instruction: Instruction | str | None) -> str:
    """Return the person's own words on how to answer, if there are any."""
    if isinstance(instruction, Instruction):
        return instruction.text or _joined(instruction.parts)
    return instruction or ""


READER: Final = Reader(source=SOURCE, sniff=sniff, marks=frozenset({MARK}), parse=parse)
