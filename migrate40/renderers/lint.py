"""What was said is data: here it loses the power to be anything else.

People's words, and everything that was drawn from them, pass through `plain` (several
lines) or `one_line` before a template sees them. What a reader sees stays: emoji with
joiners, VS16, full-width forms and ideographic spaces are part of a voice.
"""

import re
from collections.abc import Callable
from functools import lru_cache

Repair = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]

_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_JOINED = (
    "[\u0600-\u08ff\u0900-\u0dff\u00a9\u00ae\u203c-\u3299\ufe0f\U0001f000-\U0001faff]"
)
"""Around a joiner: Arabic and Indic letters, and emoji."""

_PARKED = {code: code - 0xD2000 for code in range(0xE0000, 0xE0080)}
_HIDDEN: tuple[Repair, ...] = (
    (re.compile("\r\n?|[\u2028\u2029\x85\x0b\x0c]"), "\n"),
    (re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]"), ""),
    (re.compile("[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\ufeff\u3164]"), ""),
    (re.compile("[\u202a-\u202e\u2060-\u206f\ufff0-\ufffb]"), ""),
    (re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]"), ""),
    (re.compile(f"(?<!{_JOINED})[\u200c\u200d]|[\u200c\u200d](?!{_JOINED})"), ""),
    (
        re.compile("(\U0001f3f4[\U000e0030-\U000e007a]{1,6}\U000e007f)"),
        lambda match: match[1].translate(_PARKED),
    ),
    (re.compile("[\U000e0000-\U000e007f]"), ""),
    (re.compile("[\ue000-\ue07f]"), lambda match: chr(ord(match[0]) + 0xD2000)),
    (re.compile("(?<=[\ufe00-\ufe0f\U000e0100-\U000e01ef])[\ufe00-\ufe0f]"), ""),
    (
        re.compile("(?<=[\ufe00-\ufe0f\U000e0100-\U000e01ef])[\U000e0100-\U000e01ef]"),
        "",
    ),
    (
        re.compile("(?<![\u3400-\u9fff\U00020000-\U000323af])[\U000e0100-\U000e01ef]"),
        "",
    ),
)
"""In this order: line ends; then what no eye sees and no voice needs. The tags of a
flag are parked in the private use area, emptied just before, while all others go."""

_ROLES = "human|assistant|user|system|developer"
_BRACKETED = "INST|SYS|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS"
_ACTIVE: tuple[Repair, ...] = (
    (re.compile(r"!?\[([^\[\]\n]*)\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)"), r"\1"),
    (re.compile(r"!?\[([^\[\]\n]+)\]\[[^\[\]\n]*\]"), r"\1"),
    (re.compile(r"^[ \t>]*\[([^\]\n]+)\]:[ \t]*\S.*$", re.MULTILINE), r"\1"),
    (re.compile(r"\b(?i:javascript|vbscript|data):(?=[^\s,，。]*[,;(/])"), ""),
    (re.compile(r"<\|"), "‹|"),
    (re.compile(r"\|>"), "|›"),
    (re.compile(r"<<(/?\w+)>>"), r"‹‹\1››"),
    (re.compile(r"<(?=[/!?A-Za-z])([^<>\n]*)>"), r"‹\1›"),
    (re.compile(r"<(?=/[A-Za-z]|!--|\?\w)"), "‹"),
    (re.compile(rf"\[(/?(?:{_BRACKETED}))\]"), r"(\1)"),
    (re.compile(r"\{(?=[{%#])"), "{ "),
    (re.compile(r"(?<=[}%#])\}"), " }"),
    (re.compile("`{3,}"), "'''"),
    (
        re.compile(
            rf"^([ \t>*#_]*)({_ROLES})([*_ \t]*)[:：]", re.MULTILINE | re.IGNORECASE
        ),
        r"\1\2\3 –",
    ),
    (
        re.compile(
            r"^[ \t>]*#+[ \t]*(instruction|response|input)s?\b",
            re.MULTILINE | re.IGNORECASE,
        ),
        r"\1",
    ),
)
"""Links keep their label; tags, control tokens, macros, fences and role headings keep
their letters and lose their brackets."""

ROUNDS = 8
"""What stood around something that was taken out may act in its turn."""

REMEMBERED = 30_000
"""Lines that need not be mended again: every file of a target has the same memories."""

_MARKER = re.compile(
    r"^(?:\s|#{1,6}(?=\s|$)|[-*+•>|](?=\s|$)|[-*_=]{3,}(?=\s|$)|\d{1,2}[.)](?=\s))+"
)
_BREAK = re.compile(r"\s*\n\s*")
_CJK = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")


def visible(text: str) -> str:
    """Return the text without hidden characters, its lines ended by LF."""
    rtl = bool(_RTL.search(text))
    text = _repaired(text, _HIDDEN)
    return text if rtl else text.replace("\u200e", "").replace("\u200f", "")


def plain(text: str) -> str:
    """Return the text, line by line, such that nothing in it acts."""
    text = visible(text)
    for _ in range(ROUNDS):
        before, text = text, _repaired(text, _ACTIVE)
        if text == before:
            break
    return text.strip("\n")


@lru_cache(maxsize=REMEMBERED)
def one_line(text: str) -> str:
    """Return the text as one line, without a heading's or a list's mark before it."""
    lines = [_MARKER.sub("", line) for line in plain(text).split("\n")]
    kept = [line.strip(" \t") for line in lines if line.strip()]
    return _joined(kept)


def _joined(lines: list[str]) -> str:
    text = lines[0] if lines else ""
    for line in lines[1:]:
        wide = bool(_CJK.match(text[-1]))
        text += " / " if not wide else ("" if text[-1] in "。！？；，：" else "；")
        text += line
    return text


def _repaired(text: str, repairs: tuple[Repair, ...]) -> str:
    for pattern, repair in repairs:
        text = pattern.sub(repair, text)
    return text
