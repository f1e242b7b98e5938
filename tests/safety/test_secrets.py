"""Secrets: found by their format or the words around them; look-alikes stay."""

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from migrate40.safety.secrets import (
    MARK,
    redacted,
    redacted_within,
    replaced,
    secrets_in,
    stands,
)

LINES = tomllib.loads(Path(__file__).with_name("wordings.toml").read_text("utf-8"))
BODY = "x7Qm2Lr9Tz4Kd8Wp1Vb6Ys3Nf5Hg0Jc"
HEX = "9f3ac07e51b84d26"
FORMATS = [
    ("api key", "sk-" + "proj-" + BODY),
    ("api key", "sk-" + "ant-api03-" + BODY),
    ("api key", "sk-" + HEX * 2),
    ("api key", "gh" + "p_" + BODY + "a1B2"),
    ("api key", "github" + "_pat_" + BODY + BODY),
    ("api key", "gl" + "pat-" + BODY[:20]),
    ("api key", "AI" + "za" + BODY + "q4W"),
    ("api key", "h" + "f_" + BODY),
    ("api key", "xo" + "xb-" + "2210934456-" + BODY),
    ("api key", "sk" + "_live_" + BODY),
    ("api key", "np" + "m_" + BODY + "a1B2"),
    ("api key", "AK" + "IA" + "Q4R5T6Y7U2I3O4P5"),
    ("api key", "LT" + "AI" + BODY[:20]),
    ("api key", "S" + "G." + BODY[:22] + "." + BODY + BODY[:11]),
    ("token", "ey" + "J" + BODY + "." + BODY + "." + BODY),
    ("token", "Authorization: " + "Bearer " + BODY),
    ("token", "7741203398:" + "AA" + BODY[:31] + "Qw"),
    ("token", "https://hooks.slack.com/services/" + "T01/B02/" + BODY),
    ("token", "https://x.example/cb?access_token=" + BODY),
    ("password", "postgres://ola:" + "w4lnut!ink" + "@db.example/x"),
    ("private key", "-----BEGIN " + "RSA PRIVATE KEY-----\n" + BODY * 3),
    ("card", "4111 1111 1111 1111"),
    ("card", "378282246310005"),
    ("card", "6011000990139424"),
    ("id number", "11010519491231002X"),
    ("id number", "12345678Z"),
    ("id number", "X1234567L"),
    ("id number", "A123456789"),
    ("id number", "529.982.247-25"),
    ("id number", "219-09-9999"),
    ("bank account", "DE89 3704 0044 0532 0130 00"),
    ("bank account", "GB82WEST12345698765432"),
    ("phone", "13800138000"),
    ("phone", "+49 30 901820 11"),
    ("phone", "(415) 555-0100"),
    ("email", "ola.fenn@posteo.example"),
    (
        "recovery phrase",
        "velvet pigeon orbit magnet ginger timber crater anchor salute cactus sun fox",
    ),
]


@pytest.mark.threat(15)
@pytest.mark.parametrize(("kind", "secret"), FORMATS)
def test_known_formats(kind: str, secret: str) -> None:
    """A key needs no label; what is around it stays."""
    clean = redacted(f"Ola sent it: {secret} and left.")

    assert (kind,) == clean.kinds
    assert clean.text.startswith("Ola sent it: ")
    assert clean.text.endswith(" and left.")
    assert secret[-12:] not in clean.text or kind == "password"


@pytest.mark.parametrize(
    "text",
    [
        "4111 1111 1111 1112",
        "110105194912310021",
        "110105194913310020",
        "12345678A",
        "A123456788",
        "111.111.111-11",
        "DE89 3704 0044 0532 0130 01",
        "sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "ISBN 978-0-306-40615-7",
        "one two three four five six seven eight nine ten one two",
    ],
)
def test_a_check_that_fails(text: str) -> None:
    """A number that only looks the part stays."""
    assert () == redacted(text).kinds


@pytest.mark.threat(15)
@pytest.mark.parametrize(("text", "secret"), LINES["told"])
def test_told_in_words(text: str, secret: str) -> None:
    """A password, code, number or address in a sentence."""
    clean = redacted(text)

    assert secret not in clean.text
    assert 1 <= len(clean.kinds)


@pytest.mark.threat(15)
@pytest.mark.parametrize("text", LINES["harmless"])
def test_harmless(text: str) -> None:
    """Order numbers, versions, talk about passwords ... stay, letter for letter."""
    assert text == redacted(text).text


def test_marks_are_left_alone() -> None:
    """A text that went through once goes through unchanged."""
    once = redacted("my pin is 4471 and the wifi password: plum-Tart-9").text

    assert ["code", "password"] == MARK.findall(once)
    assert once == redacted(once).text


def test_full_width_forms_are_read_and_kept() -> None:
    """Digits of any width are digits; what is no secret keeps its width."""
    assert (
        "～手机[redacted: phone]！" == redacted("～手机１３８００１３８０００！").text
    )


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("門鎖密碼是 4471，記得關燈", "門鎖密碼是 [redacted: code]，記得關燈"),
        ("打這個電話，13900112233，找我", "打這個電話，[redacted: phone]，找我"),
    ],
)
def test_traditional_characters_are_read_and_kept(text: str, clean: str) -> None:
    """The patterns are in simplified ones; what was said stays as it was written."""
    assert clean == redacted(text).text


def test_nothing_overlaps() -> None:
    """Secrets come in order and apart, so that the text can be cut at them."""
    found = secrets_in("postgres://ola:w4lnut@db.example.org token=abc123def456ghi789")

    assert list(found) == sorted(found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_the_sentence_before_may_tell() -> None:
    """What is a secret in the message is one in a part of it."""
    whole = "New password. It is: Tulip!Bread9\nMy cousin Bex likes Tulip!Bread9 jokes."
    part = "My cousin Bex likes Tulip!Bread9 jokes."

    assert "Tulip" not in redacted_within(part, whole).text


def test_known_values_go_everywhere() -> None:
    """Longest first: one value may be within another."""
    known = {"ab12cd": "code", "ab12cdef": "password"}
    clean = replaced("ab12cdef then ab12cd", known)

    assert "[redacted: password] then [redacted: code]" == clean.text
    assert ("password", "code") == clean.kinds


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (False, "my pin is [redacted: code]"),
        (False, "wifi 密码：[redacted: password]"),
        (True, "My cousin Bex opened a bakery. Her pin is [redacted: code]"),
        (True, "表妹开了一家面包店，密码是 [redacted: password]"),
        (True, "我住在杭州市[redacted: address]"),
        (False, "[redacted: address]"),
    ],
)
def test_stands(expected: bool, text: str) -> None:
    """A line is worth keeping if it tells something without its secret."""
    assert expected == stands(text)


@pytest.mark.parametrize(
    "text",
    [
        "I moved to Clevedon on 22 May 2025 with Ann",
        "We stayed at home 14 Days Straight",
        "I have been living in London for 3 Months Now",
        "We moved to Ghent 2 Summers Ago",
        "I moved to Berlin in 2019 Spring Term",
    ],
)
def test_a_time_is_no_address(text: str) -> None:
    """A number before a date or a length of time is no house."""
    assert (text, ()) == (redacted(text).text, redacted(text).kinds)


def test_a_street_of_a_season_is_an_address() -> None:
    """Though the words of a time stand in its name."""
    assert ("address",) == redacted("I live at 22 Spring Street").kinds
    assert ("address",) == redacted("we moved to 7 Winter Hollow Lane").kinds
