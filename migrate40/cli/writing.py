"""What the commands share that write for targets."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from migrate40 import app
from migrate40.cli.options import Rendering
from migrate40.cli.session import Session
from migrate40.errors import UsageError

if TYPE_CHECKING:
    from migrate40.model.profile import Profile
    from migrate40.renderers.options import Options


class Made(msgspec.Struct):
    """What a command is about to write."""

    files: dict[str, bytes]
    """By path below the folder: `<target>/<file>`, and NEXT-STEPS.md."""


def target_names(to: str, out: str) -> list[str]:
    """Return the targets asked for; raises `UsageError` of an unknown one."""
    from migrate40.renderers import RENDERERS

    names = list(dict.fromkeys(name.strip() for name in to.split(",") if name.strip()))
    for name in names:
        if name not in RENDERERS:
            known = ", ".join(RENDERERS)
            raise UsageError(f"no target {name!r}; there are: {known}")
    if not names:
        raise UsageError("--to names no target: see migrate40 targets")
    if out == "-" and len(names) > 1:
        raise UsageError("several targets do not fit on stdout: --out wants a folder")
    return names


def options_of(rendering: Rendering) -> "Options":
    """Return the options of the command line as those of the renderers."""
    from migrate40.renderers.options import Options

    fields = {name: getattr(rendering, name) for name in Options.__struct_fields__}
    lists = {name: tuple(fields[name] or ()) for name in ("include", "exclude")}
    try:
        return msgspec.convert(fields | lists, Options)
    except msgspec.ValidationError as error:
        raise UsageError(f"an option cannot be understood: {error}") from None


def make(
    profile: "Profile", targets: Sequence[str], options: "Options", run: Session
) -> Made:
    """Render the targets, and tell what to do with the files."""
    from migrate40.renderers.next_steps import next_steps

    files: dict[str, bytes] = {}
    names: dict[str, list[str]] = {}
    for target in targets:
        rendered = app.rendered(profile, target, options, run.report_once)
        names[target] = list(rendered)
        for name, content in rendered.items():
            data = content.encode() if isinstance(content, str) else content
            files[f"{target}/{name}"] = data
    steps = next_steps(profile, targets, options, names)
    files["NEXT-STEPS.md"] = steps.encode()
    return Made(files)


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
    from migrate40.output.folder import write_folder

    write_folder(
        path, made.files, notices=run.notices, inputs=inputs, force=run.shared.force
    )
    run.say(f"{len(made.files)} files in {path}; start with NEXT-STEPS.md")
