"""Text in other forms comes back as it was."""

import json

import pytest

from migrate40.renderers.encoding import json_lines, json_text, yaml_value

WORDS = 'a "b" \\ \n\t# : - [x] {y} 👩‍🚀 \x7f %'


def test_json() -> None:
    """Readable: indented, letters as letters."""
    assert '{\n  "a": "你"\n}\n' == json_text({"a": "你"})
    assert WORDS == json.loads(json_text([WORDS]))[0]


def test_json_lines() -> None:
    """One value a line, whatever stands in it."""
    assert [WORDS, 1] == [
        json.loads(one) for one in json_lines([WORDS, 1]).splitlines()
    ]
    assert "" == json_lines([])


@pytest.mark.parametrize("text", [WORDS, "", "---", "yes", "null", "'", "a: b"])
def test_a_yaml_scalar_is_quoted(text: str) -> None:
    """Between double quotes YAML reads what JSON reads, and takes nothing for more."""
    scalar = yaml_value(text)

    assert scalar.startswith('"')
    assert "\n" not in scalar
    assert text == json.loads(scalar.replace("\\x7f", "\x7f"))
