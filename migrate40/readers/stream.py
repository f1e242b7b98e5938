"""A file of conversations into its raw values, one conversation each.

Whatever stands around them: a list, an object with a list, one object, lines, a web
page with a list in it. A value that a parser takes whole is proved by that alone (an
object of JSON is never the beginning of another); where it refuses, the value is
framed and checked by itself, so a damaged one costs itself: reading goes on at the
next place where a conversation seems to begin.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, Final

import msgspec

from migrate40.notices import Kind, Notice, Report
from migrate40.readers import guarded
from migrate40.readers.charset import Utf8
from migrate40.readers.decode import decode
from migrate40.readers.entrance import enter
from migrate40.readers.frame import LARGEST, STRING, Frame, Window, frame, proved
from migrate40.readers.guess import Guess
from migrate40.readers.reader import Reader

PATIENCE: Final = 1 << 28
"""So many bytes of damage are looked at again, then what was passed is given up."""

_OVERLAP: Final = 1 << 16

_BETWEEN = re.compile(rb"[\s,\[\]\0]*+")
_SCALAR = re.compile(
    rb"(?:"
    + STRING
    + rb"|-?[0-9][0-9.eE+-]*+|-?Infinity|NaN|true|false|null)(?=[\s,\]])",
    re.DOTALL,
)
_CHARSETS: Final[dict[str, tuple[Kind, str]]] = {
    "gb18030": ("guessed", "no UTF-8: read as GB 18030"),
    "utf-16-le": ("repaired", "read as UTF-16"),
    "utf-16-be": ("repaired", "read as UTF-16"),
}


class Value(msgspec.Struct, frozen=True, gc=False):
    """One conversation as it stands in a file."""

    number: int
    """From 1 on; what is skipped counts too."""
    raw: Callable[[], bytes]
    """Its bytes, as long as the next one was not asked for."""
    decoded: Any = None
    """The struct of the reader's shape, where it is plainly of that shape."""


def raw_values(
    stream: BinaryIO, where: str, report: Report, reader: Reader
) -> Iterator[tuple[int, bytes]]:
    """Yield the raw conversations of a file, each with its number, from 1 on.

    What is skipped counts too; it is reported with its number and byte. Never raises
    for damage; memory is bound by one conversation.
    """
    for value in _Cutter(stream, where, report, reader).values():
        yield value.number, value.raw()


def values(
    stream: BinaryIO, where: str, report: Report, reader: Reader
) -> Iterator[Value]:
    """Yield the same, decoded where a reader can take that."""
    yield from _Cutter(stream, where, report, reader, reader.shape).values()


class _Cutter:
    """The state of cutting one file."""

    def __init__(
        self,
        stream: BinaryIO,
        where: str,
        report: Report,
        reader: Reader,
        shape: Any = None,
    ) -> None:
        source = Utf8(stream)
        self._reader = reader
        self._window = Window(source)
        self._where = where
        self._report = report
        self._number = 0
        self._at = 0
        self._level = 0
        """How many lists are open."""
        self._in_list = False
        """Whether the outermost list ends the conversations."""
        self._alone = False
        """Whether nothing may follow that list."""
        self._searching = False
        self._wound: tuple[int, int, str] | None = None
        self._odd = 0
        self._patience = PATIENCE
        self._guess = Guess(shape) if shape else None
        self._tell_charset(source.charset.name)

    def values(self) -> Iterator[Value]:
        """Yield each."""
        start = enter(self._window, self._reader)
        self._at, self._in_list = start.at, start.in_list
        self._alone = start.alone
        while self._find():
            value = self._decoded() or self._take()
            if value is not None:
                yield value
        self._finish()

    # The next conversation.

    @property
    def _data(self) -> bytearray:
        return self._window.data

    def _more(self, end: int) -> None:
        """Have so many bytes in the window, if the file has them."""
        while len(self._data) < end and self._window.grow():
            pass

    def _find(self) -> bool:
        """Step to the brace at which the next one begins; False: there is none."""
        self._window.drop(self._at)
        self._at = 0
        while not self._searching:
            if not self._step():
                return False
            if self._data[self._at : self._at + 1] == b"{" and not self._searching:
                return True
        return self._search()

    def _step(self) -> bool:
        """Pass what stands between; False at the end of the file."""
        match = _BETWEEN.match(self._data, self._at)
        if match:
            self._level += match[0].count(b"[") - match[0].count(b"]")
            self._at = match.end()
        if self._at == len(self._data):
            self._window.drop(self._at)
            self._at = 0
            return self._window.grow()
        if self._in_list and self._level <= 0:
            self._searching = True
        elif self._data[self._at] != ord("{"):
            self._pass_scalar()
        return True

    def _pass_scalar(self) -> None:
        """Pass a value that is no object, or find that there is damage."""
        while not (match := _SCALAR.match(self._data, self._at)):
            missing = len(self._data) - self._at
            self._more(len(self._data) + missing)
            if len(self._data) - self._at == missing or missing > LARGEST:
                self._number += 1
                self._hurt("there is something else than a conversation")
                return
        self._at = match.end()
        self._number += 1
        self._odd += match[0] != b"null"

    def _search(self) -> bool:
        """Step to the next place where a conversation seems to begin."""
        while not (match := self._reader.restart.search(self._data, self._at)):
            self._window.drop(max(self._at, len(self._data) - _OVERLAP))
            self._at = 0
            if not self._window.grow():
                return False
        self._at = match.start()
        return True

    # One conversation.

    def _decoded(self) -> Value | None:
        """Return the one that begins here, if it is where and what it seems to be."""
        if self._guess is None or self._searching:
            return None
        end, decoded = self._guess.decoded(self._window, self._at)
        return None if decoded is None else self._step_behind(end, decoded)

    def _take(self) -> Value | None:
        """Return the one that begins here, or None and search on."""
        end = None if self._searching else proved(self._window, self._at)
        if end is None:
            raw = self._framed()
            return None if raw is None else Value(self._number, lambda: raw)
        decoded = None
        if self._guess:
            self._guess.learn(self._window, self._at, end)
            decoded = self._guess.decode(self._window, self._at, end)
        return self._step_behind(end, decoded)

    def _step_behind(self, end: int, decoded: Any) -> Value:
        start, self._at = self._at, end
        self._number += 1
        return Value(self._number, lambda: self._bytes(start, end), decoded)

    def _bytes(self, start: int, end: int) -> bytes:
        with memoryview(self._data) as data:
            return bytes(data[start:end])

    def _framed(self) -> bytes | None:
        found = frame(self._window, self._at)
        if found.fault is None:
            raw = bytes(self._data[self._at : found.stop])
            keys = _keys(raw)
            if keys is None:
                found = Frame(found.stop, "it is not whole")
            else:
                self._at = found.stop
                return self._keep(raw, keys)
        if not self._searching:
            self._number += 1
        self._hurt(found.fault or "")
        self._resume(found)
        return None

    def _keep(self, raw: bytes, keys: frozenset[str]) -> bytes | None:
        if self._searching:
            if not keys & self._reader.marks:
                return None
            self._healed(len(raw))
        self._number += 1
        return raw

    def _resume(self, found: Frame) -> None:
        """Search from just behind the beginning, as long as patience lasts."""
        self._patience -= found.stop - self._at
        again = self._patience > 0 and not found.hopeless
        self._at = self._at + 1 if again else found.stop

    def _tell_charset(self, name: str) -> None:
        if name in _CHARSETS:
            self._tell(*_CHARSETS[name])

    def _hurt(self, why: str) -> None:
        self._searching = True
        if self._wound is None:
            self._wound = (self._number, self._window.before + self._at, why)

    def _healed(self, length: int) -> None:
        """Go on as before: a whole conversation was found."""
        start = self._window.before + self._at - length
        if self._wound:
            self._tell_wound(f"read on from byte {start}")
        else:
            self._tell("repaired", f"the list went on behind its end, at byte {start}")
        self._wound, self._searching, self._level = None, False, 1

    def _finish(self) -> None:
        """Tell once how the file ended, if not as it should."""
        if self._odd:
            why = f"{self._odd} entries in the list are no conversations"
            self._tell("skipped_conversation", why)
        if self._window.trouble:
            reason = guarded.why(self._window.trouble, self._where)
            self._tell("skipped_conversation", f"the rest: {reason}")
        elif self._wound:
            self._tell_wound("nothing readable follows: the file may be cut off")
        elif self._in_list and self._level > 0:
            why = "the list does not end: the file may be cut off"
            self._tell("skipped_conversation", why)
        elif self._searching and self._alone:
            self._tell("repaired", "bytes behind the end of the list were ignored")

    def _tell_wound(self, then: str) -> None:
        if self._wound:
            number, byte, why = self._wound
            why = f"damaged at byte {byte}: {why}; {then}"
            self._report(
                Notice(
                    kind="skipped_conversation",
                    where=f"{self._where}#{number}",
                    why=why,
                )
            )

    def _tell(self, kind: Kind, why: str) -> None:
        self._report(Notice(kind=kind, where=self._where, why=why))


def _keys(raw: bytes) -> frozenset[str] | None:
    """Return the keys of an object; None when it is not whole, even with repairs."""
    try:
        return frozenset(decode(raw, dict[str, msgspec.Raw])[0])
    except ValueError:
        return None
