"""What may stand behind a label, and what only comes along."""

import pytest

from migrate40.safety.around import is_amount, is_imagined, is_placeholder
from migrate40.safety.checksums import CHECKS, is_card, is_drawn
from migrate40.safety.shapes import SHAPES
from migrate40.safety.tables import any_of, compiled, filled, smooth


@pytest.mark.parametrize(
    ("shape", "yes", "no"),
    [
        (
            "loose",
            ["plum", "Tulip9", "芝麻开门", "我爱猫123", "山猫です"],
            ["wrong", "ab"],
        ),
        ("loose", ["running1"], ["running", "<key>", "是多少", "忘了", "x" * 4 + "x"]),
        ("strong", ["tulip9", "a!b", "4471", "plum!!"], ["plum", "447", "v1.2.3"]),
        ("strong", ["9tulip"], ["2024-05-01", "os.getenv", "$KEY"]),
        ("mixed", ["tulip9", "447110"], ["44711", "plum"]),
        ("direct", ["fengzheng", "a9b8", "4471"], ["manager", "Tulips", "wifi"]),
        ("assigned", ["tulip", "447110"], ["44711", "true", "${KEY}", "your_key"]),
        ("code", ["4471", "447", "12-34-08", "4471#"], ["44", "2024-05-01", "1" * 11]),
        ("number", ["X20917734", "12345"], ["1234", "2024-05-01", "ABCDEFGHIJK12345"]),
        ("phone", ["628 555 0174", "1234567"], ["123456", "800 555 0174", "1" * 16]),
        ("phone", ["0161 496 0733"], ["400-123-4567", "2024-05-01"]),
        ("account", ["moon_cat", "moon9", "@moon"], ["moon", "mo9", "8.0.49"]),
        ("phrase", ["horse battery staple"], ["the horse", "horse is wrong"]),
        ("phrase", ["correct horse battery staple"], ["one of the horses"]),
        ("odd", ["Rain!Coat88", "a1@b2c3d"], ["raincoat88", "Rain!Coat", "88!99"]),
        ("made", ["plum-tart9", "tulip88"], ["RTX-4090", "windows11", "a/gpt-4.1"]),
        ("made", ["Corgi&Cream"], ["0x80070005", "8f3c2a1", "a=b1234", "tulip"]),
        (
            "joined",
            ["plum.tart.again", "Plum/Tart"],
            ["plum.org", "up-to-you", "1.2.3"],
        ),
        ("joined", ["老板真帅123"], ["忘了123吗"]),
        ("identified", ["X2091773", "784-1987-44"], ["12345", "2024-05-01"]),
        ("answer", ["Rusty Plum", "柳月娥"], ["The Plum", "忘了"]),
        ("any", ["plum"], ["xxxx", "<plum>"]),
    ],
)
def test_shapes(shape: str, yes: list[str], no: list[str]) -> None:
    """Each shape takes its values and leaves words, years and placeholders."""
    found = SHAPES[shape]

    assert yes == [one for one in yes if found(one, 0, len(one))]
    assert [] == [one for one in no if found(one, 0, len(one))]


@pytest.mark.parametrize(
    "text",
    ["in [2019]", "since [2019]", "$[1200]", "[1200] people", "[1200]元", "7:[3000]"],
)
def test_amounts(text: str) -> None:
    """What stands around digits may say what they count."""
    plain = text.replace("[", "").replace("]", "")
    start = text.index("[")

    assert is_amount(plain, start, text.index("]") - 1)
    assert not is_amount(f"code {plain[start : start + 4]}", 5, 9)


@pytest.mark.parametrize("before", ["named ", "wifi名字叫", "git revert "])
def test_what_it_is_called_by(before: str) -> None:
    """The name of a network, a branch or a commit is no password."""
    text = f"{before}plum-tart-93"

    assert not SHAPES["made"](text, len(before), len(text))
    assert not SHAPES["login"](text, len(before), len(text))


@pytest.mark.parametrize(
    ("imagined", "text"),
    [
        (True, "in the film the password is 4471"),
        (True, "how many combinations has a code like 4471"),
        (True, "《阿里巴巴》里的口令是4471"),
        (False, "the password of my game is 4471"),
        (False, "I saw the film. the password is 4471"),
    ],
)
def test_stories_and_examples(imagined: bool, text: str) -> None:
    """A code in a story or a sum opens nobody's door."""
    start = text.index("4471")

    assert imagined == is_imagined(text, start, start + 4)


def test_a_call_is_code() -> None:
    """A function that asks for a password is none."""
    assert not SHAPES["loose"]("input('x')", 0, 5)
    assert not SHAPES["strong"]("get9pw(x)", 0, 6)
    assert not SHAPES["assigned"]("input('x')", 0, 5)
    assert not SHAPES["code"]("4471b", 0, 4)


def test_a_name_is_told() -> None:
    """Behind a colon a plain word is an account, in a sentence it is not."""
    assert SHAPES["account"]("微信：mooncat", 3, 10)
    assert not SHAPES["account"]("微信 mooncat", 3, 10)


@pytest.mark.parametrize("text", ["your_key", "xxxx", "****", "$HOME", "a...b", "<x>"])
def test_placeholders(text: str) -> None:
    """They show where a value would stand."""
    assert is_placeholder(text)
    assert not is_placeholder("Tulip9")


@pytest.mark.parametrize(
    ("check", "right", "wrong"),
    [
        ("card", "5555555555554444", "5555555555554445"),
        ("card", "30569309025904", "305693090259040"),
        ("card", "6200000000000005", "6200000000000006"),
        ("card", "4222222222222220", "42"),
        ("chinese", "11010519491231002X", "11010518491231002X"),
        ("chinese", "110105 19491231 002X", "110105 19491331 002X"),
        ("iban", "ES9121000418450200051332", "ES9121000418450200051333"),
        ("iban", "gb82 west 1234 5698 7654 32", "gb83 west 1234 5698 7654 32"),
        ("spanish", "12.345.678-Z", "12.345.678-A"),
        ("spanish", "Z7654321H", "Z7654321A"),
        ("taiwanese", "F131104093", "F131104094"),
        ("brazilian", "111.444.777-35", "111.444.777-36"),
        ("brazilian", "529.982.247-25", "529.982.247-15"),
        ("verhoeff", "2363", "2364"),
        ("verhoeff", "123451", "123450"),
        (
            "base58",
            "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ",
            "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTK",
        ),
        ("varied", "x7Qm2Lr9", "xxxxxxxxyy"),
        ("key_mix", "a1b2c3d4", "abcdefgh"),
        ("drawn", "aB3dE6gH9", "CamelCaseNames99"),
    ],
)
def test_checks(check: str, right: str, wrong: str) -> None:
    """One digit off is off."""
    assert CHECKS[check](right)
    assert not CHECKS[check](wrong)


def test_no_card_at_all() -> None:
    """Two digits, or one digit again and again."""
    assert not is_card("42")
    assert not is_card("0000000000000000")
    assert not is_drawn("abc")


def test_tables() -> None:
    """Lists become alternatives; groups with names and look-behinds stay."""
    words, pieces = {"ab": ["a", "b+"]}, {"c": "x<ab>"}

    assert "(?:a|b+)-x(?:a|b+)(?P<ab>y)" == filled("<ab>-<c>(?P<ab>y)", words, pieces)
    assert any_of(["x|y", "z"]).fullmatch("Z")
    assert not compiled("").search("anything")
    assert "ab 12!" == smooth("ａｂ　１２！")
    assert "plain" == smooth("plain")
