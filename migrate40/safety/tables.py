"""The data of this package: lists and patterns as TOML beside the code."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from migrate40.safety.written import simplified

NOTHING: Final = re.compile(r"(?!)")
_NAME = re.compile(r"(?<!\(\?P)<([a-z]+)>")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_SMOOTH = _FULL_WIDTH | {0x2019: 0x27, 0xA0: 0x20, 0x202F: 0x20, 0x2011: 0x2D}
_CLIPPED = re.compile(
    r"\b(?:(?P<verb>do|does|did|is|are|was|were|wo|ca|could|should|would|have|has|had)nt"
    r"|(?P<who>i)(?P<be>m|ve)|gonna)\b",
    re.IGNORECASE,
)
"""English as it is typed in a hurry: "i dont", "im gonna"."""


@cache
def read_table(name: str) -> Mapping[str, Any]:
    """Return a file of this package's `lexicons` folder."""
    path = files("migrate40.safety") / "lexicons" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def filled(form: str, words: Mapping[str, list[str]], pieces: Mapping[str, str]) -> str:
    """Return a pattern with the lists and pieces put in whose names it holds."""

    def put(match: re.Match[str]) -> str:
        name = match[1]
        if name in words:
            return f"(?:{'|'.join(words[name])})"
        return filled(pieces[name], words, pieces)

    return _NAME.sub(put, form)


@cache
def compiled(form: str) -> re.Pattern[str]:
    """Return the pattern of a form, blind to case."""
    return re.compile(form, re.IGNORECASE) if form else NOTHING


def any_of(forms: list[str]) -> re.Pattern[str]:
    """Return the pattern of several forms."""
    return compiled("|".join(f"(?:{form})" for form in forms))


def smooth(text: str) -> str:
    """Return the text as patterns read it, place for place.

    Full-width forms as ASCII, traditional characters as simplified ones. It is only
    looked at, never kept: a voice may love its full-width tilde.
    """
    return text if text.isascii() else simplified(text.translate(_SMOOTH))


def as_read(text: str) -> str:
    """Return the text as rules read it."""
    return _CLIPPED.sub(_unclipped, smooth(text))


def _unclipped(match: re.Match[str]) -> str:
    if match["verb"]:
        return f"{match['verb']}n't"
    return f"{match['who']}'{match['be']}" if match["who"] else "going to"
