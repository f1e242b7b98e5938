"""`batch`: many people's exports, a folder each."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from migrate40.cli.options import Crewing, ModelSlug, Rendering, Targets, Vendor

if TYPE_CHECKING:
    from migrate40.cli.session import Session
    from migrate40.fleet.batch import Crew
    from migrate40.fleet.order import Served

Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT...",
        help="A folder of exports, an export, a pattern, an address, @FILE for a list",
        show_default=False,
    ),
]


def batch(
    inputs: Inputs,
    to: Targets,
    out: Annotated[
        str, typer.Option("--out", metavar="DIR", help="A folder or an address")
    ],
    vendor: Vendor = None,
    model_slug: ModelSlug = None,
    *,
    rendering: Rendering,
    crewing: Crewing,
    run: "Session",
) -> None:
    """Convert the exports of many people, each into a folder of their own."""
    from migrate40 import console
    from migrate40.cli import writing
    from migrate40.errors import Migrate40Error, UsageError
    from migrate40.fleet import batch as work
    from migrate40.fleet.order import Order
    from migrate40.fleet.people import people

    if out == "-":
        raise UsageError("the folders of many people do not fit on stdout: name a DIR")
    order = Order(
        out=out,
        targets=tuple(writing.target_names(to, out)),
        options=writing.options_of(rendering),
        vendor=vendor,
        model=model_slug,
        strict=run.shared.strict,
        force=run.shared.force,
    )
    everybody = people(inputs, out, run.report)
    served = work.run(
        everybody,
        order,
        _crew(crewing),
        lambda answers: console.watched(answers, "people", quiet=run.shared.quiet),
    )
    _tell(served, crewing, run)
    bad = sum(one.outcome.status not in (0, 3) for one in served)
    if bad:
        left = len(everybody) - len(served)
        rest = f", {left} were not begun" if left else ""
        raise Migrate40Error(
            f"{bad} of {len(everybody)} people failed{rest}: see batch.jsonl; "
            "the same command again does only what is missing"
        )


def _crew(crewing: Crewing) -> "Crew":
    from migrate40.fleet.batch import Crew
    from migrate40.fleet.local import Limits

    limits = Limits(
        seconds=crewing.time_limit,
        megabytes=crewing.memory_limit,
        retries=crewing.retries,
    )
    return Crew(
        jobs=crewing.jobs or _processors(),
        dask=crewing.dask,
        limits=limits,
        keep_going=crewing.keep_going,
    )


def _processors() -> int:
    """Return how many this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _tell(served: "Sequence[Served]", crewing: Crewing, run: "Session") -> None:
    """Tell people, programs, CI systems and the log, each in their way."""
    from migrate40.fleet import told
    from migrate40.output.files import write_files
    from migrate40.output.stream import write_stdout

    outcomes = [one.outcome for one in served]
    for line in told.table(outcomes, sum(one.again for one in served)):
        run.say(line)
    for notice in told.notices(outcomes):
        run.report(notice)
    run.timings += [told.timing(one) for one in served]
    reports = {crewing.summary: told.summary, crewing.junit: told.junit}
    write_files({Path(p): write(outcomes) for p, write in reports.items() if p})
    if crewing.github:
        write_stdout(told.annotations(outcomes))
