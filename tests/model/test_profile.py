"""The profile's text form."""

import json
from datetime import UTC, datetime

import pytest

from migrate40.errors import InvalidProfile, NewerProfile
from migrate40.model.profile import Evidence, Memory, Persona, Profile

PROFILE = Profile(
    persona=Persona(name="阿灯", style={"emoji_per_message": 1.25}),
    memories=(
        Memory(
            id="m-1",
            text="猫叫藤椒 👩‍🍳～",
            category="pets",
            language="zh",
            origin="stated",
            confidence=0.9,
            importance=0.5,
            said_at=datetime(2025, 3, 4, 22, 10, tzinfo=UTC),
            evidence=(Evidence(conversation="c", message=None, time=None, quote=None),),
        ),
    ),
)


def test_round_trip() -> None:
    """What is written is read again, to the byte."""
    data = PROFILE.to_json()

    assert PROFILE == Profile.from_json(data)
    assert data == Profile.from_json(data).to_json()


def test_it_is_readable_utf8() -> None:
    """A person can open it: indented, unescaped, a newline at the end."""
    text = PROFILE.to_json().decode()

    assert "\n  " in text
    assert "👩‍🍳～" in text
    assert text.endswith("}\n")


def test_evidence_has_all_its_keys() -> None:
    """What the source does not have is null, not missing."""
    document = json.loads(PROFILE.to_json())

    expected = {"conversation": "c", "message": None, "time": None, "quote": None}
    assert expected == document["memories"][0]["evidence"][0]


def test_a_bom_does_no_harm() -> None:
    """Windows editors put one in front."""
    assert PROFILE == Profile.from_json(b"\xef\xbb\xbf" + PROFILE.to_json())


def test_a_newer_schema_is_refused() -> None:
    """Half understanding a document would lose things in silence."""
    data = PROFILE.to_json().replace(b'"schema_version": 1', b'"schema_version": 2')
    with pytest.raises(NewerProfile, match="schema version 2, this program knows 1"):
        Profile.from_json(data)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no JSON"),
        (b"\xff\xfe", "no JSON"),
        (b'{"a":' * 100_000, "no JSON"),
        (b'{"schema": "x", "schema_version": 1}', "its schema is not"),
        (b'{"schema_version": 1}', "missing required field `schema`"),
        (
            b'{"schema": "migrate40/profile", "schema_version": 1, "memories": [{}]}',
            r"\$.memories\[0\]",
        ),
    ],
)
def test_a_broken_one_is_told(data: bytes, why: str) -> None:
    """One line says what is wrong and where."""
    with pytest.raises(InvalidProfile, match=why):
        Profile.from_json(data)
