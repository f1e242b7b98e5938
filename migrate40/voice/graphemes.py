"""Emoji as people see them: joined families, flags, keycaps and skin tones whole."""

import re
from functools import cache
from typing import Any

_MAYBE = re.compile("[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff\u20e3]")
"""Every emoji holds one of these, and few texts without emoji do."""

_EMOJI = (
    r"\p{Regional_Indicator}{2}"
    r"|[0-9#*]\ufe0f?\u20e3"
    r"|(?:\p{Emoji_Presentation}(?!\ufe0e)|\p{Extended_Pictographic}\ufe0f"
    r"|\p{Extended_Pictographic}\p{Emoji_Modifier}"
    r"|(?=[\u2600-\u2604\u2614-\u27bf\U0001f000-\U0001faff])"
    r"\p{Extended_Pictographic}(?![\ufe0e\p{Emoji_Modifier}]))"
    r"(?:\p{Emoji_Modifier}|\ufe0f|[\U000e0020-\U000e007f]"
    r"|\u200d\p{Extended_Pictographic})*"
)
"""A base that is drawn as a picture, and whatever is joined to it.

Signs that are text unless VS16 says otherwise (trade mark, digits, arrows) are none
without it; of the dingbats, hearts and suns are, for people type them bare.
"""

_TEXT_SIGNS = frozenset("☎✁✂✃✄✆✈✉✍✎✏✐✑✒✓✔✕✖✗✘✙✚✛✜✝✞✟✠✡✢✣✤✥✦✧")
"""Dingbats that stand in plain text as signs: no emoji without VS16."""


@cache
def _pattern() -> Any:
    import regex

    return regex.compile(_EMOJI)


def emojis(text: str) -> list[str]:
    """Return the emoji of a text in order, each one grapheme, its VS16 kept."""
    if not _MAYBE.search(text):
        return []
    found = (match.group() for match in _pattern().finditer(text))
    return [one for one in found if one not in _TEXT_SIGNS]


def without_emojis(text: str, instead: str = "") -> str:
    """Return the text with every emoji replaced."""
    if not _MAYBE.search(text):
        return text
    mended: str = _pattern().sub(
        lambda match: match[0] if match[0] in _TEXT_SIGNS else instead, text
    )
    return mended


def ends_with_emoji(text: str) -> bool:
    """Whether the last grapheme that is no white space is an emoji."""
    tail = text.rstrip()[-24:]
    found = emojis(tail)
    return bool(found) and tail.endswith(found[-1])
