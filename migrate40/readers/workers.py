"""Parsing in other processes: they are fed raw bytes and give records back."""

import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from migrate40.errors import CannotRead
from migrate40.readers.ledger import Record
from migrate40.readers.records import Item, Source, Task, done

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

BATCH: Final = 1 << 20
"""So many raw bytes go to a process at once."""
WORTH: Final = 1 << 23
"""Bytes of conversations below which starting processes costs more than it saves."""

Done = Callable[[Iterable[Source]], Iterator[Record]]


@contextmanager
def all_done(jobs: int, size: int) -> Iterator[Done]:
    """Give a function that reads sources, parsing in `jobs` processes, in order.

    `size` is how many bytes are to be read in all.
    """
    if jobs < 2 or size < WORTH:  # noqa: PLR2004  # one job is this very process
        yield lambda sources: map(done, _items(sources, raw=False))
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    context = get_context("fork" if sys.platform == "linux" else "spawn")
    pool = ProcessPoolExecutor(jobs, context, _let_the_parent_decide)
    try:
        yield lambda sources: _in_order(pool, jobs, _items(sources, raw=True))
    finally:
        pool.shutdown(cancel_futures=True)


def _items(sources: Iterable[Source], *, raw: bool) -> Iterator[Item]:
    for source in sources:
        yield from source.items(raw=raw)


def _let_the_parent_decide() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _in_order(
    pool: "ProcessPoolExecutor", jobs: int, items: Iterable[Item]
) -> Iterator[Record]:
    from concurrent.futures.process import BrokenProcessPool

    waiting: deque[Future[list[Record]]] = deque()
    try:
        for batch in _batches(items):
            waiting.append(pool.submit(_all, batch))
            if len(waiting) > 2 * jobs:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    except BrokenProcessPool:
        raise CannotRead(
            "a process that was reading has died, perhaps for want of memory: try "
            "again with --jobs 1"
        ) from None


def _all(batch: list[Item]) -> list[Record]:
    return [done(item) for item in batch]


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    batch: list[Item] = []
    size = 0
    for item in items:
        batch.append(item)
        size += len(item.raw) if isinstance(item, Task) else 0
        if size > BATCH:
            yield batch
            batch, size = [], 0
    yield batch
