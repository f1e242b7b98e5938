"""What two people said to each other, whoever hosted it: no vendor's names in here.

Structs instead of dataclasses: a history has up to a million messages, and msgspec
builds a struct in a ninth of a dataclass's time and keeps it away from the garbage
collector.
"""

from datetime import datetime
from hashlib import sha256
from typing import Literal

import msgspec

Role = Literal["user", "assistant"]
What = Literal[
    "saved_memory",  # a fact that the platform wrote down ("bio" of ChatGPT)
    "memory_snapshot",  # a line of a list of saved memories, shown to the model
    "custom_instruction",  # account-wide instructions, by the person
    "project_instruction",
    "project_memory",  # what the platform noted within a project
    "account_memory",  # the platform's own summary of the person
    "pasted_memory",  # a line of a list that the person copied by hand
]


class Message(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What one of the two said, on the branch that was shown last."""

    id: str
    role: Role
    text: str
    time: datetime | None = None
    model: str | None = None
    """The slug of the model that spoke, as the export spells it; None: the person."""
    voice: bool = False
    """Spoken, not typed: the text is a transcript."""
    pasted_from: int | None = None
    """Where in `text` (in code points) an attached paste begins: the person's to
    give, but rarely of their own making. None: nothing was attached."""


class Given(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="given"):
    """What the platform itself knew or was told, apart from the talk."""

    id: str
    """`g-` and 12 hexadecimal digits of what it says (`given_id`)."""
    what: What
    text: str
    vendor: str
    time: datetime | None = None
    conversation: str | None = None
    message: str | None = None
    project: str | None = None
    about: Literal["user", "model"] | None = None
    """Of a custom instruction: about the person, or about how to answer."""
    labels: dict[str, str] = {}
    """Of a custom instruction in labelled form: `preferred_name`, `role`, `other`; of a
    project's: its `name`."""
    forget: bool = False
    """Not a fact but the wish that one be forgotten."""


class Conversation(msgspec.Struct, frozen=True, kw_only=True):
    """One conversation, oldest message first.

    One without messages carries what was given account-wide: `id` is then empty.
    """

    vendor: str
    id: str
    title: str | None = None
    created: datetime | None = None
    updated: datetime | None = None
    model: str | None = None
    """The model that most of its replies came from."""
    project: str | None = None
    remember: bool = True
    """False: the person kept this conversation out of the assistant's memory."""
    messages: tuple[Message, ...] = ()
    given: tuple[Given, ...] = ()
    """What was met here for the first time in a reading."""
    instructions: tuple[str, ...] = ()
    """The ids of the custom instructions that were in force here."""


def given_id(what: What, text: str, *parts: str | None) -> str:
    """Return the id of a `Given`: the same words in the same place, the same id."""
    digest = sha256("\0".join((what, text, *(part or "" for part in parts))).encode())
    return f"g-{digest.hexdigest()[:12]}"
