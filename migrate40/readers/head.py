"""What the beginning of a file shows: its outer shape and the first keys in it.

A tolerant scanner of tokens, because the beginning is cut somewhere, may be damaged,
and the first conversation alone may be larger than what is looked at.
"""

import re
from collections.abc import Iterator
from typing import Final

from migrate40.readers.charset import text_start
from migrate40.readers.reader import Head, Member, Top
from migrate40.readers.restart import RESTART

HEAD_BYTES: Final = 1 << 16
ITEMS: Final = 8
"""So many objects are looked at: the first may be odd."""

_WORDS = re.compile(
    r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)|[{}\[\],:]|[^\s{}\[\],:"]++|"',
    re.DOTALL,
)
_BARE = re.compile(r"-?[0-9][0-9.eE+-]*|true|false|null")
_HTML = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE
)
_EMBEDDED = re.compile(r"\bjsonData\s*=\s*")
_STRANGE = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\ufffd]")
_OPEN = {"{": "object", "[": "array"}


def head_of(member: Member) -> Head:
    """Look at the first 64 KiB; raises `CannotRead` when not even they can be read."""
    with member.open() as stream:
        start = stream.read(HEAD_BYTES)
    return head_of_bytes(member.name, start)


def head_of_bytes(name: str, start: bytes) -> Head:
    """The same of bytes; never raises."""
    text = text_start(start)
    base = name.rpartition("/")[2].lower()
    top = _top(text)
    if top == "html":
        embedded = _EMBEDDED.search(text)
        scan = _Scan(text[embedded.end() :] if embedded else "")
        return Head(name=base, top=top, items=scan.items, text=text)
    if top not in ("array", "object"):
        return Head(name=base, top=top, text=text)
    scan = _Scan(text)
    if scan.values > 1 and top == "object":
        top = "lines"
    items = scan.items if top != "lines" else scan.lines
    return Head(
        name=base,
        top=top,
        keys=scan.lines[0] if top == "object" and scan.lines else frozenset(),
        items=(*items, *_restarts(text)) if scan.damaged else items,
        text=text,
    )


def _top(text: str) -> Top:
    first = text.lstrip("\0 \t\r\n")[:1]
    if not first:
        return "binary" if "\0" in text else "empty"
    if first in _OPEN:
        return "array" if first == "[" else "object"
    if _HTML.match(text):
        return "html"
    strange = len(_STRANGE.findall(text))
    return "binary" if strange * 50 > len(text) else "text"


def _restarts(text: str) -> Iterator[frozenset[str]]:
    """The first objects that begin as conversations do, wherever they stand."""
    raw = text.encode(errors="replace")
    for number, match in enumerate(RESTART.finditer(raw)):
        if number == ITEMS:
            return
        yield from _Scan(raw[match.start() :].decode(errors="replace")).lines[:1]


class _Scan:
    """Keys of the first objects on the two levels where conversations may begin.

    `lines` are those of outermost objects; `items` those of objects in the outermost
    array or, of an object, in the first array of objects that it holds.
    """

    def __init__(self, text: str) -> None:
        self.damaged = False
        self.values = 0
        self._lines: list[set[str]] = []
        self._items: list[set[str]] = []
        self._closed_list = False
        self._stack: list[str] = []
        self._key: str | None = None
        for match in _WORDS.finditer(text):
            self._word(match[0])
            if len(self._items) > ITEMS or len(self._lines) > ITEMS:
                break
        self.lines = tuple(map(frozenset, self._lines[:ITEMS]))
        self.items = tuple(map(frozenset, self._items[:ITEMS]))

    def _word(self, word: str) -> None:
        if word in "{[":
            self._enter(word)
        elif word in "}]":
            self._leave(word)
        elif word == ":":
            self._keep_key()
        elif word != ",":
            self._key = word
            self.damaged |= word[0] != '"' and not _BARE.fullmatch(word)

    def _enter(self, bracket: str) -> None:
        self.values += not self._stack
        if bracket == "{":
            level = self._level()
            if level is not None:
                level.append(set())
        self._stack.append(bracket)

    def _leave(self, bracket: str) -> None:
        if not self._stack or (self._stack[-1] == "{") != (bracket == "}"):
            self.damaged = True
            return
        self._stack.pop()
        self._closed_list |= self._stack == ["{"] and bool(self._items)

    def _keep_key(self) -> None:
        if self._key and self._key[0] == '"' and self._stack[-1:] == ["{"]:
            open_object = self._stack.pop()
            level = self._level()
            self._stack.append(open_object)
            if level:
                level[-1].add(self._key[1:-1])
        self._key = None

    def _level(self) -> list[set[str]] | None:
        """Where the keys go of an object that stands where the stack is now."""
        if not self._stack:
            return self._lines
        if self._stack == ["["] or (
            self._stack == ["{", "["] and not self._closed_list
        ):
            return self._items
        return None
