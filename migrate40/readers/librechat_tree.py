"""LibreChat's export, taken apart without recursion.

In the usual form each message holds those that answer it, so a long talk is nested
deeper than parsers go; and where a file is cut off, every message is still open.
"""

import re
from itertools import pairwise
from typing import Final

import msgspec

from migrate40.readers.frame import STRING

OUTSIDE: Final = frozenset({b'"messagesTree"', b'"messages"'})
INSIDE: Final = frozenset({b'"children"'})
"""Keys of lists of messages, in the conversation and in a message."""
_HEAD = re.compile(rb'.*?"messages(?:Tree)?"\s*+:\s*+\[', re.DOTALL)
_RESTART = re.compile(rb'\{\s*+"(?:_id|messageId)"\s*+:')
_TOKEN = re.compile(rb"(" + STRING + rb")|[{}\[\]]", re.DOTALL)


class Piece(msgspec.Struct):
    """One object as JSON, with an empty list in place of the messages below it."""

    above: int
    """The place of the message that it answers; -1: none."""
    start: int
    raw: bytearray = msgspec.field(default_factory=bytearray)
    """Empty: the file is cut off within it."""
    depth: int = 0
    """Brackets that are open in it; while its list is open, those of lists in there."""
    in_list: bool = False
    """Whether its list of messages is open."""
    lists: frozenset[bytes] = INSIDE


class Tree(msgspec.Struct, frozen=True):
    """The conversation as such, and its messages, parents before children."""

    outside: Piece
    messages: tuple[Piece, ...]
    is_cut: bool


def take_apart(raw: bytes) -> Tree:
    """Return the parts of an export; what is cut off is closed."""
    outside = Piece(-1, 0, lists=OUTSIDE)
    messages: list[Piece] = []
    open_now = [(-1, outside)]
    key = b""
    for token in _TOKEN.finditer(raw):
        place, top = open_now[-1]
        if token[1]:
            key = token[1]
        elif top.in_list and token[0] == b"{":
            messages.append(Piece(place, token.start(), depth=1))
            open_now.append((len(messages) - 1, messages[-1]))
        elif _passes(top, token, key, raw):
            open_now.pop()
            if not open_now:
                break
    for _, piece in open_now:
        piece.raw += b"]}" if piece.raw else b""
    return Tree(outside, tuple(messages), is_cut=bool(open_now))


def _passes(top: Piece, token: re.Match[bytes], key: bytes, raw: bytes) -> bool:
    """Pass a bracket; True: it ends the object."""
    if top.in_list:
        top.depth += {b"[": 1, b"]": -1}.get(token[0], 0)
        if top.depth == 0:
            top.in_list, top.depth, top.start = False, 1, token.start()
    elif token[0] == b"[" and top.depth == 1 and key in top.lists:
        top.raw += raw[top.start : token.end()]
        top.in_list = True
    else:
        top.depth += 1 if token[0] in b"{[" else -1
        if top.depth <= 0:
            top.raw += raw[top.start : token.end()]
            return True
    return False


def salvaged(raw: bytes) -> Tree:
    """Return what of a damaged export begins as messages do, each by itself.

    Their places are lost: only their own links tell who answers whom.
    """
    head = _HEAD.match(raw)
    outside = Piece(-1, 0, raw=bytearray(head[0] + b"]}" if head else b""))
    starts = [match.start() for match in _RESTART.finditer(raw)]
    messages: list[Piece] = []
    for start, end in pairwise([*starts, len(raw)]):
        messages += take_apart(b'{"messages":[' + raw[start:end]).messages[:1]
    return Tree(outside, tuple(messages), is_cut=True)
