"""Bytes of strangers into values: the only place where JSON, text and times are mended.

A ladder: the fast typed parser first; where it refuses, the same bytes again with
repairs, field by field, so that one odd value costs itself and not a conversation.
"""

import json
import re
from datetime import UTC, datetime, timedelta
from functools import cache
from math import isfinite
from typing import Any, TypeVar, cast

import msgspec

from migrate40.readers.lenient import MISSING, Lenient

T = TypeVar("T")

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
INTEGER_DIGITS = 300
"""A longer integer is read as null: no field has one, and converting is quadratic."""
SECONDS = 1e11
"""Below this magnitude a number of a time counts seconds."""
UNITS = ((1e14, 1_000), (1e17, 1_000_000), (1e20, 1_000_000_000))
"""Below this magnitude it counts so many parts of a second."""

_CESU_PAIR = re.compile(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]")
_CESU_HALF = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_ESCAPES = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|(\\u[dD][89a-fA-F][0-9a-fA-F]{2})"
    r"|\\."
)
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
ORDINARY = re.compile("[\\t\\n -~\\xa0-\\ud7ff\\uf900-\\U0010ffff]*+")
"""A text in which nothing is to be mended, nor any private-use character."""
_EPOCH_TEXT = re.compile(r"[0-9]{10,20}(\.[0-9]+)?")


def decode(raw: bytes, kind: type[T]) -> tuple[T, bool]:
    """Return one JSON value as `kind` and whether it had to be repaired.

    A field of the wrong type has its default, an item of the wrong type is dropped.
    Raises `ValueError` of what is no JSON, or no object of this kind at all.
    """
    try:
        value: T = _decoder(cast("Any", kind)).decode(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return _decode_leniently(raw, kind)
    return value, False


@cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)


def _decode_leniently(raw: bytes, kind: type[T]) -> tuple[T, bool]:
    loose = _Loose(raw)
    lenient = Lenient()
    value = lenient.convert(loose.value, kind)
    if value is MISSING:
        raise ValueError("no object of the expected kind")
    return value, loose.repaired or lenient.dropped > 0


class _Loose:
    """The value of JSON that is nearly right, and whether it was not quite."""

    def __init__(self, raw: bytes) -> None:
        self.repaired = False
        text = self._text(raw)
        try:
            self.value = self._parse(text)
        except RecursionError:
            raise ValueError("nested too deeply") from None

    def _parse(self, text: str) -> Any:
        try:
            return self._loads(text, strict=True)
        except json.JSONDecodeError:
            value = self._loads(text, strict=False)
        self.repaired = True
        return value

    def _loads(self, text: str, *, strict: bool) -> Any:
        """Parse; strictly means without raw control characters inside of strings."""
        return json.loads(
            text,
            strict=strict,
            parse_int=self._integer,
            parse_constant=self._constant,
        )

    def _text(self, raw: bytes) -> str:
        """Return the JSON text without surrogates, raw or escaped, and without NUL."""
        try:
            text = raw.decode()
        except UnicodeDecodeError:
            self.repaired = True
            text = text_of(raw)
        whole = _ESCAPES.sub(_whole_escape, text).replace("\0", "")
        self.repaired |= whole != text
        return whole

    def _integer(self, digits: str) -> int | None:
        if len(digits) <= INTEGER_DIGITS:
            return int(digits)
        self.repaired = True
        return None

    def _constant(self, _name: str) -> None:
        self.repaired = True


def _whole_escape(match: re.Match[str]) -> str:
    return "\\ufffd" if match[1] else match[0]


def text_of(raw: bytes) -> str:
    """Decode UTF-8; pairs of surrogates become one character, what is bad U+FFFD."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        paired = _CESU_PAIR.sub(_whole_pair, raw)
        return _CESU_HALF.sub(b"\xef\xbf\xbd", paired).decode(errors="replace")


def _whole_pair(match: re.Match[bytes]) -> bytes:
    halves = match[0].decode("utf-8", "surrogatepass")
    return halves.encode("utf-16", "surrogatepass").decode("utf-16").encode()


def mend(text: str) -> str:
    r"""Return the text without lone surrogates and control characters but \n and \t.

    Nothing else is touched: it is somebody's voice.
    """
    if not _UNWANTED.search(text):
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    clean = _CONTROLS.sub("", lines)
    return clean.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def moment(value: object) -> datetime | None:
    """Return an instant in UTC of whatever exports write; None: no time, or not one.

    Numbers count seconds, milliseconds, microseconds or nanoseconds by magnitude;
    text is ISO 8601, without an offset in UTC; `{"$date": ...}` holds either.
    """
    if type(value) is float and 0 < value < SECONDS:
        return datetime.fromtimestamp(value, UTC)
    try:
        instant = _from_text(value.strip()) if type(value) is str else _instant(value)
    except (ValueError, OverflowError):
        return None
    return instant if instant and instant > EPOCH else None


def _instant(value: object) -> datetime | None:
    if isinstance(value, dict):
        return moment(value.get("$date", value.get("$numberLong")))
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return _from_number(value)


def _from_text(text: str) -> datetime | None:
    if text[4:5] != "-" and _EPOCH_TEXT.fullmatch(text):
        return _from_number(float(text) if "." in text else int(text))
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is UTC:
        return instant
    return (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).astimezone(UTC)


def _from_number(value: float) -> datetime | None:
    if not isfinite(value):
        return None
    if 0 < value < SECONDS:
        return datetime.fromtimestamp(value, UTC)
    for limit, parts in UNITS:
        if 0 < value < limit:
            micros = 1_000_000 / parts
            return EPOCH + timedelta(microseconds=round(value * micros))
    return None
