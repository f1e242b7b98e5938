"""Pieces of a message: words that were said, and kinds that nobody has described."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from migrate40.notices import Notice, Report
from migrate40.readers.decode import mend

BLANKS: Final = " \t\n"
"""Stripped from the ends of words; other white space, U+3000 above all, is style."""
_KIND: Final = re.compile(r"[A-Za-z][\w.:/-]{0,39}", re.ASCII)
"""What may stand in a notice: a name, and no words that were said."""


def trimmed(text: str | None) -> str:
    """Return words, mended, without blanks around them; nothing for nothing."""
    return mend(text).strip(BLANKS) if text else ""


def tell_unknown(report: Report, where: str, kinds: Iterable[str | None]) -> None:
    """Report kinds of content that nobody has described, each with how often."""
    names = Counter(
        kind if kind and _KIND.fullmatch(kind) else "without a name" for kind in kinds
    )
    for name, count in sorted(names.items()):
        why = f"content of an unknown kind ({name}): {count}"
        report(Notice(kind="skipped_content", where=where, why=why))
