"""Messages of the commonest form, nine in ten, without a closer look.

An export has a million of them, and every look costs: here is decided in one place,
by as few of them as will do, that nothing has to be looked for.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Final

from migrate40.model.conversation import Message, Role
from migrate40.readers.chatgpt_shape import (
    Author,
    Content,
    Metadata,
    Node,
    Turn,
    named,
    turn_of,
)
from migrate40.readers.chatgpt_shape import Message as Source
from migrate40.readers.decode import ORDINARY, SECONDS

ROLES: Final[dict[str, Role]] = {"user": "user", "assistant": "assistant"}
Said = Message | Turn
"""What was said, or what has to be looked at more closely."""


def along(
    nodes: Mapping[str, Node | None], keys: Iterable[str], default: str | None
) -> list[Said]:
    """Return the messages at these keys of the mapping; `default` is their model."""
    found: list[Said] = []
    for key in keys:
        node = nodes.get(key)
        message = node and node.message
        if message:
            found.append(_plain(message, default) or turn_of(key, message))
    return found


def _plain(source: Source, default: str | None) -> Message | None:
    """Return a message that is one piece of plain text; None: look closer.

    `carefully` says the same of each such message.
    """
    author, content, name = source.author, source.content, source.id
    time, data = source.create_time, source.metadata
    if not (
        isinstance(content, Content)
        and content.content_type == "text"
        and isinstance(author, Author)
        and isinstance(time, float)
        and 0 < time < SECONDS
        and isinstance(name, str)
        and name.isprintable()
        and not (data and _is_special(data))
    ):
        return None
    role, parts = ROLES.get(author.role or ""), content.parts
    text = parts[0] if isinstance(parts, list) and len(parts) == 1 else None
    if not (
        role
        and name
        and text
        and isinstance(text, str)
        and ORDINARY.fullmatch(text)
        and not text.isspace()
    ):
        return None
    instant = datetime.fromtimestamp(time, UTC)
    if role == "user":
        return Message(id=name, role=role, text=text, time=instant)
    if source.recipient != "all" or source.channel == "analysis" or _has_markup(text):
        return None
    slug = (data.model_slug or data.default_model_slug) if data else None
    model = (named(slug) if slug else None) or default
    return Message(id=name, role=role, text=text, time=instant, model=model)


def _is_special(data: Metadata) -> bool | None:
    """Whether it is hidden, holds instructions, or was spoken."""
    return (
        data.is_visually_hidden_from_conversation
        or data.is_user_system_message
        or data.voice_mode_message
        or data.user_context_message_data is not None
    )


def _has_markup(text: str) -> bool:
    """Whether there may be something to cut; single characters are found fastest."""
    if "†" in text:
        return True
    return ":" in text and (
        ":::writing" in text
        or ("{" in text and (":chatgpt-" in text or "skipped_mainline" in text))
    )
