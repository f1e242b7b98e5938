"""Secrets by patterns: formats that are known, and the words around what is told."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Final

import msgspec

from migrate40.safety.around import is_imagined
from migrate40.safety.checksums import CHECKS
from migrate40.safety.looking import Lookout
from migrate40.safety.shapes import SHAPES
from migrate40.safety.tables import any_of, filled, read_table

_MAY_HOLD = re.compile(r"[0-9@]|[A-Za-z0-9][!#$%^&*~_]\w|[A-Za-z_-]{20}", re.ASCII)
_TRAILING: Final = ".,;:)]}\"'`”’」』，。；：）】"
_RUN = re.compile(r"\b[a-z]{1,8}(?: [a-z]{1,8}){11,60}\b")
_WORD = re.compile(r"[a-z]+")
_SEED_LENGTHS: Final = frozenset({12, 15, 18, 21, 24})
_CITY = re.compile(
    r"(?:[在到是住于]|[\u4e00-\u9fff]{1,8}?(?<![小社园校厂景])[省市区县州])+"
)
_IMAGINED: Final = frozenset({"code", "password"})
"""Kinds that stories and examples tell of, too."""
_PLAIN: Final = frozenset({None, "any", "cvv"})
"""Shapes of forms that leave no doubt: what they find needs no second look."""
_BEFORE: Final = 40
"""Characters before a number that may say what it counts."""


class Secret(msgspec.Struct, frozen=True, order=True):
    """Where in a text a secret stands, and of which kind it is."""

    start: int
    end: int
    kind: str


class _Form(msgspec.Struct, frozen=True, kw_only=True):
    kind: str
    source: str
    minds_case: bool
    check: str | None = None
    shape: str | None = None
    unless: str | None = None

    @property
    def pattern(self) -> re.Pattern[str]:
        """The compiled form; a Chinese character ends a Latin word."""
        return _compiled(self.source, minds_case=self.minds_case)


def may_hold_secret(text: str) -> bool:
    """Whether a text is worth a closer look; fast."""
    return bool(_MAY_HOLD.search(text)) or bool(_labels().hits(text))


@cache
def _labels() -> Lookout:
    words = read_table("wording")["words"]
    names = ("password", "cjk", "key", "men")
    extra = [
        "seed",
        "phrase",
        "助记词",
        "恢复短语",
        r"(?:security|secret|recovery) (?:question|answer)",
        r"(?:alarm|memorable|family|secret|code|safe|magic|bank)[- ]?word",
        r"密保|安全问题|安全提示问题",
        r"maiden name|(?:first|favou?rite|childhood) (?:pet|school|teacher|car|street)",
        r"\b(?:recovery|seed|wallet|backup|safe|code|alarm|duress)[- ]?words?\b",
        r"\bpin\b|[a-z][/&+!*-][a-z]+ (?:unlocks|opens|gets|logs)",
        r"street i grew up|pregunta|那题|就?答|秘密の",
        r"\bdot\b|艾特",
        "住",
        "号",
        _RUN.pattern,
        "[０-９]",
        "[零〇一幺二两三四五六七八九]{4}",
        r"\b(?:(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)[- ,]+){2}",
    ]
    forms = [form for name in names for form in words[name]] + extra
    return Lookout([(form, False) for form in forms])


def patterned(plain: str) -> Iterator[tuple[Secret, bool]]:
    """Yield the secrets of a smooth text, and whether words alone tell of each.

    The other ones have a format that is known. They may overlap.
    """
    forms = _forms()
    for number in _lookout().hits(plain):
        if number == len(forms):
            for one in _seeds(plain):
                yield one, False
            continue
        form = forms[number]
        pattern = form.pattern
        for match in pattern.finditer(plain):
            group = "value" if "value" in pattern.groupindex else 0
            start, end = match.span(group)
            if form.shape:
                end = _trimmed(plain, start, end)
            if form.kind == "address":
                start = _behind_city(plain, start, end)
            if start < end and _holds(form, plain, start, end):
                yield Secret(start, end, form.kind), form.shape not in _PLAIN


def _holds(form: _Form, plain: str, start: int, end: int) -> bool:
    if form.check and not CHECKS[form.check](plain[start:end]):
        return False
    if form.unless:
        before = plain[max(0, start - _BEFORE) : start]
        if _unless(form.unless).search(before):
            return False
    if not form.shape:
        return True
    if form.kind in _IMAGINED and is_imagined(plain, start, end):
        return False
    return SHAPES[form.shape](plain, start, end)


def _trimmed(plain: str, start: int, end: int) -> int:
    while end > start and plain[end - 1] in _TRAILING:
        end -= 1
    return end


def _behind_city(plain: str, start: int, end: int) -> int:
    """Return where a Chinese address begins to tell more than the city or district."""
    city = _CITY.match(plain, start, end)
    return city.end() if city and end - city.end() > 3 else start  # noqa: PLR2004


def _seeds(plain: str) -> Iterator[Secret]:
    """Yield runs of words that make no sentence, as many as a wallet's phrase has."""
    common = frozenset(read_table("benign")["words"])
    for match in _RUN.finditer(plain):
        words = _WORD.finditer(plain, *match.span())
        for telling, run in groupby(words, lambda one: one[0] not in common):
            phrase = list(run)
            if telling and len(phrase) in _SEED_LENGTHS:
                yield Secret(phrase[0].start(), phrase[-1].end(), "recovery phrase")


@cache
def _unless(name: str) -> re.Pattern[str]:
    return any_of(read_table("benign")[name])


@cache
def _lookout() -> Lookout:
    """Return what tells which forms may hold of a text; the last is a run of words."""
    known = [(form.source, form.minds_case) for form in _forms()]
    return Lookout([*known, (_RUN.pattern, True)])


@cache
def _compiled(source: str, *, minds_case: bool) -> re.Pattern[str]:
    return re.compile(source, re.ASCII if minds_case else re.ASCII | re.IGNORECASE)


@cache
def _forms() -> tuple[_Form, ...]:
    return (*_formats(), *_wordings())


def _formats() -> Iterator[_Form]:
    for rule in read_table("formats")["formats"]:
        for form in rule["patterns"]:
            yield _Form(
                kind=rule["kind"],
                source=form,
                minds_case=True,
                check=rule.get("check"),
                unless=rule.get("unless"),
            )


def _wordings() -> Iterator[_Form]:
    table = read_table("wording")
    for rule in table["patterns"]:
        for form in rule["forms"]:
            yield _Form(
                kind=rule["kind"],
                source=filled(form, table["words"], table["pieces"]),
                minds_case=False,
                shape=rule["shape"],
            )
