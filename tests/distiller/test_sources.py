"""What was read."""

from collections.abc import Callable

from migrate40.distiller.sources import SourceCollector
from migrate40.model.conversation import Conversation, Given
from migrate40.model.profile import Source

Talk = Callable[..., Conversation]


def read(*conversations: Conversation) -> tuple[Source, ...]:
    """Return the sources of some conversations."""
    collector = SourceCollector()
    for conversation in conversations:
        collector.add(conversation)
    return collector.sources()


def test_counts(talk: Talk) -> None:
    """All conversations of a vendor are one source."""
    first, second = talk("a", "b"), talk("c", name="c2", day=3)
    (source,) = read(first, second)

    assert "chatgpt" == source.vendor
    assert 2 == source.conversations
    assert {"user": 3, "assistant": 3} == source.messages
    assert {"gpt-4o": 3} == source.models
    assert first.messages[0].time == source.first
    assert second.messages[-1].time == source.last


def test_vendors_are_sorted(talk: Talk) -> None:
    """One entry a vendor, by name."""
    assert ["chatgpt", "claude"] == [
        source.vendor for source in read(talk("a", vendor="claude"), talk("b"))
    ]


def test_digest(talk: Talk) -> None:
    """It tells what was read, whatever the order."""
    first, second = talk("a"), talk("b", name="c2")

    assert read(first, second) == read(second, first)
    assert read(first)[0].sha256 != read(second)[0].sha256


def test_what_was_given_counts_apart(talk: Talk) -> None:
    """A carrier is no conversation, but what it carries is part of what was read."""
    note = Given(id="g", what="pasted_memory", text="x", vendor="chatgpt")
    carrier = Conversation(vendor="chatgpt", id="", given=(note,))
    (alone,) = read(carrier)

    assert 0 == alone.conversations
    assert read(talk("a"), carrier) == read(talk("a", given=(note,)))


def test_nothing() -> None:
    """A conversation in which nothing is said is no source."""
    assert () == read(Conversation(vendor="claude", id="x"))
