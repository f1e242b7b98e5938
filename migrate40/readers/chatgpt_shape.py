"""The shape of one conversation in a ChatGPT export, as far as anything is read of it.

Every field may be absent, null or of another type: what all exports agree on is only
that a conversation is an object with a `mapping`. The structs hold no circles, so the
garbage collector is spared them (`gc=False`).
"""

from datetime import datetime

import msgspec

from migrate40.readers.decode import mend

Time = float | str | None
Name = str | int | None


class PartObject(msgspec.Struct, gc=False):
    """A part of `multimodal_text`: a picture, a sound, its transcript."""

    content_type: str | None = None
    text: str | None = None
    parts: "list[str | PartObject | None] | str | None" = None
    asset_pointer: str | None = None
    metadata: "PartMetadata | None" = None
    audio_asset_pointer: "PartObject | str | None" = None


class PartMetadata(msgspec.Struct, gc=False):
    """What is known of a recording."""

    transcription: str | None = None


Parts = list[str | PartObject | None] | str | None


class Content(msgspec.Struct, gc=False):
    """The content of a message; `content_type` says which fields it has."""

    content_type: str | None = None
    parts: Parts = None
    text: str | None = None
    user_profile: str | None = None
    user_instructions: str | None = None
    model_set_context: str | None = None


class Author(msgspec.Struct, gc=False):
    """Who wrote a message; tools have names."""

    role: str | None = None
    name: str | None = None


class UserContext(msgspec.Struct, gc=False):
    """The custom instructions as the person typed them."""

    about_user_message: str | None = None
    about_model_message: str | None = None


class Metadata(msgspec.Struct, gc=False):
    """Null or missing in user messages since 2026."""

    model_slug: str | None = None
    default_model_slug: str | None = None
    is_visually_hidden_from_conversation: bool | None = None
    is_user_system_message: bool | None = None
    is_error: bool | None = None
    voice_mode_message: bool | None = None
    user_context_message_data: UserContext | None = None


class Message(msgspec.Struct, gc=False):
    """`recipient`, `status` and `weight` are missing since 2026."""

    id: Name = None
    author: Author | str | None = None
    create_time: Time = None
    update_time: Time = None
    content: Content | str | None = None
    recipient: str | None = None
    channel: str | None = None
    status: str | None = None
    metadata: Metadata | None = None


class Node(msgspec.Struct, gc=False):
    """A place in the tree, as far as it is needed when all links are there."""

    message: Message | None = None
    parent: Name = None


class Entry(msgspec.Struct, gc=False):
    """A conversation."""

    id: Name = None
    conversation_id: Name = None
    title: str | None = None
    create_time: Time = None
    update_time: Time = None
    mapping: dict[str, Node | None] | None = None
    current_node: Name = None
    default_model_slug: str | None = None
    model_slug: str | None = None
    gizmo_id: str | None = None
    conversation_template_id: str | None = None
    is_do_not_remember: bool | None = None


class Stub(msgspec.Struct, gc=False):
    """As much of a message as tells branches apart."""

    id: Name = None
    create_time: Time = None
    update_time: Time = None


class Link(msgspec.Struct, gc=False):
    """A node with all its links; `children` are left out since 2026, `parent` by some.

    They are looked at only where the parents alone do not lead from the current node
    to the first.
    """

    id: Name = None
    message: Stub | None = None
    parent: Name = None
    children: list[Name] | None = None


class Tree(msgspec.Struct, gc=False):
    """The links of a conversation."""

    mapping: dict[str, Link | None] | None = None


class Turn(msgspec.Struct, frozen=True, gc=False):
    """A message in its place on the branch, with an id in any case."""

    id: str
    message: Message
    role: str
    """In lower case; empty where the author has none."""
    kind: str
    """The content type; one that is not named is taken for plain text."""


class Place(msgspec.Struct, frozen=True):
    """The conversation in which something was met."""

    conversation: str
    created: datetime | None
    project: str | None


def turn_of(key: str, message: Message) -> Turn:
    """Return the message of the node `key` as a turn."""
    author, content, name = message.author, message.content, message.id
    role = author.role if isinstance(author, Author) else author
    kind = content.content_type if isinstance(content, Content) else None
    if not (isinstance(name, str) and name and name.isprintable()):
        name = named(name) or mend(key)
    return Turn(name, message, (role or "").lower(), kind or "text")


def named(value: Name) -> str | None:
    """Return an id as text; some dumps number their nodes."""
    if value is None or value == "":
        return None
    name = value if isinstance(value, str) else str(value)
    return name if name.isprintable() else mend(name)
