"""The branch shown last, whatever is wrong with the tree."""

from typing import Any

import pytest

Json = dict[str, Any]


def node(parent: str | None, message: Json | None = None, **fields: Any) -> Json:
    """Return a node that links to its parent only."""
    return {"message": message, "parent": parent, **fields}


@pytest.fixture
def say(gpt: Any) -> Any:
    """Return a function: a message that says this, at this second."""

    def said(text: str, time: float | None = None, role: str = "user") -> Json:
        message: Json = gpt.message(role, text, create_time=time)
        return message

    return said


def said(gpt: Any, mapping: Json, current: Any = None) -> list[str]:
    """Return the speech on the current branch."""
    found, _ = gpt.read({"id": "x", "mapping": mapping, "current_node": current})
    return [message.text for message in found.messages]


def told(gpt: Any, mapping: Json, current: Any = None) -> list[str]:
    """Return the kinds of notices."""
    _, notices = gpt.read({"id": "x", "mapping": mapping, "current_node": current})
    return [notice.kind for notice in notices]


@pytest.fixture
def fork(say: Any) -> Json:
    """Return a question with two answers; the longer branch is the older."""
    return {
        "r": node(None),
        "q": node("r", say("Q", 1)),
        "old": node("q", say("old", 2)),
        "old2": node("old", say("old still", 3)),
        "new": node("q", say("new", 4)),
    }


@pytest.mark.parametrize(
    ("current", "expected"),
    [
        ("new", ["Q", "new"]),
        ("old2", ["Q", "old", "old still"]),
        ("old", ["Q", "old"]),
    ],
)
def test_the_current_node_decides(
    gpt: Any, fork: Json, current: str, expected: list[str]
) -> None:
    """Even for the older, the shorter, the unfinished branch; others are not shown."""
    assert expected == said(gpt, fork, current)
    assert [] == told(gpt, fork, current)


@pytest.mark.parametrize("current", [None, "", "elsewhere", 5, "r"])
def test_without_a_current_node(gpt: Any, fork: Json, current: Any) -> None:
    """The newest leaf is taken, as a guess."""
    assert ["Q", "new"] == said(gpt, fork, current)
    assert ["guessed"] == told(gpt, fork, current)


def test_the_update_counts(gpt: Any, fork: Json) -> None:
    """A leaf that was written on later is newer."""
    fork["old2"]["message"]["update_time"] = 9

    assert ["Q", "old", "old still"] == said(gpt, fork)


def test_of_equal_leaves_the_farther(gpt: Any, fork: Json) -> None:
    """Ties go to the longer branch."""
    fork["new"]["message"]["create_time"] = 3

    assert ["Q", "old", "old still"] == said(gpt, fork)


def test_leaves_without_times(gpt: Any, fork: Json) -> None:
    """Without any time the last in the document is taken."""
    for each in fork.values():
        each["message"] = {**(each["message"] or {}), "create_time": None}
    shuffled = {key: fork[key] for key in ("new", "old", "r", "q", "old2")}

    assert ["Q", "new"] == said(gpt, fork)
    assert ["Q", "old", "old still"] == said(gpt, shuffled)


def test_a_leaf_without_message(gpt: Any, say: Any) -> None:
    """An empty node beside the tree is no branch."""
    mapping = {"q": node(None, say("Q")), "client-created-root": node(None)}

    assert ["Q"] == said(gpt, mapping)
    assert [] == told(gpt, mapping)


def test_a_hidden_current_node(gpt: Any, say: Any) -> None:
    """The current node may be a recap: its branch is the current one."""
    recap = gpt.reply({"content_type": "reasoning_recap", "content": "Thought for 3s"})
    mapping = {
        "q": node(None, say("Q", 1)),
        "a": node("q", say("A", 2, "assistant")),
        "recap": node("a", recap),
        "later": node("q", say("rejected", 9, "assistant")),
    }

    assert ["Q", "A"] == said(gpt, mapping, "recap")


def test_links_to_children_only(gpt: Any, say: Any) -> None:
    """Dumps of others leave the parents out."""
    mapping = {
        "a": {"message": say("A"), "children": []},
        "q": {"message": say("Q"), "children": ["a", "gone", None, "q"]},
    }

    assert ["Q", "A"] == said(gpt, mapping, "a")
    assert [] == told(gpt, mapping, "a")


def test_mixed_links(gpt: Any, say: Any) -> None:
    """Each node may be linked from another side; a parent that is gone is no link."""
    mapping = {
        "1": {"message": say("one"), "children": ["2"]},
        "2": {"message": say("two"), "parent": "gone"},
        "3": {"message": say("three"), "parent": "2", "children": None},
    }

    assert ["one", "two", "three"] == said(gpt, mapping, "3")


def test_numbers_as_names(gpt: Any, say: Any) -> None:
    """Some dumps number their nodes."""
    mapping = {
        "1": {"id": 1, "message": say("one"), "parent": None},
        "2": {"id": 2, "message": say("two"), "parent": 1},
    }

    assert ["one", "two"] == said(gpt, mapping, 2)


def test_names_of_nodes_and_messages(gpt: Any, say: Any) -> None:
    """Links may name a node by its id or by that of its message; the key is surer."""
    mapping = {
        "k1": {"id": "n1", "message": {**say("one"), "id": "k2"}},
        "k2": {"message": {**say("two"), "id": "m2"}, "parent": "n1"},
        "k3": {"message": say("three"), "parent": "m2"},
        "k4": {"message": say("four"), "parent": "k2"},
    }

    assert ["one", "two", "three"] == said(gpt, mapping, "k3")
    assert ["one", "two", "four"] == said(gpt, mapping, "k4")


def test_a_circle(gpt: Any, say: Any) -> None:
    """A circle is cut open, once around, and that is told."""
    mapping = {
        "a": node("b", say("A")),
        "b": node("a", say("B")),
    }

    assert ["A", "B"] == said(gpt, mapping, "b")
    assert ["repaired"] == told(gpt, mapping, "b")
    assert sorted(said(gpt, mapping)) == ["A", "B"]


def test_a_node_that_is_its_own_parent(gpt: Any, say: Any) -> None:
    """It is a root."""
    assert ["A"] == said(gpt, {"a": node("a", say("A"))}, "a")


def test_an_orphan(gpt: Any, say: Any) -> None:
    """A clipped conversation begins where it was clipped, and that is told."""
    mapping = {"a": node("gone", say("A")), "b": node("a", say("B"))}

    assert ["A", "B"] == said(gpt, mapping, "b")
    assert ["repaired"] == told(gpt, mapping, "b")


def test_two_roots(gpt: Any, say: Any) -> None:
    """The current node tells which of two trees is shown."""
    mapping = {"a": node(None, say("A", 1)), "b": node(None, say("B", 2))}

    assert (["A"], ["B"]) == (said(gpt, mapping, "a"), said(gpt, mapping))


def test_nodes_that_are_null(gpt: Any, say: Any) -> None:
    """Null where a node should be is as if it were not there."""
    mapping = {"r": None, "a": node("r", say("A")), "b": node("a")}

    assert ["A"] == said(gpt, mapping, "b")


def test_a_long_line(gpt: Any) -> None:
    """Thousands of turns are no trouble."""
    turns = [gpt.user(str(number)) for number in range(3000)]

    assert [str(number) for number in range(3000)] == gpt.said(*turns)
