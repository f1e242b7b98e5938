"""Memories as they were written: messages from the model to the tool `bio`.

A write is an event of its day, one fact a line, in the person's language. The tool
answers "Model set context updated."; since 2026 exports may lack the answers.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final

from migrate40.model.conversation import Given, given_id
from migrate40.notices import Kind, Notice, Report
from migrate40.readers.chatgpt_given import VENDOR
from migrate40.readers.chatgpt_markers import without_private
from migrate40.readers.chatgpt_plain import Said
from migrate40.readers.chatgpt_shape import Author, Place, Turn
from migrate40.readers.chatgpt_text import words_of
from migrate40.readers.decode import moment

TOOL: Final = "bio"
KEYS: Final = ("content", "text", "memory", "fact", "memories", "facts", "value")
"""Where a fact lies in the JSON form; without any of them, in every value."""

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_BULLET = re.compile(r"\A(?:[-*•]|\d{1,3}[.)])\s+")


def writes_of(turns: Sequence[Said]) -> dict[int, Turn]:
    """Return the messages that go to the tool, by their places on the branch."""
    return {
        number: turn
        for number, turn in enumerate(turns)
        if isinstance(turn, Turn)
        and turn.role == "assistant"
        and _is_write(turn, turns[number + 1 : number + 2])
    }


def _is_write(turn: Turn, behind: Sequence[Said]) -> bool:
    """If nobody says to whom a message of the model goes, the answer tells."""
    recipient = turn.message.recipient
    return recipient == TOOL if recipient else any(map(_is_reply, behind))


def _is_reply(turn: Said) -> bool:
    author = turn.message.author if isinstance(turn, Turn) else None
    return turn.role == "tool" and isinstance(author, Author) and author.name == TOOL


def saved_memories(
    turns: Sequence[Said], writes: Mapping[int, Turn], place: Place, report: Report
) -> Iterator[Given]:
    """Yield what was written on the branch, except what the tool refused."""
    replies = _replies(turns, writes)
    for number, write in writes.items():
        reply = replies.get(number)
        if reply and _refuses(reply):
            _tell(report, "left_out", place, "a memory that the platform did not save")
            continue
        if not reply:
            _tell(report, "guessed", place, "a memory whose saving is not confirmed")
        yield from _facts_of(write, place)


def _tell(report: Report, kind: Kind, place: Place, why: str) -> None:
    report(Notice(kind=kind, where=place.conversation, why=why))


def _replies(turns: Sequence[Said], writes: Mapping[int, Turn]) -> dict[int, Turn]:
    """Map the place of each write to its answer: answers come in order."""
    waiting: list[int] = []
    replies: dict[int, Turn] = {}
    for number, turn in enumerate(turns if writes else ()):
        if number in writes:
            waiting.append(number)
        elif turn.role == "user":
            waiting.clear()
        elif waiting and isinstance(turn, Turn) and _is_reply(turn):
            replies[waiting.pop(0)] = turn
    return replies


def _refuses(reply: Turn) -> bool:
    message = reply.message
    if reply.kind == "system_error" or message.status == "error":
        return True
    if message.metadata and message.metadata.is_error:
        return True
    return bool(_patterns()["refusal"].search(words_of(message.content).text))


def _facts_of(turn: Turn, place: Place) -> Iterator[Given]:
    written = without_private(words_of(turn.message.content).text)
    for text, forget in facts(written):
        yield Given(
            id=given_id("saved_memory", text, turn.id),
            what="saved_memory",
            text=text,
            vendor=VENDOR,
            time=moment(turn.message.create_time) or place.created,
            conversation=place.conversation,
            message=turn.id,
            project=place.project,
            forget=forget,
        )


def facts(written: str) -> Iterator[tuple[str, bool]]:
    """Yield each fact of one write, and whether it is the wish to forget it."""
    seen: set[str] = set()
    for text in _texts(written.strip()):
        for line in text.split("\n"):
            fact = _BULLET.sub("", line.strip(), count=1)
            if fact and fact not in seen:
                seen.add(fact)
                yield fact, is_forgetting(fact)


def is_forgetting(fact: str) -> bool:
    """Whether the words ask that something be forgotten, in any language known."""
    return bool(_patterns()["forget"].search(fact))


def _texts(written: str) -> list[str]:
    """Return the strings of JSON, or of `{"..."}`, which is none; else the text."""
    if written[:1] + written[-1:] not in ("{}", "[]"):
        return [written]
    try:
        return list(_strings(json.loads(written))) or [written]
    except (ValueError, RecursionError):
        return [json_text(quoted) for quoted in _STRING.findall(written)] or [written]


def json_text(quoted: str) -> str:
    """Return what a JSON string says; one that is broken as it stands."""
    try:
        return str(json.loads(quoted, strict=False))
    except ValueError:
        return quoted[1:-1]


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, dict):
        known = [value[key] for key in KEYS if key in value]
        yield from _strings(known or list(value.values()))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Return the patterns of the data file, all languages in one."""
    table = files("migrate40.readers") / "chatgpt_bio.toml"
    patterns = tomllib.loads(table.read_text(encoding="utf-8"))
    return {
        name: re.compile("|".join(f"(?:{each})" for each in found), re.IGNORECASE)
        for name, found in patterns.items()
    }
