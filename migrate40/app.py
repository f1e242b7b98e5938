"""The pipeline as functions: the public names, and what the commands share."""

from collections.abc import Iterable, Iterator, Sequence
from os import fspath
from typing import TYPE_CHECKING

from migrate40.notices import Notice, Report, ignore

if TYPE_CHECKING:
    from os import PathLike

    from migrate40.model.conversation import Conversation
    from migrate40.model.profile import Profile
    from migrate40.renderers.options import Options


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
    """The same with the options as one record."""
    from migrate40.renderers import render as render_target

    return render_target(profile, target, options, report)


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
