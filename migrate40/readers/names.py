"""Names of files in exports: hints only, and never trusted as paths."""

import re
from pathlib import PurePosixPath
from typing import Final

from migrate40.readers.decode import mend

PROMISING: Final = frozenset(
    {"", ".json", ".jsonl", ".ndjson", ".html", ".htm", ".txt", ".md"}
)
"""Endings of files that are looked into; the others are pictures, sounds and such."""
JUNK: Final = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
JUNK_FOLDER: Final = "__MACOSX"
_ENDING = re.compile(r"\.[0-9]?[a-z][a-z0-9]{0,9}")
_NUMBERS = re.compile(r"([0-9]+)")


def plain_name(name: str) -> str:
    """Return the path with `/` and without characters that break a line."""
    return mend(name.replace("\\", "/")).replace("\n", " ").strip("/")


def is_junk(name: str) -> bool:
    """Whether an operating system put it there."""
    path = PurePosixPath(name)
    base = path.name.lower()
    return base in JUNK or base.startswith("._") or JUNK_FOLDER in path.parts


def is_promising(name: str) -> bool:
    """Whether a file of this name may hold conversations or memories.

    What stands behind the last dot may be part of a title: `Plan 2.0`.
    """
    base = name.rpartition("/")[2].lower()
    suffix = PurePosixPath(base).suffix
    is_ending = _ENDING.fullmatch(suffix) is not None
    return not is_ending or suffix in PROMISING or base.endswith(".json")


def is_inner_zip(name: str) -> bool:
    """Whether it is a zip of the export itself, not one that was sent in a chat."""
    base = name.rpartition("/")[2].lower()
    return base.endswith(".zip") and not base.startswith(("file-", "file_"))


def without_folder(names: list[str]) -> list[str]:
    """Take away the one folder in which everything lies."""
    folders = {name.partition("/")[0] if "/" in name else None for name in names}
    if len(folders) != 1 or None in folders:
        return names
    return [name.partition("/")[2] for name in names]


def in_order(name: str) -> tuple[tuple[int, int, str], ...]:
    """Sort key by which `part-9` comes before `part-10`."""
    pieces = _NUMBERS.split(name.lower())
    return tuple(
        (0, int(piece[:18]), "") if piece.isdecimal() else (1, 0, piece)
        for piece in pieces
    )
