"""Claude's export since August 2026: a zip a category, and a manifest."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from samples._script import SPEECH, Chat, Line, Node, Person, grow, identity, number

Record = dict[str, Any]
Members = dict[str, bytes]

ROOT = "00000000-0000-4000-8000-000000000000"
UNSUPPORTED = "```\nThis block is not supported on your current device yet.\n```"
BUDGETED = 3
"""The replies of every so many conversations begin with a budget of tokens."""
CATEGORIES = ("conversations", "projects", "memories", "light_metadata")


def archives(person: Person, email: str, phone: str) -> dict[str, Members]:
    """Return the members of each archive, by the archive's name."""
    contents = (
        _conversations(person),
        _projects(person),
        _memories(person),
        _light_metadata(person, email, phone),
    )
    names = (f"{category}-000.zip" for category in CATEGORIES)
    return dict(zip(names, contents, strict=True))


def manifest(person: Person) -> tuple[str, bytes]:
    """Return the name and the bytes of the file that lists the archives."""
    made = _exported(person)
    own, short = identity(person.name, "export"), identity(person.name, "hash")[:8]
    files = [
        {
            "batch_index": 0,
            "category": category,
            "part": 0,
            "filename": f"{category}-000.zip",
            "export_url": f"https://example.org/export/{short}/{category}-000.zip",
        }
        for category in CATEGORIES
    ]
    value = {
        "version": 1,
        "created_at": _moment(made),
        "instructions": "Each link below can be used once.",
        "total_files": len(files),
        "data_files": files,
    }
    epoch, day = int(made.timestamp()), made.date()
    return f"manifest-{own}-{epoch}-{short}-{day}.json", _json(value)


def _exported(person: Person) -> datetime:
    """Return when the export was made: soon after the last word."""
    return person.chats[-1].lines[-1].time + timedelta(hours=9)


def _account(person: Person) -> str:
    return identity(person.name, "account")


def _conversations(person: Person) -> Members:
    chats = [
        {
            "uuid": chat.id,
            "name": chat.title,
            "summary": "",
            "created_at": _moment(chat.begin),
            "updated_at": _moment(chat.lines[-1].time),
            "account": {"uuid": _account(person)},
            "chat_messages": _messages(chat, budget=place % BUDGETED == 0),
        }
        for place, chat in enumerate(person.chats)
    ]
    return {"conversations.json": _json(chats[::-1])}


def _messages(chat: Chat, *, budget: bool) -> list[Record]:
    return [_message(chat, node, budget) for node in grow(chat.lines, SPEECH)]


def _message(chat: Chat, node: Node, budget: bool) -> Record:
    human = node.line.kind.startswith("me")
    blocks = _before(node) + _spoken(chat, node)
    if budget and not human:
        blocks = [
            _block("token_budget", node.line, text=None, remaining=190000),
            *blocks,
        ]
    pastes = [line for line in node.extras if line.kind == "paste"]
    moment = _moment(node.line.time)
    return {
        "uuid": node.line.id,
        "text": _flat(blocks),
        "content": blocks,
        "sender": "human" if human else "assistant",
        "created_at": moment,
        "updated_at": moment,
        "attachments": [_attachment(line) for line in pastes],
        "files": [
            {"file_uuid": identity(one.id, "file"), "file_name": _file_name(one)}
            for one in node.extras
            if one.kind in {"paste", "image"}
        ],
        "parent_message_uuid": node.parent or ROOT,
    }


def _block(kind: str, line: Line, **fields: object) -> Record:
    moment = _moment(line.time)
    times = {"start_timestamp": moment, "stop_timestamp": moment}
    return {**times, "flags": None, "type": kind, **fields}


def _spoken(chat: Chat, node: Node) -> list[Record]:
    """Return the words; a person who talks leaves a note by voice."""
    if chat.voice and node.line.kind.startswith("me"):
        return [_block("voice_note", node.line, title="", text=node.line.text)]
    return [_block("text", node.line, text=node.line.text, citations=[])]


def _before(node: Node) -> list[Record]:
    """Return the blocks that stand before the words of a message."""
    return [block for line in node.extras for block in _blocks(line)]


def _blocks(line: Line) -> list[Record]:
    match line.kind:
        case "thought":
            short = [{"summary": line.text.partition(".")[0]}]
            rest = {"summaries": short, "cut_off": False}
            return [_block("thinking", line, thinking=line.text, **rest)]
        case "inject":
            rest = {"injection_source": "context", "initial_turn_only": False}
            return [_block("injected_prompt_block", line, prompt=line.text, **rest)]
        case "artifact":
            return [_artifact(line), _result(line, "artifacts", "OK")]
        case "call":
            return [_use(line, line.name, {"query": line.text})]
        case "tool":
            return [_result(line, line.name, line.text)]
        case _:
            return []


def _artifact(line: Line) -> Record:
    slug = "-".join(line.name.lower().split())
    made = {
        "id": slug,
        "command": "create",
        "type": "text/markdown",
        "title": line.name,
        "content": line.text,
        "version_uuid": identity(line.id, "version"),
    }
    return _use(line, "artifacts", made)


def _use(line: Line, name: str, given: Mapping[str, object]) -> Record:
    rest = {"message": name, "integration_name": None, "display_content": None}
    own = f"toolu_{identity(line.id, name)[:8]}"
    return _block("tool_use", line, id=own, name=name, input=given, **rest)


def _result(line: Line, name: str, text: str) -> Record:
    own = f"toolu_{identity(line.id, name)[:8]}"
    content = [{"type": "text", "text": text}]
    rest = {"tool_use_id": own, "name": name, "content": content, "is_error": False}
    return _block("tool_result", line, **rest)


def _flat(blocks: Iterable[Record]) -> str:
    """Return the words and thoughts, with a placeholder for each block of a tool."""
    texts = {"text": "text", "voice_note": "text", "thinking": "thinking"}
    parts = [
        block[texts[block["type"]]] if block["type"] in texts else UNSUPPORTED
        for block in blocks
        if block["type"] in texts or block["type"].startswith("tool_")
    ]
    return "\n\n".join(parts)


def _file_name(line: Line) -> str:
    return line.name or f"IMG_{1000 + number(9000, line.id)}.png"


def _attachment(line: Line) -> Record:
    return {
        "file_name": line.name,
        "file_size": len(line.text.encode()),
        "file_type": line.name.rpartition(".")[2],
        "extracted_content": line.text,
    }


def _projects(person: Person) -> Members:
    made = _moment(person.chats[0].begin)
    return {
        f"projects/{_project(key)}.json": _json(
            {
                "uuid": _project(key),
                "name": name,
                "description": description,
                "is_private": True,
                "is_starter_project": False,
                "prompt_template": instructions,
                "created_at": made,
                "updated_at": made,
                "creator": {"uuid": _account(person), "full_name": person.name},
                "docs": [],
            }
        )
        for key, name, description, instructions, _ in person.rows("project")
    }


def _project(key: str) -> str:
    return identity("project", key)


def _memories(person: Person) -> Members:
    known = {
        "conversations_memory": person.one("account-memory"),
        "project_memories": {
            _project(key): text for key, text in person.rows("project-memory")
        },
        "memory_files": [
            {"path": path, "content": text, "updated_at": f"{day}T06:00:00.000000Z"}
            for path, day, text in person.rows("memory-file")
        ],
        "account_uuid": _account(person),
    }
    return {f"memories/{_account(person)}.json": _json(known)}


def _light_metadata(person: Person, email: str, phone: str) -> Members:
    user = {
        "uuid": _account(person),
        "full_name": person.name,
        "email_address": email,
        "verified_phone_number": phone,
    }
    login = {"created_at": _moment(_exported(person)), "method": "email"}
    return {"users.json": _json([user]), "login_history.json": _json([login])}


def _moment(time: datetime) -> str:
    return f"{time:%Y-%m-%dT%H:%M:%S.%f}Z"


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
