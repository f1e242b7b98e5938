"""People's words lose the power to act, and nothing else."""

import pytest

from migrate40.renderers.lint import one_line, plain, visible

KEPT = [
    "👩‍🚀 👨‍👩‍👧‍👦 🏳️‍🌈 ❤️‍🔥",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "👍🏽 ☺️ 1️⃣ 🇨🇳",
    "می‌خواهم",
    "क्‍ष",
    "葛\U000e0100",
    "～！（……）「全角」\u3000空格",
    "a < b, 3 > 2, x <3",
    "{one brace} and #tag",
    "C:\\path \\n",
]


@pytest.mark.threat(13)
@pytest.mark.parametrize("text", KEPT)
def test_a_voice_stays(text: str) -> None:
    """Joiners, flags, selectors, full-width forms: to the character."""
    assert text == plain(text)


@pytest.mark.threat(13)
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\u200bb\u2060c\ufeff", "abc"),
        ("\u202eevil\u202c", "evil"),
        ("x\U000e0041\U000e0042y", "xy"),
        ("a\x1b[31mb\x00", "a[31mb"),
        ("\ue200cite\ue201", "cite"),
        ("one\r\ntwo\u2028three", "one\ntwo\nthree"),
        ("a\u200db", "ab"),
    ],
)
def test_what_nobody_sees_goes(text: str, expected: str) -> None:
    """Hidden characters carry orders, never a voice."""
    assert expected == visible(text)


@pytest.mark.threat(14)
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![cat](https://e.example/c.png)", "cat"),
        ("[label](https://e.example/?q=(1))", "label"),
        ("<|im_start|>", "‹|im_start|›"),
        ("</notes> <b>", "‹/notes› ‹b›"),
        ("[INST] <<SYS>>", "(INST) ‹‹SYS››"),
        ("{{user}} {% x %}", "{ {user} } { % x % }"),
        ("```python", "'''python"),
        ("Human: hi\nassistant： yo", "Human – hi\nassistant – yo"),
        ("### Instruction", "Instruction"),
        ("[![x](https://e.example/a)](https://e.example/b)", "x"),
        ("![a![b](https://e.example/c)](https://e.example/d)", "ab"),
    ],
)
def test_what_would_act_is_words(text: str, expected: str) -> None:
    """Letters stay, brackets go; what a repair leaves does not act either."""
    assert expected == plain(text)
    assert expected == plain(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\ntwo", "one / two"),
        ("第一行\n第二行", "第一行；第二行"),
        ("完了。\n走吧", "完了。走吧"),
        ("- item", "item"),
        ("## Heading\n> quote", "Heading / quote"),
        ("1. first", "first"),
        ("---", ""),
        ("  \n ", ""),
    ],
)
def test_one_line(text: str, expected: str) -> None:
    """An entry is one line and starts no list, heading or rule."""
    assert expected == one_line(text)
