"""The first conversation of a file, in whatever stands around it."""

import re
from typing import Final

import msgspec

from migrate40.readers.frame import STRING, Window, frame
from migrate40.readers.reader import Reader

OVERLAP: Final = 1 << 16
"""No key is longer than that, nor what stands around one."""

_SPACE = re.compile(rb"[\s,\[\]\0]*+")
_KEY = re.compile(rb"[\s,]*+(" + STRING + rb")\s*+:\s*+", re.DOTALL)
_PLAIN = re.compile(rb"(?:" + STRING + rb"|[^\s,{}\[\]]++)", re.DOTALL)
_EMBEDDED = re.compile(rb"\bjsonData\s*+=\s*+(?=\[)")


class Start(msgspec.Struct, frozen=True, kw_only=True):
    """Where conversations begin."""

    at: int = 0
    """The place in the window."""
    in_list: bool = False
    """Whether a list begins there, whose end is theirs too."""
    alone: bool = False
    """Whether nothing may follow that list."""


def enter(window: Window, reader: Reader) -> Start:
    """Return where the first one may begin; what lies in front may be dropped.

    Around them are a list, an object with a list, a web page with a list in it, or
    nothing at all: one conversation, or lines of them.
    """
    while len(window.data) < OVERLAP and window.grow():
        pass
    while (space := _SPACE.match(window.data)) and space.end() == len(window.data):
        if not window.grow():
            break
    first = window.data.lstrip(b"\0 \t\r\n")[:1]
    if first == b"<":
        return _in_page(window)
    if first == b"{":
        return _in_object(window, window.data.index(b"{"), reader)
    return Start(in_list=first == b"[", alone=first == b"[")


def _in_page(window: Window) -> Start:
    while not (match := _EMBEDDED.search(window.data)):
        window.drop(max(0, len(window.data) - 64))
        if not window.grow():
            return Start(at=len(window.data))
    return Start(at=match.end(), in_list=True)


def _in_object(window: Window, start: int, reader: Reader) -> Start:
    """Find the list that the object holds, unless it is a conversation itself."""
    at = start + 1
    while match := _key(window, at):
        key, at = match[1].strip(b'"'), match.end()
        while len(window.data) <= at and window.grow():
            pass
        if key in reader.wrappers and window.data[at : at + 1] == b"[":
            return Start(at=at, in_list=True)
        if key.decode(errors="replace") in reader.marks:
            break
        at = _behind_value(window, at)
    return Start(at=start)


def _key(window: Window, at: int) -> re.Match[bytes] | None:
    while not (match := _KEY.match(window.data, at)):
        if len(window.data) - at > OVERLAP or not window.grow():
            return None
    return match


def _behind_value(window: Window, at: int) -> int:
    if bytes(window.data[at : at + 1]) in (b"{", b"["):
        return frame(window, at).stop
    match = _PLAIN.match(window.data, at)
    return match.end() if match else len(window.data)
