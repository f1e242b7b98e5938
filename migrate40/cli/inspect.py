"""`inspect`: what is in an export, before anything is made of it."""

from typing import TYPE_CHECKING, Annotated

import typer

from migrate40.cli.options import Exports, Jobs, Vendor

if TYPE_CHECKING:
    from migrate40.cli.session import Session


def inspect(
    exports: Exports,
    json: Annotated[bool, typer.Option("--json", help="As one JSON document")] = False,
    vendor: Vendor = None,
    jobs: Jobs = 1,
    *,
    run: "Session",
) -> None:
    """Tell what is in an export: talk, models, memories, and what was skipped."""
    import msgspec

    from migrate40 import app, console
    from migrate40.distiller.survey import survey
    from migrate40.output.stream import write_stdout

    conversations = app.read(exports, vendor=vendor, jobs=jobs, report=run.report)
    watched = console.watched(conversations, "conversations", quiet=run.shared.quiet)
    found = survey(watched, run.notices)
    run.check()
    if json:
        text = msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n"
    else:
        text = "".join(f"{line}\n" for line in found.lines()).encode()
    write_stdout(text)
