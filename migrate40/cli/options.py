"""Options that several commands share, as records; `spread` puts them on a command."""

import dataclasses
import functools
import inspect
from collections.abc import Callable
from typing import Annotated, Any

import typer

Exports = Annotated[
    list[str],
    typer.Argument(
        metavar="EXPORT...",
        help="Zip, folder, .json, .jsonl, .html, a text file of pasted memories, or -",
        show_default=False,
    ),
]
ProfilePath = Annotated[
    str,
    typer.Argument(metavar="PROFILE", help="A profile.json, or -", show_default=False),
]
Targets = Annotated[
    str,
    typer.Option("--to", metavar="TARGET[,TARGET...]", help="See: migrate40 targets"),
]
Vendor = Annotated[
    str | None,
    typer.Option(
        "--from", metavar="VENDOR", help="Whose export it is, if not seen by itself"
    ),
]
Jobs = Annotated[
    int,
    typer.Option("--jobs", metavar="N", min=1, help="Processes that parse"),
]
ModelSlug = Annotated[
    str | None,
    typer.Option(
        "--model-slug",
        metavar="SLUG",
        help="Whose voice to keep; default: the model with the most replies",
    ),
]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Shared:
    """What every command takes after its name."""

    quiet: Annotated[bool, typer.Option("--quiet", help="Errors only on stderr")] = (
        False
    )
    verbose: Annotated[
        bool, typer.Option("--verbose", help="Every notice on stderr")
    ] = False
    debug: Annotated[
        bool,
        typer.Option("--debug", help="Tracebacks; these can quote what was said"),
    ] = False
    log: Annotated[
        str | None,
        typer.Option("--log", metavar="FILE", help="Write notices there as JSONL"),
    ] = None
    strict: Annotated[
        bool, typer.Option("--strict", help="Skipped data is a failure")
    ] = False
    force: Annotated[
        bool, typer.Option("--force", help="Replace files that are not migrate40's")
    ] = False
    no_input: Annotated[
        bool, typer.Option("--no-input", help="Never ask (it never does)")
    ] = False


@dataclasses.dataclass(frozen=True, kw_only=True)
class Rendering:
    """What every command takes that writes for a target."""

    max_tokens: Annotated[
        int | None,
        typer.Option("--max-tokens", min=1, metavar="N", help="Of every file"),
    ] = None
    max_chars: Annotated[
        int | None,
        typer.Option("--max-chars", min=1, metavar="N", help="Of every file"),
    ] = None
    part: Annotated[
        str,
        typer.Option("--part", metavar="persona|memories|all", help="What to write"),
    ] = "all"
    language: Annotated[
        str,
        typer.Option(
            "--language",
            metavar="auto|en|zh|zh-Hant",
            help="Of the frame; what was said stays as it is",
        ),
    ] = "auto"
    templates: Annotated[
        str | None,
        typer.Option("--templates", metavar="DIR", help="Your own templates go first"),
    ] = None
    include: Annotated[
        list[str] | None,
        typer.Option("--include", metavar="CATEGORY", help="Also what stays out else"),
    ] = None
    exclude: Annotated[
        list[str] | None,
        typer.Option("--exclude", metavar="CATEGORY", help="Leave out, e.g. health"),
    ] = None
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="Only memories said since then"),
    ] = None
    limit: Annotated[
        list[str] | None,
        typer.Option(
            "--limit", metavar="TARGET/FILE=N", help="In place of that file's own limit"
        ),
    ] = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Crewing:
    """Who does the work of a batch, and who is told of it."""

    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", min=1, metavar="N", help="Processes; default: all processors"
        ),
    ] = None
    dask: Annotated[
        str | None,
        typer.Option("--dask", metavar="ADDRESS|local", help="A Dask cluster instead"),
    ] = None
    time_limit: Annotated[
        int,
        typer.Option("--time-limit", min=1, metavar="SECONDS", help="For each person"),
    ] = 3600
    memory_limit: Annotated[
        int,
        typer.Option("--memory-limit", min=256, metavar="MB", help="For each person"),
    ] = 8192
    retries: Annotated[
        int,
        typer.Option("--retries", min=0, metavar="N", help="If its process dies"),
    ] = 1
    keep_going: Annotated[
        bool,
        typer.Option(
            "--keep-going/--stop", help="Whether a failure is no end for the others"
        ),
    ] = True
    github: Annotated[
        bool, typer.Option("--github", help="Annotations for GitHub on stdout")
    ] = False
    junit: Annotated[
        str | None, typer.Option("--junit", metavar="FILE", help="Results as JUnit XML")
    ] = None
    summary: Annotated[
        str | None, typer.Option("--summary", metavar="FILE", help="Counts as JSON")
    ] = None


def spread(command: Callable[..., None]) -> Callable[..., int]:
    """Make a command of a function: its records become options.

    Every command runs in a session, which it gets as `run` if it wants it, and whose
    status is the command's.
    """
    signature = inspect.signature(command)
    wanted = signature.parameters
    own = [p for p in wanted.values() if p.name not in RECORDS]
    records = {n: RECORDS[n] for n in RECORDS if n in wanted or n == "run"}

    @functools.wraps(command)
    def spreading(**values: Any) -> int:
        from migrate40.cli.session import session

        for name, record in records.items():
            names = [field.name for field in dataclasses.fields(record)]
            values[name] = record(**{each: values.pop(each) for each in names})
        with session(values["run"]) as run:
            command(**{name: run if name == "run" else values[name] for name in wanted})
            return run.status

    parameters = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own]
    for record in records.values():
        parameters += [_parameter(field) for field in dataclasses.fields(record)]
    spreading.__signature__ = signature.replace(  # type: ignore[attr-defined]
        parameters=parameters, return_annotation=int
    )
    spreading.__annotations__ = {p.name: p.annotation for p in parameters}
    return spreading


RECORDS: dict[str, Any] = {
    "rendering": Rendering,
    "crewing": Crewing,
    "run": Shared,
}


def _parameter(field: "dataclasses.Field[Any]") -> inspect.Parameter:
    return inspect.Parameter(
        field.name,
        inspect.Parameter.KEYWORD_ONLY,
        default=field.default,
        annotation=field.type,
    )
