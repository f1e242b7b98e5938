"""`render`: a profile in, files for its new home out."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from migrate40.cli.options import ModelSlug, ProfilePath, Rendering, Targets

if TYPE_CHECKING:
    from migrate40.cli.session import Session


def render(
    profile: ProfilePath,
    to: Targets,
    out: Annotated[
        str | None,
        typer.Option("--out", metavar="DIR|-", help="A folder; default: stdout"),
    ] = None,
    model_slug: ModelSlug = None,
    *,
    rendering: Rendering,
    run: "Session",
) -> None:
    """Write a profile's files for one target or several."""
    from migrate40.cli import writing
    from migrate40.cli.reading import load_profile
    from migrate40.errors import UsageError

    targets = writing.target_names(to, out or "-")
    options = writing.options_of(rendering)
    loaded = load_profile(profile)
    if model_slug not in {None, loaded.persona.model}:
        raise UsageError(
            f"this profile keeps the voice of {loaded.persona.model}: "
            f"distill the export again with --model-slug {model_slug}"
        )
    made = writing.make(loaded, targets, options, run)
    run.check()
    if out in {None, "-"}:
        writing.to_stdout(made, targets)
    else:
        writing.to_folder(Path(str(out)), made, run, inputs=[profile])
