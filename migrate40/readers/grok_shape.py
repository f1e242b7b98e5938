"""The fields of Grok's exports that matter; any of them may be absent or null.

What comes from the database has its own form of ids and times (`{"$oid": ...}`,
`{"$date": {"$numberLong": ...}}`), what comes from the interface has plain ones.
"""

import re
from typing import Any, Final

import msgspec

from migrate40.model.conversation import Role
from migrate40.readers.talk import SPEAKERS as COMMON
from migrate40.readers.talk import name_of

VENDOR: Final = "grok"
SPEAKERS: Final[dict[str, Role]] = COMMON | {"grok": "assistant"}
"""Spelled in capitals and without."""
CARDS: Final = re.compile(
    r"<grok:render\b[^<>]*+>(?:(?:(?!</?grok:render).){0,2000}</grok:render>)?"
    r"|</grok:render>",
    re.DOTALL,
)
"""Where the interface puts a citation or a picture into the words."""
DOCUMENTS: Final = re.compile(
    r"<(xaiArtifact|xai:function_call)\b[^<>]*+>(?:(?!</\1).)*(?:</\1[^<>]*+>|\Z)",
    re.DOTALL,
)
"""A document or a call within the words: it is made, not said."""


def identity(value: Any) -> str:
    """Return an id, plain or as the database writes it."""
    if isinstance(value, dict):
        value = value.get("$oid")
    return name_of(value) if isinstance(value, str | int) else ""


class Answer(msgspec.Struct, rename={"object_id": "_id"}):
    """One message of either; in most exports within a wrapper."""

    response: "Answer | None" = None
    id: Any = None
    object_id: Any = None
    response_id: Any = None
    parent_response_id: Any = None
    message: str | None = None
    sender: str | None = None
    create_time: Any = None
    model: str | None = None

    @property
    def name(self) -> str:
        """Its own id."""
        names = map(identity, (self.response_id, self.object_id, self.id))
        return next(filter(None, names), "")

    @property
    def speaker(self) -> str:
        """The sender in lower case; empty where there is none."""
        return (self.sender or "").strip().lower()


class Chat(msgspec.Struct):
    """What stands over a conversation."""

    id: Any = None
    conversation_id: Any = None
    title: str | None = None
    create_time: Any = None
    modify_time: Any = None
    leaf_response_id: Any = None
    temporary: bool | None = None

    @property
    def name(self) -> str:
        """Its own id."""
        return identity(self.conversation_id) or identity(self.id)


class Entry(msgspec.Struct):
    """One entry of the list: what stands over it, and what was said."""

    conversation: Chat | None = None
    responses: list[Answer] | None = None
