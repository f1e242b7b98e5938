"""Laws of every target, whatever was said."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from migrate40 import Profile, render
from migrate40.model.profile import Category, Example, Memory, Persona, Phrase
from migrate40.renderers import TARGETS
from migrate40.renderers.cores import core_of
from migrate40.renderers.lint import one_line

ACTIVE = (
    *(
        "{{",
        "}}",
        "{%",
        "<|",
        "|>",
        "</notes>",
        "]]>",
        "&",
        "<",
        "§",
        '"""',
        "```",
        "---",
    ),
    *(
        "\n",
        "\n# ",
        "\nHuman: ",
        "@",
        "[[",
        "]]",
        "<START>",
        "👩‍🚀",
        "☺️",
        "\u200d",
        "\u3000",
    ),
    *("“", "”", "「", '"', "\\", "$(x)", "你好", "\u202e", "\ue200", "!!python", ": "),
)
TEXT = st.lists(st.sampled_from(ACTIVE) | st.text(max_size=6), max_size=8).map("".join)
CATEGORIES: tuple[Category, ...] = ("boundary", "people", "identity")
LIVE = re.compile(
    r"\{\{(?!(?:user|char|original)\}\})|\{%|<\||[\u202a-\u202e\ue000-\uf8ff]"
)


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    """Return a profile whose every word is one of a few strange texts."""
    texts = draw(st.lists(TEXT, min_size=1, max_size=4))
    name, first, last = texts[0], texts[-1], texts[len(texts) // 2]
    return Profile(
        persona=Persona(
            name=name,
            names_for_user=(last,),
            languages={draw(st.sampled_from(["en", "zh"])): 1.0},
            phrases=(Phrase(text=first, kind="signature", count=3, score=1.0),),
            examples=(Example(situation="sadness", user=first, assistant=last),),
        ),
        memories=tuple(
            Memory(
                id=f"m-{number}",
                text=text,
                category=CATEGORIES[number % 3],
                language="en",
                origin="stated",
                confidence=1.0,
                importance=1.0,
            )
            for number, text in enumerate(texts)
        ),
    )


@pytest.mark.parametrize("target", TARGETS)
@settings(max_examples=25)
@given(profile=profiles())
def test_nothing_breaks_and_nothing_acts(target: str, profile: Profile) -> None:
    """Files keep their form (or the rendering fails), and words stay words."""
    files = render(profile, target)

    if target != "json":
        texts = [one for one in files.values() if isinstance(one, str)]
        assert [] == [text for text in texts if LIVE.search(text)]


@given(TEXT)
def test_a_core_is_made_of_the_boundary(text: str) -> None:
    """No word is added, none is changed, none is cut."""
    whole = one_line(text)
    core = core_of(whole)
    words = whole.split()

    assert len(core) <= len(whole)
    assert all(any(part in word for word in words) for part in core.split())


@given(profiles())
def test_a_smaller_room_holds_no_more(profile: Profile) -> None:
    """A memory that fits in a small room fits in a larger one."""
    rooms = [
        str(render(profile, "prompt", max_chars=n)["prompt.md"]) for n in (900, 9000)
    ]
    texts = {one_line(one.text) for one in profile.memories} - {""}
    kept = [{text for text in texts if f"- {text}\n" in room} for room in rooms]

    assert kept[0] <= kept[1]
