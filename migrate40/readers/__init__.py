"""Readers: from exports to conversations, one module a vendor."""

from typing import Final

from migrate40.errors import UsageError
from migrate40.readers import chatgpt, claude, native, pasted
from migrate40.readers.reader import Head, Part, Reader

READERS: Final[dict[str, Reader]] = {
    "chatgpt": chatgpt.READER,
    "claude": claude.READER,
    "native": native.READER,
    "pasted": pasted.READER,
}
"""By the word for `--from`, in the order in which they are asked."""


def detect(head: Head, vendor: str | None = None) -> tuple[str, Part] | None:
    """Say whose a member is and what it is to them; None: nobody's.

    With a vendor given it is read as that vendor's, whatever it looks like, unless it
    is one of the vendor's side files.
    """
    if vendor is not None:
        return _forced(head, vendor)
    for name, reader in READERS.items():
        part = None if reader.optional else reader.sniff(head)
        if part is not None:
            return name, part
    return None


def _forced(head: Head, vendor: str) -> tuple[str, Part] | None:
    reader = READERS[vendor]
    part = reader.sniff(head)
    if part is None and head.top in ("array", "object", "lines"):
        part = "conversations" if reader.parse else "whole"
    return None if part is None else (vendor, part)


def refuse_unknown(vendor: str | None) -> None:
    """Raise `UsageError` for a vendor that nobody reads."""
    if vendor is not None and vendor not in READERS:
        raise UsageError(f"unknown vendor {vendor}: one of {', '.join(READERS)}")
