"""A target in a few lines for people: its files, their limits, how sure these are."""

from migrate40.renderers.limits import NAMES
from migrate40.renderers.spec import FileSpec, Limit, TargetSpec


def described(spec: TargetSpec) -> list[str]:
    """Return the title, then a line for every file."""
    return [
        f"{spec.title.en} (looked at {spec.verified_on})",
        *(f"{one.name}: {_limits(one)}" for one in spec.files),
    ]


def _limits(file: FileSpec) -> str:
    return "; ".join(map(_limit, file.limits)) or "no limit"


def _limit(limit: Limit) -> str:
    amount = f"{limit.amount:,} {NAMES[limit.unit]}"
    if limit.advice:
        return f"{amount}, our advice"
    return f"{amount}, certainty {limit.certainty}, {limit.verified_on}"
