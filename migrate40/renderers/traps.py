"""What one consumer would drop, expand, execute or block: mended before, told after.

The traps lie in the target's TOML. Words are mended entry by entry before they are
drawn; the finished file is then looked through for what could not be mended.
"""

from functools import cache
from typing import Any

import msgspec
import regex

from migrate40.notices import Notice, Report
from migrate40.renderers.budget import Entry
from migrate40.renderers.spec import FileSpec, TargetSpec, Trap


def defused(entry: Entry, spec: TargetSpec, file: FileSpec) -> Entry:
    """Return an entry whose words spring no trap that can be mended."""
    mended = without_traps(entry.data, spec, file)
    quote = without_traps(entry.quote, spec, file)
    if mended == entry.data and quote == entry.quote:
        return entry
    return msgspec.structs.replace(entry, data=mended, quote=quote)


def without_traps(value: Any, spec: TargetSpec, file: FileSpec) -> Any:
    """Return plain data with every text in it mended for that file."""
    traps = [one for one in _of(spec, file) if one.put is not None]
    return _mended(value, traps) if traps else value


def _mended(value: Any, traps: list[Trap]) -> Any:
    if isinstance(value, str):
        for one in traps:
            value = _pattern(one.find).sub(one.put or "", value)
        return value
    if isinstance(value, dict):
        return {name: _mended(each, traps) for name, each in value.items()}
    return (
        [_mended(each, traps) for each in value] if isinstance(value, list) else value
    )


def told(
    text: str, where: str, spec: TargetSpec, file: FileSpec, report: Report
) -> None:
    """Report what of the finished text its reader will not take as it stands."""
    for one in _of(spec, file):
        hits = _pattern(one.find).findall(text) if one.put is None else []
        if hits:
            count = f" ({len(hits)} places)" if len(hits) > 1 else ""
            report(Notice(kind="left_out", where=where, why=f"{one.why}{count}"))


def _of(spec: TargetSpec, file: FileSpec) -> list[Trap]:
    return [one for one in spec.traps if not one.files or file.name in one.files]


@cache
def _pattern(find: str) -> "regex.Pattern[str]":
    return regex.compile(find, regex.VERSION1)
