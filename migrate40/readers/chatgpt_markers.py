"""What ChatGPT's own viewer understands and a person never saw: out of the text.

Markup in the private-use area since 2025 (U+E200 opens, U+E202 separates, U+E201
closes, U+E203 to U+E206 wrap a span), bracketed sources before, directives since 2026.
"""

import json
import re
from typing import Final

PASSES: Final = 4
"""Markup lies inside of markup, but never deeper than this."""

_PRIVATE = re.compile("[\ue000-\uf8ff]")
_TOKEN = re.compile("\ue200([^\ue200\ue201]*)\ue201")
_UNOPENED = re.compile(
    "(?<![A-Za-z_])((?:entity|url|cite|filecite|navlist|memcite)"
    "\ue202[^\ue200\ue201\n]{0,500})\ue201"
)
_TOKEN_NAME = re.compile("([a-z][a-z0-9_-]*)(?=[\ue202{\\[]|\\Z)")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_SOURCE = re.compile("【[^【】\n†]*†[^【】\n]*】")
_REFERENCE = re.compile(r":chatgpt-content-reference\{[^}\n]*\}")
_PLACEHOLDER = re.compile(r'\s*\{\s*"skipped_mainline"\s*:\s*true\s*\}\s*')
_BLOCK_OPENS = re.compile(r":::writing(\{.*\})?\s*")
_BLOCK_CLOSES = ":::"


def clean_assistant(text: str) -> str:
    """Return what the person saw of a reply; a placeholder for one is empty."""
    return without_private(without_markup(text))


def without_markup(text: str) -> str:
    """Return the same, with what is left of the markup's own characters."""
    if "skipped_mainline" in text and _PLACEHOLDER.fullmatch(text):
        return ""
    if "\ue201" in text:
        text = _without_tokens(text)
    if "†" in text:
        text = _SOURCE.sub("", text)
    if ":::writing" in text:
        text = _without_blocks(text)
    if ":chatgpt-" in text:
        text = _REFERENCE.sub("", text)
    return text


def without_private(text: str) -> str:
    """Return the text without characters that mean nothing outside of one product."""
    return _PRIVATE.sub("", text)


def _without_tokens(text: str) -> str:
    for _ in range(PASSES):
        shown = _TOKEN.sub(_shown, text)
        if shown == text:
            break
        text = shown
    return _UNOPENED.sub(_shown, text)


def _shown(match: re.Match[str]) -> str:
    """Return what the viewer showed in place of one token."""
    inside = match[1]
    found = _TOKEN_NAME.match(inside)
    if not found:
        return inside
    words = inside[found.end() :].removeprefix("\ue202")
    if found[1] == "entity":
        return _noun(words)
    return words.split("\ue202")[0] if found[1] == "url" else ""


def _noun(words: str) -> str:
    """Return the name in `["category", "Name", ...]`, or in `Name`."""
    words = words.strip()
    if not words.startswith("["):
        return words.split("\ue202")[0]
    strings = _QUOTED.findall(words)
    if not strings:
        return ""
    return _unescaped(strings[1] if len(strings) > 1 else strings[0])


def _unescaped(quoted: str) -> str:
    try:
        return str(json.loads(f'"{quoted}"', strict=False))
    except ValueError:
        return quoted


def _without_blocks(text: str) -> str:
    """Return the text without the fences of drafts: `:::writing{...}` and `:::`."""
    kept: list[str] = []
    in_block = False
    for line in text.split("\n"):
        if _BLOCK_OPENS.fullmatch(line):
            in_block = True
        elif in_block and line.strip() == _BLOCK_CLOSES:
            in_block = False
        else:
            kept.append(line)
    return "\n".join(kept)
