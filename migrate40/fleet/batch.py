"""A whole batch: everybody served, and what became of them written down."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, nullcontext
from pathlib import Path
from typing import Any

import msgspec

from migrate40.errors import UsageError
from migrate40.fleet import local, remote, told
from migrate40.fleet.local import Limits
from migrate40.fleet.order import Order, Person, Served
from migrate40.fleet.store import store
from migrate40.output.files import locked

LINES = "batch.jsonl"
HERE = "memory:"
"""Addresses that mean something in this very process only."""
Answers = Iterator[tuple[int, Served]]


class Crew(msgspec.Struct, frozen=True, kw_only=True):
    """Who does the work."""

    jobs: int = 1
    dask: str | None = None
    limits: Limits = Limits()
    keep_going: bool = True


def run(
    people: Sequence[Person],
    order: Order,
    crew: Crew,
    watch: Callable[[Answers], Answers] = iter,
) -> list[Served]:
    """Serve everybody and return what became of them, in the order of the people.

    `watch` sees each as it comes. Without `keep_going` the first failure ends it, and
    who was not yet served is not in the list.
    """
    is_remote = remote.is_address(order.out)
    with nullcontext() if is_remote else locked(Path(order.out)):
        results = store(order.out)
        results.sweep()
        found: dict[int, Served] = {}
        try:
            with closing(_answers(people, order, crew)) as answers:
                for number, served in watch(answers):
                    found[number] = served
                    if served.outcome.status not in (0, 3) and not crew.keep_going:
                        break
        finally:
            results.sweep()
        everybody = [found[number] for number in sorted(found)]
        results.put_files({LINES: told.lines(one.outcome for one in everybody)})
    return everybody


def _answers(people: Sequence[Person], order: Order, crew: Crew) -> Any:
    addresses = [order.out, *(person.input for person in people)]
    if any(address.startswith(HERE) for address in addresses):
        if crew.dask:
            raise UsageError("memory:// is of one process only: leave out --dask")
        return local.served_here(people, order)
    if crew.dask:
        from migrate40.fleet import cluster

        return cluster.served(people, order, crew.dask, crew.jobs, crew.limits)
    return local.served(people, order, crew.jobs, crew.limits)
