"""What the commands share that write for targets."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from migrate40 import app
from migrate40.app import Made
from migrate40.cli.options import Rendering
from migrate40.cli.session import Session
from migrate40.errors import UsageError

if TYPE_CHECKING:
    from migrate40.model.profile import Profile
    from migrate40.renderers.options import Options


def target_names(to: str, out: str) -> list[str]:
    """Return the targets asked for; raises `UsageError` of an unknown one."""
    from migrate40.renderers.spec import check_name

    names = list(dict.fromkeys(name.strip() for name in to.split(",") if name.strip()))
    for name in names:
        check_name(name)
    if not names:
        raise UsageError("--to names no target: see migrate40 targets")
    if out == "-" and len(names) > 1:
        raise UsageError("several targets do not fit on stdout: --out wants a folder")
    return names


def options_of(rendering: Rendering) -> "Options":
    """Return the options of the command line as those of the renderers."""
    from migrate40.renderers.options import Options

    fields = {name: getattr(rendering, name) for name in Options.__struct_fields__}
    lists = {
        name: tuple(fields[name] or ()) for name in ("include", "exclude", "limit")
    }
    try:
        return msgspec.convert(fields | lists, Options)
    except msgspec.ValidationError as error:
        raise UsageError(f"an option cannot be understood: {error}") from None


def make(
    profile: "Profile", targets: Sequence[str], options: "Options", run: Session
) -> Made:
    """Render the targets, and tell what to do with the files."""
    return app.make(profile, targets, options, run.report_once, run.notices)


def to_stdout(made: Made, targets: Sequence[str]) -> None:
    """Write the target's only file to stdout; raises `UsageError` if it has more."""
    from migrate40.output.stream import write_stdout

    files = [name for name in made.files if name.startswith(f"{targets[0]}/")]
    if len(files) != 1:
        raise UsageError(
            f"target {targets[0]} has {len(files)} files: --out wants a folder"
        )
    write_stdout(made.files[files[0]])


def to_folder(path: Path, made: Made, run: Session, inputs: Iterable[str]) -> None:
    """Write everything into the folder, and say where."""
    force = run.shared.force
    app.write(path, made, notices=run.notices, inputs=inputs, force=force)
    run.say(f"{len(made.files)} files in {path}; start with NEXT-STEPS.md")
    if made.sensitive:
        run.say(made.sensitive)
