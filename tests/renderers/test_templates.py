"""Templates: people's own go first, and none of them can do more than format."""

import re
from pathlib import Path

import pytest

from migrate40.errors import CannotRender, UsageError
from migrate40.model.profile import Profile
from migrate40.renderers import render, sandbox, templates
from migrate40.renderers.options import Options
from migrate40.renderers.spec import specs
from migrate40.renderers.templates import fill, packaged


def own(folder: Path, text: str) -> Options:
    """Return options with a prompt template of one's own."""
    place = folder / "prompt" / "prompt.md.en.j2"
    place.parent.mkdir(parents=True)
    place.write_text(text, encoding="utf-8")
    return Options(templates=str(folder))


def test_ones_own_goes_first(english: Profile, tmp_path: Path) -> None:
    """A file of the same name replaces the packaged one."""
    options = own(
        tmp_path,
        "Hello from {{ name }}{% for x in phrases %}, {{ x.label }}{% endfor %}",
    )

    expected = {"prompt.md": "Hello from Juniper, Sayings, Goodbye\n"}
    assert expected == render(english, "prompt", options)


def test_others_stay(english: Profile, tmp_path: Path) -> None:
    """What is not replaced is the packaged one, partials included."""
    text = 'Mine.\n{% include "_partials/persona.en.j2" %}'
    made = str(render(english, "prompt", own(tmp_path, text))["prompt.md"])

    assert made.startswith("Mine.\n")
    assert "How you sound" in made


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{{ nobody }}", "prompt.md"),
        ("{% for %}", "line 1"),
        ("{{ ''.__class__.__mro__ }}", "prompt.md"),
        ("{% for x in range(9) %}{% endfor %}", "no template may use Call"),
        ("{{ lipsum() }}", "no template may use Call"),
        ("{{ 'x' * 999999999 }}", "no template may use Mul"),
        ("{{ '%999999999d' % 1 }}", "no template may use Mod"),
        ("{% macro a() %}{{ a() }}{% endmacro %}", "no template may use"),
        ("{% set a = name ~ name %}{{ a }}", "neither joined nor filtered"),
        ("{% set a = name | upper %}{{ a }}", "neither joined nor filtered"),
        ("{% for x in phrases recursive %}{% endfor %}", "may not call itself"),
        ('{% include "prompt/prompt.md.en.j2" %}', "includes itself"),
        ("{{ nobody | counted | nothing }}", "nothing"),
        ("{{ name | attr('upper') }}", "attr"),
        ('{% include "/etc/passwd" %}', "passwd"),
        ('{% include "../secret" %}', "secret"),
        ("{{ 1 / 0 }}", "no template may use Div"),
    ],
)
def test_a_template_only_formats(
    english: Profile, tmp_path: Path, text: str, why: str
) -> None:
    """No way into the interpreter or the disk; the message names the place."""
    with pytest.raises(CannotRender, match=why):
        render(english, "prompt", own(tmp_path, text))


def test_output_is_capped(
    english: Profile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A template that never ends its list is stopped."""
    monkeypatch.setattr(sandbox, "LONGEST", 1000)
    loop = "{% for a in phrases %}" * 2 + "." * 400 + "{% endfor %}" * 2
    with pytest.raises(CannotRender, match="writes over 1,000 characters"):
        render(english, "prompt", own(tmp_path, loop))


@pytest.mark.parametrize(
    "text",
    ["{{ name | replace('', name) | replace('', name) }}", "{{ name | join(name) }}"],
)
def test_no_step_writes_too_much(
    english: Profile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    """It is stopped before the memory is taken."""
    monkeypatch.setattr(sandbox, "LONGEST", 40)
    with pytest.raises(CannotRender, match="writes over 40 characters"):
        render(english, "prompt", own(tmp_path, text))


@pytest.mark.threat(10)
def test_loops_come_to_an_end(english: Profile, tmp_path: Path) -> None:
    """Also those that write nothing: every turn counts."""
    loops = "{% for a in memories %}{% for a in name %}"
    ends = "{% endfor %}{% endfor %}"
    with pytest.raises(CannotRender, match="its loops turn over 5,000,000 times"):
        render(english, "prompt", own(tmp_path, loops * 5 + ends * 5))


def test_a_loop_knows_where_it_is(english: Profile, tmp_path: Path) -> None:
    """Counting its turns changes nothing else."""
    text = "{% for a in 'xyz' %}{{ loop.index }}/{{ loop.length }} {% endfor %}"

    assert {"prompt.md": "1/3 2/3 3/3 \n"} == render(
        english, "prompt", own(tmp_path, text)
    )


@pytest.mark.threat(10)
def test_words_are_not_evaluated() -> None:
    """Braces in the data are letters."""
    values = {"batches": [[{"text": "{{ 7*7 }}", "happened": ""}]]}

    assert "{{ 7*7 }}" in fill("chatgpt/remember-these.txt", "en", values)


@pytest.mark.threat(10)
def test_objects_are_refused() -> None:
    """A path has methods that write files: a template gets plain data only."""
    with pytest.raises(TypeError, match="plain data only"):
        fill("prompt/prompt.md", "en", {"name": Path()})


def test_no_such_folder() -> None:
    """A misspelled folder is not silently ignored."""
    with pytest.raises(UsageError, match="no folder of templates"):
        render(Profile(), "prompt", Options(templates="not/there"))


def test_the_readme_names_every_value(
    english: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever writes a template can look up what there is."""
    seen: set[str] = set()

    def record(name: str, language: str, values: dict[str, object], _: object) -> str:
        seen.update(values)
        return f"{name} {language}\n"

    monkeypatch.setattr(templates, "fill", record)
    render(english, "prompt")
    readme = (packaged() / "README.md").read_text(encoding="utf-8")
    table = readme.partition("## The values")[2]
    named = {
        word
        for row in re.findall(r"(?m)^\| (`.*?) \|", table)
        for word in re.findall(r"`(\w+)`", row)
    }

    assert seen == named


def test_every_template_has_both_languages() -> None:
    """Except where the form is the same in every language."""
    names = {
        path.relative_to(packaged()).as_posix() for path in packaged().rglob("*.j2")
    }
    english = {name for name in names if name.endswith(".en.j2")}
    missing = {n for n in english if n.replace(".en.", ".zh.") not in names}

    assert {
        "ollama/Modelfile.en.j2",
        "claude/memory-import.txt.en.j2",
        "gemini/memory-import.txt.en.j2",
    } <= missing
    assert {"ollama"} | {s.name for s in specs() for f in s.files if f.language} >= {
        name.split("/")[0] for name in missing
    }
