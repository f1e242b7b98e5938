"""Where one JSON value ends: brackets are counted, strings are stepped over.

Compiled expressions do the stepping, so the cost is a constant per bracket and next
to nothing per character; no part of the file is looked at twice for one value.
"""

import re
from typing import Final

import msgspec

from migrate40.errors import CannotRead, TooMuch
from migrate40.readers.charset import CHUNK, Utf8

DEEPEST: Final = 600
"""Levels of nesting; conversations have a dozen, and parsers give up near 1,000."""
LARGEST: Final = 1 << 27
"""Bytes of one conversation; the largest honest ones have a few tens of megabytes."""

_ANY = msgspec.json.Decoder(msgspec.Raw)
_TRUNCATED: Final = "Input data was truncated"
_BEHIND: Final = "JSON is malformed: trailing characters"
_AT: Final = re.compile(r"\(byte (\d+)\)\Z")
EDGE: Final = 64
"""So near to the end of the view a number or an escape may have been cut."""

STRING: Final = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
# Before Python 3.11.5 a possessive group that fails in its midst leaves the place wrong
# (gh-106052), and Debian 12 has 3.11.2: such groups are greedy, or cannot fail there.
TO_BRACKETS: Final = re.compile(
    rb'[^"{}\[\]]*+(?:' + STRING + rb'[^"{}\[\]]*+)*([{}\[\]]*+)', re.DOTALL
)
_REST_OF_STRING = re.compile(rb'[^"\\]*+(?:\\(?:.|(?P<cut>\Z))[^"\\]*+)*+', re.DOTALL)
_OPENING = frozenset(b"{[")


class Window:
    """The part of a file that is in memory: it grows at the end, shrinks in front."""

    def __init__(self, source: Utf8) -> None:
        self.data = bytearray()
        self.before = 0
        """Bytes of the file in front of the window."""
        self.trouble: CannotRead | None = None
        """Why the file could not be read to its end."""
        self._source = source

    def grow(self) -> bool:
        """Read on; False at the end."""
        try:
            chunk = self._source.read()
        except TooMuch:
            raise
        except CannotRead as error:
            self.trouble = error
            return False
        self.data += chunk
        return bool(chunk)

    def drop(self, count: int) -> None:
        """Forget what lies in front."""
        del self.data[:count]
        self.before += count


class Frame(msgspec.Struct, frozen=True):
    """Where counting stopped, and why when it did not stop at the value's end."""

    stop: int
    fault: str | None = None
    hopeless: bool = False
    """Whether what was passed is not worth a second look."""


def proved(window: Window, start: int) -> int | None:
    """Return where the object ends that begins at `start`, if it is plainly JSON.

    The parser is shown all that follows, and says itself at which byte it was done;
    of a value that is not all there it wants more. None: it is not plain, or large.
    """
    ahead = CHUNK
    while ahead <= LARGEST:
        while len(window.data) - start < ahead and window.grow():
            pass
        with memoryview(window.data) as whole, whole[start : start + ahead] as view:
            end = _end_of_value(view)
        if end is not None:
            return _without_space(window.data, start + end) if end else None
        if len(window.data) - start < ahead:
            return None
        ahead += ahead // 2
    return None


def _without_space(data: bytearray, end: int) -> int:
    """Return the end of a value without the white space behind it."""
    while data[end - 1] in b" \t\r\n":
        end -= 1
    return end


def _end_of_value(view: memoryview) -> int | None:
    """Return how long the value is that `view` begins with; 0: none, None: longer.

    The message counts from 1, and what it points at stands behind white space.
    """
    try:
        _ANY.decode(view)
    except (msgspec.DecodeError, RecursionError) as error:
        said = str(error)
        at = _AT.search(said)
        if said.startswith(_BEHIND) and at:
            return int(at[1]) - 1
        is_at_edge = at is not None and int(at[1]) > len(view) - EDGE
        return None if is_at_edge or said == _TRUNCATED else 0
    return len(view)


def frame(window: Window, start: int) -> Frame:
    """Find the end of the object or list that begins at `start` in the window."""
    depth, at = 0, start
    while at - start <= LARGEST:
        match = TO_BRACKETS.match(window.data, at)
        run, at = (match[1], match.end()) if match else (b"", at)
        if run:
            depth, left = _count(run, depth)
            if depth == 0:
                return Frame(at - left)
            if depth > DEEPEST:
                why = f"it is nested more than {DEEPEST} levels deep"
                return Frame(at, why, hopeless=True)
        elif at < len(window.data):
            at = _end_of_string(window, at + 1, start + LARGEST)
        elif not window.grow():
            return Frame(at, "it does not end")
    return Frame(at, f"it is larger than {LARGEST >> 20} MiB")


def _count(run: bytes, depth: int) -> tuple[int, int]:
    """Return the depth after a run of brackets, and how many are left at depth 0."""
    opening = run.count(b"{") + run.count(b"[")
    closing = len(run) - opening
    if closing < depth and depth + opening <= DEEPEST:
        return depth + opening - closing, 0
    for number, bracket in enumerate(run, 1):
        depth += 1 if bracket in _OPENING else -1
        if depth == 0 or depth > DEEPEST:
            return depth, len(run) - number
    return depth, 0


def rest_of_string(data: bytes | bytearray, at: int) -> int:
    """Return where the string in which `at` lies ends, or before a cut escape."""
    match = _REST_OF_STRING.match(data, at)
    if match is None:
        return at
    return match.end() - (match["cut"] is not None)


def _end_of_string(window: Window, at: int, limit: int) -> int:
    """Return where the string ends in which `at` lies, or the end of what there is."""
    while at <= limit:
        at = rest_of_string(window.data, at)
        if window.data[at : at + 1] == b'"':
            return at + 1
        if not window.grow():
            return len(window.data)
    return at
