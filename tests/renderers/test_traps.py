"""What one consumer would not take is mended before, or told after."""

import msgspec
import pytest

from migrate40.model.profile import Profile
from migrate40.notices import Notice
from migrate40.renderers import render
from migrate40.renderers.budget import Entry
from migrate40.renderers.spec import FileSpec, TargetSpec, Trap, Words, spec
from migrate40.renderers.traps import defused, told, without_traps

FILE = FileSpec(name="a.md", about=Words(en="a", zh="a"))
SIGN = Trap(find="§", put="¶", why="it parts entries")
JOINER = Trap(find="[[\\p{Cf}]--[\u200c]]", why="it drops them", files=("a.md",))


def target(*traps: Trap) -> TargetSpec:
    """Return a target with traps."""
    return msgspec.structs.replace(spec("prompt"), traps=traps)


def entry(text: str) -> Entry:
    """Return an entry that says so, and proves it with the same."""
    return Entry(
        group="memories",
        section="people",
        kind="people",
        data={"text": text},
        quote=text,
    )


def test_words_are_mended() -> None:
    """In what is written and in what proves it."""
    mended = defused(entry("one § two"), target(SIGN), FILE)

    assert {"text": "one ¶ two"} == mended.data
    assert "one ¶ two" == mended.quote


def test_what_is_harmless_stays_the_same_object() -> None:
    """Thousands of entries are looked through for every file."""
    one = entry("plain")

    assert one is defused(one, target(SIGN), FILE)
    assert one is defused(one, target(), FILE)


def test_plain_data_of_any_depth_is_mended() -> None:
    """Names stand in lists; numbers have no words."""
    given = {"names": ["§"], "number": 3, "name": "a§"}

    assert {"names": ["¶"], "number": 3, "name": "a¶"} == without_traps(
        given, target(SIGN), FILE
    )


@pytest.mark.parametrize(
    ("text", "whys"),
    [
        ("a\u200db\u200dc", ["it drops them (2 places)"]),
        ("a\u200db", ["it drops them"]),
        ("a\u200cb", []),
        ("§", []),
    ],
)
def test_what_cannot_be_mended_is_told(text: str, whys: list[str]) -> None:
    """Once a file, with how often; what was mended is not."""
    notices: list[Notice] = []
    told(text, "prompt/a.md", target(SIGN, JOINER), FILE, notices.append)

    assert whys == [one.why for one in notices]
    assert {"prompt/a.md"} >= {one.where for one in notices}


def test_a_trap_lies_in_the_files_it_names() -> None:
    """Another file of the target is read by another program."""
    notices: list[Notice] = []
    other = msgspec.structs.replace(FILE, name="b.md")
    told("a\u200db", "prompt/b.md", target(JOINER), other, notices.append)

    assert [] == notices


@pytest.mark.parametrize(
    ("target", "name", "said", "written"),
    [
        ("xml", "prompt.xml", "salt & pepper <3", "salt &amp; pepper &lt;3"),
        ("claude", "claude-code/CLAUDE.md", "see @notes/a.md", "see ＠notes/a.md"),
        ("claude", "project-instructions.md", "see @notes/a.md", "see @notes/a.md"),
        ("gemini", "GEMINI.md", "see @~/a.md", "see ＠~/a.md"),
        ("gemini", "GEMINI.md", "me@example.com", "me@example.com"),
    ],
)
def test_traps_of_targets(
    english: Profile, target: str, name: str, said: str, written: str
) -> None:
    """An import, an entity, a tag: none begins in what was said."""
    first = msgspec.structs.replace(
        english.memories[0], text=said, category="instruction"
    )
    profile = msgspec.structs.replace(english, memories=(first,))

    assert written in str(render(profile, target)[name])
