"""HTML into the Markdown that it was made of: words and their emphasis, nothing else.

A scanner of its own, because the standard one needs the square of the length for some
broken pages. Every step goes forward.
"""

import re
from collections.abc import Callable
from html import unescape
from typing import Final

DROPPED: Final = frozenset(
    {"script", "style", "head", "template", "noscript", "svg", "iframe", "object"}
)
"""What stands in these is not said."""
EMPHASIS: Final = {"b": "**", "strong": "**", "i": "*", "em": "*", "del": "~~"}
BLOCKS: Final = frozenset(
    {"p", "div", "blockquote", "section", "article", "table", "ul", "ol", "hr"}
)
"""They stand alone, with an empty line before and behind."""
HEADINGS: Final = {f"h{level}": "#" * level + " " for level in range(1, 7)}
CELLS: Final = frozenset({"td", "th"})
DEEPEST_LIST: Final = 8
"""Lists within lists are set off up to here."""

_TOKEN = re.compile(
    r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*+>|<!--|<[!?][^<>]*+>"
    r"|(?:[^<]++|<(?![/!?a-zA-Z])|<(?!!--)[^<>]*+(?=<|\Z))+|<"
)
"""A tag, the beginning of a comment, or words; a tag that does not end is words."""
_SPACE = re.compile(r"[ \t\n\r\f]{2,}|[\t\n\r\f]")
"""White space that is not just one blank."""
_BLANK_LINES = re.compile(r"\n{3,}")
_EMPTY_EMPHASIS = re.compile(r"(?<!\*)\*\*\*\*(?!\*)")


def plain(markup: str) -> str:
    """Return the words of a piece of HTML as Markdown; entities are decoded."""
    return _Writer().written(markup)


class _Writer:
    """One conversion."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._lists: list[int | None] = []
        """For each open list the number of its last entry; None: it has bullets."""
        self._pre = False
        self._at_line_start = True

    def written(self, markup: str) -> str:
        at = 0
        while match := _TOKEN.match(markup, at):
            at = match.end()
            name = (match[2] or "").lower()
            if name in DROPPED and not match[1]:
                at = _behind(markup, rf"</{name}\b[^>]*+>?", at)
            elif name:
                self._tag(name, is_end=bool(match[1]))
            elif match[0] == "<!--":
                at = _behind(markup, "-->", at)
            elif not match[0].startswith(("<!", "<?")):
                self._words(unescape(match[0]))
        return _tidy("".join(self._out))

    def _words(self, text: str) -> None:
        if not self._pre:
            text = _SPACE.sub(" ", text)
            text = text.lstrip(" ") if self._at_line_start else text
        if text:
            self._put(text)

    def _put(self, text: str) -> None:
        self._out.append(text)
        self._at_line_start = text.endswith("\n")

    def _tag(self, name: str, *, is_end: bool) -> None:
        if name in EMPHASIS:
            self._out.append(EMPHASIS[name])
        elif name in BLOCKS:
            self._block(name, is_end=is_end)
        elif name in HEADINGS:
            self._put("\n\n" if is_end else "\n\n" + HEADINGS[name])
            self._at_line_start = True
        elif name in CELLS:
            self._put(" | " if is_end else "")
        elif write := _TAGS.get(name):
            write(self, is_end)

    def _block(self, name: str, *, is_end: bool) -> None:
        if name in ("ul", "ol"):
            self._list(name, is_end=is_end)
        elif self._lists:
            self._start_line()
        else:
            self._put("\n\n---\n\n" if name == "hr" else "\n\n")

    def _list(self, name: str, *, is_end: bool) -> None:
        if is_end and self._lists:
            self._lists.pop()
        elif not is_end:
            self._lists.append(0 if name == "ol" else None)
        if len(self._lists) > (0 if is_end else 1):
            self._start_line()
        else:
            self._put("\n\n")

    def _start_line(self) -> None:
        """Begin a line, unless an entry of a list has only just begun."""
        if not self._at_line_start:
            self._put("\n")

    def _entry(self, is_end: bool) -> None:
        if is_end:
            self._start_line()
            return
        self._start_line()
        number = self._lists[-1] if self._lists else None
        mark = "* "
        if number is not None:
            self._lists[-1] = number + 1
            mark = f"{number + 1}. "
        depth = min(max(len(self._lists), 1), DEEPEST_LIST)
        self._put("    " * (depth - 1) + mark)
        self._at_line_start = True

    def _preformatted(self, is_end: bool) -> None:
        self._pre = not is_end
        self._start_line()
        self._put("```\n")

    def _code(self, _is_end: bool) -> None:
        if not self._pre:
            self._put("`")

    def _break(self, _is_end: bool) -> None:
        self._put("\n")

    def _row(self, is_end: bool) -> None:
        self._put("\n" if is_end else "| ")


_TAGS: Final[dict[str, Callable[[_Writer, bool], None]]] = {
    "li": _Writer._entry,  # noqa: SLF001  # a table of its own methods
    "pre": _Writer._preformatted,  # noqa: SLF001
    "code": _Writer._code,  # noqa: SLF001
    "br": _Writer._break,  # noqa: SLF001
    "tr": _Writer._row,  # noqa: SLF001
}


def _behind(markup: str, end: str, at: int) -> int:
    """Return where that which ends so is over; without an end it is all the rest."""
    found = re.compile(end, re.IGNORECASE).search(markup, at)
    return found.end() if found else len(markup)


def _tidy(text: str) -> str:
    lines = text.replace("\xa0", " ").split("\n")
    text = "\n".join(line.rstrip(" \t") for line in lines)
    if "****" in text:
        text = _EMPTY_EMPHASIS.sub("", text)
    return _BLANK_LINES.sub("\n\n", text).strip(" \n")
