"""What the two said, out of the messages of a branch: words, never machinery."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

import msgspec

from migrate40.model import conversation as model
from migrate40.notices import Kind, Notice, Report
from migrate40.readers.chatgpt_markers import clean_assistant, without_private
from migrate40.readers.chatgpt_plain import ROLES, Said
from migrate40.readers.chatgpt_shape import (
    Content,
    Entry,
    Metadata,
    PartObject,
    Turn,
    named,
)
from migrate40.readers.decode import mend, moment

SPOKEN: Final = frozenset({"text", "multimodal_text"})
MACHINERY: Final = frozenset(
    {
        "citable_code_output",
        "code",
        "computer_output",
        "execution_output",
        "model_editable_context",
        "reasoning_recap",
        "sonic_webpage",
        "system_error",
        "tether_browsing_code",
        "tether_browsing_display",
        "tether_quote",
        "thoughts",
        "user_editable_context",
    }
)
"""Content without words of either: left out by design, and without a notice."""
WORDLESS_PARTS: Final = frozenset(
    {
        "image_asset_pointer",
        "audio_asset_pointer",
        "video_container_asset_pointer",
        "real_time_user_audio_video_asset_pointer",
    }
)
SILENT_ROLES: Final = frozenset({"system", "tool", "developer"})
TO_ALL: Final = frozenset({"all", ""})

_PLAIN_NAME = re.compile(r"[A-Za-z][\w.:/-]{0,59}", re.ASCII)


class Words(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The words of one message, its parts in order."""

    text: str
    spoken: bool = False
    """A part of it is the transcript of a voice."""
    unknown: tuple[str, ...] = ()
    """The kinds of parts that nobody has described."""


def words_of(content: Content | str | None) -> Words:
    """Return the words of a message's content."""
    gathered = _Gathered()
    found = [mend(text) for text in gathered.texts(content)]
    return Words(
        text="\n".join(text for text in found if text.strip()),
        spoken=gathered.spoken,
        unknown=tuple(gathered.unknown),
    )


class _Gathered:
    """What is met among the parts, beside their texts."""

    def __init__(self) -> None:
        self.spoken = False
        self.unknown: list[str] = []

    def texts(self, content: Content | str | None) -> Iterator[str]:
        if isinstance(content, str):
            yield content
        elif content:
            parts = content.parts or content.text or ""
            yield from self._of_parts([parts] if isinstance(parts, str) else parts)

    def _of_parts(self, parts: Sequence[str | PartObject | None]) -> Iterator[str]:
        """Yield the texts of all parts; parts in parts in their place."""
        transcribed = any(_is_transcript(part) for part in parts)
        rest = list(reversed(parts))
        while rest:
            part = rest.pop()
            if isinstance(part, str):
                yield part
            elif part and isinstance(part.parts, list):
                rest.extend(reversed(part.parts))
            elif part:
                yield from self._of_object(part, transcribed=transcribed)

    def _of_object(self, part: PartObject, *, transcribed: bool) -> Iterator[str]:
        kind = part.content_type or ("image_asset_pointer" * bool(part.asset_pointer))
        if kind in WORDLESS_PARTS:
            heard = None if transcribed else _heard(part)
        elif kind == "audio_transcription":
            heard = part.text
        elif kind in SPOKEN or (not kind and part.text is not None):
            yield part.text or (part.parts if isinstance(part.parts, str) else "")
            return
        else:
            self.unknown.append(kind)
            return
        self.spoken |= bool(heard)
        yield heard or ""


def _is_transcript(part: str | PartObject | None) -> bool:
    return (
        isinstance(part, PartObject)
        and part.content_type == "audio_transcription"
        and bool(part.text)
    )


def _heard(part: PartObject) -> str | None:
    """Return the transcript that a recording itself carries."""
    sound = part.audio_asset_pointer
    for recording in (part, sound if isinstance(sound, PartObject) else None):
        if recording and recording.metadata and recording.metadata.transcription:
            return recording.metadata.transcription
    return None


def is_shown(turn: Said) -> bool:
    """Whether the person could see the message as something said to all."""
    if not isinstance(turn, Turn):
        return True
    message, role = turn.message, turn.role
    data = message.metadata
    if data and (
        data.is_visually_hidden_from_conversation or data.is_user_system_message
    ):
        return False
    if role in SILENT_ROLES:
        return False
    return role == "user" or (
        (message.recipient or "") in TO_ALL and message.channel != "analysis"
    )


def default_model(entry: Entry) -> str | None:
    """Return the model of the conversation as a whole."""
    return named(entry.default_model_slug) or named(entry.model_slug)


def speech(
    turns: Sequence[Said], default: str | None, where: str, report: Report
) -> tuple[model.Message, ...]:
    """Return what was said, in order; report what nobody has described.

    `default` is the model of replies that name none.
    """

    def tell(kind: Kind, why: str) -> None:
        report(Notice(kind=kind, where=where, why=why))

    found: list[model.Message] = []
    for turn in turns:
        if isinstance(turn, Turn):
            found += carefully(turn, default, tell)
        else:
            found.append(turn)
    return tuple(found)


def carefully(
    turn: Turn, default: str | None, tell: Callable[[Kind, str], None]
) -> Iterator[model.Message]:
    """Yield the message of any turn, if anything is said in it."""
    if not is_shown(turn) or turn.kind in MACHINERY:
        return
    if turn.kind not in SPOKEN:
        tell("skipped_content", f"unknown content: {plain(turn.kind)}")
        return
    words = words_of(turn.message.content)
    for kind in words.unknown:
        tell("skipped_content", f"unknown part of a message: {plain(kind)}")
    role = ROLES.get(turn.role)
    if role:
        yield from _said(turn, role, words, default)
    elif words.text:
        tell("skipped_message", f"unknown author: {plain(turn.role)}")


def _said(
    turn: Turn, role: model.Role, words: Words, default: str | None
) -> Iterator[model.Message]:
    """Yield the message, unless nothing is left of it but white space."""
    clean = without_private if role == "user" else clean_assistant
    text = clean(words.text)
    if not text.strip():
        return
    message = turn.message
    data = message.metadata
    yield model.Message(
        id=turn.id,
        role=role,
        text=text,
        time=moment(message.create_time) or moment(message.update_time),
        model=_model(data, default) if role == "assistant" else None,
        voice=words.spoken or bool(data and data.voice_mode_message),
    )


def _model(data: Metadata | None, default: str | None) -> str | None:
    """Return who spoke: messages of 2026 often leave it to the conversation."""
    slug = (data.model_slug or data.default_model_slug) if data else None
    return named(slug) or default


def plain(name: str) -> str:
    """Return a name for a notice; what does not look like one might be words."""
    return name if _PLAIN_NAME.fullmatch(name) else "(no plain name)"
