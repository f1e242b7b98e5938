"""What ChatGPT was told about the person: custom instructions and the memory list.

Both are hidden messages near the head of a conversation. The instructions come in a
wrapper of English prose around a fence; a clean copy may lie in the metadata.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, Literal

from msgspec.structs import replace

from migrate40.model.conversation import Given, given_id
from migrate40.readers.chatgpt_markers import without_private
from migrate40.readers.chatgpt_shape import Content, Place, Turn, UserContext
from migrate40.readers.decode import mend, moment

VENDOR: Final = "chatgpt"
About = Literal["user", "model"]
LABELS: Final = {
    "preferred name": "preferred_name",
    "role": "role",
    "other information": "other",
}

_WRAPPER = re.compile(
    r"\s*The user provided the "
    r"(?:following information about themselves\b"
    r"(?:[^`]*?\bUser profile:|[^`]*(?=```))"
    r"|additional info about how they would like you to respond:?)"
)
_PREAMBLE = re.compile(
    r"\s*Follow the instructions below naturally[^!.…\n]*[!.…]*"
    r"|\s*All the following instructions should guide your behavior silently"
    r"[^!.…\n]*[!.…]*"
)
_FENCE: Final = "```"
_LABEL = re.compile(
    rf"^[ \t]*({'|'.join(LABELS)})[ \t]*:[ \t]*", re.IGNORECASE | re.MULTILINE
)
_ENTRY = re.compile(r"^\d{1,3}(?:\.[ \t]+|[.)]?[ \t]*(?=\[\d{4}-))", re.MULTILINE)
_BULLET = re.compile(r"\A[-*•][ \t]+")
_DATE = re.compile(r"\[(\d{4}-\d{1,2}-\d{1,2}[^\]\n]*)?\]\.?\s*")


def custom_instructions(turn: Turn, place: Place) -> Iterator[Given]:
    """Yield what the message says about the person and about how to answer."""
    for about, written in _sides(turn):
        given = _instruction(about, written)
        if given:
            time = moment(turn.message.create_time) or place.created
            yield replace(
                given, time=time, conversation=place.conversation, message=turn.id
            )


@lru_cache(maxsize=64)
def _instruction(about: About, written: str) -> Given | None:
    """Return one half without its place: most conversations repeat the same."""
    text = unwrapped(written)
    if not _LABEL.sub("", text).strip():
        return None
    return Given(
        id=given_id("custom_instruction", text, about),
        what="custom_instruction",
        text=text,
        vendor=VENDOR,
        about=about,
        labels=_labels(text) if about == "user" else {},
    )


def _sides(turn: Turn) -> Iterator[tuple[About, str]]:
    """Yield both halves, the clean copy where there is one."""
    metadata = turn.message.metadata
    data = metadata.user_context_message_data if metadata else None
    shown, clean = _shown(turn), data or UserContext()
    if data or shown:
        shown = shown or Content()
        user = clean.about_user_message or shown.user_profile or ""
        model = clean.about_model_message or shown.user_instructions or ""
        yield "user", user
        yield "model", model


def _shown(turn: Turn) -> Content | None:
    """Return the instructions as the model was shown them."""
    content = turn.message.content
    if isinstance(content, Content) and turn.kind == "user_editable_context":
        return content
    return None


def unwrapped(text: str) -> str:
    """Return the person's own text, without the prose and the fence around it."""
    text = without_private(mend(text))
    wrapper = _WRAPPER.match(text)
    if wrapper:
        text = text[wrapper.end() :].strip()
        if text.startswith(_FENCE):
            text = text.removeprefix(_FENCE).removesuffix(_FENCE)
    while preamble := _PREAMBLE.match(text):
        text = text[preamble.end() :]
    return text.strip()


def _labels(text: str) -> dict[str, str]:
    """Return the values of the labelled form; a value ends where a label begins.

    A label that comes again is part of what the person wrote.
    """
    found: dict[str, re.Match[str]] = {}
    for match in _LABEL.finditer(text):
        found.setdefault(LABELS[match[1].lower()], match)
    ends = [*(match.start() for match in found.values()), len(text)][1:]
    values = {
        label: text[match.end() : end].strip()
        for (label, match), end in zip(found.items(), ends, strict=True)
    }
    return {label: value for label, value in values.items() if value}


def memory_snapshot(turn: Turn, place: Place) -> Iterator[Given]:
    """Yield the entries of the list of saved memories that the model was shown."""
    content = turn.message.content
    listed = content.model_set_context if isinstance(content, Content) else None
    for text, date in entries(without_private(mend(listed or ""))):
        time = moment(date)
        yield Given(
            id=given_id("memory_snapshot", text, time.isoformat() if time else None),
            what="memory_snapshot",
            text=text,
            vendor=VENDOR,
            time=time,
            conversation=place.conversation,
            message=turn.id,
        )


def entries(listed: str) -> Iterator[tuple[str, str | None]]:
    """Yield text and date of each entry; one goes on until the next number.

    `1. [2024-05-01]. Likes tea`; the dot or the date may be missing. Without any
    number, each line is an entry.
    """
    numbered = _ENTRY.search(listed)
    found = _ENTRY.split(listed)[1:] if numbered else listed.split("\n")
    for entry in _stripped(found):
        text = entry if numbered else _BULLET.sub("", entry, count=1)
        date = _DATE.match(text)
        words = text[date.end() :] if date else text
        if words:
            yield words, date[1] if date else None


def _stripped(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        lines = [line.strip() for line in text.split("\n")]
        if any(lines):
            yield "\n".join(line for line in lines if line)
