"""How much is found of what people say in their own words, and how little besides.

`pytest tests/safety --accept` raises the floors of spoken.json to what is measured now;
it never lowers one.
"""

import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from migrate40.safety.injection import is_order
from migrate40.safety.secrets import redacted
from migrate40.safety.sensitive import sensitivity_of

HERE = Path(__file__).parent
FLOORS = HERE / "spoken.json"
LINES = tomllib.loads((HERE / "spoken.toml").read_text("utf-8"))
GOAL = 0.9
GRAVE = 0.97


def _is_sensitive(line: str) -> bool:
    return sensitivity_of(line) is not None


def _is_secret(line: str | list[str]) -> bool:
    """Whether a secret goes; without one whether anything does."""
    if isinstance(line, str):
        return redacted(line).text != line
    text, secret = line
    return secret not in redacted(text).text


FOUND: dict[str, Callable[[Any], bool]] = {
    "secret": _is_secret,
    "order": is_order,
}
"""How a kind of line is found; the others are classes of what is sensitive."""


@cache
def measured() -> dict[str, float]:
    """Return recall and precision of every kind of line."""
    shares: dict[str, float] = {}
    for kind, lines in LINES.items():
        found = FOUND.get(kind, _is_sensitive)
        right = sum(map(found, lines["said"]))
        wrong = sum(map(found, lines["sounds_like"]))
        shares[f"{kind} recall"] = round(right / len(lines["said"]), 3)
        shares[f"{kind} precision"] = round(right / (right + wrong), 3)
    return shares


@pytest.mark.parametrize("share", sorted(measured()))
def test_floor(floors: dict[str, float], share: str) -> None:
    """No share falls below its floor; everything measured has one."""
    assert floors[share] <= measured()[share]


@pytest.mark.parametrize("kind", sorted(LINES))
def test_goals(kind: str) -> None:
    """Nine in ten of every kind; thoughts of dying are hardly ever missed."""
    assert (GRAVE if kind == "self_harm" else GOAL) <= measured()[f"{kind} recall"]
    assert GOAL <= measured()[f"{kind} precision"]


@pytest.mark.parametrize("kind", sorted(LINES))
def test_all_is_not_precise(kind: str) -> None:
    """The measure can fail: who finds everything falls below the goal."""
    said, besides = len(LINES[kind]["said"]), len(LINES[kind]["sounds_like"])

    assert said / (said + besides) < GOAL


def test_the_class_is_the_right_one() -> None:
    """Nine in ten are given the very class that they were written for."""
    told = [(k, one) for k in LINES if k not in FOUND for one in LINES[k]["said"]]

    assert GOAL <= sum(k == sensitivity_of(one) for k, one in told) / len(told)
