"""A file that is one JSON document, as far as it is sound.

For shapes that only the whole of it tells; where it breaks off or is damaged, all that
was complete before is kept.
"""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import Any, Final

from migrate40.notices import Report, ignore
from migrate40.readers.decode import decode, text_of
from migrate40.readers.reader import Reader
from migrate40.readers.stream import raw_values
from migrate40.readers.talk import tell

_TOKEN: Final = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)|[{}\[\]]', re.DOTALL)
"""A text, be it to its end or to that of what is looked at, or a bracket."""
_CLOSING: Final = {"{": "}", "[": "]"}


def document(
    raw: bytes, where: str, report: Report, reader: Reader | None = None
) -> Any:
    """Return the value of a document; None, and told: there is nothing sound in it.

    A reader that knows its conversations by marks has a list of those in a damaged
    one, from before the damage and from behind.
    """
    try:
        value, repaired = _value(raw)
    except ValueError:
        saved = list(_saved(raw, reader)) if reader else []
        if not saved:
            return _beginning(raw, where, report)
        why = f"damaged or cut off: {len(saved)} that are whole were saved"
        tell(report, "skipped_conversation", where, why)
        return saved
    if repaired:
        tell(report, "repaired", where, "bytes that do not fit the format")
    return value


def _value(raw: bytes) -> tuple[Any, bool]:
    found, repaired = decode(b'{"":%b}' % raw, dict[str, Any])
    return found[""], repaired


def _saved(raw: bytes, reader: Reader) -> Iterator[Any]:
    for _, value in raw_values(BytesIO(raw), "", ignore, reader):
        with suppress(ValueError):
            yield _value(value)[0]


def _beginning(raw: bytes, where: str, report: Report) -> Any:
    sound = before_damage(text_of(raw))
    why = "it is damaged or cut off"
    if not sound:
        tell(report, "skipped_file", where, f"{why}: save it anew")
        return None
    tell(report, "skipped_conversation", where, f"{why}; what follows was not read")
    return _value(sound.encode(errors="replace"))[0]


def before_damage(text: str) -> str:
    """Return what of a document comes before the damage, closed; nothing: nothing."""
    try:
        json.loads(text, strict=False, parse_int=len)
    except json.JSONDecodeError as error:
        end = error.pos
    except RecursionError:
        return ""
    else:
        return text
    open_now: list[str] = []
    sound, depth = 0, 0
    for token in _TOKEN.finditer(text, 0, end):
        if token[0] in _CLOSING:
            open_now.append(token[0])
        elif token[0] in "}]" and open_now:
            # Up to the next closing bracket nothing below is taken away again.
            open_now.pop()
            sound, depth = token.end(), len(open_now)
    closing = (_CLOSING[bracket] for bracket in reversed(open_now[:depth]))
    return text[:sound] + "".join(closing)
