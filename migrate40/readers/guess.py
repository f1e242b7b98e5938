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

NEAR: Final = 1 << 18
"""So far is looked ahead for the next beginning; what is longer is proved."""
FAR: Final = 1 << 25
"""So far where the guesses before were right."""
TRUST: Final = 2
"""How many have to be right in a row."""
PATIENCE: Final = 1 << 26
"""So many bytes are searched for nothing, then no more than `NEAR`."""

_END = re.compile(rb'[\]}"]{1,3}\Z')
_NEXT = re.compile(rb'\s*+,?\s*+\{\s*+"[^"\\]{1,40}+"\s*+:')


class Guess:
    """What was learned of one file."""

    def __init__(self, shape: Any) -> None:
        self._decoder = msgspec.json.Decoder(shape)
        self._mark = b""
        self._inside = 0
        """How many bytes of the mark belong to the value in front."""
        self._right = 0
        """How many guesses in a row were right."""
        self._patience = PATIENCE

    def decoded(self, window: Window, start: int) -> tuple[int, Any]:
        """Return where the value ends that begins at `start`, and it, or None."""
        if not self._mark:
            return start, None
        found = self._find(window, start)
        end = found + self._inside
        value = self.decode(window, start, end) if found >= 0 else None
        self._right = self._right + 1 if value is not None else 0
        return end, value

    def _find(self, window: Window, start: int) -> int:
        """Return where the mark stands next, or -1 where it is far or nowhere."""
        is_trusted = self._right >= TRUST and self._patience > 0
        limit, at = (FAR if is_trusted else NEAR), start
        while (found := window.data.find(self._mark, at, start + limit)) < 0:
            at = max(start, len(window.data) - len(self._mark))
            if len(window.data) - start >= limit or not window.grow():
                self._patience -= max(0, len(window.data) - start - NEAR)
                break
        return found

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
