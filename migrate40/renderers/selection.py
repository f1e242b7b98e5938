"""Which memories come along at all; how many fit is another matter."""

from collections.abc import Callable, Iterable
from datetime import UTC
from typing import get_args

import msgspec

from migrate40.errors import UsageError
from migrate40.model.profile import Category, Memory, Profile, Sensitivity
from migrate40.notices import Notice, Report
from migrate40.renderers.options import Options

KEPT_BACK: frozenset[str] = frozenset({"self_harm", "sexuality", "legal"})
"""What does not leave the profile unless it is asked for."""
SENSITIVE = "sensitive"
_WORDS = frozenset(get_args(Category)) | set(get_args(Sensitivity)) | {SENSITIVE}


def check_words(options: Options) -> None:
    """Raise `UsageError` of a word that is no category and no sensitivity."""
    for word in (*options.include, *options.exclude):
        if word not in _WORDS:
            raise UsageError(f"no category {word!r}; there are: {', '.join(_listed())}")


def _listed() -> Iterable[str]:
    return (*get_args(Category), *get_args(Sensitivity), SENSITIVE)


def select(profile: Profile, options: Options, report: Report) -> Profile:
    """Return the profile with the memories that may come along to a target.

    Why others may not is reported, each by its id.
    """
    return _without(profile, lambda one: _reason(one, options), report)


def asked_for(profile: Profile, options: Options, report: Report) -> Profile:
    """Return the profile without what the person said shall not come along."""
    return _without(profile, lambda one: _unwanted(one, options), report)


def _without(
    profile: Profile,
    reason_of: Callable[[Memory], str | None],
    report: Report,
) -> Profile:
    """Leave out the memories for which there is a reason, and report each by its id."""
    reasons = {one.id: reason_of(one) for one in profile.memories}
    for ident, why in reasons.items():
        if why:
            report(Notice(kind="left_out", where=ident, why=why))
    kept = tuple(one for one in profile.memories if not reasons[one.id])
    return msgspec.structs.replace(profile, memories=kept)


def _reason(memory: Memory, options: Options) -> str | None:
    if memory.status == "superseded":
        return "replaced by something newer"
    if memory.status == "review":
        return "waits for a review"
    return _unwanted(memory, options) or _kept_back(memory, options)


def _unwanted(memory: Memory, options: Options) -> str | None:
    named = _named(memory) & set(options.exclude)
    if named:
        return f"--exclude {min(named)}"
    if options.since and not _said_since(memory, options):
        return f"said before {options.since}, or nobody knows when"
    return None


def _kept_back(memory: Memory, options: Options) -> str | None:
    if memory.category == "boundary":
        return None  # who asks not to be reminded of something must be heard
    held = memory.sensitivity in KEPT_BACK and not (
        {memory.sensitivity, SENSITIVE} & set(options.include)
    )
    return f"{memory.sensitivity} stays out unless --include" if held else None


def _named(memory: Memory) -> set[str]:
    words: set[str] = {memory.category}
    return words | ({memory.sensitivity, SENSITIVE} if memory.sensitivity else set())


def _said_since(memory: Memory, options: Options) -> bool:
    said, since = memory.said_at, options.since
    return bool(said and since and said.astimezone(UTC).date() >= since)


def is_kept(memory: Memory, options: Options) -> bool:
    """Whether a memory may come along to a target."""
    return _reason(memory, options) is None


def classes(profile: Profile, options: Options) -> tuple[list[str], list[str]]:
    """Return the sensitive classes of which something comes along, and stays behind."""
    along: set[str] = set()
    behind: set[str] = set()
    for one in profile.memories:
        if one.sensitivity and one.status == "current":
            (along if is_kept(one, options) else behind).add(one.sensitivity)
    return sorted(along), sorted(behind)


def said_of_classes(profile: Profile, options: Options) -> str:
    """Return the one line that says which sensitive classes are in, and how to change.

    Empty where there is nothing sensitive.
    """
    along, behind = classes(profile, options)
    parts = []
    if along:
        parts.append(f"{', '.join(along)} came along (--exclude CLASS leaves one out)")
    if behind:
        parts.append(f"{', '.join(behind)} stayed behind (--include CLASS brings it)")
    return f"sensitive: {'; '.join(parts)}" if parts else ""
