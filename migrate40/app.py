"""The pipeline as functions: the public names, and what the commands share."""

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from os import fspath
from typing import TYPE_CHECKING

from migrate40.notices import Notice, Report, ignore

if TYPE_CHECKING:
    from os import PathLike
    from pathlib import Path

    from migrate40.fidelity import Fidelity
    from migrate40.model.conversation import Conversation
    from migrate40.model.profile import Profile
    from migrate40.renderers.options import Options


@dataclasses.dataclass(frozen=True)
class Made:
    """What is about to be written for one person."""

    files: dict[str, bytes]
    """By path below the folder: `<target>/<file>`, and NEXT-STEPS.md."""
    sensitive: str = ""
    """The line that says which sensitive classes are in them, if there are any."""


def read(
    exports: Sequence["str | PathLike[str]"],
    *,
    vendor: str | None = None,
    jobs: int = 1,
    report: Report = ignore,
) -> Iterator["Conversation"]:
    """Yield the conversations of one person's exports, read as one history.

    Lazily: errors come while iterating. `jobs` processes do the parsing. Raises
    `CannotRead`, or at the end `NothingFound` when there was nothing to carry over.
    """
    from migrate40.readers.history import read_history

    paths = [fspath(export) for export in exports]
    return read_history(paths, report=report, vendor=vendor, jobs=jobs)


def read_lines(
    exports: Sequence[str],
    *,
    vendor: str | None = None,
    jobs: int = 1,
    report: Report = ignore,
) -> Iterator[bytes]:
    """Yield the same as NDJSON, many lines at a time, without a detour."""
    from migrate40.readers.history import read_lines as lines

    return lines(exports, report=report, vendor=vendor, jobs=jobs)


def distill(
    conversations: Iterable["Conversation"],
    *,
    model: str | None = None,
    report: Report = ignore,
    notices: Sequence[Notice] = (),
) -> "Profile":
    """Return the profile of a history, in any order of its conversations.

    `model` is the slug whose voice is kept, by default the one with the most replies;
    `notices` come to stand in the profile, also those added while reading.
    """
    from migrate40.distiller import distill as distilled

    return distilled(conversations, model=model, report=report, notices=notices)


def render(
    profile: "Profile",
    target: str,
    *,
    report: Report = ignore,
    **options: object,
) -> dict[str, str | bytes]:
    """Return the files of one target by name.

    The options are those of `migrate40.renderers.options.Options`, for instance
    `max_tokens=1000`. Raises `UsageError` for an unknown target or option.
    """
    return rendered(profile, target, _options(options), report)


def rendered(
    profile: "Profile", target: str, options: "Options", report: Report = ignore
) -> dict[str, str | bytes]:
    """The same with the options as one record.

    Secrets are looked for twice: in the profile, whoever made it, and in the files.
    """
    from migrate40.renderers import render as render_target
    from migrate40.safety.profiles import without_secrets
    from migrate40.safety.rendered import cleaned

    files = render_target(without_secrets(profile), target, options, report)
    return {name: cleaned(content) for name, content in files.items()}


def make(
    profile: "Profile",
    targets: Sequence[str],
    options: "Options",
    report: Report = ignore,
    notices: Sequence[Notice] = (),
) -> Made:
    """Render several targets, and tell what to do with the files.

    `notices` are those of the reading, also those that `report` adds to them.
    """
    from migrate40.renderers.next_steps import next_steps
    from migrate40.renderers.selection import said_of_classes
    from migrate40.safety.profiles import without_secrets
    from migrate40.safety.rendered import cleaned

    profile = without_secrets(profile)
    files: dict[str, bytes] = {}
    names: dict[str, list[str]] = {}
    for target in targets:
        content = rendered(profile, target, options, report)
        names[target] = list(content)
        for name, text in content.items():
            data = text.encode() if isinstance(text, str) else text
            files[f"{target}/{name}"] = data
    steps = next_steps(profile, targets, options, names, notices)
    files["NEXT-STEPS.md"] = str(cleaned(steps)).encode()
    return Made(files, said_of_classes(profile, options))


def write(
    folder: "Path",
    made: Made,
    *,
    notices: Iterable[Notice] = (),
    inputs: Iterable[str] = (),
    force: bool = False,
) -> None:
    """Write what was made into a folder, its manifest last; raises `CannotWrite`."""
    from migrate40.output.folder import write_folder
    from migrate40.safety.rendered import counted

    write_folder(
        folder,
        made.files,
        notices=notices,
        inputs=inputs,
        force=force,
        redacted={name: counted([data]) for name, data in made.files.items()},
    )


def compare(profile: "Profile", replies: Sequence[str]) -> "Fidelity":
    """Return how close replies are to the voice of a profile.

    `.distance` is 0 for the same voice; `.dimensions` says by how many of the voice's
    own spreads each number, phrase and the common words differ. Raises `NothingFound`
    when there is nothing to compare.
    """
    from migrate40.fidelity import compare as compared

    return compared(profile, replies)


def replies(
    conversations: Iterable["Conversation"], *, model: str | None = None
) -> list[str]:
    """Return what a model said, by default the one with the most replies.

    Of a huge history, a sample. Raises `UsageError` if that model never spoke.
    """
    from migrate40.distiller.persona import PersonaCollector

    collector = PersonaCollector()
    for conversation in conversations:
        collector.add(conversation)
    return collector.replies(model)


def _options(given: dict[str, object]) -> "Options":
    import msgspec

    from migrate40.errors import UsageError
    from migrate40.renderers.options import Options

    unknown = sorted(given.keys() - set(Options.__struct_fields__))
    if unknown:
        raise UsageError(f"no option of render: {', '.join(unknown)}")
    try:
        return msgspec.convert(given, Options)
    except msgspec.ValidationError as error:
        raise UsageError(f"an option of render: {error}") from None
