"""A JSON document as a file that cannot hurt the parser it is fed to.

ijson's fast back end dies of an integer of 4,301 digits, and needs the square of the
depth and of a string's length. So every piece is looked through before the parser
sees it, and the document ends for it at the first thing that is beyond a limit.
"""

import re
from typing import BinaryIO, Final

from migrate40.notices import Kind, Notice, Report
from migrate40.readers.charset import Utf8
from migrate40.readers.decode import text_of
from migrate40.readers.frame import STRING, TO_BRACKETS, rest_of_string

DEEPEST: Final = 200
"""Levels of nesting."""
MOST_DIGITS: Final = 1_000
LONGEST: Final = 1 << 24
"""Bytes of one string."""
TOLD: Final[dict[str, tuple[Kind, str]]] = {
    "gb18030": ("guessed", "no UTF-8: read as GB 18030"),
    "utf-16-le": ("repaired", "read as UTF-16"),
    "utf-16-be": ("repaired", "read as UTF-16"),
}
BEHIND: Final = "bytes behind the end were ignored"
CONTROLS: Final = bytes(set(range(0x20)) - set(b"\t\n\r"))
DIGITS: Final = b"0123456789"
AS_NOUGHTS: Final = bytes.maketrans(DIGITS, b"0" * len(DIGITS))
TOO_MANY: Final = b"0" * (MOST_DIGITS + 1)

_LONG_NUMBER = re.compile(
    STRING + rb"|(?<![0-9])([0-9]{%d})" % (MOST_DIGITS + 1), re.DOTALL
)
BEFORE_NUMBER = (b",", b":", b"[", b" ", b"\n", b"-", b".")
_OPENING = frozenset(b"{[")
_SURROGATE = re.compile(
    rb"(?<!\\)((?:\\\\)*)"
    rb"(\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    rb"|\\u[dD][89a-fA-F][0-9a-fA-F]{2})"
)
_PAIR: Final = len(rb"\ud83d\ude00")
_UNFINISHED = re.compile(
    rb"\\(?:u(?:[dD][89abAB][0-9a-fA-F]{2}(?:\\(?:u(?:[dD][0-9a-fA-F]{0,2})?)?)?"
    rb"|[0-9a-fA-F]{0,3}))?\Z"
    rb"|(?:\xed[\xa0-\xaf][\x80-\xbf](?:\xed[\xb0-\xbf]?)?"
    rb"|[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})\Z"
)
"""An escape or a character that goes on in the next piece."""


class Harmless:
    """Pieces of UTF-8 of about a mebibyte, as the file that a parser reads."""

    def __init__(self, stream: BinaryIO, where: str, report: Report) -> None:
        self.fault: str | None = None
        """Why the document was ended before its end."""
        self._source = Utf8(stream)
        self._where = where
        self._report = report
        self._depth = 0
        self._string: int | None = None
        """How long the string is by now that goes on in the next piece."""
        self._held = b""
        self._ended = False
        self._mended = False
        charset = self._source.charset.name
        if charset in TOLD:
            self.tell(*TOLD[charset])
        self._first = self._piece()

    def outermost(self) -> bytes:
        """Return the first byte of the document that is no white space."""
        return self._first.lstrip()[:1]

    def read(self, size: int = -1) -> bytes:
        """Return the next piece, whatever its size; nothing behind the end."""
        if size == 0:
            return b""
        piece, self._first = self._first, b""
        return piece or self._piece()

    def tell(self, kind: Kind, why: str, number: int = 0) -> None:
        """Report something of the document, or of one of its values."""
        where = f"{self._where}#{number}" if number else self._where
        self._report(Notice(kind=kind, where=where, why=why))

    def tell_mended(self) -> None:
        """Report once that there were bytes that are no characters."""
        if self._mended:
            self.tell("repaired", "bytes or escapes that are no characters")

    def _piece(self) -> bytes:
        """Return the next piece that is not empty, made harmless."""
        while not self._ended:
            raw = self._source.read()
            self._ended = not raw
            piece = self._checked(self._whole(self._held + raw))
            if piece:
                return piece
        return b""

    def _whole(self, raw: bytes) -> bytes:
        """Hold back what is cut at the end, and mend what is no character."""
        cut = len(raw) if self._ended else _cut(raw)
        piece, self._held = raw[:cut], raw[cut:]
        mended = _characters(piece).translate(None, CONTROLS)
        if b"\\ud" in mended or b"\\uD" in mended:
            mended = _SURROGATE.sub(_whole_escape, mended)
        self._mended |= mended != piece
        return mended

    def _checked(self, piece: bytes) -> bytes:
        """Return the piece, or what of it lies before the first thing that hurts."""
        looks_long = TOO_MANY in piece.translate(AS_NOUGHTS)
        at = 0 if self._string is None else self._end_of_string(piece)
        while at < len(piece):
            match = TO_BRACKETS.match(piece, at)
            run, end = (match[1], match.end()) if match else (b"", at)
            long = _long_number(piece, at, end) if looks_long else None
            if long is not None:
                return self._end(piece, long, f"a number of over {MOST_DIGITS} digits")
            passed = self._pass(run)
            if passed < len(run) or (run and not self._depth):
                return self._end(piece, end - len(run) + passed, self._why_here())
            if not run and end < len(piece):
                self._string, end = len(piece) - end, len(piece)
            at = end
        return piece

    def _end_of_string(self, piece: bytes) -> int:
        """Return where in the piece the string is over that began before it."""
        end = rest_of_string(piece, 0)
        self._string = (self._string or 0) + end
        if self._string > LONGEST:
            self._ended, self.fault = True, f"a text of over {LONGEST >> 20} MiB"
        elif end < len(piece):
            self._string, end = None, end + 1
        return end

    def _pass(self, run: bytes) -> int:
        """Count brackets; return how many there are up to the end or the limit."""
        for number, bracket in enumerate(run, 1):
            self._depth += 1 if bracket in _OPENING else -1
            if self._depth > DEEPEST:
                return number - 1
            if self._depth <= 0:
                return number
        return len(run)

    def _why_here(self) -> str | None:
        if self._depth > DEEPEST:
            return f"nested more than {DEEPEST} levels deep"
        return None

    def _end(self, piece: bytes, at: int, fault: str | None) -> bytes:
        """End the document there; what stands behind its own end is of no use."""
        self._ended, self.fault = True, fault
        if fault is None and (piece[at:] + self._held).strip():
            self.tell("repaired", BEHIND)
        return piece[:at]


def _cut(raw: bytes) -> int:
    """Return where the last thing begins that may go on behind the end; else the end.

    Digits too: a number that is cut would be read as another one.
    """
    start = max(0, len(raw) - _PAIR)
    while match := _UNFINISHED.search(raw, start):
        at = match.start()
        before = at - len(raw[:at].rstrip(b"\\"))
        if raw[at] != ord("\\") or before % 2 == 0:
            return at
        start = at + 1
    number = raw.rstrip(DIGITS)
    may_go_on = len(raw) - len(number) <= MOST_DIGITS
    return len(number) if may_go_on and number.endswith(BEFORE_NUMBER) else len(raw)


def _characters(piece: bytes) -> bytes:
    try:
        piece.decode()
    except UnicodeDecodeError:
        return text_of(piece).encode()
    return piece


def _whole_escape(match: re.Match[bytes]) -> bytes:
    """Keep a pair of surrogates; one alone is U+FFFD."""
    return match[0] if len(match[2]) == _PAIR else match[1] + rb"\ufffd"


def _long_number(piece: bytes, start: int, stop: int) -> int | None:
    """Return where a number is too long, outside of strings."""
    found = _LONG_NUMBER.finditer(piece, start, stop)
    return next((match.start() for match in found if match[1]), None)
