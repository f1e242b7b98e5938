"""How long a text is, in the unit of whoever will read it."""

from collections.abc import Callable
from math import ceil

import msgspec

from migrate40.errors import UsageError
from migrate40.renderers import tokens
from migrate40.renderers.options import Options
from migrate40.renderers.spec import FileSpec, TargetSpec, Unit
from migrate40.renderers.spec import spec as find_spec

UNITS: dict[Unit, Callable[[str], int]] = {
    "code_points": len,
    "utf16": lambda text: len(text.encode("utf-16-le")) // 2,
    "bytes": lambda text: len(text.encode()),
    "lines": lambda text: text.count("\n") + (not text.endswith("\n") and bool(text)),
    "tokens": tokens.count,
}
NAMES: dict[Unit, str] = {
    "code_points": "characters",
    "utf16": "characters (UTF-16)",
    "bytes": "bytes",
    "lines": "lines",
    "tokens": "tokens",
}


class Bound(msgspec.Struct, frozen=True):
    """A limit that holds for one file in one rendering."""

    amount: int
    unit: Unit
    factor: float = 1.0

    def length(self, text: str) -> int:
        """Return how long a text is to whoever sets the limit; rounded up."""
        return ceil(UNITS[self.unit](text) * self.factor)

    def __str__(self) -> str:
        return f"{self.amount:,} {NAMES[self.unit]}"


def bounds(file: FileSpec, spec: TargetSpec, options: Options) -> tuple[Bound, ...]:
    """Return all limits of a file: the target's and the person's.

    Where a limit of the target is only advice, the person's own number replaces it;
    one that they gave for this very file replaces it in any case.
    """
    own = _own(spec, options)
    given = _given(options).get(f"{spec.name}/{file.name}")
    if given is not None:
        listed = [msgspec.structs.replace(each, amount=given) for each in file.limits]
    else:
        listed = [each for each in file.limits if not (each.advice and own)]
    factors = {"tokens": spec.token_factor}
    return (
        *own,
        *(Bound(one.amount, one.unit, factors.get(one.unit, 1.0)) for one in listed),
    )


def check_limits(options: Options) -> None:
    """Raise `UsageError` of a limit given for a file that no target has."""
    for name in _given(options):
        target, _, rest = name.partition("/")
        if rest not in {file.name for file in find_spec(target).files if file.limits}:
            raise UsageError(f"no file with a limit: {name!r}; see migrate40 targets")


def _given(options: Options) -> dict[str, int]:
    """Return the person's limits by `target/file`; `UsageError` of one unreadable."""
    found = {}
    for one in options.limit:
        name, _, number = one.rpartition("=")
        if not (name and number.isascii() and number.isdigit() and int(number)):
            raise UsageError(f"a limit is TARGET/FILE=NUMBER, not {one!r}")
        found[name] = int(number)
    return found


def _own(spec: TargetSpec, options: Options) -> tuple[Bound, ...]:
    found = []
    if options.max_tokens is not None:
        found.append(Bound(options.max_tokens, "tokens", spec.token_factor))
    if options.max_chars is not None:
        found.append(Bound(options.max_chars, "utf16"))
    return tuple(found)
