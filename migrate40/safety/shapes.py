"""Whether what stands behind a label is a value at all."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

from migrate40.safety.around import (
    DATE,
    benign,
    is_amount,
    is_called,
    is_placeholder,
    is_program,
    is_public,
)
from migrate40.safety.tables import read_table

_LETTER = re.compile(r"[A-Za-z]")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_MARK_INSIDE = re.compile(
    r"[A-Za-z0-9][!@#$%^&*+=~?_]+[A-Za-z0-9]|[A-Za-z]{3,}[!@#$%^*]{2}"
)
_JOINT = re.compile(r"[._/&+!-]")
_MARK = re.compile(r"[!@#$%^&*]+[A-Za-z0-9]")
_ENDING = re.compile("(?:です|だよ|なの|[だよね哦啦呀哈噢喔])+$")
_VERSION = re.compile(r"v?\d{1,4}(?:\.\d{1,6})+")
_MODEL = re.compile(r"[A-Z]{1,5}[- ]?\d[\d-]*[A-Z]{0,2}|[A-Z]+_\d+")
_NAMED = re.compile(rf"{_MODEL.pattern}|[A-Za-z]+[- ]?\d{{1,3}}[A-Za-z]?")
"""Models, flights and rooms: RTX-4090; and Windows11."""
_CODE = re.compile(r"=|^0x|^#|\(|^[0-9a-f]{6,40}$")
_COUNTED = re.compile(
    r"[~+-]?\d[\d.,]*(?:[a-z]{1,5}|[-/][a-z]{1,12})(?:[-/][a-z]{1,10})*", re.IGNORECASE
)
"""Amounts and what they count: 16gb, 24-hour, 100km/h."""
_ADDRESS = re.compile(r"//|@.*\.|\.(?:com|net|org|cn|io|py|js|md|txt|pdf|jpg|png)$")
_SHOWING: Final = ":“\"「『‘'"
_TRAILING: Final = "\"'`.,:;!?)]}”’」』"
_FIVE: Final = 5
_SIX: Final = 6
_EIGHT: Final = 8


@cache
def _words() -> frozenset[str]:
    return _grammar() | frozenset(read_table("benign")["states"])


@cache
def _grammar() -> frozenset[str]:
    return frozenset(read_table("benign")["words"])


def _is_loose(text: str, start: int, end: int) -> bool:
    value = text[start:end]
    if is_placeholder(value) or _is_function(text, end):
        return False
    if _CJK.match(value):
        return _is_told(value, shown=start > 0 and text[start - 1] in _SHOWING)
    if value.casefold().strip("'\"!?.,;:") in _words() or len(value) < 3:  # noqa: PLR2004
        return False
    return not value.endswith("ing") or any(one.isdigit() for one in value)


def _is_told(value: str, *, shown: bool = False) -> bool:
    """Whether words of Chinese or Japanese are a password, not a sentence's rest.

    What is `shown`, behind a colon or in quotes, is one more often.
    """
    value = _ENDING.sub("", value)
    if len(value) > 1 and value[-1] in "0123456789":
        return True
    told = len(value) > 1 and value[0] not in read_table("benign")["cjk_start"]
    if not told or benign()["cjk_word"].fullmatch(value):
        return False
    return shown or not benign()["cjk_not"].fullmatch(value)


def _is_function(text: str, end: int) -> bool:
    """Whether it is the name of a function: code, which asks for a value."""
    return text[end : end + 1] in {"(", "["}


def _is_phrase(text: str, start: int, end: int) -> bool:
    said = [one.casefold() for one in re.split("[ -]", text[start:end])]
    return not set(said) & (_grammar() if len(said) > 3 else _words())  # noqa: PLR2004


def _is_strong(text: str, start: int, end: int) -> bool:
    """Digits among letters, or marks inside a word: nobody writes words like that."""
    value = text[start:end].strip(".,;:")
    if _is_function(text, end):
        return False
    if is_placeholder(value) or _VERSION.fullmatch(value.rstrip("?!")):
        return False
    if DATE.fullmatch(value) or value.startswith("0x"):
        return False
    digit, letter = any(one.isdigit() for one in value), _LETTER.search(value)
    if digit and not letter:
        return len(value) > 3 and not is_amount(text, start, end)  # noqa: PLR2004
    if digit:
        return len(value) > 3  # noqa: PLR2004
    return bool(_MARK_INSIDE.search(value))


def _is_mixed(text: str, start: int, end: int) -> bool:
    value = text[start:end].strip(".,;:")
    return _is_strong(text, start, end) and (
        bool(_LETTER.search(value)) or len(value) >= _SIX
    )


def _is_login(text: str, start: int, end: int) -> bool:
    """Whether it looks made up to log in with: a word of letters and digits, or two.

    What a flight or a program is called by is shorter, or capitals and a number.
    """
    value = text[start:end].strip(_TRAILING)
    if len(value) < _EIGHT or _NAMED.fullmatch(value) or _ADDRESS.search(value):
        return False
    if is_called(text, start):
        return False
    mixed = _LETTER.search(value) and any(one.isdigit() for one in value)
    return bool(mixed) and _is_strong(text, start, start + len(value))


def _is_made(text: str, start: int, end: int) -> bool:
    """Whether it looks made up, as no word, program, file or amount does.

    A word with digits behind it or marks within; shorter ones than `_is_login` wants,
    where a word says what it opens.
    """
    value = text[start:end].strip(_TRAILING)
    if len(value) < _SIX or _MODEL.fullmatch(value) or _ADDRESS.search(value):
        return False
    if is_called(text, start):
        return False
    if is_program(value) or _COUNTED.fullmatch(value) or _CODE.search(value):
        return False
    return bool(_LETTER.search(value)) and _is_strong(text, start, start + len(value))


def _is_joined(text: str, start: int, end: int) -> bool:
    """Whether words are joined as nobody writes them but in a password."""
    value = text[start:end]
    if is_placeholder(value) or _ADDRESS.search(value) or _VERSION.fullmatch(value):
        return False
    if _CJK.search(value):
        return _is_told(value, shown=True)
    parts = _JOINT.split(value.casefold())
    return len(value) >= _EIGHT and not set(parts) & _words()


def _is_identified(text: str, start: int, end: int) -> bool:
    """Whether it has as many digits as what names a person, and is no amount."""
    value = text[start:end]
    digits = sum(one.isdigit() for one in value)
    if digits < _SIX or DATE.fullmatch(value):
        return False
    return digits >= _EIGHT or not is_amount(text, start, end)


def _is_answer(text: str, start: int, end: int) -> bool:
    """Whether it may be the answer to a security question: a name, no sentence."""
    value = text[start:end]
    if _CJK.match(value):
        return _is_told(value)
    return not {one.casefold() for one in value.split()} & _words()


def _is_odd(text: str, start: int, end: int) -> bool:
    """Whether letters, digits and a mark among them make a password by themselves."""
    value = text[start:end].rstrip(".-")
    mixed = _LETTER.search(value) and any(one.isdigit() for one in value)
    return bool(mixed and _MARK.search(value)) and not is_placeholder(value)


def _is_direct(text: str, start: int, end: int) -> bool:
    value = text[start:end].strip(".,;:!?")
    plain = value.isalpha() and value.casefold() not in _words() and len(value) >= _SIX
    if plain and not is_placeholder(value):
        return value.islower()
    return _is_strong(text, start, end)


def _is_assigned(text: str, start: int, end: int) -> bool:
    value = text[start:end]
    if is_placeholder(value) or value.casefold() in _words() or _is_function(text, end):
        return False
    return not value.isdigit() or len(value) > 5  # noqa: PLR2004


def _is_code(text: str, start: int, end: int) -> bool:
    value = text[start:end]
    digits = sum(one.isdigit() for one in value)
    if not 3 <= digits <= 10 or DATE.fullmatch(value):  # noqa: PLR2004
        return False
    if is_placeholder(value):
        return False
    if end < len(text) and text[end].isalnum() and text[end].isascii():
        return False
    return not is_amount(text, start, end)


def _is_number(text: str, start: int, end: int) -> bool:
    value = text[start:end]
    digits = sum(one.isdigit() for one in value)
    if digits < _FIVE or DATE.fullmatch(value):
        return False
    return digits * (2 if " " in value else 3) >= len(value)


def _is_phone(text: str, start: int, end: int) -> bool:
    value = text[start:end]
    digits = "".join(one for one in value if one.isdigit())
    if not 7 <= len(digits) <= 15 or DATE.fullmatch(value):  # noqa: PLR2004
        return False
    return not digits.startswith(("400", "800", "888", "1800", "1888", "95"))


def _is_account(text: str, start: int, end: int) -> bool:
    value = text[start:end].strip("@.-")
    if value.casefold() in _words() or _VERSION.fullmatch(value):
        return False
    marked = any(one.isdigit() or one in "_#" for one in value)
    told = text[max(0, start - 3) : start].rstrip()[-1:] in {":", "：", "是", "@", "="}
    return len(value) > 3 and (marked or text[start] == "@" or told)  # noqa: PLR2004


def _is_digits(text: str, start: int, end: int) -> bool:
    return not is_amount(text, start, end)


def _is_address(text: str, start: int, end: int) -> bool:
    """Whether somebody may live there; a museum is where everybody can see it."""
    return not is_public(text, start, end) and not is_placeholder(text[start:end])


def _is_any(text: str, start: int, end: int) -> bool:
    return not is_placeholder(text[start:end])


SHAPES: Final[Mapping[str, Callable[[str, int, int], bool]]] = {
    "account": _is_account,
    "address": _is_address,
    "answer": _is_answer,
    "any": _is_any,
    "assigned": _is_assigned,
    "code": _is_code,
    "cvv": _is_any,
    "digits": _is_digits,
    "direct": _is_direct,
    "identified": _is_identified,
    "joined": _is_joined,
    "login": _is_login,
    "loose": _is_loose,
    "made": _is_made,
    "mixed": _is_mixed,
    "number": _is_number,
    "odd": _is_odd,
    "phone": _is_phone,
    "phrase": _is_phrase,
    "strong": _is_strong,
}
"""By the names that the data use: text, start and end of the value."""
