"""What a reader is: a module that knows the exports of one vendor.

An export is a set of members (files of a zip or a folder). Each reader is shown the
head of every member and says what it is to it. Members with conversations are cut
into raw values, one conversation each, by `stream`; a reader turns one value into
one conversation, without any state: so one bad conversation costs itself only, and
raw values can be handed to other processes. Where a file cannot be cut, its reader is
given it whole.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, BinaryIO, Final, Literal

import msgspec

from migrate40.model.conversation import Conversation, Given
from migrate40.notices import Report
from migrate40.readers.restart import RESTART

Part = Literal[
    "conversations",  # a list of conversations, or one
    "whole",  # conversations too, but no single value is one
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


class Certainty(msgspec.Struct, frozen=True, kw_only=True):
    """How sure the knowledge of a format is, as `migrate40 sources` prints it."""

    title: str
    layouts: tuple[str, ...]
    certainty: Literal["A", "B", "C", "D"]
    verified_on: str


Sniff = Callable[[Head], Part | None]
Parse = Callable[[bytes, str, Report], Conversation | None]
ParseFile = Callable[[Member, str, Report], Iterator[Conversation]]
Build = Callable[[Any, Callable[[], bytes], str, Report], Conversation | None]
Account = Callable[[Sequence[Member], Report], Iterator[Given]]
Missing = Callable[[Sequence[Member], Report], None]


WRAPPERS: Final = frozenset({b"conversations"})
"""The key under which some tools put a vendor's list."""


class Reader(msgspec.Struct, frozen=True, kw_only=True):
    """What one vendor's module can do; what it cannot is left out."""

    source: Certainty
    sniff: Sniff
    """Say what the member is to this vendor; None: not ours. Never raises."""
    marks: frozenset[str] = frozenset()
    """Keys of which a raw conversation has at least one, and no piece of it has: by
    them reading goes on behind damage."""
    restart: re.Pattern[bytes] = RESTART
    """How its raw conversations begin; what is found so is checked by `marks`."""
    wrappers: frozenset[bytes] = frozenset()
    """Keys under which an object holds the list of conversations."""
    parse: Parse | None = None
    """Return one raw conversation of a `conversations` member with all that was given
    in it.

    None: it was skipped, and the report says why. The text names the place
    (`export/member#number`) for notices before the id is known. A conversation in
    which nothing is said has no messages.
    """
    parse_file: ParseFile | None = None
    """Yield the conversations of a `whole` member, which only the file as a whole
    tells: rows to be grouped, a list of messages, lines of one chat. Raises nothing
    but `CannotRead`; damage costs what lies behind it, and the report says so."""
    shape: Any = None
    """The struct of a raw conversation, for a reader that has `build`: then a value
    that is plainly of this shape is decoded where it stands, and never copied."""
    build: Build | None = None
    """Return the conversation of a decoded value; `raw` gives its bytes. The same as
    `parse` of these."""
    account: Account | None = None
    """Yield what the `given` members say, in a stable order."""
    missing: Missing | None = None
    """Report what the `manifest` members name and the others are not."""
    optional: bool = False
    """Read only where the person names the vendor: most files of it are no talk."""
