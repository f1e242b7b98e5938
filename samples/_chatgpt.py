"""ChatGPT's export: one file, as it was until 2026, and the later shards."""

import base64
import json
from collections.abc import Iterator, Sequence
from typing import Any

from samples._chatgpt_contents import Record, image_file
from samples._chatgpt_tree import bare, classic
from samples._script import Chat, Line, Person, hexadecimal, identity

Members = dict[str, bytes]

SHARD = 5
"""Conversations a shard; a real one has about a hundred."""
INSTRUCTED = 5
"""Every so many conversations in shards still carry the custom instructions."""
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmM"
    "IQAAAABJRU5ErkJggg=="
)
VIEWER = """<html>
<head><meta charset="utf-8"><title>ChatGPT Data Export</title></head>
<body><div id="root"></div>
<script>
var jsonData = %s;
var assetsJson = %s;
for (const chat of jsonData) {
  const heading = document.createElement("h4");
  heading.textContent = chat.title;
  document.getElementById("root").append(heading);
}
</script></body>
</html>
"""


def one_file(person: Person, email: str, phone: str) -> Members:
    """Return the members of an export with all the conversations in one file."""
    chats = _ascii([classic(person, chat) for chat in _newest_first(person)])
    files = {own: f"{own}-{name}" for own, name in _images(person)}
    viewer = VIEWER % (chats.replace("</", "<\\/"), _ascii(files))
    return {
        "conversations.json": chats.encode(),
        "chat.html": viewer.encode(),
        "user.json": _ascii(_user(person, email, phone)).encode(),
        "message_feedback.json": _ascii(_feedback(person)).encode(),
        "shared_conversations.json": _ascii(_shared(person)).encode(),
        **dict.fromkeys(files.values(), PIXEL),
    }


def shards(person: Person, email: str, phone: str) -> Members:
    """Return the members of an export in shards, with the manifest that lists them."""
    chats = [
        bare(person, chat, instructed=place % INSTRUCTED == INSTRUCTED - 1)
        for place, chat in enumerate(person.chats)
    ][::-1]
    starts = range(0, len(chats), SHARD)
    parts = {
        f"conversations-{start // SHARD:03}.json": _utf8(chats[start : start + SHARD])
        for start in starts
    }
    names = {f"{own}.dat": name for own, name in _images(person)}
    members = {
        **parts,
        "conversation_asset_file_names.json": _utf8(names),
        "group_chats.json": _utf8({"chats": []}),
        "message_feedback.json": _utf8([]),
        "shared_conversations.json": _utf8([]),
        "user.json": _utf8(_user(person, email, phone)),
        "user_settings.json": _utf8([{}]),
        **dict.fromkeys(names, PIXEL),
    }
    return {**members, "export_manifest.json": _utf8(_manifest(members, list(parts)))}


def _newest_first(person: Person) -> list[Chat]:
    """Return the conversations in the order of an export."""
    return list(reversed(person.chats))


def _images(person: Person) -> Iterator[tuple[str, str]]:
    for chat in person.chats:
        yield from (image_file(line) for line in chat.lines if line.kind == "image")


def _user(person: Person, email: str, phone: str) -> Record:
    return {
        "id": _user_id(person),
        "email": email,
        "chatgpt_plus_user": True,
        "phone_number": phone,
    }


def _user_id(person: Person) -> str:
    return f"user-{hexadecimal(person.name, 'user')[:24]}"


def _feedback(person: Person) -> list[Record]:
    """Return a thumb up for the first conversation and down for each cold one."""
    usual = person.one("model")
    rated = [
        (chat, "thumbsUp" if chat is person.chats[0] else "thumbsDown")
        for chat in person.chats
        if chat is person.chats[0] or chat.model != usual
    ]
    return [
        {
            "id": _last_reply(chat).id,
            "conversation_id": chat.id,
            "user_id": _user_id(person),
            "rating": rating,
            "create_time": _last_reply(chat).time.isoformat(),
            "workspace_id": None,
            "content": "{}",
            "evaluation_name": None,
        }
        for chat, rating in rated
    ]


def _last_reply(chat: Chat) -> Line:
    return [line for line in chat.lines if line.kind == "ai"][-1]


def _shared(person: Person) -> list[Record]:
    chat = person.chats[0]
    return [
        {
            "id": identity(chat.id, "shared"),
            "conversation_id": chat.id,
            "title": chat.title,
            "is_anonymous": True,
        }
    ]


def _manifest(members: Members, parts: Sequence[str]) -> Record:
    return {
        "version": 1,
        "export_files": [
            {"path": path, "size_bytes": len(data)} for path, data in members.items()
        ],
        "logical_files": {
            "conversations.json": {"files": list(parts), "sharded": True}
        },
    }


def _ascii(value: Any) -> str:
    """Return JSON the way older exports have it: one line, escapes only."""
    return json.dumps(value, separators=(",", ":"))


def _utf8(value: Any) -> bytes:
    """Return JSON the way later exports have it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
