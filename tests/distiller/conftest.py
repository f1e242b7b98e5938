"""Small invented conversations for the tests of distilling."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from migrate40.distiller.candidate import Candidate
from migrate40.distiller.statements import StatementCollector
from migrate40.model.conversation import Conversation, Message

START = datetime(2025, 5, 14, 12, tzinfo=UTC)  # a Wednesday
Talk = Callable[..., Conversation]
Answered = Callable[..., list[Candidate]]


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


@pytest.fixture
def answered() -> Answered:
    """Return what tells what the assistant is remembered for, of a brief talk."""

    def find(
        asked: str,
        reply: str,
        *,
        before: str = "good morning, haha",
        first: str = "Hello, dear.",
    ) -> list[Candidate]:
        messages = tuple(
            Message(
                id=f"m{number}",
                role="assistant" if number % 2 else "user",
                text=text,
                time=START,
            )
            for number, text in enumerate([before, first, asked, reply])
        )
        collector = StatementCollector()
        collector.add(Conversation(vendor="claude", id="c", messages=messages))
        return [one for one in collector.candidates() if one.origin == "assistant"]

    return find
