"""Where a person can move to, as data: one TOML file a target in `targets/`.

To add a target: its TOML, its templates, its name in `GROUPS`. A file that is more than
a filled template names its way, a function of `ways.WAYS`.
"""

from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from migrate40.errors import UsageError
from migrate40.renderers.hant import translated

Unit = Literal["code_points", "utf16", "bytes", "lines", "tokens"]
Certainty = Literal["A", "B", "C", "D"]
"""A: seen in the consumer's code; B: the vendor says so; C: several agree; D: guess."""
Part = Literal["persona", "memories"]
Person = Literal["first", "second", "third"]

GROUPS: dict[str, tuple[str, ...]] = {
    "prompts": (
        *("prompt", "xml", "openai", "responses", "anthropic", "gemini-api"),
        *("deepseek", "qwen", "kimi", "doubao"),
    ),
    "apps": (
        *("claude", "chatgpt", "gemini"),
        *("ollama", "lm-studio", "open-webui", "librechat"),
    ),
    "companions": ("card", "sillytavern", "character-ai", "kindroid", "plain"),
    "stores": (
        *("openclaw", "hermes", "letta", "mcp-memory"),
        *("mem0", "basic-memory", "obsidian", "pam"),
    ),
    "ours": ("json",),
}
"""All targets, in the order in which they are listed."""
SECTIONS = (
    *("boundary", "instruction", "interaction", "identity", "people", "pets"),
    *("shared", "promise", "plan", "work", "study", "project", "preference"),
    *("health", "emotion", "event"),
)
"""Categories in the order in which people would tell them."""
ORDER = tuple(name for names in GROUPS.values() for name in names)


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The same in every language that the program speaks."""

    en: str
    zh: str

    def in_(self, language: str) -> str:
        """Return it in one language."""
        return translated(language, self.en, self.zh)


class Lines(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The same for several lines, in order."""

    en: tuple[str, ...]
    zh: tuple[str, ...]

    def in_(self, language: str) -> list[str]:
        """Return them in one language."""
        pairs = zip(self.en, self.zh, strict=True)
        return [translated(language, en, zh) for en, zh in pairs]


class Limit(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The most that one file may hold."""

    amount: int
    unit: Unit
    certainty: Certainty
    verified_on: str
    advice: bool = False
    """Ours, not the consumer's: the person's own number takes its place."""


class Trap(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What this consumer would drop, expand, execute or block, and the way around."""

    find: str
    """A pattern of the module `regex`, version 1, that finds it in words."""
    put: str | None = None
    """What is written in its place, where the meaning survives; None: only told."""
    why: str
    """What the consumer does with it, as the end of a sentence: told once a file."""
    files: tuple[str, ...] = ()
    """The names of the files in which it lies; empty: all of them."""


class FileSpec(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One file of a target."""

    name: str
    """Below the target's folder; with a `*` in it the way makes several."""
    way: str = "document"
    """How it is made: a name in `ways.WAYS`."""
    template: str = ""
    """Of another file, as `prompt/prompt.md`; by default its own, `<target>/<name>`."""
    settings: dict[str, str | int | float | bool] = {}
    """What its way or its template wants to know, for instance the name of a model."""
    parts: tuple[Part, ...] = ("persona", "memories")
    """What it is for: with `--part persona` a file of memories only is not written."""
    person: Person = "second"
    """Who is spoken to or of: I, you, or a third."""
    language: Literal["", "en"] = ""
    """The one language in which the consumer wants its frame, if it wants one."""
    optional: bool = False
    """Not written when there is nothing to write in it."""
    limits: tuple[Limit, ...] = ()
    about: Words
    """What it is, in half a sentence."""


class TargetSpec(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One target."""

    name: str
    title: Words
    files: tuple[FileSpec, ...]
    sections: tuple[str, ...] = SECTIONS
    """Categories of memories in the order in which they stand."""
    whole_profile: bool = False
    """What is replaced, waits for a review or stays out by default is in it, too."""
    token_factor: float = 1.0
    """Tokens of this family of models for one of o200k_base; above 1: cautious."""
    token_factor_certainty: Certainty = "D"  # noqa: S105  # a factor, no password
    traps: tuple[Trap, ...] = ()
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
    check_name(name)
    return _read(name)


def check_name(name: str) -> None:
    """Raise `UsageError` of an unknown target, with the names that are like it."""
    if name not in ORDER:
        like = get_close_matches(name, ORDER)
        meant = f"did you mean {' or '.join(like)}? " if like else ""
        raise UsageError(f"no target {name!r}; {meant}see: migrate40 targets")


@cache
def _read(name: str) -> TargetSpec:
    path = files("migrate40.renderers") / "targets" / f"{name}.toml"
    return msgspec.toml.decode(path.read_bytes(), type=TargetSpec)
