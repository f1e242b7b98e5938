"""The quality of the memories, on annotated histories of invented people.

`pytest tests/quality --accept` raises the floors of baseline.json to what is measured
now; it never lowers one. Whoever changes a history accepts it, too: the digest tells.
"""

import json
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from statistics import mean
from typing import Any

import pytest

from migrate40 import distill
from migrate40.model.conversation import Conversation, Message
from migrate40.model.profile import Memory

HERE = Path(__file__).parent
BASELINE = HERE / "baseline.json"
HISTORIES = sorted((HERE / "histories").glob("*.toml"))
BUDGET = 1500
"""Characters of the lines that count, best first; a Han character is as three."""
SHORT = 500
SLACK = timedelta(days=1)

Table = dict[str, Any]
Samples = dict[str, list[float]]


def conversations(history: Table) -> tuple[list[Conversation], dict[str, str]]:
    """Return the conversations of a history, and the message ids by label."""
    found, labels = [], {}
    for number, chat in enumerate(history["chats"]):
        messages = []
        for place, line in enumerate(chat["said"]):
            name = f"c{number}m{place}"
            text = line
            if line.startswith("#"):
                label, _, text = line[1:].partition(" ")
                labels[label] = name
            messages.append(_message(name, text, chat["day"], place))
        found.append(
            Conversation(
                vendor="chatgpt",
                id=f"c{number}",
                created=chat["day"],
                messages=tuple(messages),
            )
        )
    return found, labels


def _message(name: str, text: str, day: datetime, place: int) -> Message:
    time = day + timedelta(minutes=place)
    if place % 2:
        return Message(id=name, role="assistant", text=text, time=time, model="gpt-4o")
    return Message(id=name, role="user", text=text, time=time)


def within(memories: list[Memory], budget: int) -> list[Memory]:
    """Return the memories that fit; what is no longer true takes no room."""
    used, kept = 0, []
    for one in memories:
        if one.status == "current":
            used += sum(3 if character > "\u2fff" else 1 for character in one.text)
            if used > budget:
                break
        kept.append(one)
    return kept


def cites(memory: Memory, name: str) -> bool:
    """Whether a memory names a message as its proof."""
    return name in {proof.message for proof in memory.evidence}


def says(memory: Memory, keys: list[str]) -> bool:
    """Whether one of the key words stands in a memory."""
    return any(key.casefold() in memory.text.casefold() for key in keys)


def same_time(expected: str, found: str | None) -> bool:
    """Whether a day is right but for one, or a month or a year exactly."""
    if found is None or len(found) != len(expected):
        return False
    if len(expected) < len("2025-01-01"):
        return expected == found
    return abs(date.fromisoformat(expected) - date.fromisoformat(found)) <= SLACK


def scored(history: Table) -> Iterator[tuple[str, float]]:
    """Yield the samples of one history, by metric."""
    talk, labels = conversations(history)
    memories = list(distill(talk).memories)
    kept, first = within(memories, BUDGET), within(memories, SHORT)
    for gold in history["gold"]:
        yield from _of_gold(gold, labels[gold["of"]], kept, first)
    for trap in history["traps"]:
        sprung = any(
            cites(one, labels[trap["of"]]) and says(one, trap["keys"])
            for one in memories
            if one.status != "review"
        )
        yield "traps avoided", float(not sprung)
    labelled = {labels[gold["of"]] for gold in history["gold"]}
    for one in kept:
        if one.status == "current":
            yield "precision", float(any(cites(one, name) for name in labelled))


def _of_gold(
    gold: Table, name: str, kept: list[Memory], first: list[Memory]
) -> Iterator[tuple[str, float]]:
    status = gold.get("status", "current")
    fit = [one for one in kept if cites(one, name) and says(one, gold["keys"])]
    found = [one for one in fit if status in {"any", one.status}]
    category = gold["category"]
    group = "superseded" if status == "superseded" else category
    yield f"recall {group}", float(bool(found))
    yield "recall", float(bool(found))
    if status == "current":
        early = [o for o in first if o.status == "current" and cites(o, name)]
        yield "recall first", float(any(says(o, gold["keys"]) for o in early))
    if found and not gold.get("loose"):
        right = any(one.category == category for one in found)
        yield "category", float(right)
        yield f"category {category}", float(right)
    if "happened" in gold:
        times = [one.happened_at for one in found]
        yield "dates", float(any(same_time(gold["happened"], t) for t in times))
    if "sensitivity" in gold:
        marks = {one.sensitivity for one in fit}
        yield "sensitivity", float(gold["sensitivity"] in marks)


@cache
def measured() -> dict[str, float]:
    """Return every metric, over all histories."""
    samples: Samples = defaultdict(list)
    for path in HISTORIES:
        history = tomllib.loads(path.read_text(encoding="utf-8"))
        for metric, value in scored(history):
            samples[metric].append(value)
    return {name: round(mean(values), 3) for name, values in sorted(samples.items())}


def digest() -> str:
    """Return what the histories are known by."""
    texts = [path.read_bytes().replace(b"\r\n", b"\n") for path in HISTORIES]
    return sha256(b"\0".join(texts)).hexdigest()


@pytest.fixture(scope="module")
def baseline(request: pytest.FixtureRequest) -> Table:
    """Return the floors; with `--accept` raised to what is measured."""
    known: Table = {"histories": "", "floors": {}}
    if BASELINE.exists():
        known = json.loads(BASELINE.read_text(encoding="utf-8"))
    if request.config.getoption("--accept"):
        floors = known["floors"]
        raised = {k: max(v, floors.get(k, 0.0)) for k, v in measured().items()}
        known = {"histories": digest(), "floors": raised}
        text = json.dumps(known, indent=2, ensure_ascii=False) + "\n"
        BASELINE.write_text(text, encoding="utf-8", newline="\n")
    return known


def test_histories_are_those_of_the_floors(baseline: Table) -> None:
    """A changed history needs a look at the floors, and to be accepted."""
    assert digest() == baseline["histories"]


def test_no_floor_is_forgotten(baseline: Table) -> None:
    """Everything that is measured has a floor."""
    assert baseline["floors"].keys() == measured().keys()


@pytest.mark.parametrize("metric", sorted(measured()))
def test_floor(baseline: Table, metric: str) -> None:
    """No metric falls below its floor."""
    assert baseline["floors"][metric] <= measured()[metric]


@pytest.mark.parametrize("path", HISTORIES, ids=lambda path: path.stem)
def test_labels_are_sound(path: Path) -> None:
    """Gold and traps refer to lines that hold one of their key words."""
    history = tomllib.loads(path.read_text(encoding="utf-8"))
    talk, labels = conversations(history)
    texts = {message.id: message.text for chat in talk for message in chat.messages}
    wrong = [
        one["of"]
        for one in [*history["gold"], *history["traps"]]
        if not any(key in texts[labels[one["of"]]] for key in one["keys"])
    ]

    assert [] == wrong


def test_everything_at_once_is_not_precise() -> None:
    """The measure can fail: what keeps every line falls below the floors."""
    history = tomllib.loads(HISTORIES[0].read_text(encoding="utf-8"))
    talk, labels = conversations(history)
    labelled = {labels[gold["of"]] for gold in history["gold"]}
    lines = [m.id for chat in talk for m in chat.messages if m.role == "user"]

    assert mean(name in labelled for name in lines) < measured()["precision"]
