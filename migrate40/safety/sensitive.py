"""The classes of what a stranger should not learn by accident.

A class holds where its words stand, idioms aside: 笑死我了 is joy, and "this deadline
is killing me" a complaint. Whose life it is decides between the person's own classes
and that of third parties.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

import msgspec

from migrate40.model.profile import Sensitivity
from migrate40.safety.tables import any_of, filled, read_table, smooth

GRAVEST_FIRST: Final[tuple[Sensitivity, ...]] = (
    "self_harm",
    "sexuality",
    "legal",
    "health",
    "finance",
    "belief",
    "third_party",
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_LATIN = re.compile(r"[a-z]{2}", re.IGNORECASE)


class _Words(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one language."""

    idioms: re.Pattern[str]
    classes: dict[Sensitivity, re.Pattern[str]]
    other: re.Pattern[str]
    subject: re.Pattern[str]
    hit: re.Pattern[str]
    """Right behind a match: what was done was done to the person."""
    confided: re.Pattern[str]


@lru_cache(maxsize=256)
def sensitivity_of(text: str) -> Sensitivity | None:
    """Return the gravest class that holds of a text; None: it is none.

    What is told of somebody else is `third_party`, whatever it is.
    """
    plain = smooth(text)
    found: set[Sensitivity] = set()
    for name in _languages(plain):
        if name != "es" or not found:  # many words of these two are the same
            found |= set(_classes(plain, _words(name)))
    return next((one for one in GRAVEST_FIRST if one in found), None)


def _classes(plain: str, words: _Words) -> Iterator[Sensitivity]:
    plain = words.idioms.sub(lambda match: "\ufffc" * len(match[0]), plain)
    for name, pattern in words.classes.items():
        match = pattern.search(plain)
        if match:
            foreign = name != "third_party" and _is_of_other(plain, match, words)
            yield "third_party" if foreign else name
    if words.other.search(plain) and words.confided.search(plain):
        yield "third_party"


def _is_of_other(plain: str, match: re.Match[str], words: _Words) -> bool:
    """Whether the one last spoken of before the match is somebody else."""
    end = match.end()
    if words.hit.match(plain, end) or words.hit.search(plain, end - 4, end):
        return False
    last = None
    for subject in words.subject.finditer(plain, 0, match.end()):
        if subject.start() > match.start():
            break
        last = subject
    return last is not None and words.other.match(plain, last.start()) is not None


def _languages(plain: str) -> Iterator[str]:
    if not plain.isascii():
        if _KANA.search(plain):
            yield "ja"
        elif _HAN.search(plain):
            yield "zh"
    if _LATIN.search(plain):
        yield "en"
        yield "es"


@cache
def _words(name: str) -> _Words:
    table = read_table(f"sensitive_{name}")
    lists = {"people": list(table["people"])}

    def listed(forms: list[str]) -> list[str]:
        return [filled(form, lists, {}) for form in forms]

    other, first = listed(table["other"]), listed(table["first"])
    classes = table["classes"]
    return _Words(
        idioms=any_of(table["idioms"]),
        classes={kind: any_of(listed(classes[kind])) for kind in GRAVEST_FIRST},
        other=any_of(other),
        subject=any_of([*other, *first]),
        hit=any_of(table["hit"]),
        confided=any_of(table["confided"]),
    )
