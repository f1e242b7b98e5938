"""Secrets in a text: known by their format, or by the words around them.

No guarantee that every secret is found: whoever writes "the usual, with the year" has
told one that only people understand.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import groupby
from typing import Final

import msgspec

from migrate40.safety.around import is_imagined
from migrate40.safety.checksums import CHECKS
from migrate40.safety.looking import Lookout
from migrate40.safety.shapes import SHAPES
from migrate40.safety.tables import any_of, filled, read_table, smooth

MARK: Final = re.compile(r"\[redacted: ([a-z ]+)\]")
"""What stands in the place of a secret."""
_MAY_HOLD = re.compile(r"[0-9@]|[A-Za-z0-9][!#$%^&*~_]\w|[A-Za-z_-]{20}", re.ASCII)
_TRAILING: Final = ".,;:)]}\"'`”’」』，。；：）】"
_RUN = re.compile(r"\b[a-z]{1,8}(?: [a-z]{1,8}){11,60}\b")
_WORD = re.compile(r"[a-z]+")
_SEED_LENGTHS: Final = frozenset({12, 15, 18, 21, 24})
_CITY = re.compile(
    r"(?:[在到是住于]|[\u4e00-\u9fff]{1,8}?(?<![小社园校厂景])[省市区县州])+"
)
_CLAUSE = re.compile(r"[。！？!?，；;\n]|[.,](?=\s|$)")
_ASIDE: Final = frozenset({"account", "address", "email", "phone"})
"""Kinds whose clause still tells something without them: where, whom."""
_IMAGINED: Final = frozenset({"code", "password"})
"""Kinds that stories and examples tell of, too."""
_LEAST: Final = 9
"""How much has to be left of a text, in letters; a Chinese one counts three."""
_NEAR: Final = 160
"""Characters around a part that may tell what a word of it is."""
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


class Redacted(msgspec.Struct, frozen=True):
    """A text without its secrets."""

    text: str
    kinds: tuple[str, ...]
    """Of what was taken out, in the order of the text."""


def redacted(text: str) -> Redacted:
    """Return the text with `[redacted: kind]` in the place of each secret."""
    found = secrets_in(text)
    if not found:
        return Redacted(text, ())
    return Redacted(without(text, found), tuple(one.kind for one in found))


def replaced(text: str, known: Mapping[str, str]) -> Redacted:
    """Return the text without values that are known to be secrets, by their kind."""
    kinds = []
    for value in sorted(known, key=lambda one: (-len(one), one)):
        if value in text:
            kinds += [known[value]] * text.count(value)
            text = text.replace(value, f"[redacted: {known[value]}]")
    return Redacted(text, tuple(kinds))


def redacted_within(text: str, whole: str) -> Redacted:
    """Return a part of a message without its secrets.

    What tells of a secret may stand before or behind the part: "new password. Mind
    that it is long: ...".
    """
    place = whole.find(text)
    around = whole[max(0, place - _NEAR) : max(0, place) + len(text) + _NEAR]
    known = {
        around[one.start : one.end]: one.kind for one in secrets_in(around or text)
    }
    clean = redacted(text)
    rest = replaced(clean.text, known)
    return Redacted(rest.text, (*clean.kinds, *rest.kinds))


def stands(text: str) -> bool:
    """Whether a text with secrets taken out still tells something."""
    rest = []
    for clause in _CLAUSE.split(text):
        marks = MARK.findall(clause)
        if not marks or set(marks) <= _ASIDE:
            rest.append(MARK.sub("", clause))
    return sum(3 if one > "\u3000" else 1 for one in "".join(rest) if one.isalpha()) > (
        _LEAST
    )


def without(text: str, secrets: Iterable[Secret]) -> str:
    """Return the text with marks in the places of the secrets."""
    parts, place = [], 0
    for one in secrets:
        parts += [text[place : one.start], f"[redacted: {one.kind}]"]
        place = one.end
    return "".join(parts) + text[place:]


@lru_cache(maxsize=1 << 14)  # a profile is looked through for every target
def secrets_in(text: str) -> tuple[Secret, ...]:
    """Return the secrets of a text, none within another, in the order of the text."""
    if not may_hold_secret(text):
        return ()
    plain = smooth(text)
    marks = [match.span() for match in MARK.finditer(plain)]
    found = sorted(
        (one for one in _all_in(plain) if not _touches(one, marks)),
        key=lambda one: (one.start, -one.end, one.kind),
    )
    return _merged(found)


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


def _all_in(plain: str) -> Iterator[Secret]:
    forms = _forms()
    for number in _lookout().hits(plain):
        if number == len(forms):
            yield from _seeds(plain)
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
                yield Secret(start, end, form.kind)


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


def _touches(one: Secret, spans: list[tuple[int, int]]) -> bool:
    return any(start < one.end and one.start < end for start, end in spans)


def _merged(found: list[Secret]) -> tuple[Secret, ...]:
    """Return secrets that do not overlap; the longer one names the kind."""
    kept: list[Secret] = []
    for one in found:
        if kept and one.start < kept[-1].end:
            last = kept.pop()
            kind = min(last, one, key=_vagueness).kind
            one = Secret(last.start, max(last.end, one.end), kind)  # noqa: PLW2901
        kept.append(one)
    return tuple(kept)


def _vagueness(one: Secret) -> tuple[int, int]:
    """Return how little a kind says, for the naming of what is of two kinds."""
    vague = ("api key", "password", "account", "email")
    return vague.index(one.kind) + 1 if one.kind in vague else 0, one.start - one.end


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
