"""The commands by name; each is a small file of its own."""

from typing import Annotated

import typer

from migrate40._version import __version__
from migrate40.cli.batch import batch
from migrate40.cli.compare import compare
from migrate40.cli.convert import convert
from migrate40.cli.distill import distill
from migrate40.cli.inspect import inspect
from migrate40.cli.lists import schema, sources, targets
from migrate40.cli.options import spread
from migrate40.cli.quick import QuickCommand, QuickGroup
from migrate40.cli.read import read
from migrate40.cli.render import render
from migrate40.cli.verify import verify

app = typer.Typer(
    cls=QuickGroup,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # rich help doubles the time that --help takes
)
COMMANDS = (
    convert,
    inspect,
    read,
    distill,
    render,
    compare,
    batch,
    verify,
    targets,
    sources,
    schema,
)
for command in COMMANDS:
    app.command(cls=QuickCommand)(spread(command))


def _version(value: bool) -> None:
    if value:
        typer.echo(f"migrate40 {__version__}")
        raise typer.Exit


@app.callback()
def about(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show it"),
    ] = False,
) -> None:
    """Take an old friend out of an export: the voice and the memories, for a new home.

    migrate40 convert EXPORT.zip --to claude --out FOLDER
    """
    del version
