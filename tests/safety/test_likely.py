"""What was learnt of secrets: which parts are weighed, and what the weights may do."""

from importlib.resources import files

import pytest

from migrate40.safety.likely import (
    ALONE,
    NAME,
    candidates,
    features,
    kind_of,
    weighed,
)
from migrate40.safety.secrets import found_in, redacted
from migrate40.safety.weights import Weights, parsed, written

LARGEST = 250_000
FEW = Weights(
    bias={"any": 0},
    of={
        "b1:boat": {"any": 90},
        "b1:password": {"any": -90},
        "t:groups": {"any": -5},
        "a:tide": {"any": -60},
    },
)


def _values(plain: str) -> list[str]:
    return [plain[start:end] for start, end in candidates(plain)]


@pytest.mark.parametrize(
    ("plain", "values"),
    [
        ("it says plum-7 and 12 or 4471.", ["plum-7", "4471"]),
        ('the key="plum7!" works', ["plum7"]),
        ("token:ab12cd (old)", ["ab12cd"]),
        ("see http://a.example/b12 there", ["http://a.example/b12"]),
        ("call 020 7946 0018 now", ["020 7946 0018"]),
        ("number QQ 12 34 56 C please", ["QQ 12 34 56 C"]),
        ("用Dfh_qing12登一下", ["Dfh_qing12"]),
        (r"a \u0034\u0035 b", []),
        ("in /etc/app2/x and NAME_1", []),
        ("on 2025-08-13, 13.8.2025 and 2025-08 at 12:30", []),
        ("since 2025-08-13T09:30:00Z, or 31-08-22", ["31-08-22"]),
        ("plain words only, really!", []),
        ("snake_case_names or wow!! no", ["snake_case_names"]),
    ],
)
def test_parts_that_are_weighed(plain: str, values: list[str]) -> None:
    """Digits in groups, and what looks made up, without what is put around it."""
    assert values == _values(plain)


@pytest.mark.parametrize(
    ("value", "kind"),
    [("plum7", "password"), ("4471", "code"), ("020 7946 0018", "number")],
)
def test_kinds(value: str, kind: str) -> None:
    """What is known of it is how it is made."""
    assert kind == kind_of(value)


@pytest.mark.parametrize(
    ("plain", "value", "feature"),
    [
        ("the boat 4471 is ours", "4471", "b1:boat"),
        ("the boats 4471 is ours", "4471", "b1:boat"),
        ("the boat 4471 is ours", "4471", "b2:the boat"),
        ("the boat 4471 is ours", "4471", "a2:is our"),
        ("the boat 4471 is ours", "4471", "k:digits boat"),
        ("the boat 4471 is ours", "4471", "l:digits our"),
        ("the boat Ab4471 is ours", "Ab4471", "m:Aa94"),
        ("the boat Ab4471 is ours", "Ab4471", "s:Aa9"),
        ("the boat Ab4471 is ours", "Ab4471", "lower and digits"),
        ("the boat ab!4471 is ours", "ab!4471", "marks"),
        ("the boat 4444 is ours", "4444", "same"),
        ("the boat 1.2.3 is ours", "1.2.3", "version"),
        ("the boat 1987 is ours", "1987", "year"),
        ("the boat 12-34 is ours", "12-34", "t:groups"),
        ("the boat ab_cd is ours", "ab_cd", "t:word"),
        ("the boat 12/34 is ours", "12/34", "t:number"),
        ("the boat 12/34 is ours", "12/34", "d:4"),
        ("the boat 12/34 is ours", "12/34", "n:5"),
        ("the boat costs $4471 now", "4471", "amount digits"),
        ("order no. 4471 came", "4471", "numbered digits"),
        ("a network called Ab4471", "Ab4471", "called"),
        ("is it python3.12?", "python3.12", "program"),
        ("is it Ab4471?", "Ab4471", "asked"),
        ("是4471吗", "4471", "asked"),
        ("4471 it is", "4471", "begins"),
        ("it is\n4471 there", "4471", "begins"),
        ("it is 4471!", "4471", "ends"),
        ("it is 4471\nthere", "4471", "ends"),
    ],
)
def test_features(plain: str, value: str, feature: str) -> None:
    """How a part is made, and the words around it in its line."""
    start = plain.index(value)

    assert feature in features(plain, start, start + len(value))


def test_words_of_other_lines_tell_nothing() -> None:
    """A list of memories has one in each line."""
    plain = "boat\nit is 4471 there\nboat"
    start = plain.index("4471")

    assert not any("boat" in one for one in features(plain, start, start + 4))


def test_words_far_away_tell_nothing() -> None:
    """A dozen words in front and eight behind are looked at."""
    plain = "boat one" + " a" * 12 + " 4471" + " b" * 8 + " boat"
    start = plain.index("4471")

    found = features(plain, start, start + 4)

    assert not any("boat" in one for one in found)
    assert {"b:a", "a:b"} <= found


def test_a_part_alone_is_not_weighed() -> None:
    """Ids stand alone, too."""
    plain = "Ab4471\nboat Ab4471"

    assert [12] == [part.start for part in weighed(plain, FEW)]
    assert features(plain, 0, 6) >= ALONE


def test_likelihood_is_the_sum_of_the_known() -> None:
    """Over the root of how many they are; nothing known is as likely as not."""
    (known,) = weighed("the boat 12-34 is ours", FEW)
    (unknown,) = weighed("the car 4471 is ours", FEW)

    assert pytest.approx(85 / 2**0.5) == known.likelihood
    assert unknown.likelihood == 0


@pytest.mark.parametrize(
    ("plain", "alone", "both"),
    [
        ("the boat 4471 it is", [], ["4471"]),
        ("the boat 4471 it is, by the tide of June", [], ["4471"]),
        ("the password plum7! for us", ["plum7!"], []),
        ("the order number of the boat 4471", [], ["4471"]),
        ("my boat python3.12 is slow", [], []),
        ("in the film the boat 4471 sinks", [], []),
        ("the boat xxxx4471 it is", [], []),
    ],
)
def test_weights_beside_patterns(plain: str, alone: list[str], both: list[str]) -> None:
    """They may be sure where no pattern is, and doubt where words tell."""
    patterns, weights = found_in(plain, None), found_in(plain, FEW)

    assert alone == [plain[one.start : one.end] for one in patterns]
    assert both == [plain[one.start : one.end] for one in weights]


def test_a_known_format_is_never_doubted() -> None:
    """Its check sum says more than words."""
    plain = "the password 4111 1111 1111 1111 for us"
    doubting = Weights(bias={"any": -99}, of={"b1:password": {"any": -99}})

    (found,) = found_in(plain, doubting)

    assert plain[found.start : found.end] == "4111 1111 1111 1111"


@pytest.mark.threat(15)
def test_told_as_no_pattern_knows() -> None:
    """Weights that ship find what was never written down as a form."""
    text = "the ward laptop lets me in with Sluice-Nine-44 these days"

    assert "Sluice-Nine-44" not in redacted(text).text


def test_the_table_that_ships() -> None:
    """It says what was read, byte for byte, and is not too large to read."""
    path = files("migrate40.safety") / "lexicons" / f"learnt_{NAME}.tsv"
    table = path.read_text(encoding="utf-8")

    assert table == written(parsed(table))
    assert len(table.encode()) < LARGEST
