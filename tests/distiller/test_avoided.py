"""Boundaries hold back what they are about."""

from datetime import UTC, datetime
from typing import Any

import pytest

from migrate40.distiller.avoided import topics_of
from migrate40.distiller.candidate import Candidate
from migrate40.distiller.memories import memories_of
from migrate40.model.profile import Evidence
from migrate40.notices import Notice, ignore


def said(text: str, **fields: Any) -> Candidate:
    """Return a candidate of a text, with its proof."""
    known: dict[str, Any] = {
        "category": "people",
        "language": "en",
        "origin": "stated",
        "importance": 0.7,
        "confidence": 0.9,
        "evidence": (
            Evidence(
                conversation="c",
                message=f"m-{text}",
                time=datetime(2025, 1, 1, tzinfo=UTC),
                quote=text,
            ),
        ),
    }
    return Candidate(text=text, **known | fields)


def statuses(*candidates: Candidate) -> dict[str, str]:
    """Return the status of each memory by its text."""
    return {one.text: one.status for one in memories_of(candidates, [], ignore)}


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["Ottilie"], "never mention Ottilie again"),
        (["my stepfather"], "Please don't bring up my stepfather"),
        (["weight"], "don't talk about weight"),
        (["my ex"], "stop asking me about my ex"),
        ([], "don't mention it"),
        ([], "never call me kiddo"),
        (["小棠"], "以后别再跟我提小棠了"),
        (["前任"], "别提我前任，别劝和。"),
        (["体重"], "不许在我面前提体重"),
        ([], "不要再提起那个人"),
        ([], "别提醒我"),
    ],
)
def test_topics(expected: list[str], text: str) -> None:
    """A boundary names persons and things; a mere "it" names nothing."""
    assert expected == topics_of(text)


def test_memories_of_a_topic_are_for_review() -> None:
    """Nobody asked to hear no more of Ottilie wants to read of her in every file."""
    assert {
        "never mention Ottilie again": "current",
        "Ottilie plays the harp": "review",
        "my brother plays the harp": "current",
    } == statuses(
        said("never mention Ottilie again", category="boundary"),
        said("Ottilie plays the harp"),
        said("my brother plays the harp"),
    )


def test_holding_back_is_told() -> None:
    """The person learns that something waits, and why; not what."""
    notices: list[Notice] = []
    candidates = [
        said("never mention Ottilie again", category="boundary"),
        said("Ottilie plays the harp"),
    ]
    memories_of(candidates, [], notices.append)
    (notice,) = notices

    assert "left_out" == notice.kind
    assert "asked not to hear of" in notice.why
    assert "Ottilie" not in notice.why


def test_whose_relation_it_is() -> None:
    """Of "my mother" a note says "her mother"; other mothers are no matter."""
    assert {
        "don't bring up my mother": "current",
        "Her mother lives in Fez": "review",
        "Paul's mother lives in Fez": "current",
    } == statuses(
        said("don't bring up my mother", category="boundary"),
        said("Her mother lives in Fez", origin="saved"),
        said("Paul's mother lives in Fez"),
    )


def test_what_was_closed_stays_closed() -> None:
    """Only what is current can be held back."""
    assert (
        "superseded"
        in statuses(
            said("never mention Fez again", category="boundary"),
            said("I live in Fez", slots=(("city", "fez"),)),
            said("I moved to Rome by the sea", slots=(("city", "rome"),)),
        ).values()
    )


def test_a_note_in_the_third_person_names_whom_it_means() -> None:
    """Assistants write down "her mother" where the person said "my mother"."""
    assert {
        "Do not bring up her mother unless she does": "current",
        "My mother lives in Fez": "review",
    } == statuses(
        said(
            "Do not bring up her mother unless she does",
            category="boundary",
            origin="saved",
        ),
        said("My mother lives in Fez"),
    )
