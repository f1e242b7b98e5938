"""What to tell somebody whose file is no export: what it is, and what to do."""

import re
from collections.abc import Iterable
from typing import Final

from migrate40.errors import Migrate40Error, NotAnExport, NothingFound
from migrate40.readers import READERS
from migrate40.readers.reader import Head

WANTED: Final = "give the zip that ChatGPT or Claude sent"
SIGNATURES: Final = (
    (r"%PDF", "a PDF"),
    (r"\ufffdPNG|GIF8|.{0,9}(?:JFIF|Exif)", "a picture"),
    (r"RIFF", "a picture or a sound"),
    (r"\{\\rtf|\ufffd\ufffd\x11", "a text document"),
    (r"Rar!", "a RAR archive: unpack it, then give the folder"),
    (r"7z\ufffd", "a 7z archive: unpack it, then give the folder"),
    (r"\x1f\ufffd", "a gzip archive: unpack it, then give the folder"),
    (r"SQLite format", "a database"),
)
"""How other kinds of files begin, where bytes that are no UTF-8 are U+FFFD."""
OPTIONAL: Final = ("claude-code",)
"""Vendors that are read only where they are named."""
UNKNOWN_CHATS: Final = frozenset(
    {
        "mapping",
        "chat_messages",
        "messages",
        "chat",
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
        if re.match(start, head.text, re.DOTALL):
            return NotAnExport(f"{name}: this is {what}; {WANTED}")
    if head.top in ("binary", "text"):
        return NotAnExport(
            f"{name}: no export and no list of memories (a list has `- ` before each "
            f"entry); {WANTED}"
        )
    for vendor in OPTIONAL:
        if READERS[vendor].sniff(head) is not None:
            return NothingFound(
                f"{name}: read only where that is asked for: --from {vendor} reads "
                f"{READERS[vendor].source.title}"
            )
    return nothing_found([name])


def nothing_found(names: Iterable[str]) -> NothingFound:
    """Return the error for exports in which there is nothing to carry over."""
    return NothingFound(
        f"{', '.join(names)}: no conversation and no memory found; expected was an "
        "export with conversations.json or conversations-000.json, Claude's "
        "conversations-000.zip or memories-000.zip, a list of memories, or one of "
        "those that `migrate40 sources` lists"
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
