"""The fields of claude.ai's exports that matter; any of them may be absent or null.

Official exports and captures of the web interface's own traffic share one shape; the
latter add the model, the project and the leaf that was shown last.
"""

from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from migrate40.model.conversation import Role

VENDOR = "claude"
BLANKS = " \t\n"
"""Stripped from the ends of words; other white space, U+3000 above all, is style."""

Id = str | int
Time = Any
"""Whatever `moment` understands."""


SPEAKERS: dict[str, Role] = {
    "human": "user",
    "user": "user",
    "assistant": "assistant",
    "claude": "assistant",
    "ai": "assistant",
    "bot": "assistant",
    "model": "assistant",
}
"""Official exports say `human` and `assistant`, other programs' dumps the rest."""


class Block(msgspec.Struct, gc=False):
    """One block of a message's content."""

    type: str | None = None
    text: str | None = None
    """Null beside every kind but `text`, and sometimes there too."""


class Attachment(msgspec.Struct, gc=False):
    """A file or a long paste, as text."""

    file_name: str | None = None
    file_type: str | None = None
    extracted_content: str | None = None


Content = str | list[Block | str] | Block | None
"""Blocks; missing in 2024, and seen as JSON within a string."""


class Turn(msgspec.Struct, gc=False):
    """One message, on whichever branch, without its flat text (`FlatTurn`)."""

    uuid: Id | None = None
    content: Content = None
    sender: str | None = None
    created_at: Time = None
    attachments: list[Attachment] | None = None
    parent_message_uuid: Id | UnsetType | None = UNSET
    id: Id | None = None
    role: str | None = None
    model: str | None = None

    @property
    def speaker(self) -> Role | None:
        """Who of the two speaks; None: neither, or nobody knows."""
        plain = SPEAKERS.get(self.sender or "")
        if plain:
            return plain
        for name in (self.sender, self.role):
            if name and name.strip().lower() in SPEAKERS:
                return SPEAKERS[name.strip().lower()]
        return None


class ProjectLink(msgspec.Struct, gc=False):
    """The project that a captured conversation belongs to."""

    uuid: str | None = None


class Chat(msgspec.Struct, gc=False):
    """One conversation."""

    uuid: Id | None = None
    id: Id | None = None
    conversation_id: Id | None = None
    name: str | None = None
    title: str | None = None
    created_at: Time = None
    updated_at: Time = None
    chat_messages: list[Turn] | None = None
    messages: list[Turn] | None = None
    model: str | None = None
    project_uuid: str | None = None
    project: ProjectLink | None = None
    current_leaf_message_uuid: Id | None = None

    @property
    def turns(self) -> list[Turn] | None:
        """All messages in the order they were made; None: there is no list at all."""
        return self.chat_messages or self.messages or self.chat_messages


class FlatTurn(msgspec.Struct, gc=False):
    """The flat text of a message.

    It repeats what the blocks hold, half of the whole file: it is read only where
    there are no words in them.
    """

    text: str | None = None


class FlatChat(msgspec.Struct, gc=False):
    """The flat texts of a conversation."""

    chat_messages: list[FlatTurn] | None = None
    messages: list[FlatTurn] | None = None

    @property
    def texts(self) -> list[str | None]:
        """In the order of `Chat.turns`."""
        return [turn.text for turn in self.chat_messages or self.messages or ()]


class MemoryFile(msgspec.Struct):
    """One of Claude's own notes, in Markdown."""

    path: str | None = None
    content: str | None = None
    updated_at: Time = None


class Known(msgspec.Struct):
    """What Claude knew: memories, or a project; the keys tell which."""

    conversations_memory: str | None = None
    project_memories: dict[str, str | None] | None = None
    memory_files: list[MemoryFile] | None = None
    uuid: str | None = None
    name: str | None = None
    description: str | None = None
    prompt_template: str | None = None
    is_starter_project: bool | None = None
    docs: list[msgspec.Raw] | None = None
    created_at: Time = None
    updated_at: Time = None
    memories: "list[Known] | None" = None
    projects: "list[Known] | None" = None


class DataFile(msgspec.Struct):
    """One download that a manifest names; its address is for one use and not read."""

    category: str | None = None
    part: int | str | None = None
    filename: str | None = None


class Manifest(msgspec.Struct):
    """The list of downloads that comes by e-mail since August 2026."""

    data_files: list[DataFile] | None = None
