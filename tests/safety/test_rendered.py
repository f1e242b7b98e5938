"""The last look at the files, whatever their form."""

import json

from hypothesis import given
from hypothesis import strategies as st

from migrate40.safety.rendered import cleaned, counted

PIN = "my pin is 4471"


def test_text() -> None:
    """A secret goes; text without one is the very same."""
    assert "my pin is [redacted: code]" == cleaned(PIN)
    assert b"my pin is [redacted: code]" == cleaned(PIN.encode())
    assert b"hello" == cleaned(b"hello")


def test_pictures_are_left_alone() -> None:
    """What is no text is no text."""
    assert b"\x89PNG\xff4471" == cleaned(b"\x89PNG\xff4471")


def test_json_keeps_its_form() -> None:
    """Strings are looked at one by one, with their escapes undone."""
    text = '{\n  "a": ["my pin is\\u0020 4471"], "tokens": 2048, "password": "x"}'
    clean = str(cleaned(text))

    assert {"a", "tokens", "password"} == json.loads(clean).keys()
    assert "4471" not in clean
    assert '"tokens": 2048' in clean


def test_json_lines() -> None:
    """JSON in every line is JSON."""
    line = json.dumps({"t": '密码："Tulip!9x"'}, ensure_ascii=False)
    clean = str(cleaned(f"{line}\n{line}\n"))

    assert ["t", "t"] == [key for one in clean.splitlines() for key in json.loads(one)]
    assert "Tulip" not in clean


def test_escapes_in_text() -> None:
    """A secret in disguise is one."""
    assert r"my pin is [redacted: code]\u0021" == cleaned(
        r"my pin is \u0034\u003471\u0021"
    )


def test_broken_json_is_text() -> None:
    """What only begins like JSON is looked at as a whole."""
    assert "[my pin is [redacted: code]" == cleaned("[my pin is 4471")
    assert "[" * 5000 == cleaned("[" * 5000)


def test_counted() -> None:
    """By kind, over all files."""
    one, two = b"[redacted: code] [redacted: phone]", b"\xff[redacted: code]"

    assert {"code": 2, "phone": 1} == counted([one, two])


@given(st.text(max_size=200))
def test_once_is_enough(text: str) -> None:
    """Cleaning never fails, and a second time changes nothing."""
    once = cleaned(text)

    assert once == cleaned(once)


@given(
    st.recursive(
        st.text(max_size=40),
        lambda s: st.lists(s) | st.dictionaries(st.text(max_size=9), s),
    )
)
def test_json_stays_json(value: object) -> None:
    """Whatever is in it."""
    document = json.dumps({"it": value}, ensure_ascii=False)

    assert ["it"] == list(json.loads(str(cleaned(document))))
