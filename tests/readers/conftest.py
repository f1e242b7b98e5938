"""What the tests of readers share: invented conversations in a vendor's shape."""

import io
import json
from typing import Any

import pytest

from migrate40.model.conversation import Conversation
from migrate40.notices import Notice
from migrate40.readers import chatgpt

Json = dict[str, Any]
NOON = 1_750_000_000.0


class ChatGPT:
    """Builds what ChatGPT exports, and reads it back."""

    def message(self, role: str, content: str | Json | None, **fields: Any) -> Json:
        """Return a message; a text becomes content of type `text`."""
        if isinstance(content, str):
            content = {"content_type": "text", "parts": [content]}
        author = {"role": role, "name": fields.pop("name", None), "metadata": {}}
        return {"author": author, "content": content, "metadata": {}, **fields}

    def user(self, content: str | Json | None, **fields: Any) -> Json:
        """Return what the person says."""
        return self.message("user", content, **fields)

    def reply(self, content: str | Json | None, **fields: Any) -> Json:
        """Return what the model says."""
        return self.message("assistant", content, **fields)

    def tool(self, name: str, content: str | Json, **fields: Any) -> Json:
        """Return what a tool answers."""
        return self.message("tool", content, name=name, **fields)

    def written(self, content: str | Json, **fields: Any) -> Json:
        """Return a message to the tool that keeps memories."""
        return self.reply(content, recipient="bio", **fields)

    def kept(self, **fields: Any) -> Json:
        """Return the tool's answer to it."""
        return self.tool("bio", "Model set context updated.", **fields)

    def context(self, profile: str, instructions: str, **fields: Any) -> Json:
        """Return the hidden message with custom instructions."""
        content = {
            "content_type": "user_editable_context",
            "user_profile": profile,
            "user_instructions": instructions,
        }
        hidden = {
            "is_visually_hidden_from_conversation": True,
            "is_user_system_message": True,
        }
        metadata = {**hidden, **fields.pop("metadata", {})}
        return self.message("user", content, metadata=metadata, **fields)

    def snapshot(self, listed: str, **fields: Any) -> Json:
        """Return the hidden message with the list of memories."""
        content = {"content_type": "model_editable_context"}
        return self.reply({**content, "model_set_context": listed}, **fields)

    def entry(self, *messages: Json | None, **fields: Any) -> Json:
        """Return a conversation with all messages in one line: `m1`, `m2` ..."""
        above = "client-created-root"
        mapping: Json = {above: {"id": above, "message": None, "parent": None}}
        for number, message in enumerate(messages, 1):
            key = f"m{number}"
            usual = {"id": key, "create_time": NOON + number}
            whole = None if message is None else {**usual, **message}
            mapping[key] = {"id": key, "message": whole, "parent": above}
            mapping[above]["children"] = [key]
            above = key
        mapping[above]["children"] = []
        return {
            "title": "Invented",
            "create_time": NOON,
            "update_time": NOON + 100,
            "mapping": mapping,
            "current_node": above,
            "conversation_id": "c1",
            "id": "c1",
            **fields,
        }

    def read(self, entry: object) -> tuple[Conversation | None, list[Notice]]:
        """Return what the reader makes of a value, and what it reports."""
        raw = entry if isinstance(entry, bytes) else json.dumps(entry).encode()
        notices: list[Notice] = []
        return chatgpt.parse(raw, "export.zip/conversations.json#1", notices.append), (
            notices
        )

    def conversation(self, *messages: Json | None, **fields: Any) -> Conversation:
        """Return the conversation that the messages are read as."""
        found, _ = self.read(self.entry(*messages, **fields))
        assert found is not None
        return found

    def said(self, *messages: Json | None, **fields: Any) -> list[str]:
        """Return the texts of its speech."""
        return [m.text for m in self.conversation(*messages, **fields).messages]

    def notices(self, *messages: Json | None, **fields: Any) -> list[tuple[str, str]]:
        """Return kind and place of what is reported."""
        _, notices = self.read(self.entry(*messages, **fields))
        return [(notice.kind, notice.where) for notice in notices]


@pytest.fixture
def gpt() -> ChatGPT:
    """Return the builder."""
    return ChatGPT()


class Broken(io.BytesIO):
    """A file that can be read to its end, and then raises."""

    def __init__(self, data: bytes, error: Exception) -> None:
        super().__init__(data)
        self._error = error

    def read(self, size: int | None = -1) -> bytes:
        """Read what there is, then fail."""
        found = super().read(size)
        if not found:
            raise self._error
        return found


@pytest.fixture
def broken() -> type[Broken]:
    """Return what opens such a file."""
    return Broken
