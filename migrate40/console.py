"""What people see: on the standard error only, plain unless it is a terminal."""

import os
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from migrate40.notices import Notice

T = TypeVar("T")
SHOWN = 20
"""Lines of notices shown without --verbose."""


def clean(text: str) -> str:
    """Return the text without characters that move a cursor or hide others."""
    return "".join(
        ch
        for ch in text
        if ch in "\n\t" or unicodedata.category(ch) not in {"Cc", "Cf", "Cs", "Co"}
    )


def say(text: str) -> None:
    """Write one line for people."""
    print(clean(text), file=sys.stderr)  # noqa: T201  # the one place that prints


def is_lively() -> bool:
    """Whether somebody watches: a terminal that can move its cursor."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def watched(items: Iterable[T], what: str, *, quiet: bool = False) -> Iterator[T]:
    """Yield the items; on a terminal a counter runs along."""
    if quiet or not is_lively():
        yield from items
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), TextColumn("{task.description} {task.completed}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=None)
        for item in items:
            progress.advance(task)
            yield item


def summarise(notices: Iterable["Notice"], *, verbose: bool = False) -> None:
    """Tell what did not go the plain way, alike things together."""
    grouped: dict[tuple[str, str], list[str]] = {}
    for notice in notices:
        grouped.setdefault((notice.kind, notice.why), []).append(notice.where)
    lines = list(_lines(grouped, verbose=verbose))
    for line in lines if verbose else lines[:SHOWN]:
        say(line)
    if not verbose and len(lines) > SHOWN:
        say(f"... and {len(lines) - SHOWN} more: --verbose shows all of them")


def _lines(
    grouped: dict[tuple[str, str], list[str]], *, verbose: bool
) -> Iterator[str]:
    for (kind, why), places in grouped.items():
        word = kind.replace("_", " ")
        if verbose:
            yield from (f"{word}: {place}: {why}" for place in places)
            continue
        different = list(Counter(places))
        shown = ", ".join(different[:3]) + (" ..." if len(different) > 3 else "")  # noqa: PLR2004
        times = f" ({len(places)} times)" if len(places) > 1 else ""
        yield f"{word}: {shown}: {why}{times}"
