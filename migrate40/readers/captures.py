"""Conversations of ChatGPT or Claude in the wrapping of a tool that captured them.

Such tools keep what the web API answers, within objects of their own. What lies in
there is looked for by its shape, and read as if it came alone.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from migrate40.model.conversation import Conversation
from migrate40.notices import Report
from migrate40.readers import chatgpt, claude
from migrate40.readers.documents import document
from migrate40.readers.lines import whole
from migrate40.readers.reader import Certainty, Head, Member, Parse, Part, Reader

SOURCE: Final = Certainty(
    title="ChatGPT or Claude, captured by another tool",
    layouts=("answers of the web API, within objects or lists of the tool's own",),
    certainty="C",
    verified_on="2026-11-23",
)
DEEPEST: Final = 5
"""Levels of wrapping."""
_MAPPING = re.compile(r'"mapping"\s*:\s*\{.*"(?:author|content_type)"\s*:', re.DOTALL)
_MESSAGES = re.compile(r'"chat_messages"\s*:\s*\[')
_OTHERS = re.compile(r'"(?:fragments|inserted_at|biz_data|\$schema)"\s*:')


def sniff(head: Head) -> Part | None:
    """Tell a capture by what lies deep inside of it."""
    if head.top not in ("array", "object") or _OTHERS.search(head.text):
        return None
    found = _MAPPING.search(head.text) or _MESSAGES.search(head.text)
    return "whole" if found else None


def parse_file(member: Member, where: str, report: Report) -> Iterator[Conversation]:
    """Yield the conversations that lie in a capture, in its order."""
    with member.open() as stream:
        raw = whole(stream, where, report)
    tree = document(raw, where, report, READER)
    for number, (parse, value) in enumerate(_found(tree, DEEPEST), 1):
        place = f"{where}#{number}"
        conversation = parse(msgspec.json.encode(value), place, report)
        if conversation is not None:
            yield conversation


def _found(value: Any, levels: int) -> Iterator[tuple[Parse, dict[str, Any]]]:
    """Yield the conversations in a tree, each with what reads it."""
    if isinstance(value, dict):
        parse = _reads(value)
        if parse:
            yield parse, value
            return
        value = list(value.values())
    if isinstance(value, list) and levels:
        for each in value:
            yield from _found(each, levels - 1)


def _reads(value: dict[str, Any]) -> Parse | None:
    if isinstance(value.get("chat_messages"), list):
        return claude.parse
    mapping = value.get("mapping")
    if not isinstance(mapping, dict):
        return None
    nodes = [node for node in mapping.values() if isinstance(node, dict)]
    return chatgpt.parse if any("message" in node for node in nodes) else None


READER: Final = Reader(
    source=SOURCE,
    sniff=sniff,
    marks=frozenset({"mapping", "chat_messages"}),
    parse_file=parse_file,
)
