"""The fields of DeepSeek's conversations that matter; any may be absent or null.

A tree of nodes in the export, a list of messages in what the website receives; the
same messages in both, of fragments since 2025, of one text before.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

import msgspec

from migrate40.model.conversation import Role
from migrate40.readers.decode import moment
from migrate40.readers.talk import Name, name_of, role_of

VENDOR: Final = "deepseek"
SPOKEN: Final[dict[str, Role]] = {"REQUEST": "user", "RESPONSE": "assistant"}
UNSPOKEN: Final = frozenset(
    {
        "FILE",
        "READ_LINK",
        "SEARCH",
        "TEMPLATE_RESPONSE",
        "THINK",
        "TIP",
        "TOOL_OPEN",
        "TOOL_SEARCH",
    }
)
"""Thoughts, tools, and what the website says in the model's place."""
CITATION: Final = re.compile(r" ?\[(?:citation|reference):[0-9]{1,4}\]")


class Line(msgspec.Struct, frozen=True):
    """Words and who said them; None: nobody says."""

    role: Role | None
    text: str


class Fragment(msgspec.Struct):
    """A piece of a message; its kind tells who speaks, if anybody."""

    type: str | None = None
    content: Any = None


class Message(msgspec.Struct):
    """One message."""

    message_id: Name = None
    parent_id: Name = None
    role: str | None = None
    content: str | None = None
    fragments: list[Fragment] | None = None
    model: str | None = None
    inserted_at: Any = None

    def lines(self, unknown: list[str]) -> Iterator[Line]:
        """Yield what is said in it, and collect kinds that nobody has described."""
        fragments = self.fragments or []
        kinds = [(one.type or "").upper() for one in fragments]
        unknown += [kind for kind in kinds if kind not in SPOKEN.keys() | UNSPOKEN]
        spoken = False
        for role in SPOKEN.values():
            texts = [
                fragment.content
                for kind, fragment in zip(kinds, fragments, strict=True)
                if SPOKEN.get(kind) == role and isinstance(fragment.content, str)
            ]
            if texts:
                spoken = True
                yield Line(role, "\n\n".join(texts))
        role_known = role_of(self.role)
        if not spoken and self.content and (role_known or not self.role):
            yield Line(role_known, self.content)


class Node(msgspec.Struct):
    """A place in the tree; the root holds no message."""

    parent: Name = None
    children: list[Name] | None = None
    message: Message | None = None


class Place(msgspec.Struct, frozen=True):
    """A message and its place."""

    id: str
    parent: str
    message: Message

    @property
    def time(self) -> datetime | None:
        """When it was written."""
        return moment(self.message.inserted_at)


class Chat(msgspec.Struct):
    """One conversation; or the envelopes in which the website receives one."""

    id: Name = None
    title: str | None = None
    inserted_at: Any = None
    updated_at: Any = None
    current_message_id: Name = None
    mapping: dict[str, Node | None] | None = None
    data: "Chat | None" = None
    biz_data: "Chat | None" = None
    chat_session: "Chat | None" = None
    chat_messages: list[Message] | None = None

    def unwrapped(self) -> "Chat":
        """Return what lies in the envelopes."""
        inner = self.data or self.biz_data
        return inner.unwrapped() if inner else self

    def turns(self) -> list[Place] | None:
        """Return all places in the order of the file; None: there is no list."""
        if self.mapping is not None:
            return _of_tree(self.mapping)
        if self.chat_messages is None:
            return None
        return [
            Place(name_of(one.message_id), name_of(one.parent_id), one)
            for one in self.chat_messages
        ]


def _of_tree(mapping: dict[str, Node | None]) -> list[Place]:
    nodes = {name_of(key): node for key, node in mapping.items() if node}
    above = {
        name_of(child): key
        for key, node in nodes.items()
        for child in node.children or ()
    }
    return [
        Place(
            key, name_of(node.parent) or above.get(key, ""), node.message or Message()
        )
        for key, node in nodes.items()
    ]
