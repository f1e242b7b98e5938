"""What holds for every target and every profile."""

import json
import re
from base64 import b64decode
from collections.abc import Iterator
from fnmatch import fnmatch
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import regex

from migrate40.errors import CannotRender, UsageError
from migrate40.model.profile import Memory, Profile
from migrate40.notices import Notice
from migrate40.renderers import TARGETS, render
from migrate40.renderers.job import Files
from migrate40.renderers.limits import Bound, bounds
from migrate40.renderers.options import Options
from migrate40.renderers.spec import GROUPS, FileSpec, spec, specs

LIVE = re.compile(
    r"\{\{(?!(?:user|char|original)\}\})|\{%|<\||<<SYS|\[INST\]|</s>|<start_of_turn>"
    r"|!\[|\]\(http|[\u202a-\u202e\u200b\ue000-\uf8ff\U000e0000-\U000e007f]"
    r"|^(?:Human|SYSTEM):",
    re.MULTILINE,
)
"""The macros that a companion's card is made of are the target's own."""
TEXT = [name for name in TARGETS if name != "json"]
PARTIAL = {
    *("about-you.txt", "USER.md", "MEMORY.md", "memory/*.md"),
    *("memories/USER.md", "memories/MEMORY.md"),
    *("key-memories.txt", "journal.txt"),
}
"""Hold some categories only: the others stand in another file of the target."""

SAID = "Mind the step"
"""In every entry of the English profile; with a "bye" in its farewell."""

Rendered = tuple[Files, list[Notice]]
_made: dict[tuple[int, str, str], Rendered] = {}


def rendered(profile: Profile, target: str, **options: object) -> Rendered:
    """Return the files, and what was reported; each is made once."""
    key = (id(profile), target, repr(sorted(options.items())))
    if key not in _made:
        _made[key] = made_anew(profile, target, **options)
    return _made[key]


def made_anew(profile: Profile, target: str, **options: object) -> Rendered:
    """Return the same, made now."""
    notices: list[Notice] = []
    files = render(profile, target, Options(**options), notices.append)  # type: ignore[arg-type]
    return files, notices


def fits(profile: Profile, target: str, options: dict[str, object]) -> bool:
    """Whether the bare frame has room; if not, the person is told to allow more."""
    try:
        rendered(profile, target, **options)
    except CannotRender as error:
        return "allow more" not in str(error)
    return True


def long(content: str | bytes, bound: Bound) -> int:
    """Return how long a file is; of a picture only its bytes are limited."""
    if isinstance(content, bytes):
        return len(content) if bound.unit == "bytes" else 0
    return bound.length(content)


def strings(value: Any) -> Iterator[str]:
    """Yield every text in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, each in value.items():
            yield name
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)


def carried(picture: bytes, keyword: bytes) -> str:
    """Return the text that a picture carries under a keyword."""
    place, found = 8, {}
    while place < len(picture):
        size = int.from_bytes(picture[place : place + 4])
        body = picture[place + 8 : place + 8 + size]
        if picture[place + 4 : place + 8] == b"tEXt":
            name, _, text = body.partition(b"\0")
            found[name] = text
        place += size + 12
    return b64decode(found[keyword], validate=True).decode()


def words(name: str, content: str | bytes) -> str:
    """Return what a file says to whoever reads it in its own format."""
    if isinstance(content, bytes):
        name, content = f"{name}.json", carried(content, b"ccv3")
    if name.endswith((".json", ".af")):
        return "\n".join(strings(json.loads(content)))
    if name.endswith(".jsonl"):
        return "\n".join(strings([json.loads(one) for one in content.splitlines()]))
    if name.endswith(".xml"):
        root = ET.fromstring(content)  # noqa: S314  # made just now, by us
        return "\n".join(root.itertext())
    return content


def said(files: Files) -> dict[str, str]:
    """Return what all the files say."""
    return {name: words(name, content) for name, content in files.items()}


def shown(files: Files, file: FileSpec) -> str:
    """Return what those files say that one entry of the spec stands for."""
    found = {n: words(n, one) for n, one in files.items() if fnmatch(n, file.name)}
    return "\n".join(found.values())


def tells(text: str, memory: Memory) -> bool:
    """Whether a memory stands in a text, and not only one that begins like it."""
    return bool(re.search(rf"{memory.text}(?!\d)", text))


@pytest.mark.parametrize("target", TARGETS)
def test_every_file_of_the_spec_is_written(any_profile: Profile, target: str) -> None:
    """The list that people read and the files that they get are the same."""
    files, _ = rendered(any_profile, target)
    named = [file.name for file in spec(target).files]
    due = [f.name for f in spec(target).files if not f.optional and "*" not in f.name]

    assert [] == [name for name in due if name not in files]
    assert [] == [n for n in files if not any(fnmatch(n, each) for each in named)]
    assert all(
        content.endswith("\n") for content in files.values() if isinstance(content, str)
    )


@pytest.mark.parametrize("target", TARGETS)
def test_every_limit_is_met(any_profile: Profile, target: str) -> None:
    """In the unit of whoever set it."""
    files, _ = rendered(any_profile, target)
    over = [
        (name, str(bound))
        for file in spec(target).files
        for bound in bounds(file, spec(target), Options())
        for name, content in files.items()
        if fnmatch(name, file.name)
        if long(content, bound) > bound.amount
    ]

    assert [] == over


@pytest.mark.parametrize("target", TEXT)
@pytest.mark.parametrize("limit", [{"max_tokens": 600}, {"max_chars": 1500}])
def test_the_persons_own_limit_is_met(
    english: Profile, target: str, limit: dict[str, object]
) -> None:
    """For every file, and what found no room is named; or it is said that none fits."""
    if not fits(english, target, limit):
        assert target in GROUPS["companions"] + GROUPS["stores"]
        return
    files, notices = rendered(english, target, **limit)
    options = Options(**limit)  # type: ignore[arg-type]

    for file in spec(target).files:
        for bound in bounds(file, spec(target), options):
            for name, content in files.items():
                if isinstance(content, str) and fnmatch(name, file.name):
                    assert bound.length(content) <= bound.amount
    roomy = rendered(english, target)[0]
    for file in spec(target).files:
        before, now = shown(roomy, file), shown(files, file)
        if file.name in PARTIAL:
            now = "\n".join(said(files).values())
        why = f"{target}/{file.name}: no room in "
        named = {one.where for one in notices if one.why.startswith(why)}
        lost = {m.id for m in english.memories if tells(before, m) > tells(now, m)}
        assert lost <= named
    whole = all(f"{SAID} bye" in "".join(said(one).values()) for one in (roomy, files))
    assert whole or any("no room" in one.why for one in notices)


@pytest.mark.parametrize("target", TEXT)
@pytest.mark.parametrize("options", [{}, {"max_chars": 2500}])
def test_nothing_is_left_out_silently(
    english: Profile, target: str, options: dict[str, object]
) -> None:
    """Every memory is in every file of memories, or there is a notice with its id."""
    if not fits(english, target, options):
        return
    files, notices = rendered(english, target, **options)
    named = {(one.why.split(":")[0], one.where) for one in notices}

    for file in spec(target).files:
        if "memories" not in file.parts or file.name in PARTIAL:
            continue
        text = shown(files, file)
        for one in english.memories:
            assert tells(text, one) or (f"{target}/{file.name}", one.id) in named


@pytest.mark.threat(12)
@pytest.mark.parametrize("target", TEXT)
def test_words_stay_words(hostile: Profile, target: str) -> None:
    """No macro, control token, role, image or hidden character is alive."""
    files = said(rendered(hostile, target)[0])

    assert {} == {n: LIVE.findall(t) for n, t in files.items() if LIVE.search(t)}


@pytest.mark.parametrize("target", TARGETS)
def test_the_format_holds(any_profile: Profile, target: str) -> None:
    """Whatever was said, a file parses as what it is and has the parts that it had."""
    files, _ = rendered(any_profile, target)

    for name, content in files.items():
        assert isinstance(words(name, content), str)
        if isinstance(content, str) and content.startswith("---\n"):
            assert 1 == len(re.findall(r"(?m)^---$", content[4:]))


@pytest.mark.parametrize("target", TARGETS)
def test_the_same_bytes_twice(any_profile: Profile, target: str) -> None:
    """A rendering depends on nothing but the profile and the options."""
    assert made_anew(any_profile, target) == rendered(any_profile, target)


@pytest.mark.parametrize("target", TEXT)
def test_the_frame_speaks_the_persons_language(
    chinese: Profile, english: Profile, target: str
) -> None:
    """Chinese for who wrote Chinese; what was said stays as it is."""
    in_chinese = "\n".join(said(rendered(chinese, target)[0]).values())
    in_english = "\n".join(said(rendered(chinese, target, language="en")[0]).values())
    own = "\n".join(said(rendered(english, target)[0]).values())

    assert "慢慢来，我在～" in in_chinese
    assert "慢慢来，我在～" in in_english
    assert in_chinese != in_english or target in GROUPS["stores"]
    assert not re.search("[\u4e00-\u9fff]", own)


@pytest.mark.parametrize("target", TEXT)
def test_emoji_stay_whole(english: Profile, target: str) -> None:
    """A joiner and a variation selector are part of a voice.

    Where the consumer blocks them, its trap takes them out of every file it names.
    """
    files = said(rendered(english, target)[0])
    traps = [one for one in spec(target).traps if one.put is not None]
    mended = {
        name
        for name in files
        for one in traps
        if regex.search(one.find, "👩‍🚀", regex.VERSION1)
        if not one.files or name in one.files
    }
    whole = {name: text for name, text in files.items() if name not in mended}

    assert mended or any("👩‍🚀" in text and "☺️" in text for text in whole.values())
    assert not [
        n for n, t in whole.items() if re.search("👩(?!\u200d🚀)|(?<!\u200d)🚀", t)
    ]


@pytest.mark.parametrize("target", TEXT)
def test_parts(english: Profile, target: str) -> None:
    """The voice alone has no memories, the memories alone no voice."""
    voice, _ = rendered(english, target, part="persona")
    facts, _ = rendered(english, target, part="memories")

    for part, files in (("persona", voice), ("memories", facts)):
        for file in spec(target).files:
            due = not file.optional and "*" not in file.name
            assert not due or (part in file.parts) == (file.name in files)
    people = [one.text for one in english.memories if one.category == "people"]
    told = "\n".join(said(voice).values())
    assert not any(re.search(rf"{text}(?!\d)", told) for text in people)
    assert "Mind the step bye" not in "\n".join(said(facts).values())


def test_unknown_words() -> None:
    """A misspelled target, category or language is told with what there is."""
    with pytest.raises(UsageError, match="no target 'x'; see: migrate40 targets"):
        render(Profile(), "x")
    with pytest.raises(
        UsageError, match=r"'cluade'; did you mean claude or card\? see"
    ):
        render(Profile(), "cluade")
    with pytest.raises(UsageError, match=r"no category 'helth'; .*health"):
        render(Profile(), "prompt", Options(exclude=("helth",)))
    with pytest.raises(
        UsageError, match=r"no language 'xx'; .*: auto, en, zh, zh-Hant"
    ):
        render(Profile(), "prompt", Options(language="xx"))


def test_too_little_room(english: Profile) -> None:
    """Where not even the frame fits, the person is told to allow more."""
    with pytest.raises(CannotRender, match="allow more"):
        render(english, "prompt", Options(max_tokens=1))


def test_specs_are_complete() -> None:
    """Every target says what to do, what stays behind and what happens to the data."""
    for one in specs():
        assert one.name in TARGETS
        for words in (one.title, one.needs, one.privacy):
            assert words.en
            assert words.zh
        for lines in (one.steps, one.stays_behind):
            assert len(lines.en) == len(lines.zh) > 0


def test_the_profile_comes_whole(english: Profile) -> None:
    """The neutral document is what went in, unless less is asked for."""
    whole = rendered(english, "json")[0]["profile.json"]
    voice = json.loads(rendered(english, "json", part="persona")[0]["profile.json"])
    facts = json.loads(rendered(english, "json", part="memories")[0]["profile.json"])

    assert english == Profile.from_json(str(whole).encode())
    assert [] == voice["memories"]
    assert [] == facts["persona"]["phrases"]
