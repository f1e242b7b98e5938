"""Readers: from exports to conversations, one module a vendor."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Final, cast

from migrate40.errors import UsageError
from migrate40.readers.reader import Head, Part, Reader

MODULES: Final = {
    "chatgpt": "chatgpt",
    "claude": "claude",
    "gemini": "gemini",
    "aistudio": "aistudio",
    "grok": "grok",
    "deepseek": "deepseek",
    "lechat": "lechat",
    "perplexity": "perplexity",
    "openwebui": "openwebui",
    "librechat": "librechat",
    "sillytavern": "sillytavern",
    "characterai": "characterai",
    "chatbotui": "chatbotui",
    "claude-code": "claudecode",
    "capture": "captures",
    "native": "native",
    "pasted": "pasted",
    "generic": "generic",
}
"""The modules by the word for `--from`, in the order in which they are asked."""


class _Readers(Mapping[str, Reader]):
    """Each is imported when it is asked: most exports are known by the first."""

    def __getitem__(self, name: str) -> Reader:
        module = import_module(f"migrate40.readers.{MODULES[name]}")
        return cast("Reader", module.READER)

    def __iter__(self) -> Iterator[str]:
        return iter(MODULES)

    def __len__(self) -> int:
        return len(MODULES)


READERS: Final[Mapping[str, Reader]] = _Readers()


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
