"""Sentences of any script, and the clauses within them, as spans of the text."""

import re
from collections.abc import Iterator

from migrate40.distiller.lexicon import LANGUAGES, lexicon

Span = tuple[int, int]

_PROTECTED = re.compile(
    r"https?://\S+|www\.\S+"
    r"|“[^”\n]*”|「[^」\n]*」|『[^』\n]*』|《[^》\n]*》"
    r'|(?<![\w"])"[^"\n]*"(?!\w)'
    r"|（[^）\n]*）|\([^)\n]*\)"
)
_END = re.compile(
    r"(?:[。！？…]|[!?](?![!-~]*[A-Za-z0-9]))+[”’」』）)\"'～~]*|\.+[”’\"')]*(?=\s|$)|\n+"
)
_LAST_WORD = re.compile(r"[\w.'-]*$")
_CLAUSE = re.compile(
    r"[，；;。！？!?…]+|,(?!\d)\s*|[—–]+|\s-+\s"
    r"|(?<=[\u3400-\u9fff])[ \u3000]+(?=[\u3400-\u9fff])"
    r"|\s+(?=(?:so|and|but)\s+(?:what|how|can|could|do|does|should|is|would|any|who)\b)"
    r"|\s+(?=(?:and|but)\s+(?:it|that)(?:'s|\s+(?:was|is|has|felt|made|feels|makes"
    r"|tasted|turned|seems|looks|looked|smelled))\b)"
    r"|\s+(?=(?:and|but)\s+I\s+(?:(?:really|just|still|always)\s+)?"
    r"(?:feel|felt|find|found)\s+(?:it|like|that|so|very|a\s+bit|quite|really)\b)",
    re.IGNORECASE,
)


def sentences(text: str) -> Iterator[Span]:
    """Yield where sentences begin and end, without the white space around them.

    Nothing is cut within quotation marks, brackets, addresses or numbers.
    """
    protected = [match.span() for match in _PROTECTED.finditer(text)]
    start = 0
    for match in _END.finditer(text):
        if match[0][0] == "\n" or not _inside(match.start(), protected, text):
            if match[0][0] == "." and _is_abbreviation(text[start : match.start()]):
                continue
            yield from _trimmed(text, start, match.end())
            start = match.end()
    yield from _trimmed(text, start, len(text))


def clauses(text: str) -> Iterator[Span]:
    """Yield the parts of a sentence between commas, dashes and, in Chinese, spaces."""
    start = 0
    for match in _CLAUSE.finditer(text):
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, len(text))


def _inside(place: int, protected: list[Span], text: str) -> bool:
    for begin, end in protected:
        if begin < place < end:
            # "... he said." Next: the full stop stands before the closing mark.
            closes = place >= end - 2 and text[end : end + 2].strip()[:1].isupper()
            return not closes
    return False


def _is_abbreviation(before: str) -> bool:
    found = _LAST_WORD.search(before)
    word = found[0].lower() if found else ""
    known = any(lexicon(name).cue("abbreviation").fullmatch(word) for name in LANGUAGES)
    return known or (len(word) == 1 and word.isalpha() and word != "i")


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    part = text[start:end]
    lead = len(part) - len(part.lstrip())
    if lead < len(part):
        yield start + lead, start + len(part.rstrip())
