"""Where a person can move to, as data: one TOML file a target in `targets/`."""

from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from migrate40.errors import UsageError

Unit = Literal["code_points", "utf16", "bytes", "lines", "tokens"]
Certainty = Literal["A", "B", "C", "D"]
"""A: seen in the consumer's code; B: the vendor says so; C: several agree; D: guess."""
Part = Literal["persona", "memories"]
Person = Literal["first", "second", "third"]

ORDER = ("prompt", "claude", "chatgpt", "ollama", "json")


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The same in every language that the program speaks."""

    en: str
    zh: str


class Lines(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The same for several lines, in order."""

    en: tuple[str, ...]
    zh: tuple[str, ...]


class Limit(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The most that one file may hold."""

    amount: int
    unit: Unit
    certainty: Certainty
    verified_on: str
    advice: bool = False
    """Ours, not the consumer's: the person's own number takes its place."""


class FileSpec(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One file of a target."""

    name: str
    parts: tuple[Part, ...] = ("persona", "memories")
    """What it is for: with `--part persona` a file of memories only is not written."""
    person: Person = "second"
    """Who is spoken to or of: I, you, or a third."""
    limits: tuple[Limit, ...] = ()
    about: Words
    """What it is, in half a sentence."""


class TargetSpec(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One target."""

    name: str
    title: Words
    files: tuple[FileSpec, ...]
    sections: tuple[str, ...] = ()
    """Categories of memories in the order in which they stand."""
    whole_profile: bool = False
    """What is replaced, waits for a review or stays out by default is in it, too."""
    token_factor: float = 1.0
    """Tokens of this family of models for one of o200k_base; above 1: cautious."""
    token_factor_certainty: Certainty = "D"  # noqa: S105  # a factor, no password
    needs: Words
    """Which plan, region or program."""
    steps: Lines
    """What to do, menus named as they are called there."""
    stays_behind: Lines
    """What will not come along."""
    privacy: Words
    """What happens to the data there."""
    verified_on: str


@cache
def specs() -> tuple[TargetSpec, ...]:
    """Return all targets in the order in which they are listed."""
    return tuple(_read(name) for name in ORDER)


def spec(name: str) -> TargetSpec:
    """Return one target; raises `UsageError` of an unknown one."""
    for one in specs():
        if one.name == name:
            return one
    raise UsageError(f"no target {name!r}; there are: {', '.join(ORDER)}")


def _read(name: str) -> TargetSpec:
    path = files("migrate40.renderers") / "targets" / f"{name}.toml"
    return msgspec.toml.decode(path.read_bytes(), type=TargetSpec)
