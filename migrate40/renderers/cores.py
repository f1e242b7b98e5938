"""A boundary in fewer words, for a box that is too small for all of them."""

import re
import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from migrate40.renderers.budget import Entry

_CLAUSE = re.compile(
    r'(?:“[^”]*”|「[^」]*」|『[^』]*』|"[^"]*"'
    r"|[^，,。.;；!！?？、:：]|[.:](?=\S))+[，,。.;；!！?？、:：]*\s*"
)
"""Words up to a mark, which may stand in quotation marks without ending them."""


def shortened(entry: Entry) -> Entry:
    """Return a boundary without the words around it; any other entry as it is."""
    if entry.group != "boundaries":
        return entry
    core = core_of(entry.data["text"])
    return msgspec.structs.replace(entry, data=entry.data | {"text": core})


def core_of(text: str) -> str:
    """Return the clauses that forbid something, whole; all of it if none does."""
    clauses = _CLAUSE.findall(text)
    kept = [one for one in clauses if _forbids().search(one)]
    return "".join(kept).strip().rstrip("，,、:：") or text


@cache
def _forbids() -> re.Pattern[str]:
    path = files("migrate40.renderers") / "cores.toml"
    words = tomllib.loads(path.read_text(encoding="utf-8"))
    latin = "|".join(map(re.escape, words["en"]))
    return re.compile(rf"\b(?:{latin})\b|{'|'.join(words['zh'])}", re.IGNORECASE)
