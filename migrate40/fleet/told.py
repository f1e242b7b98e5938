"""What is told of a batch: lines for programs, annotations for GitHub, a summary.

Names of inputs, counts and reasons; never a word that was said.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

import msgspec

from migrate40.fleet.order import Outcome, Result, Served
from migrate40.notices import Notice

RESULTS: Final[tuple[Result, ...]] = ("done", "partial", "empty", "failed")


def lines(outcomes: Iterable[Outcome]) -> bytes:
    """Return batch.jsonl: a line a person, in the order of the inputs."""
    return b"".join(msgspec.json.encode(one) + b"\n" for one in outcomes)


def counts(outcomes: Iterable[Outcome]) -> dict[str, int]:
    """Return how many people there were, by what became of them."""
    found = Counter(one.result for one in outcomes)
    return {"people": found.total()} | {result: found[result] for result in RESULTS}


def summary(outcomes: Sequence[Outcome]) -> bytes:
    """Return the counts as one JSON document, with what there was in all."""
    fields = ("conversations", "messages", "memories", "files", "skipped")
    totals = {name: sum(getattr(one, name) for one in outcomes) for name in fields}
    trouble = [
        {"name": one.name, "result": one.result, "why": reason(one)}
        for one in outcomes
        if one.result != "done"
    ]
    document = counts(outcomes) | {"totals": totals, "trouble": trouble}
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def reason(outcome: Outcome) -> str:
    """Return why a person's result is not whole."""
    return outcome.why or f"{outcome.skipped} things were skipped: see its manifest"


def table(outcomes: Sequence[Outcome], again: int) -> Iterator[str]:
    """Yield the lines for people at the end."""
    found = counts(outcomes)
    for name, number in found.items():
        if number or name in {"people", "done"}:
            yield f"{name:<8} {number:>6}"
    if again:
        yield f"{again} of them were there already"


class Timing(msgspec.Struct, frozen=True, tag_field="kind", tag="timing"):
    """How long one person took: for the log, which differs from run to run."""

    where: str
    seconds: float
    attempts: int
    again: bool


def timing(served: Served) -> Timing:
    """Return the line of the log on one person."""
    seconds = round(served.seconds, 3)
    return Timing(served.outcome.name, seconds, served.attempts, served.again)


def notices(outcomes: Iterable[Outcome]) -> list[Notice]:
    """Return a notice for each person who lacks something: they make the status 3."""
    return [
        Notice(
            kind="skipped_content" if one.result == "partial" else "skipped_file",
            where=one.name,
            why=reason(one),
        )
        for one in outcomes
        if one.result != "done"
    ]


def annotations(outcomes: Iterable[Outcome]) -> bytes:
    """Return a workflow command of GitHub's for each person who lacks something."""
    told = [
        f"::{'warning' if one.result == 'partial' else 'error'} "
        f"title={_escaped(one.name, ':,')}::{_escaped(reason(one))}\n"
        for one in outcomes
        if one.result != "done"
    ]
    return "".join(told).encode()


def _escaped(text: str, more: str = "") -> str:
    for sign in "%\r\n" + more:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def _plain(text: str) -> str:
    """Return the text without what XML has no way of writing."""
    return "".join(ch if ch.isprintable() else "?" for ch in text)


def junit(outcomes: Sequence[Outcome]) -> bytes:
    """Return the outcomes as a suite of tests, the way CI systems show them."""
    found = counts(outcomes)
    bad = found["failed"] + found["empty"]
    suite = Element(
        "testsuite",
        name="migrate40 batch",
        tests=str(len(outcomes)),
        failures=str(bad),
        errors="0",
        skipped="0",
    )
    for one in outcomes:
        case = SubElement(
            suite, "testcase", classname="migrate40", name=_plain(one.name)
        )
        if one.status not in (0, 3):
            SubElement(case, "failure", type=one.result, message=_plain(reason(one)))
        elif one.status:
            SubElement(case, "system-out").text = _plain(reason(one))
    indent(suite)
    document: bytes = tostring(suite, encoding="utf-8", xml_declaration=True)
    return document + b"\n"
