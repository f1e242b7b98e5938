"""Markdown that Claude wrote about somebody, cut into entries that stand alone."""

import re
from collections.abc import Iterator

import msgspec

from migrate40.readers.decode import mend

_FRONT_MATTER = re.compile(
    r"\A\s*---[ \t]*\n(?:(?:[A-Za-z_][\w -]*:|- |[ \t]+\S|\#).*\n|[ \t]*\n)*"
    r"---[ \t]*(?:\n|\Z)"
)
_HEADING = re.compile(r"\s{0,3}#{1,6}(?:\s.*)?|\s*(\*\*?|__?)(?:(?!\1).)+\1[:：]?\s*")
_STATEMENT_END = re.compile(r"[.!?。！？…](\*\*?|__?)\s*\Z")
"""How a line ends that is all bold or slanted, and yet no heading."""
_RULE = re.compile(r"\s*(?:([-*_=])\s*(?:\1\s*){2,}|`{3,}.*|~{3,}.*)")
_BULLET = re.compile(r"(\s*)(?:(?:[-*+]|\d{1,3}[.)])(?=\s|\Z)|[•‣◦])\s*(.*)")
_TAG = re.compile(r"[ \t]*\[(?:stated|inferred)\b[^\]\n]{0,80}\]", re.IGNORECASE)
"""How Claude came to know it, as its memory files say since 2026."""
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
"""Scripts and punctuation that stand without spaces between."""


class _Entry(msgspec.Struct):
    """A bullet or a paragraph; a paragraph is indented less than any bullet."""

    text: str
    indent: int = -1

    @property
    def is_label(self) -> bool:
        return self.text.endswith((":", "：", ":**", "：**"))


def entries(markdown: str) -> Iterator[str]:
    """Yield each bullet and each paragraph as one line of text.

    Headings, rules and front matter go; a bullet that only introduces those below it
    is put before each of them.
    """
    labels: list[_Entry] = []
    found = list(_cut(mend(markdown)))
    for place, entry in enumerate(found):
        labels = [label for label in labels if label.indent < entry.indent]
        follower = found[place + 1] if place + 1 < len(found) else _Entry("")
        if entry.is_label and follower.indent > entry.indent:
            labels.append(entry)
        elif entry.text:
            yield _joined(*(label.text for label in labels), entry.text)


def _cut(markdown: str) -> Iterator[_Entry]:
    """Yield entries with their tags removed; an empty one ends a section."""
    entry = _Entry("")
    for line in _FRONT_MATTER.sub("", markdown).split("\n"):
        bullet = None if _RULE.fullmatch(line) else _BULLET.fullmatch(line)
        if bullet:
            yield from _finished(entry)
            entry = _Entry(bullet[2], len(bullet[1].expandtabs(4)))
        elif not line.strip() or _is_heading(line):
            yield from _finished(entry)
            entry = _Entry("")
            if line.strip():
                yield entry
        else:
            entry = _Entry(_joined(entry.text, line.strip(" \t")), entry.indent)
    yield from _finished(entry)


def _finished(entry: _Entry) -> Iterator[_Entry]:
    text = _TAG.sub("", entry.text).strip(" \t")
    if text:
        yield _Entry(text, entry.indent)


def _is_heading(line: str) -> bool:
    if _RULE.fullmatch(line):
        return True
    return bool(_HEADING.fullmatch(line)) and not _STATEMENT_END.search(line)


def _joined(*parts: str) -> str:
    text = ""
    for part in filter(None, parts):
        space = " " if text and not _WIDE.match(text[-1]) else ""
        text += space + part
    return text
