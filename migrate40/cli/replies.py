"""Replies to compare: a text, JSONL of several makes, or any export."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from migrate40 import app
from migrate40.cli.session import Session
from migrate40.errors import CannotRead
from migrate40.output.files import reason

HEAD = 1 << 16
LARGEST = 1 << 28
"""Bytes of a text or of JSONL; an export may be of any size."""
KEYS = ("reply", "response", "completion", "output", "text", "content")
"""Where JSONL of other programs has the words of a reply."""
_BETWEEN = re.compile(r"^[ \t]*---+[ \t]*$", re.MULTILINE)
_BLANK = re.compile(r"\n[ \t]*\n")


def read_replies(path: str, model: str | None, run: Session) -> list[str]:
    """Return the replies in a file, by one model if it is an export.

    A text has a line `---` between two replies, or else a blank line.
    """
    if path == "-":
        data = sys.stdin.buffer.read(LARGEST)
        if not _is_text(data[:HEAD]):
            raise CannotRead(
                "the standard input is no text: give an export by its path"
            )
        return _from_text(data)
    head = _head(path)
    if head is None or not _is_text(head):
        return _from_export(path, model, run)
    found = _from_text(Path(path).read_bytes()[:LARGEST])
    return found or _from_export(path, model, run)


def _head(path: str) -> bytes | None:
    """Return the first bytes of a file; None of a folder."""
    try:
        if Path(path).is_dir():
            return None
        with Path(path).open("rb") as file:
            return file.read(HEAD)
    except OSError as error:
        raise CannotRead(f"cannot read {path}: {reason(error)}") from None


def _is_text(head: bytes) -> bool:
    """Whether it is a text or simple JSONL: no archive, no web page, no export."""
    if b"\0" in head or head.startswith((b"PK", b"\x1f\x8b")):
        return False
    first = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if first[:1] == b"<":
        return False
    return first[:1] not in (b"{", b"[") or _is_simple(first)


def _is_simple(first: bytes) -> bool:
    """Whether the first line of JSON is a reply, and no conversation of an export."""
    import msgspec

    line = first.split(b"\n", 1)[0]
    try:
        value = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False
    return bool(list(_said(value)))


def _from_text(data: bytes) -> list[str]:
    import msgspec

    text = data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
    lines = [line for line in text.split("\n") if line.strip()]
    try:
        values = [msgspec.json.decode(line.encode()) for line in lines]
    except (msgspec.DecodeError, UnicodeEncodeError):
        between = _BETWEEN if _BETWEEN.search(text) else _BLANK
        parts = (part.strip() for part in between.split(text))
        return [part for part in parts if part]
    return [reply for value in values for reply in _said(value)]


def _said(value: Any) -> Iterator[str]:
    """Yield the replies in one line of JSON: bare, in an object, or in a list."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _said(one)
    elif isinstance(value, dict) and value.get("role", "assistant") == "assistant":
        yield from _within(value)


def _within(value: dict[str, Any]) -> Iterator[str]:
    if isinstance(messages := value.get("messages"), list) and "kind" not in value:
        yield from _said([one for one in messages if isinstance(one, dict)])
        return
    found = (value.get(key) for key in KEYS)
    yield from [one for one in found if isinstance(one, str)][:1]


def _from_export(path: str, model: str | None, run: Session) -> list[str]:
    return app.replies(app.read([path], report=run.report), model=model)
