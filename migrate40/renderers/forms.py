"""A finished file is what its name says, also when a person's own template made it."""

from collections.abc import Callable, Mapping
from xml.parsers import expat  # what it reads was written by us

import msgspec

from migrate40.errors import CannotRender


def check_form(name: str, text: str, where: str) -> None:
    """Raise `CannotRender` if a program that reads such files could not read this."""
    for ending, parse in FORMS.items():
        if name.endswith(ending):
            try:
                parse(text)
            except (msgspec.DecodeError, expat.ExpatError) as error:
                raise CannotRender(
                    f"{where}: it came out as no {ending[1:].upper()} ({error}): look "
                    "at its template"
                ) from None


def _json(text: str) -> None:
    msgspec.json.decode(text)


def _json_lines(text: str) -> None:
    msgspec.json.Decoder().decode_lines(text)


def _xml(text: str) -> None:
    expat.ParserCreate().Parse(text, True)


FORMS: Mapping[str, Callable[[str], None]] = {
    ".json": _json,
    ".jsonl": _json_lines,
    ".af": _json,
    ".xml": _xml,
}
