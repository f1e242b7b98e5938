"""`compare`: other replies against the voice of a profile."""

from typing import TYPE_CHECKING, Annotated

import typer

from migrate40.cli.options import ModelSlug, ProfilePath

if TYPE_CHECKING:
    from migrate40.cli.session import Session


def compare(
    profile: ProfilePath,
    replies: Annotated[
        str,
        typer.Argument(
            metavar="REPLIES",
            help="A text (--- or a blank line between replies), JSONL, an export, or -",
            show_default=False,
        ),
    ],
    json: Annotated[bool, typer.Option("--json", help="As one JSON document")] = False,
    model_slug: ModelSlug = None,
    *,
    run: "Session",
) -> None:
    """Tell how close another model's replies are to the old voice."""
    import msgspec

    from migrate40 import app
    from migrate40.cli.reading import load_profile
    from migrate40.cli.replies import read_replies
    from migrate40.errors import UsageError
    from migrate40.output.stream import write_stdout

    if profile == replies == "-":
        raise UsageError("only one of PROFILE and REPLIES can be -")
    kept = load_profile(profile)
    found = app.compare(kept, read_replies(replies, model_slug, run))
    run.check()
    if json:
        text = msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n"
    else:
        text = "".join(f"{line}\n" for line in found.lines()).encode()
    write_stdout(text)
