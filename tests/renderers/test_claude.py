"""What is special about Claude: the headers of its memory import."""

from collections import Counter
from typing import get_args

import pytest

from migrate40.model.profile import Category, Memory, Profile
from migrate40.renderers import render
from migrate40.renderers.claude import HEADERS


def test_every_category_has_one_header() -> None:
    """None is lost, none is there twice."""
    placed = Counter(each for categories in HEADERS.values() for each in categories)

    assert Counter(get_args(Category)) == placed


@pytest.mark.parametrize(
    ("header", "category"),
    [
        ("Instructions", "boundary"),
        ("Identity", "people"),
        ("Identity", "study"),
        ("Career", "work"),
        ("Other", "emotion"),
        ("Other", "event"),
    ],
)
def test_where_a_memory_stands(header: str, category: Category) -> None:
    """How somebody felt one evening is not who they are."""
    one = Memory(
        id="m",
        text="A line of its own",
        category=category,
        language="en",
        origin="stated",
        confidence=0.9,
        importance=0.9,
    )
    text = str(render(Profile(memories=(one,)), "claude")["memory-import.txt"])

    assert f"{header}\n[unknown] - A line of its own\n" in text
