"""What of a reply can be shown as a specimen, wherever the document goes."""

import re

from migrate40.safety.injection import is_order, is_turned
from migrate40.safety.sensitive import sensitivity_of

_PRIVATE = re.compile(
    r"\d{3}|@|www\.|https?:|[A-Za-z0-9_/+-]{24}|[A-Za-z0-9]\.[a-z]{2,}\b"
)
"""Numbers, addresses, and what looks like a key."""


def is_harmless(text: str) -> bool:
    """Whether there is nothing in it that somebody might want to leave out.

    What the persona shows stands in every target, whatever `--exclude` says.
    """
    if _PRIVATE.search(text) or is_misled(text):
        return False
    return sensitivity_of(text, is_statement=False) is None


def is_misled(reply: str) -> bool:
    """Whether a reply gives or has taken an order, so that no line of it is shown."""
    return is_order(reply) or is_turned(reply)
