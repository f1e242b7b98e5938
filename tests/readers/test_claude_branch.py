"""Which messages of a Claude conversation were shown last."""

from typing import Any

import msgspec
import pytest

from migrate40.readers.claude_branch import ROOT, Branch, shown
from migrate40.readers.claude_shape import Turn

ABSENT = object()


def turns(*links: tuple[str, object], senders: str = "") -> list[Turn]:
    """Return messages with a parent each, one second apart, by turns `h` and `a`."""
    senders = senders or "ha" * len(links)
    return [
        msgspec.convert(_fields(place, name, parent, senders[place]), Turn)
        for place, (name, parent) in enumerate(links)
    ]


def _fields(place: int, name: str, parent: object, sender: str) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "uuid": name,
        "sender": "human" if sender == "h" else "assistant",
        "created_at": f"2025-01-01T00:00:{place:02}Z",
    }
    return fields if parent is ABSENT else {**fields, "parent_message_uuid": parent}


@pytest.mark.parametrize("parent", [ROOT, None, "", ABSENT, "gone"])
def test_without_a_chain_everything_was_shown(parent: object) -> None:
    """No message names another one: the list is the conversation."""
    found = shown(turns(("a", parent), ("b", parent), ("c", parent)), None)

    assert Branch((0, 1, 2)) == found


def test_nothing_was_shown_of_nothing() -> None:
    """An empty chat has an empty branch."""
    assert Branch(()) == shown([], None)


@pytest.mark.parametrize("root", [ROOT, None, "", "gone", ABSENT])
def test_a_chain_is_followed_from_its_root(root: object) -> None:
    """However the first message says that it is the first."""
    found = shown(turns(("a", root), ("b", "a"), ("c", "b")), None)

    assert Branch((0, 1, 2)) == found


def test_of_two_answers_the_newer_counts() -> None:
    """The answer that was replaced is on no branch."""
    found = shown(
        turns(("q", ROOT), ("old", "q"), ("new", "q"), ("on", "new"), senders="haah"),
        None,
    )

    assert Branch((0, 2, 3)) == found


def test_the_newest_leaf_may_be_on_the_older_branch() -> None:
    """Who goes back and goes on there, means that branch."""
    links = [("q", ROOT), ("old", "q"), ("new", "q"), ("on", "old")]

    assert Branch((0, 1, 3)) == shown(turns(*links, senders="haah"), None)


def test_another_first_message_replaces_the_first() -> None:
    """Two roots by the person: the first message was edited."""
    for root in (ROOT, None):
        links = [("a", root), ("b", "a"), ("c", root), ("d", "c")]

        assert Branch((2, 3)) == shown(turns(*links), None)


def test_time_decides_then_place() -> None:
    """A newer time wins over a later place; of equal times the later place."""
    three = turns(("q", ROOT), ("x", "q"), ("y", "q"), senders="haa")

    three[1].created_at = "2025-02-01T00:00:00Z"
    assert Branch((0, 1)) == shown(three, None)
    three[2].created_at = "2025-02-01T00:00:00Z"
    assert Branch((0, 2)) == shown(three, None)
    three[1].created_at = three[2].created_at = None
    assert Branch((0, 2)) == shown(three, None)


def test_the_leaf_of_a_capture_is_believed() -> None:
    """The web interface knows what it shows."""
    links = [("q", ROOT), ("old", "q"), ("new", "q")]

    assert Branch((0, 1)) == shown(turns(*links, senders="haa"), "old")


def test_a_leaf_with_followers_is_a_place_on_the_way() -> None:
    """The newest end below it was shown; ends elsewhere were not."""
    links = [("q", ROOT), ("old", "q"), ("on", "old"), ("new", "q")]

    assert Branch((0, 1, 2)) == shown(turns(*links, senders="haha"), "old")


@pytest.mark.parametrize("leaf", ["nowhere", "", 7, None])
def test_a_leaf_that_is_not_here_says_nothing(leaf: str | int | None) -> None:
    """The newest end counts as ever."""
    links = [("q", ROOT), ("old", "q"), ("new", "q")]

    assert Branch((0, 2)) == shown(turns(*links, senders="haa"), leaf)


def test_a_leaf_without_a_chain_says_nothing() -> None:
    """Where nothing links the messages, all of them were shown."""
    found = shown(turns(("a", ABSENT), ("b", ABSENT), ("c", ABSENT)), "b")

    assert Branch((0, 1, 2)) == found


def test_a_reply_without_a_parent_follows_what_is_before_it() -> None:
    """Claude never begins a conversation."""
    links = [("a", ROOT), ("b", "a"), ("c", "b"), ("d", None)]

    assert Branch((0, 1, 2, 3), guessed=1) == shown(turns(*links), None)


@pytest.mark.parametrize("parent", ["gone", ABSENT])
def test_a_lost_parent_is_the_message_before(parent: object) -> None:
    """A clipped file must not cost all that was said before the gap."""
    links = [("a", ROOT), ("b", "a"), ("c", parent), ("d", "c")]

    assert Branch((0, 1, 2, 3), guessed=1) == shown(turns(*links), None)


def test_messages_may_stand_in_any_order() -> None:
    """The chain is authoritative, not the list."""
    links = [("b", "a"), ("a", ROOT), ("c", "b")]

    assert Branch((1, 0, 2)) == shown(turns(*links, senders="ahh"), None)


def test_a_circle_ends() -> None:
    """It is no branch at all, so everything counts."""
    found = shown(turns(("a", "b"), ("b", "a")), None)

    assert Branch((0, 1), guessed=2) == found


def test_a_circle_below_the_end_ends() -> None:
    """Each message of it is there once."""
    found = shown(turns(("a", "b"), ("b", "a"), ("c", "b")), "c")

    assert Branch((0, 1, 2)) == found


def test_its_own_parent_is_a_first_message() -> None:
    """A link to itself is none."""
    assert Branch((0, 1)) == shown(turns(("a", "a"), ("b", "a")), None)


def test_one_id_for_all_is_a_chain() -> None:
    """Who blacks out ids may use one for all of them."""
    links = [("x", "x"), ("x", "x"), ("x", "x")]

    assert Branch((0, 1, 2)) == shown(turns(*links), None)


def test_a_message_that_is_there_twice() -> None:
    """The next one follows the nearer copy."""
    links = [("a", ROOT), ("b", "a"), ("b", "a"), ("c", "b")]

    assert Branch((0, 2, 3)) == shown(turns(*links, senders="haah"), None)


def test_ids_by_the_other_name() -> None:
    """Other programs write `id`."""
    two = [
        msgspec.convert({"id": 1, "role": "user"}, Turn),
        msgspec.convert({"id": 2, "role": "user", "parent_message_uuid": 1}, Turn),
        msgspec.convert({"id": 3, "role": "user", "parent_message_uuid": 1}, Turn),
    ]

    assert Branch((0, 2)) == shown(two, None)


def test_a_thousand_ends_take_no_time() -> None:
    """Neither depth nor breadth is squared."""
    links: list[tuple[str, object]] = [("m-0", ROOT)]
    links += [(f"m-{n}", f"m-{n - 1}") for n in range(1, 20_000)]
    links += [(f"e-{n}", f"m-{n}") for n in range(20_000)]
    many = [
        Turn(uuid=name, sender="human", parent_message_uuid=str(parent))
        for name, parent in links
    ]

    found = shown(many, "m-5")

    assert 20_001 == len(found.places)
