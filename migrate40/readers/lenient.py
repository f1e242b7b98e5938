"""Plain JSON values into Structs, where what does not fit has its default."""

from collections.abc import Callable, Mapping
from functools import cache
from math import isfinite
from typing import Any, Final

import msgspec
from msgspec import inspect

MISSING: Final[Any] = object()
"""What a value becomes that does not fit and has no default."""


class Lenient:
    """One conversion; `dropped` counts what was there and did not fit."""

    def __init__(self) -> None:
        self.dropped = 0

    def convert(self, value: Any, kind: Any) -> Any:
        """Return the value as `kind`, or `MISSING`."""
        return self.fit(value, _shape(kind))

    def fit(self, value: Any, shape: inspect.Type) -> Any:
        """Return the value in this shape, or `MISSING`."""
        fit = FITS.get(type(shape))
        return fit(self, value, shape) if fit else MISSING

    def keep(self, value: Any, shape: inspect.Type) -> Any:
        """Fit a part of something; a null says nothing, so nothing is lost with it."""
        part = self.fit(value, shape)
        self.dropped += part is MISSING and value is not None
        return part


@cache
def _shape(kind: Any) -> inspect.Type:
    return inspect.type_info(kind)


def _struct(lenient: Lenient, value: Any, shape: inspect.StructType) -> Any:
    if not isinstance(value, dict):
        return MISSING
    if shape.tag_field and value.get(shape.tag_field) != shape.tag:
        return MISSING
    found: dict[str, Any] = {}
    for field in shape.fields:
        part = MISSING
        if field.encode_name in value:
            part = lenient.keep(value[field.encode_name], field.type)
        if part is not MISSING:
            found[field.name] = part
        elif field.required:
            return MISSING
    return shape.cls(**found)


def _list(lenient: Lenient, value: Any, shape: inspect.ListType) -> Any:
    if not isinstance(value, list):
        return MISSING
    parts = [lenient.keep(item, shape.item_type) for item in value]
    return [part for part in parts if part is not MISSING]


def _tuple(lenient: Lenient, value: Any, shape: inspect.VarTupleType) -> Any:
    if not isinstance(value, list):
        return MISSING
    parts = [lenient.keep(item, shape.item_type) for item in value]
    return tuple(part for part in parts if part is not MISSING)


def _dict(lenient: Lenient, value: Any, shape: inspect.DictType) -> Any:
    if not isinstance(value, dict):
        return MISSING
    parts = {key: lenient.keep(item, shape.value_type) for key, item in value.items()}
    return {key: part for key, part in parts.items() if part is not MISSING}


def _union(lenient: Lenient, value: Any, shape: inspect.UnionType) -> Any:
    for one in shape.types:
        part = lenient.fit(value, one)
        if part is not MISSING:
            return part
    return MISSING


def _text(_lenient: Lenient, value: Any, _shape: inspect.StrType) -> Any:
    return value if isinstance(value, str) else MISSING


def _integer(_lenient: Lenient, value: Any, _shape: inspect.IntType) -> Any:
    return value if isinstance(value, int) and not isinstance(value, bool) else MISSING


def _number(_lenient: Lenient, value: Any, _shape: inspect.FloatType) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return MISSING
    number = float(value)
    return number if isfinite(number) else MISSING


def _truth(_lenient: Lenient, value: Any, _shape: inspect.BoolType) -> Any:
    return value if isinstance(value, bool) else MISSING


def _null(_lenient: Lenient, value: Any, _shape: inspect.NoneType) -> Any:
    return None if value is None else MISSING


def _anything(_lenient: Lenient, value: Any, _shape: inspect.AnyType) -> Any:
    return value


def _raw(_lenient: Lenient, value: Any, _shape: inspect.RawType) -> Any:
    return msgspec.Raw(msgspec.json.encode(value))


def _literal(_lenient: Lenient, value: Any, shape: inspect.LiteralType) -> Any:
    return value if isinstance(value, str | int) and value in shape.values else MISSING


FITS: Final[Mapping[type[inspect.Type], Callable[[Lenient, Any, Any], Any]]] = {
    inspect.StructType: _struct,
    inspect.ListType: _list,
    inspect.VarTupleType: _tuple,
    inspect.DictType: _dict,
    inspect.UnionType: _union,
    inspect.StrType: _text,
    inspect.IntType: _integer,
    inspect.FloatType: _number,
    inspect.BoolType: _truth,
    inspect.NoneType: _null,
    inspect.AnyType: _anything,
    inspect.RawType: _raw,
    inspect.LiteralType: _literal,
}
"""What to do with a value, by the shape that is wanted; other shapes fit nothing."""
