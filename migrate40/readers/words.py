"""The words in a message of whatever form: text, blocks, thoughts around them.

For products that host models of all makers: each leaves its own traces in the text.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from migrate40.model.conversation import Role
from migrate40.readers.chatgpt_markers import clean_assistant, without_private
from migrate40.readers.decode import mend

PARAGRAPH: Final = "\n\n"
DEEPEST: Final = 6
"""Levels of blocks within blocks; more is nobody's message."""
SPOKEN: Final = frozenset({"text", "input_text", "output_text", "markdown", "message"})
MACHINERY: Final = re.compile(
    r"image|audio|video|file|document|tool|function|think|reason|thought|search"
    r"|refusal|error|source|citation|code|artifact|resource|summar|agent|attachment"
)
"""Known kinds of block that nobody spoke; others are counted and told."""
TEXT_KEYS: Final = ("text", "value", "content", "parts", "message")

_KIND = re.compile(r"[A-Za-z][\w.:/-]{0,39}", re.ASCII)
_CLOSINGS: Final = {
    "<think>": "</think>",
    "<thinking>": "</thinking>",
    "<thought>": "</thought>",
    "<reasoning>": "</reasoning>",
    "<|begin_of_thought|>": "<|end_of_thought|>",
    ":::thinking": "\n:::",
}
"""How thoughts begin and end inside the text of a reply."""
_OPENS = re.compile("|".join(map(re.escape, _CLOSINGS)))
_STRAY: Final = re.compile(r"\n[ \t]*</think>[ \t]*(?=\n|\Z)")
_BEFORE: Final = 64


class Words(msgspec.Struct, frozen=True):
    """What is said in one message, and kinds of block that nobody has described."""

    text: str
    unknown: tuple[str, ...] = ()


def words_of(content: Any) -> Words:
    """Return the words of text, of a block, of a list of either."""
    unknown: list[str] = []
    texts = [mend(text) for text in _texts(content, unknown, DEEPEST)]
    return Words(PARAGRAPH.join(t for t in texts if t.strip()), tuple(unknown))


def _texts(content: Any, unknown: list[str], levels: int) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif levels and isinstance(content, list):
        for each in content:
            yield from _texts(each, unknown, levels - 1)
    elif levels and isinstance(content, dict):
        yield from _of_block(content, unknown, levels - 1)


def _of_block(block: dict[str, Any], unknown: list[str], levels: int) -> Iterator[str]:
    kind = block.get("type", block.get("content_type"))
    found = next((block[key] for key in TEXT_KEYS if block.get(key)), None)
    if kind is None or (isinstance(kind, str) and kind.lower() in SPOKEN):
        yield from _texts(found, unknown, levels)
    elif not (isinstance(kind, str) and MACHINERY.search(kind.lower())) and found:
        plain = isinstance(kind, str) and _KIND.fullmatch(kind)
        unknown.append(str(kind) if plain else "without a name")


def clean(text: str, role: Role) -> str:
    """Return what was said, without thoughts and another product's markup.

    Of a person's words only characters go that mean nothing: people paste markup.
    """
    if role == "assistant":
        text = clean_assistant(without_thoughts(text))
    return without_private(text)


def without_thoughts(text: str) -> str:
    """Return a reply without what the model thought, where that is a paragraph."""
    text = _behind_stray(text)
    if not _OPENS.search(text):
        return text
    kept, at = [], 0
    start = len(text) - len(text.lstrip(" \t\n"))
    last = {closing: text.rfind(closing) for closing in _CLOSINGS.values()}
    for match in _OPENS.finditer(text):
        closing = _CLOSINGS[match[0]]
        begins = match.start() >= at and _is_paragraph(text, at, match.start())
        if begins and last[closing] >= match.end():
            kept.append(text[at : match.start()])
            at = text.index(closing, match.end()) + len(closing)
        elif begins and match.start() == start:
            return ""  # the reply broke off within a thought
    return _joined([*kept, text[at:]]) if at else text


def _behind_stray(text: str) -> str:
    """Drop thoughts whose opening tag stood in the prompt, not in the reply."""
    if "</think>" not in text:
        return text
    stray = _STRAY.search(text)
    if stray is None or "<think>" in text[: stray.start()]:
        return text
    return text[stray.end() :].strip(" \t\n")


def _is_paragraph(text: str, at: int, start: int) -> bool:
    """Whether only blank lines stand before; inside of a sentence it is meant."""
    before = text[max(at, start - _BEFORE) : start]
    blank = before[len(before.rstrip(" \t\n")) :]
    return len(blank) == start - at or blank.count("\n") > 1


def _joined(pieces: list[str]) -> str:
    stripped = (piece.strip(" \t\n") for piece in pieces)
    return PARAGRAPH.join(piece for piece in stripped if piece)
