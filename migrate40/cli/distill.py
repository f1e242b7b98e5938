"""`distill`: an export in, a profile out."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from migrate40.cli.options import Exports, Jobs, ModelSlug, Vendor

if TYPE_CHECKING:
    from migrate40.cli.session import Session


def distill(
    exports: Exports,
    out: Annotated[
        str, typer.Option("--out", metavar="FILE", help="A file; default: stdout")
    ] = "-",
    vendor: Vendor = None,
    model_slug: ModelSlug = None,
    jobs: Jobs = 1,
    *,
    run: "Session",
) -> None:
    """Find voice and memories in an export; the profile goes to stdout."""
    from migrate40.cli.reading import read_profile_of
    from migrate40.output.files import write_file
    from migrate40.output.stream import write_stdout

    profile = read_profile_of(exports, vendor, model_slug, run, jobs)
    run.check()
    if out == "-":
        for piece in profile.pieces():
            write_stdout(piece)
    else:
        write_file(Path(out), profile.pieces, force=run.shared.force)
