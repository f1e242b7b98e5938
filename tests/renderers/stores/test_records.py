"""Records for mem0 and for Portable AI Memory."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from migrate40.model.profile import Evidence, Memory, Profile, Source
from migrate40.renderers import render
from migrate40.renderers.options import Options
from migrate40.renderers.stores.records import content_hash

SAID = datetime(2025, 3, 4, 22, 10, tzinfo=UTC)
PROOF = Evidence(conversation="c-1", message="m-1", time=SAID, quote="she sails boats")


def store(profile: Profile, **options: object) -> dict[str, Any]:
    """Return the memory store; digests hold and ids are unique."""
    made = render(profile, "pam", Options(**options))["memory-store.json"]  # type: ignore[arg-type]
    found: dict[str, Any] = json.loads(made)
    idents = [one["id"] for one in found["memories"]]

    assert len(set(idents)) == len(idents)
    for one in found["memories"]:
        assert content_hash(one["content"]) == one["content_hash"]
        assert ("custom_type" in one) == (one["type"] == "custom")
    return found


def records(profile: Profile) -> list[dict[str, Any]]:
    """Return mem0's list."""
    made: list[dict[str, Any]] = json.loads(render(profile, "mem0")["memories.json"])
    return made


def only(profile: Profile, **fields: object) -> Profile:
    """Return the profile with one memory."""
    one: Memory = msgspec.structs.replace(profile.memories[0], **fields)
    return msgspec.structs.replace(profile, memories=(one,))


def test_any_profile(any_profile: Profile) -> None:
    """The voice and every memory."""
    assert len(any_profile.memories) + 1 == len(store(any_profile)["memories"])
    assert len(any_profile.memories) == len(records(any_profile))


def test_a_memory_with_its_proof(english: Profile) -> None:
    """Day, words and place come along."""
    profile = only(
        english,
        text="Her sister sails",
        category="people",
        origin="saved",
        happened_at="2024",
        evidence=(PROOF,),
    )
    (_, one), (record,) = store(profile)["memories"], records(profile)

    assert ("relationship", "Her sister sails") == (one["type"], one["content"])
    assert {"created_at": "2025-03-04T22:10:00Z"} == one["temporal"]
    assert {
        "platform": "chatgpt",
        "conversation_ref": "c-1",
        "message_ref": "m-1",
        "extraction_method": "api_export",
    } == one["provenance"]
    assert {
        "category": "people",
        "origin": "saved",
        "importance": 0.5,
        "happened_at": "2024",
        "quote": "she sails boats",
        "quoted_at": "2025-03-04",
        "language": "en",
    } == one["metadata"]
    assert ("Her sister sails", "2025-03-04T22:10:00Z") == (
        record["memory"],
        record["created_at"],
    )
    assert profile.memories[0].id == one["id"] == record["id"]


def test_what_only_the_two_know(english: Profile) -> None:
    """It has a type of its own; what is never said is a fact."""
    shared = store(only(english, category="shared"))["memories"][1]
    study = store(only(english, category="study"))["memories"][1]

    assert ("custom", "shared_moment") == (shared["type"], shared["custom_type"])
    assert "fact" == study["type"]


def test_times_that_nobody_knows(english: Profile) -> None:
    """mem0 gets none; a store must have one: when all of it was known."""
    unknown = only(english, said_at=None)
    nowhere = msgspec.structs.replace(unknown, sources=())

    assert records(unknown)[0]["created_at"] is None
    assert "said_at" not in records(unknown)[0]["metadata"]
    assert "said_at" in records(english)[0]["metadata"]
    assert "2025-03-04T22:10:00Z" == created(unknown)
    assert "1970-01-01T00:00:00Z" == created(nowhere)


def created(profile: Profile) -> str:
    """Return the time of the last memory of the store."""
    return str(store(profile)["memories"][-1]["temporal"]["created_at"])


@pytest.mark.parametrize(
    ("vendors", "expected"),
    [
        (("claude",), "claude"),
        (("chatgpt", "claude"), "local"),
        (("Très long",), "local"),
        ((), "local"),
    ],
)
def test_the_platform(
    english: Profile, vendors: tuple[str, ...], expected: str
) -> None:
    """The one place it comes from, in letters that the format takes."""
    first: Source = english.sources[0]
    sources = tuple(msgspec.structs.replace(first, vendor=one) for one in vendors)
    found = store(msgspec.structs.replace(english, sources=sources))["memories"]

    assert {expected} == {one["provenance"]["platform"] for one in found}


def test_parts(english: Profile) -> None:
    """The voice is the memory of a type of its own."""
    voice = store(english, part="persona")["memories"]
    facts = store(english, part="memories")["memories"]

    assert ["assistant_persona"] == [one["custom_type"] for one in voice]
    assert "You are Juniper" in voice[0]["content"]
    assert len(english.memories) == len(facts)


def test_a_language_that_the_format_does_not_take(english: Profile) -> None:
    """It is left out."""
    one = store(only(english, language="mixed language"))["memories"][1]

    assert "language" not in one["metadata"]


@pytest.mark.parametrize(
    "same", ["Mind  the STEP", " mind the step\n", "mind\tthe step"]
)
def test_the_digest_is_of_the_normal_form(same: str) -> None:
    """Blanks and capitals do not count."""
    digest = hashlib.sha256(b"mind the step").hexdigest()

    assert f"sha256:{digest}" == content_hash(same)
    assert f"sha256:{digest}" != content_hash("mind the stop")
