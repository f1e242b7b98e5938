"""What was skipped, repaired or guessed, as values: places and reasons, never words.

A notice names a place (a file, a conversation id, a byte) and a reason. What was said
in a conversation, its title included, has no business here: notices go to logs.
"""

from collections.abc import Callable
from typing import Literal

import msgspec

Kind = Literal[
    "skipped_conversation",  # could not be read: it should have come along
    "skipped_message",
    "skipped_content",  # a kind of content that nobody has described
    "skipped_file",
    "missing_file",  # the export itself says that there should be more
    "repaired",  # came along after mending: bytes, links, times
    "guessed",  # came along on an assumption
    "empty_conversation",  # nothing is said in it
    "left_out",  # by design or by a limit of the target: said, but no failure
]
SKIPPED: frozenset[Kind] = frozenset(
    {
        "skipped_conversation",
        "skipped_message",
        "skipped_content",
        "skipped_file",
        "missing_file",
    }
)


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that did not go the plain way."""

    kind: Kind
    where: str
    why: str

    @property
    def is_skip(self) -> bool:
        """Whether something that should have come along did not."""
        return self.kind in SKIPPED


Report = Callable[[Notice], None]


def ignore(notice: Notice) -> None:
    """Drop a notice: for callers who do not ask."""
