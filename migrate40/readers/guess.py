"""Where a conversation probably ends: a guess, of which the parser is the proof.

What stands between the first two conversations of a file (how the one ends, how the
next begins) stands between all others too. A slice that ends there and is taken whole
by the parser is the value: an object of JSON is never the beginning of another. In a
string these very bytes cannot stand, as quotes are escaped there.
"""

import re
from typing import Any, Final

import msgspec

from migrate40.readers.frame import Window

AHEAD: Final = 1 << 18
"""So far is looked ahead; what is longer is framed by other means."""

_END = re.compile(rb'[\]}"]{1,3}\Z')
_NEXT = re.compile(rb'\s*+,?\s*+\{\s*+"[^"\\]{1,40}+"\s*+:')


class Guess:
    """What was learned of one file."""

    def __init__(self, shape: Any) -> None:
        self._decoder = msgspec.json.Decoder(shape)
        self._mark = b""
        self._inside = 0
        """How many bytes of the mark belong to the value in front."""

    def decoded(self, window: Window, start: int) -> tuple[int, Any]:
        """Return where the value ends that begins at `start`, and it, or None."""
        if not self._mark:
            return start, None
        while len(window.data) - start < AHEAD and window.grow():
            pass
        found = window.data.find(self._mark, start, start + AHEAD)
        if found < 0:
            return start, None
        end = found + self._inside
        return end, self.decode(window, start, end)

    def decode(self, window: Window, start: int, end: int) -> Any:
        """Return what lies between, without a copy; None: it is not of the shape."""
        try:
            with memoryview(window.data) as whole, whole[start:end] as view:
                return self._decoder.decode(view)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return None

    def learn(self, window: Window, start: int, end: int) -> None:
        """Look at what stands between a value that was proved and the next."""
        following = _NEXT.match(window.data, end)
        ending = _END.search(window.data, max(start, end - 3), end)
        if following and ending:
            self._mark = ending[0] + following[0]
            self._inside = len(ending[0])
