"""Small invented conversations for the tests of distilling."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from migrate40.model.conversation import Conversation, Message

START = datetime(2025, 5, 14, 12, tzinfo=UTC)  # a Wednesday
Talk = Callable[..., Conversation]


@pytest.fixture
def talk() -> Talk:
    """Return a maker of conversations: the person's lines, each with a brief reply."""

    def make(
        *lines: str, name: str = "c1", day: int = 0, **fields: Any
    ) -> Conversation:
        messages = []
        for number, line in enumerate(lines):
            time = START + timedelta(days=day, minutes=2 * number)
            said = Message(id=f"{name}-u{number}", role="user", text=line, time=time)
            reply = Message(
                id=f"{name}-a{number}",
                role="assistant",
                text="Oh, dear heart.",
                time=time + timedelta(minutes=1),
                model="gpt-4o",
            )
            messages += [said, reply]
        known = {"vendor": "chatgpt", "id": name, "messages": tuple(messages)}
        return Conversation(**known | {"created": START + timedelta(days=day)} | fields)

    return make
