"""Whose exports there are, and how each person's folder is called.

A folder's name comes from the file's name, never from what is in it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from glob import glob, has_magic
from pathlib import Path
from typing import Final

from migrate40.errors import CannotRead, UsageError
from migrate40.fleet import remote
from migrate40.fleet.order import Person
from migrate40.notices import Notice, Report

EXPORTS: Final = (".zip", ".json", ".jsonl", ".ndjson", ".html", ".htm", ".txt")
"""Endings of what is taken for an export where nobody named the file itself."""
PARTS: Final = re.compile(
    r"conversations(?:[-_ ]?\d+)?\.(?:json|jsonl|zip)|chat\.html|users?\.json"
    r"|message_feedback\.json|shared_conversations\.json|(?:memories|projects)\.json"
    r"|(?:memories|projects|light_metadata)-\d+\.zip|manifest.*\.json"
    r"|takeout|my ?activity\.(?:json|html)|prod-grok-backend\.json|ttl",
    re.IGNORECASE,
)
"""Names that programs give to the parts of one export: nobody is called so."""
LONGEST: Final = 80
_UNSAFE = re.compile(r"[^\w.@+-]+")
_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|com\d|lpt\d|batch\.jsonl)(?:\..*)?", re.IGNORECASE
)


def people(inputs: Sequence[str], out: str, report: Report) -> list[Person]:
    """Return everybody, in the order of the inputs; raises `CannotRead`, `UsageError`.

    An input is a folder of exports, an export, a pattern, an address, or `@FILE` for a
    list of them, a line each.
    """
    paths: list[str] = []
    for given in _listed(inputs):
        paths += _found(given, out, report)
    paths = list(dict.fromkeys(paths))
    if not paths:
        raise CannotRead(f"{', '.join(map(remote.shown, inputs))}: no exports there")
    return [Person(name, path) for name, path in zip(_names(paths), paths, strict=True)]


def _listed(inputs: Iterable[str]) -> Iterator[str]:
    for given in inputs:
        if not given.startswith("@") or Path(given).exists():
            yield given
            continue
        try:
            text = Path(given[1:]).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            raise CannotRead(f"cannot read the list {given[1:]}") from None
        lines = (line.strip() for line in text.splitlines())
        yield from (line for line in lines if line and not line.startswith("#"))


def _found(given: str, out: str, report: Report) -> list[str]:
    if remote.is_address(given):
        return _remote(given, report)
    path = Path(given)
    if path.is_dir():
        _check_out(path, out)
        names = sorted(child.name for child in path.iterdir())
        if _is_one_export(names):
            return [given]
        aside = Path(out).resolve()
        own = {n for n in names if (path / n).resolve() == aside}
        names = [name for name in names if name not in own]
        kept = _exports(names, lambda n: (path / n).is_dir(), given, report)
        return [str(path / name) for name in kept]
    if path.exists():
        return [given]
    if has_magic(given):
        return sorted(glob(given, recursive=True))  # noqa: PTH207  # the person's own words stay as they are
    raise CannotRead(f"cannot read {given}: no such file or folder")


def _remote(address: str, report: Report) -> list[str]:
    system, path = remote.opened(address)
    head = address[: len(address.rstrip("/")) - len(path)]
    with remote.told(address):
        if has_magic(path):
            return [_joined(head, name) for name in sorted(system.glob(path))]
        if not system.isdir(path):
            system.info(path)  # raises where there is nothing
            return [address]
        found = {
            row["name"].rstrip("/").rpartition("/")[2]: row["type"] == "directory"
            for row in system.ls(path, detail=True)
            if row["name"].strip("/") != path.strip("/")
        }
    names = sorted(found)
    if _is_one_export(names):
        return [address]
    shown = remote.shown(address)
    kept = _exports(names, found.__getitem__, shown, report)
    return [f"{address.rstrip('/')}/{name}" for name in kept]


def _joined(head: str, name: str) -> str:
    """Return the address of what a pattern found: some systems begin with a slash."""
    return head.rstrip("/") + "//" + name.lstrip("/") if head.endswith("//") else name


def _check_out(path: Path, out: str) -> None:
    """Refuse results among exports: the next run would take them for people."""
    if not remote.is_address(out):
        outer, inner = path.resolve(), Path(out).resolve()
        if inner.parent != outer and inner.is_relative_to(outer):
            raise UsageError(f"--out {out} lies among the exports of {path}")


def _is_one_export(names: Iterable[str]) -> bool:
    return any(PARTS.fullmatch(name) for name in names)


def _exports(
    names: Iterable[str], is_folder: Callable[[str], bool], place: str, report: Report
) -> Iterator[str]:
    for name in names:
        if name.startswith(".") or name == "__MACOSX":
            continue
        if is_folder(name) or name.lower().endswith(EXPORTS):
            yield name
        else:
            why = "no export by its name"
            report(Notice(kind="left_out", where=f"{place}/{name}", why=why))


def _names(paths: Iterable[str]) -> Iterator[str]:
    """Yield a safe name for each, numbered where two would be one."""
    taken: set[str] = set()
    for path in paths:
        plain = name = _safe(remote.shown(path))
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{plain}-{number}"
        taken.add(name.casefold())
        yield name


def _safe(path: str) -> str:
    base = re.split(r"[/\\]", path.rstrip("/\\"))[-1] or Path(path).resolve().name
    if base in {".", ".."}:
        base = Path(path).resolve().name
    stem = base
    for ending in EXPORTS:
        stem = re.sub(rf"{re.escape(ending)}$", "", stem, flags=re.IGNORECASE)
    name = unicodedata.normalize("NFC", stem.encode(errors="replace").decode())
    name = _UNSAFE.sub("-", name).encode()[:LONGEST].decode(errors="ignore")
    name = name.strip(".-") or "person"
    return f"{name}_" if _RESERVED.fullmatch(name) else name
