"""What the rows of "My Activity" say: a prompt, its answer, or something else.

A prompt stands in the title, behind a word in the person's language. Where that word
is not known, it shows in what most titles of a file begin with.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final

import msgspec

from migrate40.readers.decode import mend
from migrate40.readers.markup import plain
from migrate40.readers.pieces import trimmed

ENOUGH: Final = 5
"""So many titles tell what they all begin with."""
MOST: Final = 0.6
"""Such a share of them."""

_FIRST_WORD = re.compile(r"[^\s:：]{1,40}(?:\s?[:：]\s*|\s+)")
_TO_LAST_BREAK = re.compile(r".*(?:[:：]\s*|\s)", re.DOTALL)


@cache
def table() -> dict[str, Any]:
    """Return how "My Activity" words what happened."""
    path = files("migrate40.readers") / "gemini.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


class Html(msgspec.Struct):
    """An answer as the website showed it."""

    html: str | None = None


class Row(msgspec.Struct, rename="camel"):
    """One row; those of a page are brought into the same form."""

    header: str | None = None
    title: str | None = None
    time: Any = None
    products: list[str] | None = None
    safe_html_item: list[Html] | None = None
    is_whole: bool = True
    """Whether all its fields fit the format. Not in the source, as the next."""
    is_zoned: bool = True
    """Whether it is known in which zone the time is."""

    @property
    def is_gemini(self) -> bool:
        """Whether it is a row of this product; files may mix several."""
        names = " ".join(filter(None, (self.header, *(self.products or ()))))
        return any(product in names.lower() for product in table()["products"])

    @property
    def has_answer(self) -> bool:
        """Whether anything was shown in reply."""
        return any(item.html for item in self.safe_html_item or ())

    @property
    def answer(self) -> str:
        """The first answer; what follows are drafts that the person did not choose."""
        items = self.safe_html_item or ()
        return trimmed(plain(next((one.html for one in items if one.html), "")))


class Titles:
    """How the titles of one file begin."""

    def __init__(self, rows: Sequence[Row]) -> None:
        titles = [mend(row.title) for row in rows if row.title and row.has_answer]
        strange = [title for title in titles if not _known().match(title)]
        self._learned = _common_beginning(strange)

    def prompt(self, title: str) -> str | None:
        """Return what the person said; None: it does not begin as prompts do."""
        title = mend(title).lstrip()
        known = _known().match(title)
        if known:
            return trimmed(title[known.end() :])
        if self._learned and title.startswith(self._learned):
            return trimmed(title[len(self._learned) :])
        return None


def is_other(title: str) -> bool:
    """Whether the title tells of something else than talk."""
    return mend(title).lstrip().startswith(tuple(table()["others"]))


@cache
def _known() -> re.Pattern[str]:
    """Return what matches the known words before a prompt, with what sets them off."""
    words = sorted(table()["prompts"], key=len, reverse=True)
    ends = {True: r"\s*", False: r"(?:\s*[:：]\s*|\s+|\Z)"}
    each = (re.escape(word) + ends[word[-1] in ":："] for word in words)
    return re.compile("|".join(each), re.IGNORECASE)


def _common_beginning(titles: Sequence[str]) -> str:
    """Return the words with which most titles begin; nothing where few are alike."""
    first = [match[0] for title in titles if (match := _FIRST_WORD.match(title))]
    if len(titles) < ENOUGH or not first:
        return ""
    word, count = Counter(first).most_common(1)[0]
    if count < MOST * len(titles):
        return ""
    alike = _shared_beginning([title for title in titles if title.startswith(word)])
    match = _TO_LAST_BREAK.match(alike)
    return match[0] if match else word


def _shared_beginning(titles: Sequence[str]) -> str:
    """Return what all begin with: what the first and the last in order begin with."""
    first, last = min(titles), max(titles)
    pairs = enumerate(zip(first, last, strict=False))
    different = (place for place, (one, other) in pairs if one != other)
    return first[: next(different, len(first))]
