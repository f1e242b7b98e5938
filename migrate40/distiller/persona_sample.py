"""Which replies a voice is known by: a fair sample, the same in whatever order it came.

The replies with the smallest digests are kept, as many as fit; so a history of any
size costs the same memory, and a part of a day or of a friend is not preferred.
"""

from bisect import insort
from datetime import datetime
from hashlib import sha256
from operator import itemgetter

import msgspec

MOST_REPLIES = 1_500
MOST_TEXT = 500_000
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


class Sample:
    """The exchanges of one voice with the smallest digests."""

    def __init__(self) -> None:
        self._kept: list[tuple[bytes, Exchange]] = []
        self._size = 0
        self._cutoff: bytes | None = None
        self.total = 0
        """How many replies there were, kept or not."""

    def wants(self, conversation: str, message: str) -> bytes | None:
        """Count a reply; return its digest if it is among those to be kept.

        Nothing at or beyond a digest that had to go once is ever kept: that makes
        the result independent of the order.
        """
        self.total += 1
        digest = sha256(f"{conversation}\0{message}".encode()).digest()
        return digest if self._cutoff is None or digest < self._cutoff else None

    def keep(self, digest: bytes, one: Exchange) -> None:
        """Keep the exchange, and let those go that no longer fit."""
        insort(self._kept, (digest, one), key=itemgetter(0))
        self._size += _size(one)
        while len(self._kept) > MOST_REPLIES or self._size > MOST_TEXT:
            self._cutoff, dropped = self._kept.pop()
            self._size -= _size(dropped)

    def replies(self, most: int) -> list[str]:
        """Return the replies with the smallest digests."""
        return [exchange.reply for _, exchange in self._kept[:most]]

    def exchanges(self) -> list[Exchange]:
        """Return what was kept, by conversation and in the order of talking."""
        kept = [exchange for _, exchange in self._kept]
        return sorted(kept, key=lambda e: (e.conversation, e.place, e.message))


def _size(one: Exchange) -> int:
    return len(one.reply) + len(one.before or "") + len(one.after or "")


def shortened(text: str | None, most: int) -> str | None:
    """Return a text without its middle when it is longer than so many code points."""
    if text is None or len(text) <= most:
        return text
    return f"{text[: most * 3 // 4]}\n{text[-(most // 4) :]}"
