"""Laws of ChatGPT's trees: whatever links there are, and whatever JSON comes."""

import json
from collections.abc import Mapping
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from migrate40.model.conversation import Conversation
from migrate40.notices import Notice
from migrate40.readers import chatgpt
from migrate40.readers.chatgpt_branch import find_branch
from migrate40.readers.chatgpt_shape import (
    Author,
    Content,
    Entry,
    Link,
    Message,
    Metadata,
    Node,
    PartObject,
    Stub,
)

Tree = list[tuple[int | None, float | None]]


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    """Draw the number of the parent and the time of each node."""
    size = draw(st.integers(1, 12))
    times = st.none() | st.integers(1, 5).map(float)
    above = [
        draw(st.none() | st.integers(0, n - 1)) if n else None for n in range(size)
    ]
    return [(parent, draw(times)) for parent in above]


def nodes(tree: Tree, order: list[int], *, down: bool, up: bool) -> dict[str, Link]:
    """Return the tree with the links of one direction, or of both."""
    return {
        str(n): Link(
            message=Stub(create_time=tree[n][1]),
            parent=tree[n][0] if up else None,
            children=[c for c, (p, _) in enumerate(tree) if p == n] if down else None,
        )
        for n in order
    }


@given(tree=trees(), data=st.data())
def test_either_link_is_enough(tree: Tree, data: st.DataObject) -> None:
    """Parents alone, children alone and both give the same branch."""
    order = data.draw(st.permutations(range(len(tree))))
    current = data.draw(st.none() | st.integers(0, len(tree)))
    up, down, both = (
        find_branch(nodes(tree, order, up=u, down=d), current)
        for u, d in ((True, False), (False, True), (True, True))
    )

    assert up == down == both


@given(tree=trees(), data=st.data())
def test_a_branch_is_a_path(tree: Tree, data: st.DataObject) -> None:
    """It begins at a root, follows the links and ends at the current node."""
    current = data.draw(st.integers(0, len(tree) - 1))
    keys = find_branch(
        nodes(tree, list(range(len(tree))), up=True, down=False), current
    ).keys
    path = [int(key) for key in keys]

    assert tree[path[0]][0] is None
    assert path[:-1] == [tree[n][0] for n in path[1:]]
    assert current == path[-1]


@given(
    st.dictionaries(
        st.sampled_from("abcd"),
        st.builds(
            Link,
            parent=st.sampled_from("abcde") | st.none(),
            children=st.lists(st.sampled_from("abcde")),
        ),
    )
)
def test_any_links_end(found: Mapping[str, Link]) -> None:
    """Circles and contradictions lead to a path, with no node twice."""
    keys = find_branch(found, None).keys

    assert len(keys) == len(set(keys))
    assert bool(keys) == bool(found)


FIELDS = sorted(
    {
        field.encode_name
        for kind in (Author, Content, Entry, Message, Metadata, Node, PartObject)
        for field in msgspec.structs.fields(kind)
    }
)
WORDS = (
    st.sampled_from(["user", "assistant", "tool", "bio", "text", "all", "a", "b"])
    | st.text(st.characters(), max_size=8)
    | st.sampled_from(["multimodal_text", "user_editable_context", "{}", "1. x"])
)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | WORDS
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(FIELDS) | WORDS, inner, max_size=5)
    ),
    max_leaves=25,
)
MESSAGES = st.fixed_dictionaries(
    {"author": st.fixed_dictionaries({"role": WORDS}), "content": VALUES},
    optional={"recipient": SCALARS, "metadata": VALUES, "create_time": SCALARS},
)
NODES = st.fixed_dictionaries({"message": MESSAGES | VALUES, "parent": SCALARS})


def read(value: Any) -> tuple[Conversation | None, list[Notice]]:
    """Return what is read of a value, as JSON that no surrogate is too odd for."""
    return parsed(json.dumps(value).encode())


def parsed(raw: bytes) -> tuple[Conversation | None, list[Notice]]:
    """Return what is read of bytes, and what is told."""
    notices: list[Notice] = []
    return chatgpt.parse(raw, "here", notices.append), notices


@given(st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=6))
def test_any_object(value: dict[str, Any]) -> None:
    """Whatever it is, it is read, or skipped with a reason."""
    found, notices = read(value)

    if any(notice.kind == "skipped_conversation" for notice in notices):
        assert found is None or not found.messages
    else:
        assert found is not None


@given(
    st.fixed_dictionaries(
        {
            "mapping": st.dictionaries(WORDS, NODES | VALUES, max_size=4),
            "current_node": SCALARS,
        },
        optional={"id": SCALARS, "title": SCALARS, "create_time": SCALARS},
    )
)
def test_any_mapping(value: dict[str, Any]) -> None:
    """A conversation comes out, and its text is clean; so it is, read twice."""
    found, _ = read(value)

    assert found
    assert msgspec.json.encode(found)
    assert all(message.text.strip() for message in found.messages)
    assert (found, _) == read(value)


@given(st.binary() | VALUES.map(lambda value: json.dumps(value).encode()))
def test_any_bytes(raw: bytes) -> None:
    """They are a conversation with an id, or there is a reason why not."""
    found, notices = parsed(raw)

    assert found or notices
    assert not found or found.id
