"""`convert`: the main job."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from migrate40.cli.options import (
    Exports,
    Jobs,
    ModelSlug,
    Rendering,
    Targets,
    Vendor,
)

if TYPE_CHECKING:
    from migrate40.cli.session import Session


def convert(
    exports: Exports,
    to: Targets,
    out: Annotated[
        str, typer.Option("--out", metavar="DIR|-", help="A folder, or - for stdout")
    ],
    vendor: Vendor = None,
    model_slug: ModelSlug = None,
    *,
    jobs: Jobs = 1,
    rendering: Rendering,
    run: "Session",
) -> None:
    """Read, distill and write for one target or several: the main job."""
    from migrate40.cli import writing
    from migrate40.cli.reading import read_profile_of

    targets = writing.target_names(to, out)
    options = writing.options_of(rendering)
    profile = read_profile_of(exports, vendor, model_slug, run, jobs)
    made = writing.make(profile, targets, options, run)
    run.check()
    if out == "-":
        writing.to_stdout(made, targets)
    else:
        made.files["profile.json"] = profile.to_json()
        writing.to_folder(Path(out), made, run, inputs=exports)
