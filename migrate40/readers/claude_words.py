"""What a person or Claude said in one message, without what a machine put around it."""

import re
from collections.abc import Callable, Iterable, Sequence

import msgspec

from migrate40.model.conversation import Role
from migrate40.readers.claude_shape import BLANKS, Attachment, Block, Content, Turn
from migrate40.readers.decode import ORDINARY, decode, mend

SPEECH = frozenset({"text", "voice_note"})
MACHINERY = frozenset(
    {
        "container_upload",
        "document",
        "file",
        "flag",
        "image",
        "injected_prompt_block",
        "redacted_thinking",
        "summaries",
        "thinking",
        "token_budget",
        "tool_result",
        "tool_use",
    }
)
"""Known kinds of block that nobody spoke; others are counted and told."""
TOOLS = ("_tool_use", "_tool_result")
"""How the names of later kinds of tool traffic end."""
IN_TEXT = ("thinking", "tool_use", "tool_result", "injected_prompt_block")
"""Kinds that a message's flat `text` repeats: beside them it is not to be trusted."""

PARAGRAPH = "\n\n"
_UNSUPPORTED = (
    r"(?:This block is not supported on your current device yet\.?"
    r"|Viewing artifacts created via the Analysis Tool[^\n`]{0,200})"
)
_PLACEHOLDER = re.compile(
    rf"```[ \t]*\n?[ \t]*{_UNSUPPORTED}[ \t]*\n?[ \t]*```"
    rf"|^[ \t]*{_UNSUPPORTED}[ \t]*$",
    re.MULTILINE,
)
_ANT_TAG = re.compile(
    r"(?<!`)<ant(Thinking|Artifact)\b[^>]{0,2000}>(?:(?<=/>)|.*?</ant\1\s*>|.*\Z)"
    r"|(?<!`)</ant(?:Thinking|Artifact)\s*>",
    re.DOTALL,
)
_CUTS = (
    # Hidden thoughts and artifacts of 2024; a reply may break off within.
    (_ANT_TAG, ("<ant", "</ant")),
    # What stands in the flat text for each block that an app could not show.
    (_PLACEHOLDER, ("This block is not", "Viewing artifacts")),
)
"""What is no speech, each with words without which it need not be looked for."""
_THOUGHTS = {
    f"</{name}>": re.compile(
        rf"(?:\A[ \t\n]*|\n[ \t]*\n[ \t]*)<{name}>.*?</{name}>", re.DOTALL
    )
    for name in ("thinking", "think")
}
"""Thoughts as a paragraph of their own: inside of code or a sentence they are meant."""
_TAGS = ("</think", "<ant", "</ant")
"""Words without which there is no tag to be cut."""

_KIND = re.compile(r"[a-z][a-z0-9_.-]{0,39}", re.IGNORECASE)

_PASTE_NAME = re.compile(
    r"paste(?:d(?![a-z])|(?![a-z]))(?:.*\.txt|[^.]*)", re.IGNORECASE
)
_PASTE_TYPES = frozenset({"txt", "pasted"})
_NAMELESS_TYPES = frozenset({"", "text", "text/plain"})


class Speech(msgspec.Struct, frozen=True, kw_only=True):
    """What was said; `unknown` names kinds of block that nobody has described."""

    text: str = ""
    voice: bool = False
    pasted_from: int | None = None
    unknown: tuple[str, ...] = ()


def plainly(turn: Turn, role: Role | None) -> str | None:
    """Return what was said where it is one block of plain text; None: look closer.

    Nearly all messages are; `said` returns the same.
    """
    content = turn.content
    if role is None or turn.attachments or not isinstance(content, list):
        return None
    block = content[0] if len(content) == 1 else None
    if not isinstance(block, Block) or block.type != "text" or not block.text:
        return None
    if not ORDINARY.fullmatch(block.text):
        return None
    text = block.text.strip(BLANKS)
    is_said = text and (role == "user" or not _has_hints(text))
    return text if is_said else None


def _has_hints(text: str) -> bool:
    """Whether there may be something to cut; `_CUTS` and thoughts have no others.

    A single character is found many times as fast as a word.
    """
    if "<" in text and any(hint in text for hint in _TAGS):
        return True
    return "This block is not" in text or ("V" in text and "Viewing artifacts" in text)


def said(turn: Turn, role: Role, flat: Callable[[], str | None]) -> Speech:
    """Return what was said in one message; nothing said is an empty text.

    `flat` reads its flat text.
    """
    blocks = _blocks(turn.content)
    spoken = [block for block in blocks if block.type in SPEECH and block.text]
    typed = _typed(spoken, role) or _flat(flat, blocks)
    pastes = _pastes(turn.attachments or ()) if role == "user" else []
    start = len(typed) + len(PARAGRAPH) if typed else 0
    return Speech(
        text=PARAGRAPH.join([typed, *pastes] if typed else pastes),
        voice=any(block.type == "voice_note" for block in spoken),
        pasted_from=start if pastes else None,
        unknown=tuple(_kind(block) for block in blocks if _is_unknown(block)),
    )


def _blocks(content: Content) -> list[Block]:
    """Return content of any form as blocks."""
    if isinstance(content, str):
        blocks = _double_encoded(mend(content).strip(BLANKS))
        return [_plain(content)] if blocks is None else blocks
    if isinstance(content, Block):
        content = [content]
    return [
        _plain(one) if isinstance(one, str) else _named(one) for one in content or ()
    ]


def _double_encoded(content: str) -> list[Block] | None:
    """Return the blocks of JSON within a string; None: it is just words."""
    if not content.startswith(("[", "{")):
        return None
    listed = content if content[0] == "[" else f"[{content}]"
    try:
        blocks, repaired = decode(listed.encode(), list[Block])
    except ValueError:
        return None
    is_whole = all(block.type for block in blocks) and not (repaired and not blocks)
    return blocks if is_whole else None


def _plain(text: str) -> Block:
    return Block(type="text", text=text)


def _named(block: Block) -> Block:
    """Take a block without a kind, but with words, for text."""
    return _plain(block.text) if block.type is None and block.text else block


def _typed(spoken: Iterable[Block], role: Role) -> str:
    texts = [mend(block.text or "").strip(BLANKS) for block in spoken]
    if role == "assistant":
        texts = [_clean(text) for text in texts]
    return PARAGRAPH.join(text for text in texts if text)


def _flat(flat: Callable[[], str | None], blocks: Sequence[Block]) -> str:
    """Return the words of the flat text, for a message whose blocks have none."""
    if any(block.type in IN_TEXT for block in blocks):
        return ""
    return _clean(mend(flat() or ""))


def _clean(text: str) -> str:
    """Return a text without thoughts, artifacts and placeholders."""
    for closing, thought in _THOUGHTS.items():
        # Behind the last closing tag, each open one would be looked up to the end.
        end = text.rfind(closing) + len(closing)
        if closing in text:
            text = _without(thought, text, end)
    for pattern, hints in _CUTS:
        if any(hint in text for hint in hints):
            text = _without(pattern, text)
    return text.strip(BLANKS)


def _without(pattern: re.Pattern[str], text: str, end: int | None = None) -> str:
    """Return the text without its matches; what was around them are paragraphs."""
    found = list(pattern.finditer(text, 0, len(text) if end is None else end))
    starts = [0, *(match.end() for match in found)]
    ends = [*(match.start() for match in found), len(text)]
    pieces = [text[a:b].strip(BLANKS) for a, b in zip(starts, ends, strict=True)]
    return PARAGRAPH.join(piece for piece in pieces if piece) if found else text


def _pastes(attachments: Iterable[Attachment]) -> list[str]:
    """Return the words of long pastes; other attachments are files of somebody."""
    texts = [
        mend(one.extracted_content or "").strip(BLANKS)
        for one in attachments
        if _is_paste(one)
    ]
    return [text for text in texts if text]


def _is_paste(attachment: Attachment) -> bool:
    name = (attachment.file_name or "").strip()
    kind = (attachment.file_type or "").strip().lower()
    if kind in _PASTE_TYPES or _PASTE_NAME.fullmatch(name):
        return True
    return not name and kind in _NAMELESS_TYPES


def _is_unknown(block: Block) -> bool:
    kind = block.type or ""
    return kind not in SPEECH | MACHINERY and not kind.endswith(TOOLS)


def _kind(block: Block) -> str:
    """Return a kind's name, if it is one: notices quote nothing else of a chat."""
    kind = block.type or ""
    return kind if _KIND.fullmatch(kind) else "without a name"
