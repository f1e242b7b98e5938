"""Templates: people's own go first, and none of them can do more than format."""

from pathlib import Path

import pytest

from migrate40.errors import CannotRender, UsageError
from migrate40.model.profile import Profile
from migrate40.renderers import render
from migrate40.renderers import templates as module
from migrate40.renderers.options import Options
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
        ("{% for x in range(9) %}{% endfor %}", "range"),
        ("{{ lipsum() }}", "lipsum"),
        ("{{ name | attr('upper') }}", "attr"),
        ('{% include "/etc/passwd" %}', "passwd"),
        ('{% include "../secret" %}', "secret"),
        ("{{ 1 / 0 }}", "division"),
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
    monkeypatch.setattr(module, "LONGEST", 1000)
    loop = "{% for a in phrases %}" * 2 + "{{ '.' * 400 }}" + "{% endfor %}" * 2
    with pytest.raises(CannotRender, match="writes over"):
        render(english, "prompt", own(tmp_path, loop))


def test_words_are_not_evaluated() -> None:
    """Braces in the data are letters."""
    values = {"batches": [[{"text": "{{ 7*7 }}", "happened": ""}]]}

    assert "{{ 7*7 }}" in fill("chatgpt/remember-these.txt", "en", values)


def test_objects_are_refused() -> None:
    """A path has methods that write files: a template gets plain data only."""
    with pytest.raises(TypeError, match="plain data only"):
        fill("prompt/prompt.md", "en", {"name": Path()})


def test_no_such_folder() -> None:
    """A misspelled folder is not silently ignored."""
    with pytest.raises(UsageError, match="no folder of templates"):
        render(Profile(), "prompt", Options(templates="not/there"))


def test_every_template_has_both_languages() -> None:
    """Except where the form is the same in every language."""
    names = {
        path.relative_to(packaged()).as_posix() for path in packaged().rglob("*.j2")
    }
    english = {name for name in names if name.endswith(".en.j2")}
    missing = {n for n in english if n.replace(".en.", ".zh.") not in names}

    assert {"ollama/Modelfile.en.j2", "claude/memory-import.txt.en.j2"} == missing
