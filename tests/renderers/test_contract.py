"""What holds for every target and every profile."""

import json
import re

import pytest

from migrate40.errors import CannotRender, UsageError
from migrate40.model.profile import Profile
from migrate40.notices import Notice
from migrate40.renderers import RENDERERS, render
from migrate40.renderers.limits import bounds
from migrate40.renderers.options import Options
from migrate40.renderers.spec import spec, specs

LIVE = re.compile(
    r"\{\{|\{%|<\||<<SYS|\[INST\]|</(?:persona|s)>|<start_of_turn>|!\[|\]\(http"
    "|[\u202a-\u202e\u200b\ue000-\uf8ff\U000e0000-\U000e007f]"
    r"|^(?:Human|SYSTEM):",
    re.MULTILINE,
)
TEXT = [name for name in RENDERERS if name != "json"]


def rendered(
    profile: Profile, target: str, **options: object
) -> tuple[dict[str, str], list[Notice]]:
    """Return the files as text, and what was reported."""
    notices: list[Notice] = []
    made = render(profile, target, Options(**options), notices.append)  # type: ignore[arg-type]
    return {
        name: data if isinstance(data, str) else data.decode()
        for name, data in made.items()
    }, notices


@pytest.mark.parametrize("target", RENDERERS)
def test_every_file_of_the_spec_is_written(any_profile: Profile, target: str) -> None:
    """The list that people read and the files that they get are the same."""
    files, _ = rendered(any_profile, target)

    assert [file.name for file in spec(target).files] == list(files)
    assert all(text.endswith("\n") for text in files.values())


@pytest.mark.parametrize("target", RENDERERS)
def test_every_limit_is_met(any_profile: Profile, target: str) -> None:
    """In the unit of whoever set it."""
    files, _ = rendered(any_profile, target)
    over = [
        (file.name, str(bound))
        for file in spec(target).files
        for bound in bounds(file, spec(target), Options())
        if bound.length(files[file.name]) > bound.amount
    ]

    assert [] == over


@pytest.mark.parametrize("target", TEXT)
@pytest.mark.parametrize("limit", [{"max_tokens": 400}, {"max_chars": 900}])
def test_the_persons_own_limit_is_met(
    english: Profile, target: str, limit: dict[str, int]
) -> None:
    """For every file, and what found no room is named."""
    files, notices = rendered(english, target, **limit)
    options = Options(**limit)  # type: ignore[arg-type]

    for file in spec(target).files:
        for bound in bounds(file, spec(target), options):
            assert bound.length(files[file.name]) <= bound.amount
    assert any("no room" in notice.why for notice in notices)


@pytest.mark.parametrize("target", TEXT)
def test_nothing_is_left_out_silently(english: Profile, target: str) -> None:
    """Every memory is in every file of memories, or there is a notice with its id."""
    files, notices = rendered(english, target, max_chars=1200)
    named = {(one.why.split(":")[0], one.where) for one in notices}

    for file in spec(target).files:
        if "memories" not in file.parts or file.name == "about-you.txt":
            continue
        for one in english.memories:
            place = f"{target}/{file.name}"
            shown = re.search(rf"{one.text}(?!\d)", files[file.name])
            assert shown or (place, one.id) in named


@pytest.mark.parametrize("target", TEXT)
def test_words_stay_words(hostile: Profile, target: str) -> None:
    """No macro, control token, role, image or hidden character is alive."""
    files, _ = rendered(hostile, target)

    assert {} == {
        n: LIVE.findall(text) for n, text in files.items() if LIVE.search(text)
    }


@pytest.mark.parametrize("target", RENDERERS)
def test_the_same_bytes_twice(any_profile: Profile, target: str) -> None:
    """A rendering depends on nothing but the profile and the options."""
    assert rendered(any_profile, target) == rendered(any_profile, target)


@pytest.mark.parametrize("target", TEXT)
def test_the_frame_speaks_the_persons_language(
    chinese: Profile, english: Profile, target: str
) -> None:
    """Chinese for who wrote Chinese; what was said stays as it is."""
    in_chinese = "".join(rendered(chinese, target)[0].values())
    in_english = "".join(rendered(chinese, target, language="en")[0].values())
    words = "".join(rendered(english, target)[0].values())

    assert "慢慢来，我在～" in in_chinese
    assert "慢慢来，我在～" in in_english
    assert in_chinese != in_english
    assert not re.search("[\u4e00-\u9fff]", words)


@pytest.mark.parametrize("target", TEXT)
def test_emoji_stay_whole(english: Profile, target: str) -> None:
    """A joiner and a variation selector are part of a voice."""
    files, _ = rendered(english, target)
    persona = [f.name for f in spec(target).files if "persona" in f.parts]

    assert all("👩‍🚀" in files[name] and "☺️" in files[name] for name in persona)


@pytest.mark.parametrize("target", TEXT)
def test_parts(english: Profile, target: str) -> None:
    """The voice alone has no memories, the memories alone no voice."""
    voice, _ = rendered(english, target, part="persona")
    facts, _ = rendered(english, target, part="memories")

    assert {f.name for f in spec(target).files if "persona" in f.parts} == set(voice)
    assert {f.name for f in spec(target).files if "memories" in f.parts} == set(facts)
    people = [one.text for one in english.memories if one.category == "people"]
    said = "".join(voice.values())
    assert not any(re.search(rf"{text}(?!\d)", said) for text in people)
    assert "Mind the step bye" not in "".join(facts.values())


def test_unknown_words() -> None:
    """A misspelled target, category or language is told with what there is."""
    with pytest.raises(UsageError, match="no target 'x'; there are: prompt, claude"):
        render(Profile(), "x")
    with pytest.raises(UsageError, match=r"no category 'helth'; .*health"):
        render(Profile(), "prompt", Options(exclude=("helth",)))
    with pytest.raises(UsageError, match="no language 'xx'; there are: auto, en, zh"):
        render(Profile(), "prompt", Options(language="xx"))


def test_too_little_room(english: Profile) -> None:
    """Where not even the frame fits, the person is told to allow more."""
    with pytest.raises(CannotRender, match="allow more"):
        render(english, "prompt", Options(max_tokens=1))


def test_specs_are_complete() -> None:
    """Every target says what to do, what stays behind and what happens to the data."""
    for one in specs():
        assert one.name in RENDERERS
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

    assert english == Profile.from_json(whole.encode())
    assert [] == voice["memories"]
    assert [] == facts["persona"]["phrases"]
