"""What was learnt from many lines: that it adds to the rules, and takes little besides.

The lines below `learnt/` are those it was learnt from: a floor here holds what is
known. What holds of lines never seen is measured by `learn.py --measure`, which leaves
out a file; its figures stand in learnt/unseen.tsv.
"""

import json
from collections.abc import Collection, Iterable
from functools import cache
from importlib.resources import files
from itertools import chain
from pathlib import Path

import pytest

from migrate40.model.profile import Sensitivity
from migrate40.safety.learnt import features, judged
from migrate40.safety.sensitive import sensitivity_of
from migrate40.safety.tongues import TONGUES, tongue_of
from migrate40.safety.weights import Weights, parsed, read_weights, written

HERE = Path(__file__).parent
FLOORS = HERE / "learnt.json"
LARGEST = 1_250_000
LOTS: dict[str, Collection[str]] = {
    "a to i": "abcdefghi",
    "j to o": "jklmno",
    "q to s": "qrs",
    "t to w": "tuvw",
    "x to z": "xyz",
    "plain": ("plain_en", "plain_zh", "plain_ja", "plain_es"),
    "notes": ("notes_en", "notes_zh"),
    "everyday": ("everyday_en", "everyday_zh", "everyday_ja", "everyday_es"),
}
"""Files of lines, by when they were written."""
MILK = ("time", "and", "a", "pot", "of", "milk")
REST = ("sexuality", "legal", "finance", "belief", "third_party")
FEW = Weights(
    bias={"any": -1, "self_harm": -25},
    of={
        "w:debts": {"any": 40, "finance": 30},
        "w:gone": {"any": -5, "self_harm": 15},
        "w:deck": {"any": -30, "self_harm": 90},
        "w:tea": {"any": -60, "self_harm": -60},
        **{f"w:{word}": {"any": -20} for word in MILK},
        **{f"b:{pair}": {"any": -20} for pair in ("^ tea", "tea time", "pot of")},
        "r:wound": {"any": 10, "self_harm": 40},
    },
)


def _classed(
    plain: str, signs: Collection[str], ruled: Sensitivity | None = None
) -> str | None:
    return judged(plain, ruled, lambda _: signs, FEW)


@cache
def measured() -> dict[str, float]:
    """Return the share of every class that is found, and of the ordinary spared.

    By lots of lines: with a new one no floor of an older lot gives way.
    """
    shares: dict[str, float] = {}
    for lot, names in LOTS.items():
        found: dict[str, list[bool]] = {}
        for name in names:
            rows = (HERE / "learnt" / f"{name}.jsonl").read_bytes().splitlines()
            for line in map(json.loads, rows):
                hit = sensitivity_of(line["text"]) is not None
                found.setdefault(line["class"], []).append(hit)
        if spared := [not hit for hit in found.pop("none", [])]:
            shares[f"{lot}: ordinary spared"] = _share(spared)
        for kind, hits in sorted(found.items()):
            shares[f"{lot}: {kind} found"] = _share(hits)
    return shares


def test_every_file_is_in_a_lot() -> None:
    """What is learnt from has floors."""
    names = {path.stem for path in (HERE / "learnt").glob("*.jsonl")}
    assert names == set(chain.from_iterable(LOTS.values()))


def _share(hits: Iterable[bool]) -> float:
    hits = list(hits)
    return round(sum(hits) / len(hits), 3)


@pytest.mark.parametrize("share", sorted(measured()))
def test_floor(floors: dict[str, float], share: str) -> None:
    """No share falls below its floor; everything measured has one."""
    assert floors[share] <= measured()[share]


@pytest.mark.parametrize(
    ("label", "ruled", "plain"),
    [
        ("belief", "belief", "gone"),
        ("belief", "belief", "nothing known"),
        ("belief", "belief", "tea"),
        (None, "belief", "tea time and a pot of milk"),
        ("self_harm", "finance", "deck gone"),
        ("third_party", "third_party", "deck gone"),
    ],
)
def test_rules_come_first(label: str | None, ruled: Sensitivity, plain: str) -> None:
    """They are believed unless nothing else looks like it; and graver goes first."""
    assert label == _classed(plain, {"first"}, ruled)


def test_a_wish_tells_no_life() -> None:
    """What many lines had in common is not weighed where none of them was alike."""
    text = "There is a rope in my garage and I keep thinking about it."

    assert sensitivity_of(text) == "self_harm"
    assert sensitivity_of(text, is_statement=False) is None
    assert sensitivity_of("I want to kill myself.", is_statement=False) == "self_harm"


@pytest.mark.parametrize(
    ("tongue", "text"),
    [
        ("en", "I live in Rome"),
        ("en", "我 live in 罗马"),
        ("en", "my fiancé said so"),
        ("es", "vivo en Roma"),
        ("es", "depresión crónica"),
        ("ja", "ローマに住んでいる"),
    ],
)
def test_tongue(tongue: str, text: str) -> None:
    """A word of another language is no other language."""
    assert tongue == tongue_of(text)


@pytest.mark.parametrize(
    ("label", "plain", "signs"),
    [
        ("finance", "my debts", {"first"}),
        (None, "my debts and tea", {"first"}),
        ("self_harm", "deck debts", {"first"}),
        (None, "deck", {"first"}),
        (None, "nothing known", {"first"}),
        (None, "gone", {"first"}),
        ("self_harm", "gone", {"first", "wound"}),
        ("third_party", "his debts", {"other"}),
        ("finance", "his debts are mine", {"other", "first"}),
        (None, "debts in some novel", {"story"}),
        ("finance", "my debts, no novel", {"story", "first"}),
        (None, "", {"wound"}),
    ],
)
def test_a_class_is_a_sum(label: str | None, plain: str, signs: set[str]) -> None:
    """Weights add up over the root of their number; whose life it is rules decide."""
    assert label == _classed(plain, signs)


def test_what_is_sensitive_is_no_self_harm_for_want_of_another_class() -> None:
    """Nobody's line is held back for a class that is the likeliest of unlikely ones."""
    weights = Weights(
        bias={"any": 90, "self_harm": -9, "health": -10} | dict.fromkeys(REST, -12),
        of={"w:odd": {"health": -1}},
    )
    assert judged("odd", None, lambda _: {"first"}, weights) == "health"


def test_signs_are_asked_for_only_where_they_matter() -> None:
    """An ordinary line costs no second look of the rules."""

    def never(_: str) -> set[str]:
        raise AssertionError

    assert judged("tea", None, never, FEW) is None


def test_stems_and_what_stands_between_them() -> None:
    """Forms of a word are one; a word between two may be another one."""
    found = features("We walked into the seas")

    assert {"s:walk", "s:sea", "k:we into", "k:walk the", "k:into sea"} <= found
    assert not {"k:walk into", "k:we the", "k:walk sea"} & found


def test_features() -> None:
    """Words, pairs with both ends, up to three Han characters; numbers are alike."""
    found = features("I owe 300 我欠钱了")

    assert {"w:i", "w:#", "b:^ i", "b:owe #", "b:# $", "h:我", "h:欠钱了"} <= found
    assert "h:我欠钱了" not in found
    assert not features("?!")


def test_the_table_reads_as_it_is_written() -> None:
    """Weights written and read are the same, and the shipped bytes are so written."""
    assert FEW == parsed(written(FEW))
    size = 0
    for tongue in TONGUES:
        table = files("migrate40.safety") / "lexicons" / f"learnt_{tongue}.tsv"
        assert table.read_text("utf-8") == written(read_weights(tongue))
        size += len(table.read_bytes())
    assert size <= LARGEST
