"""What goes to a process and what comes back: never a word that was said."""

import json
from typing import Any, Literal, TypeVar

import msgspec

from migrate40.renderers.options import Options

T = TypeVar("T")
Result = Literal["done", "partial", "empty", "failed"]


class Person(msgspec.Struct, frozen=True):
    """One person of a batch."""

    name: str
    """Of the folder."""
    input: str
    """A path or an address."""


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What is wanted of every person alike."""

    out: str
    """A folder or an address."""
    targets: tuple[str, ...]
    options: Options = Options()
    vendor: str | None = None
    model: str | None = None
    strict: bool = False
    force: bool = False


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one person: a line of batch.jsonl."""

    name: str
    input: str
    result: Result
    status: int
    """That `convert` would have left with."""
    conversations: int = 0
    messages: int = 0
    memories: int = 0
    files: int = 0
    skipped: int = 0
    sha256: str | None = None
    """Of the manifest, which holds the digests of all the others."""
    why: str | None = None
    """What went wrong."""


class Served(msgspec.Struct, frozen=True, kw_only=True):
    """An outcome, and what differs from run to run."""

    outcome: Outcome
    again: bool = False
    """Whether it was there already, from an earlier run."""
    seconds: float = 0.0
    attempts: int = 1


def packed(value: msgspec.Struct) -> bytes:
    """Return one line of ASCII, also of paths that are no UTF-8."""
    return json.dumps(msgspec.to_builtins(value)).encode() + b"\n"


def unpacked(line: bytes, kind: type[T]) -> T:
    """Return what was packed."""
    value: Any = json.loads(line)
    return msgspec.convert(value, kind)


def failed(person: Person, why: str, status: int = 1) -> Outcome:
    """Return the outcome of a person for whom nothing could be written."""
    result: Result = "empty" if status == 4 else "failed"  # noqa: PLR2004  # the contract's number
    return Outcome(
        name=person.name, input=person.input, result=result, status=status, why=why
    )
