"""Chinese as patterns read it: one script for both ways of writing it."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Final

HAN: Final = re.compile(r"[\u3400-\u9fff]")
_KANA = re.compile(r"[ぁ-ねは-ゖァ-ヺ]")
"""Japanese has Han characters of its own; の alone is written in Taiwan, too."""


def simplified(text: str) -> str:
    """Return Chinese in the characters of the lexicons, one for one."""
    if text.isascii() or not HAN.search(text) or _KANA.search(text):
        return text
    return text.translate(_pairs())


@cache
def _pairs() -> dict[int, int]:
    path = files("migrate40") / "data" / "hant.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        ord(written): ord(read)
        for pairs in (table, table["variants"])
        for written, read in zip(pairs["traditional"], pairs["simplified"], strict=True)
    }
