"""Values out of the midst of a JSON document, one at a time.

For documents that are no list of conversations. Numbers stay exact: where ijson is to
read them as floats, the first large integer ends the document.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO, Final, TypeVar, cast

import msgspec

from migrate40.notices import Notice, Report
from migrate40.readers.charset import CHUNK
from migrate40.readers.decode import decode
from migrate40.readers.harmless import BEHIND, Harmless
from migrate40.readers.lenient import MISSING, Lenient
from migrate40.readers.reader import Member, Reader
from migrate40.readers.stream import raw_values

T = TypeVar("T")

LIST: Final = "item"
"""How ijson calls what stands in an outermost list."""


def items(
    stream: BinaryIO, where: str, report: Report, *prefixes: str
) -> Iterator[tuple[int, Any]]:
    """Yield the values, from number 1 on, at the prefix that suits the document.

    A prefix is ijson's: `item` in an outermost list, `entries.item` in an object. The
    first that suits the outermost bracket is taken. Damage costs what lies behind it,
    and the report says so; raises nothing but `CannotRead`.
    """
    import ijson

    document = Harmless(stream, where, report)
    prefix = _suited(document.outermost(), prefixes)
    number = 0
    fault = None
    if prefix is not None:
        try:
            for number, value in enumerate(
                ijson.items(document, prefix, buf_size=CHUNK), 1
            ):
                yield number, value
        except (ijson.JSONError, ValueError, ArithmeticError, RecursionError):
            fault = document.fault or "it is damaged or cut off"
    document.tell_mended()
    if fault:
        why = f"{fault}; what follows was not read"
        document.tell("skipped_conversation", why, number + 1)


def rows(member: Member, where: str, report: Report, reader: Reader) -> Iterator[Any]:
    """Yield the values of an outermost list; behind damage those that are whole.

    Where ijson has to give up, the file is cut into its values instead, which takes
    longer and loses less. None: a value that is null, or cannot be decoded.
    """
    held: list[Notice] = []
    done = 0
    with member.open() as stream:
        for number, value in items(stream, where, held.append, LIST):
            done = number
            yield value
    if not any(notice.is_skip or notice.why == BEHIND for notice in held):
        for notice in held:
            report(notice)
        return
    with member.open() as stream:
        for place, raw in raw_values(stream, where, report, reader):
            if place > done:
                yield _decoded(raw)


def _decoded(raw: bytes) -> Any:
    try:
        return decode(raw, dict[str, Any])[0]
    except ValueError:
        return None


def shaped(value: Any, kind: type[T]) -> tuple[T, bool]:
    """Return a value as `kind`, and whether something of it did not fit.

    Raises `ValueError` of what is no object of this kind at all.
    """
    try:
        return msgspec.convert(value, kind), False
    except msgspec.ValidationError:
        lenient = Lenient()
        found = lenient.convert(value, kind)
    if found is MISSING:
        raise ValueError("no object of the expected kind")
    return cast("T", found), lenient.dropped > 0


def _suited(bracket: bytes, prefixes: tuple[str, ...]) -> str | None:
    is_list = bracket == b"["
    if not is_list and bracket != b"{":
        return None
    suited = (one for one in prefixes if is_list == one.startswith(LIST))
    return next(suited, None)
