"""What in a message is not the person's prose, made unreadable for patterns.

What is left out is masked, character for character, so that places stay places.
"""

import re

MASK = "\ufffc"
"""Stands for each character of a quotation: no pattern matches across it."""

_FENCE = re.compile(r"```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)", re.DOTALL)
_ASIDE = re.compile(r"^[ \t]*(?:>|\||\$ |#!|//|</?\w+|at [\w.$]+\().*$", re.MULTILINE)
_CODE_LINE = re.compile(
    r"^(?:.*(?:[;{}]\s*$|=>|\bdef \w+\(|\bimport \w+$|\w\(\)|\w+\(\w*\)[;:{.]|=="
    r"|</\w+>|\w\[\w+\]).*|\w+\([^)\n]*\))$"
)
_CODE_MARK = re.compile(r"[;{}=<\[(]|\bimport ")
"""No line of code is without any of these."""
_QUOTED = {
    "`": re.compile(r"`[^`\n]+`"),
    "*": re.compile(r"\*(?<!\*\*)(?!\*)[^*\n]{3,}\*(?!\*)"),
    "“": re.compile(r"“[^”]{1,2000}(?:”|\Z)"),
    "「": re.compile(r"「[^」]{1,2000}(?:」|\Z)"),
    "『": re.compile(r"『[^』]{1,2000}(?:』|\Z)"),
    "＂": re.compile(r"＂[^＂\n]+＂"),
    '"': re.compile(r'"(?<!\w")[^"]{1,2000}(?:"|\Z)|"[^"\n]{2,}"'),
    "'": re.compile(r"'(?<!\w')[^'\n]{4,}'(?!\w)"),
    "‘": re.compile(r"‘[^’\n]{4,}’(?!\w)"),
}
"""Quotations, inline code and actions of a game, by the mark that opens them.

The mark stands first in each pattern, which is what makes a search fast.
"""
_HAN = re.compile(r"[\u3400-\u9fff]")
_FOREIGN = re.compile(
    r"(?:[说写念背译喊读][了过着]?[:：]?|(?<=[\u3400-\u9fff])[:：]) ?"
    r"(?P<said>(?:[A-Za-z][\w'-]*[,.;!?]* ?){4,})"
)
"""What stands in another script behind "I wrote:": an exercise, somebody's words."""
_LINE_MARKS = re.compile(r"[>|$<;{}=(\[~`]|#!|//|\bimport ")
"""Without any of these no line is masked."""
_LINE = re.compile(r"[^\n]+")


def masked(plain: str) -> str:
    """Return the text with what is not the person's prose made unreadable."""
    if _LINE_MARKS.search(plain):
        plain = _without_code(_ASIDE.sub(_blank, _FENCE.sub(_blank, plain)))
    for mark, pattern in _QUOTED.items():
        if mark in plain:
            plain = pattern.sub(lambda match: MASK * len(match[0]), plain)
    if not plain.isascii() and _HAN.search(plain):
        plain = _FOREIGN.sub(_hidden, plain)
    return plain


def _hidden(match: re.Match[str]) -> str:
    lead = match.start("said") - match.start()
    return match[0][:lead] + MASK * len(match["said"])


def _without_code(plain: str) -> str:
    def kept(line: re.Match[str]) -> str:
        if _CODE_MARK.search(line[0]) and _CODE_LINE.match(line[0]):
            return _blank(line)
        return line[0]

    return _LINE.sub(kept, plain)


def _blank(match: re.Match[str]) -> str:
    return "\n" * len(match[0])


def is_mostly_masked(plain: str) -> bool:
    return plain.count(MASK) * 2 >= len(plain)
