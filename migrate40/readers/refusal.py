"""What to tell somebody whose file is no export: what it is, and what to do."""

from collections.abc import Iterable
from typing import Final

from migrate40.errors import Migrate40Error, NotAnExport, NothingFound
from migrate40.readers.reader import Head

WANTED: Final = "give the zip that ChatGPT or Claude sent"
SIGNATURES: Final = (
    ("%PDF", "a PDF"),
    ("\ufffdPNG", "a picture"),
    ("\ufffd\ufffd\ufffd", "a picture or another document"),
    ("GIF8", "a picture"),
    ("RIFF", "a picture or a sound"),
    ("{\\rtf", "a text document"),
    ("Rar!", "a RAR archive: unpack it, then give the folder"),
    ("7z\ufffd", "a 7z archive: unpack it, then give the folder"),
    ("\x1f\ufffd", "a gzip archive: unpack it, then give the folder"),
    ("SQLite format", "a database"),
    ("PK", "a damaged archive: download it again"),
)
UNKNOWN_CHATS: Final = frozenset(
    {
        "mapping",
        "chat_messages",
        "messages",
        "chat",
        "conversation",
        "responses",
        "chunkedPrompt",
        "role",
        "mes",
        "history",
        "histories",
        "contentChunks",
    }
)
"""Keys by which other products' conversations are known."""


def refusal(name: str, head: Head) -> Migrate40Error:
    """Return the error for a file that was named and is nobody's."""
    if head.top == "empty":
        return NotAnExport(f"{name}: the file is empty: download the export again")
    if head.top == "html":
        return NotAnExport(
            f"{name}: this is a web page, not the export: the download link had "
            "expired, or a login page was saved; ask for a new export"
        )
    for start, what in SIGNATURES:
        if head.top in ("binary", "text", "object") and head.text.startswith(start):
            return NotAnExport(f"{name}: this is {what}; {WANTED}")
    if head.top in ("binary", "text"):
        return NotAnExport(
            f"{name}: no export and no list of memories (a list has `- ` before each "
            f"entry); {WANTED}"
        )
    return nothing_found([name])


def nothing_found(names: Iterable[str]) -> NothingFound:
    """Return the error for exports in which there is nothing to carry over."""
    return NothingFound(
        f"{', '.join(names)}: no conversation and no memory found; expected was an "
        "export with conversations.json or conversations-000.json, Claude's "
        "conversations-000.zip or memories-000.zip, or a list of memories"
    )


def strangers_found(names: Iterable[str]) -> NothingFound:
    """Return the error for exports of a product that nobody here reads."""
    return NothingFound(
        f"{', '.join(names)}: it looks like conversations, but of a product that "
        "cannot be read yet; `migrate40 sources` lists those that can"
    )


def is_unknown_chat(head: Head) -> bool:
    """Whether it looks like conversations of a product that nobody here reads."""
    return any(keys & UNKNOWN_CHATS for keys in (head.keys, *head.items))
