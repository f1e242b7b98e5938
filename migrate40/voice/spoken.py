"""What of a reply is the voice's own: no code, no quotations, no lists of results."""

import re
from functools import lru_cache

_CODE = re.compile(r"```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)|`[^`\n]+`", re.DOTALL)
_LINK = re.compile(r"\[([^\]\n]*)\]\([^)\s]*\)")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_QUOTED_LINE = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
_TABLE_LINE = re.compile(r"^[ \t]*\|.*$", re.MULTILINE)
_RESULT = re.compile(
    r"^[ \t]*(?:[-*+•]|\d+[.)、])[ \t].*(?:https?://|www\.).*$", re.MULTILINE
)
_QUOTATION = re.compile(
    r"“[^”\n]*”|「[^」\n]*」|『[^』\n]*』|《[^》\n]*》"
    r"|(?<![\w\"])\"[^\"\n]*\"(?!\w)"
)
_MARKUP = re.compile(
    r"^[ \t]*(?:#{1,6}[ \t]+|[-+•][ \t]+|\*[ \t]+|\d+[.)、][ \t]*|-{3,}[ \t]*$)"
    r"|\*{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)",
    re.MULTILINE,
)
CUT = "\n"
"""Stands where something was taken out: no phrase reaches across it."""


def prose(text: str) -> str:
    """Return a reply without code, tables, quoted lines, results and addresses."""
    for pattern in (_CODE, _QUOTED_LINE, _TABLE_LINE, _RESULT):
        text = pattern.sub(CUT, text)
    return _ADDRESS.sub(CUT, _LINK.sub(r"\1", text))


def unmarked(text: str) -> str:
    """Return the prose of a reply without Markdown signs, its quotations kept."""
    return _MARKUP.sub("", prose(text))


@lru_cache(maxsize=1024)  # a persona asks for the same replies again and again
def spoken(text: str) -> str:
    """Return the prose of a reply without quotations and without Markdown signs."""
    return _MARKUP.sub("", _QUOTATION.sub(CUT, prose(text)))
