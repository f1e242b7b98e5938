"""The arithmetic by which numbers of the well-known kinds can be told from others."""

from collections.abc import Callable, Mapping
from datetime import date
from hashlib import sha256
from itertools import pairwise
from typing import Final

_CN_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CN_DIGITS: Final = "10X98765432"
_DNI_LETTERS: Final = "TRWAGMYFPDXBNJZSQVHLCKE"
_TW_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVXYWZIO"
_BASE58: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_VERHOEFF_PRODUCT: Final = (
    *("0123456789", "1234067895", "2340178956", "3401289567", "4012395678"),
    *("5987604321", "6598710432", "7659821043", "8765932104", "9876543210"),
)
_VERHOEFF_TURN: Final = (
    *("0123456789", "1576283094", "5803796142", "8916043527"),
    *("9453126870", "4286573901", "2793806415", "7046913258"),
)
CARD_LENGTHS: Final[tuple[tuple[range, frozenset[int]], ...]] = (
    (range(340, 350), frozenset({15})),
    (range(370, 380), frozenset({15})),
    (range(400, 500), frozenset({16, 19})),
    (range(510, 560), frozenset({16})),
    (range(222, 273), frozenset({16})),
    (range(300, 306), frozenset({14, 16})),
    (range(360, 370), frozenset({14, 16})),
    (range(352, 359), frozenset({16})),
    (range(601, 602), frozenset({16, 19})),
    (range(640, 660), frozenset({16, 19})),
    (range(620, 630), frozenset({16, 17, 18, 19})),
    (range(220, 221), frozenset({16})),
    (range(500, 510), frozenset({16, 18, 19})),
    (range(560, 600), frozenset({16, 18, 19})),
)
"""By the first three digits: how long a card's number is."""


def digits_of(text: str) -> list[int]:
    """Return the digits of a text, in order."""
    return [int(one) for one in text if one in "0123456789"]


def is_luhn(text: str) -> bool:
    """Whether the last digit is the check digit of Luhn, as on cards."""
    total = 0
    for place, digit in enumerate(reversed(digits_of(text))):
        doubled = digit * 2 if place % 2 else digit
        total += doubled - 9 if doubled > 9 else doubled  # noqa: PLR2004
    return total % 10 == 0


def is_card(text: str) -> bool:
    """Whether a number has the first digits, the length and the check of a card."""
    digits = digits_of(text)
    first = digits[0] * 100 + digits[1] * 10 + digits[2] if len(digits) > 2 else 0  # noqa: PLR2004
    fits = any(first in span and len(digits) in sizes for span, sizes in CARD_LENGTHS)
    return fits and len(set(digits)) > 1 and is_luhn(text)


def is_iban(text: str) -> bool:
    """Whether an account number has the check digits of ISO 13616."""
    plain = "".join(one for one in text.upper() if one.isalnum())
    turned = plain[4:] + plain[:4]
    return int("".join(str(int(one, 36)) for one in turned)) % 97 == 1


def is_chinese_id(text: str) -> bool:
    """Whether a number is a resident identity number: a day and a check digit."""
    text = "".join(one for one in text if one.isalnum())
    try:
        born = date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    total = sum(int(a) * b for a, b in zip(text[:17], _CN_WEIGHTS, strict=True))
    return born.year > 1890 and text[17].upper() == _CN_DIGITS[total % 11]  # noqa: PLR2004


def is_spanish_id(text: str) -> bool:
    """Whether a DNI or NIE ends with the letter of its number."""
    plain = "".join(one for one in text.upper() if one.isalnum())
    number = plain[:-1].translate(str.maketrans("XYZ", "012"))
    return number.isdigit() and plain[-1] == _DNI_LETTERS[int(number) % 23]


def is_taiwanese_id(text: str) -> bool:
    """Whether a letter and nine digits are a national identity number."""
    code = _TW_LETTERS.index(text[0].upper()) + 10
    digits = [code // 10, code % 10, *digits_of(text)]
    weights = (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1)
    return sum(a * b for a, b in zip(digits, weights, strict=True)) % 10 == 0


def is_brazilian_id(text: str) -> bool:
    """Whether eleven digits are a CPF: two check digits."""
    digits = digits_of(text)
    if len(set(digits)) == 1:
        return False
    for size in (9, 10):
        total = sum(
            a * b for a, b in zip(digits[:size], range(size + 1, 1, -1), strict=True)
        )
        if total * 10 % 11 % 10 != digits[size]:
            return False
    return True


def is_verhoeff(text: str) -> bool:
    """Whether the last digit is the check digit of Verhoeff, as of an Aadhaar."""
    state = 0
    for place, digit in enumerate(reversed(digits_of(text))):
        turned = int(_VERHOEFF_TURN[place % 8][digit])
        state = int(_VERHOEFF_PRODUCT[state][turned])
    return state == 0


def is_base58_key(text: str) -> bool:
    """Whether a text is a private key of Bitcoin: base 58 with a check of SHA-256."""
    number = 0
    for one in text:
        number = number * 58 + _BASE58.index(one)
    raw = number.to_bytes(120, "big").lstrip(b"\0")
    body, check = raw[:-4], raw[-4:]
    return sha256(sha256(body).digest()).digest()[:4] == check


def is_varied(text: str) -> bool:
    """Whether a key looks drawn by lot: not `xxxxxxxx`, not `your_key_here`."""
    body = [one for one in text if one.isalnum()]
    return len(set(body)) * 3 > len(body) or len(set(body)) > 9  # noqa: PLR2004


def has_key_mix(text: str) -> bool:
    """Whether digits stand among letters, as in a key and in no word."""
    digits = sum(one.isdigit() for one in text)
    return is_varied(text) and digits > 1 and digits < len(text)


def is_drawn(text: str) -> bool:
    """Whether capitals, small letters and digits change as if drawn by lot."""
    kinds = [
        0 if one.isdigit() else 1 if one.isupper() else 2
        for one in text
        if one.isalnum()
    ]
    changes = sum(a != b for a, b in pairwise(kinds))
    return len(set(kinds)) == 3 and changes * 5 > len(kinds) * 2  # noqa: PLR2004


CHECKS: Final[Mapping[str, Callable[[str], bool]]] = {
    "base58": is_base58_key,
    "brazilian": is_brazilian_id,
    "card": is_card,
    "chinese": is_chinese_id,
    "drawn": is_drawn,
    "iban": is_iban,
    "key_mix": has_key_mix,
    "spanish": is_spanish_id,
    "taiwanese": is_taiwanese_id,
    "varied": is_varied,
    "verhoeff": is_verhoeff,
}
"""By the names that the data use."""
