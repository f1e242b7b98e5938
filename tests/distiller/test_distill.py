"""The whole way from conversations to a profile."""

from collections.abc import Callable

import pytest

from migrate40.distiller import distill
from migrate40.errors import UsageError
from migrate40.model.conversation import Conversation, Given
from migrate40.model.profile import Profile
from migrate40.notices import Notice

Talk = Callable[..., Conversation]


def test_profile(talk: Talk) -> None:
    """Sources, voice and memories come out of one reading."""
    note = Given(id="g", what="saved_memory", text="User has a hen", vendor="chatgpt")
    profile = distill(iter([talk("hi", "I live in Porto", given=(note,))]))

    assert 1 == profile.sources[0].conversations
    assert "gpt-4o" == profile.persona.model
    assert ["User has a hen", "I live in Porto"] == [m.text for m in profile.memories]
    assert profile == Profile.from_json(profile.to_json())


def test_nothing_read() -> None:
    """An empty history gives an empty profile."""
    profile = distill([])

    assert () == profile.sources
    assert () == profile.memories


def test_notices_that_come_while_reading(talk: Talk) -> None:
    """Notices stand in the profile, sorted and once each, also those of distilling."""
    notices: list[Notice] = []
    reported: list[Notice] = []
    secret = "The password of the shed is tulip77"  # noqa: S105  # invented
    note = Given(id="g", what="pasted_memory", text=secret, vendor="chatgpt")

    def reading() -> "list[Conversation]":
        notices.extend([Notice(kind="repaired", where="x", why="a BOM")] * 2)
        return [talk("hi", given=(note,))]

    profile = distill(
        (one for one in reading()), report=reported.append, notices=notices
    )

    assert ["left_out", "repaired"] == [remark.kind for remark in profile.notices]
    assert ["left_out"] == [notice.kind for notice in reported]
    assert b"tulip77" not in profile.to_json()


def test_unknown_model(talk: Talk) -> None:
    """A slug that never spoke is a mistake on the command line."""
    with pytest.raises(UsageError, match="gpt-4o"):
        distill([talk("hi")], model="gpt-9")


def test_a_move_in_lower_case_closes_the_old_town(talk: Talk) -> None:
    """Who types without capitals moves, too."""
    conversations = [
        talk("good morning, haha", "I live in Duluth with two geese"),
        talk("good morning, haha", "we moved to superior wisconsin", name="c2", day=90),
    ]
    memories = {one.text: one for one in distill(conversations).memories}
    old, new = (
        memories["I live in Duluth with two geese"],
        memories["we moved to superior wisconsin"],
    )
    assert (old.status, new.status) == ("superseded", "current")
    assert new.supersedes == (old.id,)
