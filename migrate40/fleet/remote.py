"""Addresses of stores: opened by fsspec, an extra; shown without their secrets."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from migrate40.errors import CannotRead, Migrate40Error, UsageError

if TYPE_CHECKING:
    from pathlib import Path

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+(?:::|://)")
_USER = re.compile(r"(?<=://)[^/]*@")


def is_address(text: str) -> bool:
    """Whether it is no path: `s3://...`, `memory://...`."""
    return _ADDRESS.match(text) is not None


def shown(text: str) -> str:
    """Return the address without a password, a key or a signature in it."""
    if not is_address(text):
        return text
    return _USER.sub("", re.split(r"[?#]", text, maxsplit=1)[0])


def opened(address: str) -> tuple[Any, str]:
    """Return the file system of an address, and the path in it."""
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise UsageError(
            f"{shown(address)}: addresses want more: pip install 'migrate40[fleet]'"
        ) from None
    try:
        system, path = url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise UsageError(
            f"{shown(address)}: no store of this kind here ({type(error).__name__}): "
            "install what fsspec wants for it"
        ) from None
    return system, str(path).rstrip("/")


@contextmanager
def told(
    address: str,
    kind: type[Migrate40Error] = CannotRead,
    passing: tuple[type[Exception], ...] = (Migrate40Error,),
) -> Iterator[None]:
    """Tell of a store's errors only the kind: its own words may hold keys."""
    try:
        yield
    except passing:
        raise
    except Exception as error:  # noqa: BLE001  # each store has errors of its own
        raise kind(
            f"{shown(address)} cannot be used ({type(error).__name__}): is it there, "
            "and may you use it?"
        ) from None


def fetch(address: str, folder: "Path") -> str:
    """Copy a file or a folder of a store into a folder, and return its path there."""
    system, path = opened(address)
    target = folder / path.rpartition("/")[2]
    with told(address):
        if not system.isdir(path):
            system.get_file(path, str(target))
            return str(target)
        for name in sorted(system.find(path)):
            inner = _within(target, name.removeprefix(path).strip("/"), address)
            inner.parent.mkdir(parents=True, exist_ok=True)
            system.get_file(name, str(inner))
    return str(target)


def _within(folder: "Path", name: str, address: str) -> "Path":
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise CannotRead(f"{shown(address)}: a name in it leads elsewhere")
    return path
