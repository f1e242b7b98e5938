"""One conversation in ChatGPT's export: as it was until 2026, and the later shape."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from samples._chatgpt_contents import (
    CONTENTS,
    IMAGE_BYTES,
    Record,
    image_file,
    spoken,
    text,
)
from samples._script import (
    SPEECH,
    Chat,
    Line,
    Node,
    Person,
    grow,
    hexadecimal,
    identity,
    number,
)

ROOT = "client-created-root"
NEWER = datetime(2025, 4, 1, tzinfo=UTC)
"""From about then tools answer the assistant, and the list of memories is empty."""
COMMENTED = datetime(2025, 9, 1, tzinfo=UTC)
"""From about then what the assistant does on the way is a commentary."""
HIDDEN = frozenset({"bio", "call", "forget", "recap", "thought", "tool"})
ROLES = {"me": "user", "me~": "user", "tool": "tool"}
PROFILE = (
    "The user provided the following information about themselves. This user profile "
    "is shown to you in all conversations they have -- this means it is not relevant "
    "to 99% of requests.\nBefore answering, quietly think about whether the user's "
    "request is related to the user profile provided. Only acknowledge the profile "
    "when the request is directly related to it.\nUser profile:\n"
)
WISHES = (
    "The user provided the additional info about how they would like you to respond:\n"
)


def classic(person: Person, chat: Chat) -> Record:
    """Return a conversation with all that a machine put around the words."""
    nodes = grow(_played(chat.lines), SPEECH | HIDDEN)
    head = _head(person, chat)
    messages = [*head, *(_message(chat, node) for node in nodes)]
    parents: list[str] = [ROOT, *(each["id"] for each in head)]
    top = parents.pop()
    links = {
        message["id"]: parent
        for message, parent in zip(
            messages, [*parents, *(node.parent or top for node in nodes)], strict=True
        )
    }
    tree = {
        each: {
            "id": each,
            "message": message,
            "parent": links.get(each),
            "children": [child for child, parent in links.items() if parent == each],
        }
        for each, message in [(ROOT, None), *((one["id"], one) for one in messages)]
    }
    return {
        **_start(chat, nodes),
        "mapping": tree,
        "moderation_results": [],
        "current_node": _tip(nodes),
        "plugin_ids": None,
        "conversation_id": chat.id,
        "conversation_template_id": _project(chat),
        "gizmo_id": _project(chat),
        "gizmo_type": "snorlax" if chat.project else None,
        "is_archived": False,
        "is_starred": None,
        "safe_urls": [],
        "blocked_urls": [],
        "default_model_slug": chat.model,
        "conversation_origin": None,
        "voice": None,
        "async_status": None,
        "disabled_tool_ids": [],
        "is_do_not_remember": not chat.remember,
        "memory_scope": "global_enabled",
        "id": chat.id,
    }


def bare(person: Person, chat: Chat, *, instructed: bool) -> Record:
    """Return a conversation of 2026: words, times and parents; no tools, no links."""
    nodes = grow((ln for ln in chat.lines if ln.kind in SPEECH | {"image"}), SPEECH)
    given = [_instructions(person, chat)] if instructed else []
    top = given[0]["id"] if given else ROOT
    messages = [
        *((one["id"], ROOT, _bared(one)) for one in given),
        *((n.line.id, n.parent or top, _bared(_message(chat, n))) for n in nodes),
    ]
    tree = {
        each: {"id": each, "message": message, "parent": parent}
        for each, parent, message in [(ROOT, None, None), *messages]
    }
    return {
        "id": chat.id,
        "conversation_id": chat.id,
        **_start(chat, nodes),
        "mapping": tree,
        "current_node": _tip(nodes),
        "default_model_slug": chat.model,
        "gizmo_id": _project(chat),
        "is_archived": False,
        "is_do_not_remember": not chat.remember,
        "memory_scope": "global_enabled",
    }


def _start(chat: Chat, nodes: Iterable[Node]) -> Record:
    last = max(node.line.time for node in nodes)
    return {
        "title": chat.title,
        "create_time": chat.begin.timestamp(),
        "update_time": last.timestamp(),
    }


def _tip(nodes: Iterable[Node]) -> str:
    """Return the leaf that was shown last."""
    return [node.line.id for node in nodes if not node.line.kind.endswith("~")][-1]


def _project(chat: Chat) -> str | None:
    return f"g-p-{hexadecimal('project', chat.project)}" if chat.project else None


def _played(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines of a script with what the machine adds to them."""
    for line in lines:
        yield line
        after = replace(line, id=identity(line.id, "after"), name="bio")
        if line.kind in {"bio", "forget"}:
            yield replace(after, kind="tool", text="Model set context updated.")
        if line.kind == "thought":
            seconds = 3 + number(20, line.id)
            yield replace(after, kind="recap", text=f"Thought for {seconds}s")


def _head(person: Person, chat: Chat) -> list[Record]:
    """Return the hidden messages that a conversation begins with."""
    system = _record(
        identity(chat.id, "system"), "system", text(""), end_turn=True, weight=0.0
    )
    system["metadata"] = {"is_visually_hidden_from_conversation": True}
    context = _record(
        identity(chat.id, "context"),
        "assistant",
        {
            "content_type": "model_editable_context",
            "model_set_context": _snapshot(person, chat),
            "repository": None,
            "repo_summary": None,
            "structured_context": None,
        },
    )
    context["metadata"] = {"is_visually_hidden_from_conversation": True}
    since = person.one("instructions-since")
    given = not since or date.fromisoformat(since) <= chat.begin.date()
    return [system, *([_instructions(person, chat)] if given else []), context]


def _instructions(person: Person, chat: Chat) -> Record:
    """Return the custom instructions, wrapped as the model sees them and as typed."""
    name, about = person.one("preferred-name"), person.one("about-user")
    role, wishes = person.one("role"), person.one("about-model")
    if name:
        about = f"Preferred name: {name}\nRole: {role}\nOther Information: {about}"
    content = {
        "content_type": "user_editable_context",
        "user_profile": f"{PROFILE}```{about}```",
        "user_instructions": f"{WISHES}```{wishes}```",
    }
    record = _record(identity(chat.id, "instructions"), "user", content)
    record["metadata"] = {
        "is_visually_hidden_from_conversation": True,
        "is_user_system_message": True,
        "user_context_message_data": {
            "about_user_message": about,
            "about_model_message": wishes,
        },
    }
    return record


def _snapshot(person: Person, chat: Chat) -> str:
    """Return the memories that there were on the day before, as a numbered list."""
    if chat.begin >= NEWER:
        return ""
    known = [
        (day, fact)
        for day, fact, _ in person.rows("snapshot")
        if date.fromisoformat(day) < chat.begin.date()
    ]
    return "\n\n".join(
        f"{place}. [{day}]. {fact}" for place, (day, fact) in enumerate(known, 1)
    )


def _record(own: str, role: str, content: Record, **rest: object) -> Record:
    """Return a message; what is not given is as in most messages."""
    return {
        "id": own,
        "author": {"role": role, "name": None, "metadata": {}},
        "create_time": None,
        "update_time": None,
        "content": content,
        "status": "finished_successfully",
        "end_turn": None,
        "weight": 1.0,
        "metadata": {},
        "recipient": "all",
        "channel": None,
        **rest,
    }


def _message(chat: Chat, node: Node) -> Record:
    """Return what a node says, does or gets back."""
    line, role = node.line, ROLES.get(node.line.kind, "assistant")
    name = line.name if line.kind == "tool" else None
    on_the_way = line.kind in {"bio", "call"} and line.time >= COMMENTED
    return _record(
        line.id,
        role,
        CONTENTS.get(line.kind, spoken)(chat, node),
        author={"role": role, "name": name, "metadata": {}},
        create_time=line.time.timestamp(),
        end_turn={"user": None, "tool": None}.get(role, line.kind not in HIDDEN),
        metadata=_metadata(chat, node, role),
        recipient=_recipient(line),
        channel="commentary" if on_the_way else None,
    )


def _recipient(line: Line) -> str:
    if line.kind in {"bio", "forget"}:
        return "bio"
    if line.kind == "tool":
        return "all" if line.time < NEWER else "assistant"
    return line.name if line.kind == "call" else "all"


def _metadata(chat: Chat, node: Node, role: str) -> Record:
    metadata: Record = {
        "request_id": hexadecimal(node.line.id, "request"),
        "timestamp_": "absolute",
        "message_type": "next" if role == "assistant" else None,
    }
    if role == "assistant":
        metadata["model_slug"] = metadata["default_model_slug"] = chat.model
        metadata["finish_details"] = {"type": "stop", "stop_tokens": [200002]}
        metadata["is_complete"] = True
    if role == "user" and chat.voice:
        metadata["voice_mode_message"] = True
    images = [image_file(one) for one in node.extras if one.kind == "image"]
    if images:
        picture = {"mime_type": "image/png", "size": IMAGE_BYTES}
        metadata["attachments"] = [
            {"id": own, "name": name, **picture} for own, name in images
        ]
    return metadata


def _bared(message: Record) -> Record:
    """Return of a message what the later shape has kept."""
    return {
        "id": message["id"],
        "author": {"role": message["author"]["role"]},
        "create_time": message["create_time"],
        "content": message["content"],
    }
