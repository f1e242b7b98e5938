"""One voice: its replies and what was measured in them."""

import re
from collections.abc import Iterable

import msgspec

from migrate40.distiller.persona_sample import Exchange
from migrate40.model.profile import Emoji, Evidence
from migrate40.voice.words import plain

QUOTE = 120
"""Code points of a quotation; a longer sentence ends in an ellipsis."""

NOTHING = re.compile(r"(?!)")


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """What the parts of a persona are made from."""

    exchanges: tuple[Exchange, ...]
    measured: tuple[dict[str, float], ...]
    """The style numbers of each exchange."""
    situations: tuple[str | None, ...]
    """What the person brought, each time."""
    style: dict[str, float]
    emojis: tuple[Emoji, ...]
    language: str
    """The main language."""
    name: str | None
    names_for_user: tuple[str, ...]
    others: tuple[str, ...]
    """Some of what the other voices of the same history said."""
    person: tuple[str, ...]
    """Some of what the person said."""
    replies: tuple[str, ...]
    """Some of the replies."""
    unsaid: re.Pattern[str] = NOTHING
    """What the person asked not to hear again."""

    def says(self, text: str) -> bool:
        """Whether it may still say that."""
        return self.unsaid.search(plain(text)) is None


def evidence(one: Exchange, quote: str) -> Evidence:
    """Return a quotation with its place."""
    quote = quote.strip()
    if len(quote) > QUOTE:
        quote = quote[: QUOTE - 1].rstrip() + "…"
    return Evidence(
        conversation=one.conversation, message=one.message, time=one.time, quote=quote
    )


def conversations_of(exchanges: Iterable[Exchange]) -> int:
    """Count the conversations."""
    return len({one.conversation for one in exchanges})


def conversation_numbers(exchanges: Iterable[Exchange]) -> list[int]:
    """Return for each exchange the number of its conversation, counted from zero."""
    numbers: dict[str, int] = {}
    return [numbers.setdefault(one.conversation, len(numbers)) for one in exchanges]
