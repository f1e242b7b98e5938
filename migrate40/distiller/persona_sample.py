"""Which replies a voice is known by: a fair sample, the same in whatever order it came.

The replies with the smallest marks are kept, as many as fit; so a history of any
size costs the same memory, and a part of a day or of a friend is not preferred. A reply
has the same mark whatever else is in the history: as it grows, few are exchanged.
"""

from bisect import insort
from collections.abc import Iterable
from datetime import datetime
from zlib import crc32

import msgspec

MOST_REPLIES = 700
MOST_TEXT = 150_000
"""Code points of all that is kept of one voice."""
LONGEST_REPLY = 6_000
LONGEST_MESSAGE = 600
LONGEST_ANSWER = 160


class Exchange(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One reply with what was said around it."""

    conversation: str
    message: str
    place: int
    """Its number among the messages of the conversation."""
    time: datetime | None
    reply: str
    before: str | None
    """What the person had said; None: nothing, or nothing next to it."""
    after: str | None
    """What the person said next."""
    first: bool
    """It is the first reply of the conversation."""
    last: bool


Mark = tuple[int, str, str]
"""A number that looks like chance; conversation and message, should two be alike."""
NO_END = 1 << 32


def mark_of(message: str, conversation: int) -> int:
    """Return the number of a message; `conversation` is `start_of` its id."""
    return crc32(message.encode(), conversation)


def start_of(conversation: str) -> int:
    """Return where the numbers of a conversation's messages begin."""
    return crc32(conversation.encode())


class Lot:
    """The texts with the smallest marks, so many at most."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: list[tuple[Mark, str]] = []
        self.end = NO_END
        """Nothing with a larger number is kept any more."""

    def keep(self, mark: Mark, text: str) -> None:
        """Keep a text, and let one go if there are too many."""
        insort(self._kept, (mark, text))
        if len(self._kept) > self._most:
            self.end = self._kept.pop()[0][0]

    def texts(self) -> list[str]:
        """Return the texts, the smallest mark first."""
        return [text for _, text in self._kept]


class Sample:
    """The exchanges of one voice with the smallest marks."""

    def __init__(self) -> None:
        self._kept: list[tuple[Mark, Exchange]] = []
        self._size = 0
        self._cutoff: Mark = (NO_END, "", "")
        self.end = NO_END
        """Nothing with a larger number is kept any more."""
        self.total = 0
        """How many replies there were, kept or not."""
        self.first: datetime | None = None
        self.last: datetime | None = None
        """When the voice was heard."""

    def met(self, time: datetime | None) -> None:
        """Count a reply."""
        self.total += 1
        if time:
            if self.first is None or time < self.first:
                self.first = time
            if self.last is None or time > self.last:
                self.last = time

    def keep(self, number: int, one: Exchange) -> None:
        """Keep an exchange, and let those go that no longer fit.

        Nothing at or beyond a mark that had to go once is ever kept: that makes the
        result independent of the order.
        """
        mark = (number, one.conversation, one.message)
        if mark >= self._cutoff:
            return
        insort(self._kept, (mark, one), key=_mark)
        self._size += _size(one)
        while len(self._kept) > MOST_REPLIES or self._size > MOST_TEXT:
            self._cutoff, dropped = self._kept.pop()
            self.end = self._cutoff[0]
            self._size -= _size(dropped)

    def fair(self, most: int) -> list[Exchange]:
        """Return the exchanges with the smallest marks."""
        return [exchange for _, exchange in self._kept[:most]]

    def exchanges(self) -> list[Exchange]:
        """Return what was kept, by conversation and in the order of talking."""
        kept = [exchange for _, exchange in self._kept]
        return sorted(kept, key=lambda e: (e.conversation, e.place, e.message))


def _mark(kept: tuple[Mark, Exchange]) -> Mark:
    return kept[0]


def _size(one: Exchange) -> int:
    return len(one.reply) + len(one.before or "") + len(one.after or "")


def shortened(text: str | None, most: int) -> str | None:
    """Return a text without its middle when it is longer than so many code points."""
    if text is None or len(text) <= most:
        return text
    return f"{text[: most * 3 // 4]}\n{text[-(most // 4) :]}"


def as_many(texts: Iterable[str | None], most: int) -> tuple[str, ...]:
    """Return the first texts, so many code points in all, and none that is empty."""
    kept: list[str] = []
    for text in filter(None, texts):
        most -= len(text)
        if most < 0:
            break
        kept.append(text)
    return tuple(kept)
