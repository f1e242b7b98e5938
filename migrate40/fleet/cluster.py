"""People shared out by Dask: tasks may run twice, so they are made to come out equal.

A worker of the cluster has a watched process of its own for each thread: a time limit
can end it, and what brings it down does not bring down the worker.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from importlib import import_module
from typing import Any

from migrate40.errors import CannotRead, UsageError
from migrate40.fleet.local import Limits, Watched
from migrate40.fleet.order import Order, Person, Served, failed, packed, unpacked

ALLOWED = 5
"""So many workers may die over one person before it is taken for the reason."""
_mine = threading.local()


def served(
    people: Sequence[Person], order: Order, address: str, jobs: int, limits: Limits
) -> Iterator[tuple[int, Served]]:
    """Yield each person's number and outcome as they come; `local` is a cluster here.

    Raises `CannotRead` if nobody answers at the address.
    """
    try:
        distributed: Any = import_module("distributed")
    except ImportError:
        raise UsageError("--dask wants more: pip install 'migrate40[fleet]'") from None
    with ExitStack() as stack:
        client = stack.enter_context(_client(distributed, address, jobs, stack))
        wanted = packed(order)
        futures = {
            client.submit(
                task,
                packed(person),
                wanted,
                limits,
                key=f"migrate40-{number}-{person.name}",
                pure=False,
                retries=limits.retries,
            ): number
            for number, person in enumerate(people)
        }
        for future in distributed.as_completed(futures, loop=client.loop):
            number = futures[future]
            yield number, _answer(future, people[number])
            future.release()


def task(person: bytes, order: bytes, limits: Limits) -> bytes:
    """Serve one person somewhere in the cluster; only counters come back."""
    watched: Watched | None = getattr(_mine, "watched", None)
    if watched is None or _mine.order != (order, limits):
        if watched:
            watched.close()
        watched = _mine.watched = Watched(unpacked(order, Order), limits)
        _mine.order = (order, limits)
    return packed(watched.serve(unpacked(person, Person)))


def _client(distributed: Any, address: str, jobs: int, stack: ExitStack) -> Any:
    import dask

    settings = {"distributed.scheduler.allowed-failures": ALLOWED}
    stack.enter_context(dask.config.set(settings))
    if address == "local":
        cluster = distributed.LocalCluster(
            n_workers=jobs, threads_per_worker=1, dashboard_address=None
        )
        address = stack.enter_context(cluster)
    try:
        return distributed.Client(address, timeout=10, set_as_default=False)
    except (OSError, TimeoutError, ValueError):
        raise CannotRead(
            f"no Dask scheduler answers at {address}: is it running?"
        ) from None


def _answer(future: Any, person: Person) -> Served:
    if future.status == "finished":
        return unpacked(future.result(), Served)
    kind = type(future.exception()).__name__
    return Served(outcome=failed(person, f"the cluster could not do it ({kind})"))
