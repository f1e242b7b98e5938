"""The keys that programs give to messages and conversations: many for the same."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

import msgspec

from migrate40.readers.dates import time_of
from migrate40.readers.talk import Name, Time, Turn, first_moment, name_of, role_of

TURNS: Final = tuple(
    frozenset(keys)
    for keys in (
        ("role", "content"),
        ("role", "contentParts"),
        ("role", "parts"),
        ("role", "text"),
        ("role", "say"),
        ("from", "value"),
        ("sender", "text"),
        ("sender", "content"),
        ("sender", "message"),
        ("author", "text"),
        ("author", "content"),
    )
)
"""What a message has, one of these."""
HOLDERS: Final = ("messages", "conversations", "conversation", "items", "contents")
"""Keys under which a conversation holds its messages."""
PAIRS: Final = frozenset({"internal", "visible"})
"""Keys of text-generation-webui's logs."""
BEGUN: Final = "<|BEGIN-VISIBLE-CHAT|>"
"""What stands there for the person's words before a greeting."""


class Message(msgspec.Struct):
    """One message."""

    role: Any = None
    from_: Any = msgspec.field(default=None, name="from")
    sender: Any = None
    author: Any = None
    content: Any = None
    text: Any = None
    value: Any = None
    message: Any = None
    say: Any = None
    parts: Any = None
    contentParts: Any = None  # noqa: N815 -- the source's spelling
    id: Name = None
    uuid: Name = None
    message_id: Name = None
    timestamp: Time = None
    time: Time = None
    created_at: Time = None
    create_time: Time = None
    createdAt: Time = None  # noqa: N815 -- the source's spelling
    date: Time = None
    model: Any = None
    session_id: Name = None
    sessionId: Name = None  # noqa: N815 -- the source's spelling
    topicId: Name = None  # noqa: N815 -- the source's spelling
    conversation_id: Name = None
    conversationId: Name = None  # noqa: N815 -- the source's spelling
    thread_id: Name = None

    @property
    def group(self) -> str:
        """The conversation that it belongs to; nothing where it does not say."""
        names = (self.session_id, self.sessionId, self.topicId, self.thread_id)
        others = (self.conversation_id, self.conversationId)
        return "/".join(filter(None, map(name_of, (*names, *others))))

    @property
    def role_name(self) -> str:
        """Who speaks, as the source spells it; nothing where it does not say."""
        author = self.author.get("role") if isinstance(self.author, dict) else None
        names = (self.role, self.from_, self.sender, author, self.author)
        return next((n for n in names if isinstance(n, str) and n.strip()), "")

    @property
    def turn(self) -> Turn:
        """Return what is said, by whom."""
        plain = (self.content, self.text, self.value, self.message)
        others = (self.parts, self.say, self.contentParts)
        times = (self.timestamp, self.time, self.created_at, self.create_time)
        when = first_moment(*times, self.createdAt) or time_of(self.date or self.time)
        return Turn(
            role=role_of(self.role_name),
            content=next(filter(None, (*plain, *others)), None),
            id=name_of(self.id or self.uuid or self.message_id),
            time=when,
            model=slug(self.model),
        )


class _Mask(msgspec.Struct):
    """What a person put before all that is said, in NextChat."""

    context: list[Message] | None = None


class Entry(msgspec.Struct):
    """One conversation."""

    messages: list[Message] | None = None
    conversations: list[Message] | None = None
    conversation: list[Message] | None = None
    items: list[Message] | None = None
    contents: list[Message] | None = None
    mask: _Mask | None = None
    id: Name = None
    uuid: Name = None
    conversation_id: Name = None
    session_id: Name = None
    title: str | None = None
    name: str | None = None
    topic: str | None = None
    model: Any = None
    system: Any = None
    system_prompt: Any = None
    created_at: Time = None
    create_time: Time = None
    createdAt: Time = None  # noqa: N815 -- the source's spelling
    updated_at: Time = None
    update_time: Time = None
    updatedAt: Time = None  # noqa: N815 -- the source's spelling

    @property
    def turns(self) -> list[Message] | None:
        """All messages, in order; None: there is no list of any."""
        there = [one for key in HOLDERS if (one := getattr(self, key)) is not None]
        return next(filter(None, there), there[0] if there else None)

    @property
    def own_id(self) -> str:
        """Its id; nothing where there is none."""
        return name_of(self.conversation_id or self.id or self.uuid or self.session_id)

    @property
    def created(self) -> datetime | None:
        return first_moment(self.created_at, self.create_time, self.createdAt)

    @property
    def updated(self) -> datetime | None:
        return first_moment(self.updated_at, self.update_time, self.updatedAt)


class _Meta(msgspec.Struct):
    timestamp: Time = None


class Pairs(msgspec.Struct):
    """A log of text-generation-webui: what was said as typed, and as shown."""

    internal: list[list[str | None]]
    metadata: dict[str, _Meta] | None = None


def pair_turns(pairs: Pairs) -> Iterator[Turn]:
    """Yield both sides of each pair."""
    for number, pair in enumerate(pairs.internal):
        for role, said in zip(("user", "assistant"), pair, strict=False):
            meta = (pairs.metadata or {}).get(f"{role}_{number}")
            if said != BEGUN:
                time = time_of(meta.timestamp) if meta else None
                yield Turn(role=role_of(role), content=said, time=time)


def slug(model: Any) -> str:
    """Return a model's name, which may lie in an object."""
    if isinstance(model, dict):
        model = model.get("id") or model.get("name")
    return name_of(model) if isinstance(model, str) else ""
