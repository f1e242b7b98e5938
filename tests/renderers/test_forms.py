"""A file that its reader could not read is not written."""

from pathlib import Path

import pytest

from migrate40.errors import CannotRender
from migrate40.model.profile import Profile
from migrate40.renderers import render
from migrate40.renderers.forms import check_form
from migrate40.renderers.options import Options


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", '{"a": 1}\n'),
        ("a.jsonl", '{"a": 1}\n{"b": 2}\n'),
        ("a.jsonl", ""),
        ("a.xml", "<a>1 &amp; 2</a>\n"),
        ("a.md", "<a> & {"),
    ],
)
def test_what_reads_well(name: str, text: str) -> None:
    """By the end of its name."""
    check_form(name, text, "t/a")


@pytest.mark.parametrize(
    ("name", "text", "form"),
    [
        ("a.json", '{"a": 1', "JSON"),
        ("a.jsonl", '{"a": 1}\n{"b"', "JSONL"),
        ("a.xml", "<a>1 & 2</a>", "XML"),
        ("a.xml", "<a><b></a>", "XML"),
    ],
)
def test_what_does_not(name: str, text: str, form: str) -> None:
    """It is told which file, and what it should have been."""
    with pytest.raises(CannotRender, match=f"t/a: it came out as no {form} "):
        check_form(name, text, "t/a")


def test_a_template_of_ones_own_is_held_to_it(english: Profile, tmp_path: Path) -> None:
    """A bracket forgotten is found here, not by the model."""
    place = tmp_path / "xml" / "prompt.xml.en.j2"
    place.parent.mkdir()
    place.write_text("<prompt>{{ name }}<prompt>", encoding="utf-8")
    with pytest.raises(CannotRender, match=r"xml/prompt\.xml: it came out as no XML"):
        render(english, "xml", Options(templates=str(tmp_path)))
