"""What a reader is: a module that knows the exports of one vendor.

An export is a set of members (files of a zip or a folder). Each reader is shown the
head of every member and says what it is to it. Members with conversations are cut
into raw values, one conversation each, by `stream`; a reader turns one value into
one conversation, without any state: so one bad conversation costs itself only, and
raw values can be handed to other processes.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import BinaryIO, Literal, Protocol

import msgspec

from migrate40.model.conversation import Conversation, Given
from migrate40.notices import Report

Part = Literal[
    "conversations",  # a list of conversations, or one
    "given",  # what the platform knew: memories, projects
    "manifest",  # names the other members
    "aside",  # the vendor's, with nothing to carry over: accounts, feedback, media
]
Top = Literal["array", "object", "lines", "html", "text", "binary", "empty"]


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What the beginning of a member shows; never more than `HEAD_BYTES` are read."""

    name: str
    """The base name in lower case: a hint, never a proof."""
    top: Top
    keys: frozenset[str] = frozenset()
    """Keys of the outermost object."""
    items: tuple[frozenset[str], ...] = ()
    """Keys of the first objects in the outermost array, or of the first lines; for an
    object, those of the first objects in its first array of objects."""
    text: str = ""
    """The beginning, decoded, for what keys do not tell."""


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """One file of an export."""

    name: str
    """Path within the export, `/` between the parts, without a common folder."""
    size: int
    open: Callable[[], BinaryIO]
    """Open it anew; whatever archive it lies in, only `CannotRead` is raised."""
    export: str
    """The file name of the export that holds it, for messages."""


class Stamp(msgspec.Struct, frozen=True, kw_only=True):
    """What is needed to find out which of two copies is the newer."""

    id: str
    updated: datetime | None


class Certainty(msgspec.Struct, frozen=True, kw_only=True):
    """How sure the knowledge of a format is, as `migrate40 sources` prints it."""

    title: str
    layouts: tuple[str, ...]
    certainty: Literal["A", "B", "C", "D"]
    verified_on: str


class Reader(Protocol):
    """The contract; a module with these names is one."""

    SOURCE: Certainty

    def sniff(self, head: Head) -> Part | None:
        """Say what the member is to this vendor; None: not ours. Never raises."""

    def stamp(self, raw: bytes) -> Stamp | None:
        """Return id and time of one raw conversation; None: it is none of ours."""

    def parse(self, raw: bytes, where: str, report: Report) -> Conversation | None:
        """Return one conversation with all that was given in it.

        None: it was skipped, and the report says why. `where` names the place
        (`export/member#number`) for notices before the id is known. A conversation in
        which nothing is said has no messages.
        """

    def account(self, members: Sequence[Member], report: Report) -> Iterator[Given]:
        """Yield what the `given` members say, in a stable order."""

    def missing(self, members: Sequence[Member], report: Report) -> None:
        """Report what the `manifest` members name and the others are not."""
