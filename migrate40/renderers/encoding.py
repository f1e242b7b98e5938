"""Values as text, in the forms in which other programs read them."""

from collections.abc import Iterable
from typing import Any

import msgspec


def json_text(value: Any) -> str:
    """Return indented JSON in UTF-8, with a final newline."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"


def json_lines(values: Iterable[Any]) -> str:
    """Return one JSON value a line."""
    return "".join(msgspec.json.encode(one).decode() + "\n" for one in values)


def yaml_value(text: str) -> str:
    """Return a text as a scalar that YAML reads back as that text, whatever it is.

    A double-quoted scalar of YAML takes all that a string of JSON may hold.
    """
    return msgspec.json.encode(text).decode().replace("\x7f", "\\x7f")
