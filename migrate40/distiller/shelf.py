"""Candidates put by until all are there: as bytes, a third of what they are as values.

Each begins with its place in the order in which they are merged: to sort the bytes is
to sort the candidates.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from struct import Struct
from sys import intern
from typing import Literal

import msgspec

from migrate40.distiller.candidate import Candidate
from migrate40.model.profile import Category, Evidence, Origin

RANK: dict[Origin, int] = {
    "saved": 0,
    "instruction": 1,
    "project": 2,
    "stated": 3,
    "assistant": 4,
}
"""Whose words are kept of those that say the same: the smallest number's."""
_ORIGINS = tuple(RANK)
_NUMBER = Struct(">I")
_SIZES = Struct("<5I")
"""Of the time, the conversation, the message, the text and of the rest behind."""
_Same = Literal[0]
"""Stands for the text again."""


class _Rest(msgspec.Struct, array_like=True, gc=False):
    """What is not in the order."""

    line: str | _Same | None
    quote: str | _Same | None
    unplaced: tuple[bool, bool]
    """Whether there is no conversation, or no message: elsewhere it is an empty one."""
    category: Category
    language: str
    importance: float
    confidence: float
    evidence: tuple[Evidence, ...]
    """All but the first."""
    happened_at: str | None
    slots: tuple[tuple[str, str], ...]
    version: str | None
    outdated: bool


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(_Rest)


class Shelf:
    """Candidates in the order of merging: whose words they are, then by time."""

    def __init__(self, candidates: Iterable[Candidate] = ()) -> None:
        self._packed: list[bytes] = []
        for one in candidates:
            self.put(one)

    def put(self, one: Candidate) -> None:
        """Put a candidate by; of two in one place the first stays the first."""
        self._packed.append(_packed(one, len(self._packed)))

    def packed(self) -> list[bytes]:
        """Hand over all of them, as `unpacked` takes them."""
        found, self._packed = self._packed, []
        found.sort()
        return found

    def of(self, category: Category) -> Iterator[Candidate]:
        """Yield those of a class: its name stands in their bytes."""
        named = filter(lambda one: category.encode() in one, self._packed)
        return (one for one in map(unpacked, named) if one.category == category)

    def __len__(self) -> int:
        return len(self._packed)

    def __iter__(self) -> Iterator[Candidate]:
        self._packed.sort()
        return map(unpacked, self._packed)


def _packed(one: Candidate, number: int) -> bytes:
    first, text = one.evidence[0], one.text
    order = [part.encode() for part in one.order]
    rest = _encoder.encode(
        _Rest(
            line=0 if one.line == text else one.line,
            quote=0 if first.quote == text else first.quote,
            unplaced=(first.conversation is None, first.message is None),
            category=one.category,
            language=one.language,
            importance=one.importance,
            confidence=one.confidence,
            evidence=one.evidence[1:],
            happened_at=one.happened_at,
            slots=one.slots,
            version=one.version,
            outdated=one.outdated,
        )
    )
    place = b"%d%b\0" % (RANK[one.origin], b"\0".join(order))
    sizes = _SIZES.pack(*map(len, order), len(rest))
    return b"".join((place, _NUMBER.pack(number), rest, sizes))


def unpacked(packed: bytes) -> Candidate:
    """Return the candidate that was put by."""
    *sizes, behind = _SIZES.unpack_from(packed, len(packed) - _SIZES.size)
    end = len(packed) - _SIZES.size
    rest = _decoder.decode(memoryview(packed)[end - behind : end])
    parts, start = [], 1
    for size in sizes:
        parts.append(packed[start : start + size].decode())
        start += size + 1
    when, conversation, message, text = parts
    first = Evidence(
        conversation=None if rest.unplaced[0] else conversation,
        message=None if rest.unplaced[1] else message,
        time=datetime.fromisoformat(when) if when else None,
        quote=text if rest.quote == 0 else rest.quote,
    )
    return Candidate(
        text=text,
        line=text if rest.line == 0 else rest.line,
        category=rest.category,
        language=intern(rest.language),
        origin=_ORIGINS[packed[0] - ord("0")],
        importance=rest.importance,
        confidence=rest.confidence,
        evidence=(first, *rest.evidence),
        happened_at=rest.happened_at,
        slots=rest.slots,
        version=rest.version,
        outdated=rest.outdated,
    )
