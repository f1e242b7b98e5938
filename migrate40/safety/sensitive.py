"""The classes of what a stranger should not learn by accident.

A class holds where its words stand, idioms aside: 笑死我了 is joy, and "this deadline
is killing me" a complaint. Whose life it is decides between the person's own classes
and that of third parties.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, Final

import msgspec

from migrate40.model.profile import Sensitivity
from migrate40.safety.looking import Lookout
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
LANGUAGES: Final = ("en", "es", "ja", "zh")
_OTHER_LETTERS = re.compile(r"[^\W\d_a-zA-Z\u3400-\u9fff]")
"""In words with these RE2 sees other boundaries than `re`."""


class _Words(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one language."""

    idioms: re.Pattern[str]
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
    possible = _possible(plain)
    found: set[Sensitivity] = set()
    for name in _languages(plain):
        if name != "es" or not found:  # many words of these two are the same
            kinds = {kind for language, kind in possible if language == name}
            found |= set(_classes(plain, name, kinds)) if kinds else set()
    return next((one for one in GRAVEST_FIRST if one in found), None)


def _possible(plain: str) -> set[tuple[str, Sensitivity]]:
    """Return languages and classes of which a pattern may hold; fast, mostly none."""
    if _OTHER_LETTERS.search(plain):
        return {(name, kind) for name in LANGUAGES for kind in GRAVEST_FIRST}
    names, lookout = _lookout()
    return {names[number] for number in lookout.hits(plain)}


def _classes(
    plain: str, language: str, kinds: Collection[Sensitivity]
) -> Iterator[Sensitivity]:
    words = _words(language)
    plain = words.idioms.sub(lambda match: "\ufffc" * len(match[0]), plain)
    for kind in kinds:
        match = _class(language, kind).search(plain)
        if match:
            foreign = kind != "third_party" and _is_of_other(plain, match, words)
            yield "third_party" if foreign else kind
    if "third_party" not in kinds:
        return
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
def _lookout() -> tuple[tuple[tuple[str, Sensitivity], ...], Lookout]:
    """Return languages and classes by the number of a pattern, and what finds it."""
    names: list[tuple[str, Sensitivity]] = []
    forms: list[tuple[str, bool]] = []
    for language in LANGUAGES:
        table = read_table(f"sensitive_{language}")
        for kind in GRAVEST_FIRST:
            more = table["confided"] if kind == "third_party" else ()
            for form in _filled(table, [*table["classes"][kind], *more]):
                names.append((language, kind))
                forms.append((form, False))
    return tuple(names), Lookout(forms)


@cache
def _words(name: str) -> _Words:
    table = read_table(f"sensitive_{name}")
    other, first = _filled(table, table["other"]), _filled(table, table["first"])
    return _Words(
        idioms=any_of(table["idioms"]),
        other=any_of(other),
        subject=any_of([*other, *first]),
        hit=any_of(table["hit"]),
        confided=any_of(table["confided"]),
    )


@cache
def _class(language: str, kind: Sensitivity) -> re.Pattern[str]:
    table = read_table(f"sensitive_{language}")
    return any_of(_filled(table, table["classes"][kind]))


def _filled(table: Mapping[str, Any], forms: Iterable[str]) -> list[str]:
    """Return forms with the words for people in them."""
    people = {"people": list(table["people"])}
    return [filled(form, people, {}) for form in forms]
