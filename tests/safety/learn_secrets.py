"""Learn what tells a secret from what only looks like one, and how well that holds.

`python -m tests.safety.learn_secrets` writes the weights that ship; `--measure` leaves
out one file of lines after the other, learns from the rest, and prints the shares of
secrets found and of look-alikes taken by patterns alone, and by both. Needs
scikit-learn (`pip install -e '.[learn]'`). More lines are another `told/NAME.jsonl`.
"""

import json
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, Final

import msgspec

from migrate40.safety.likely import NAME, candidates, features
from migrate40.safety.patterns import Secret
from migrate40.safety.secrets import found_in
from migrate40.safety.tables import smooth
from migrate40.safety.weights import ANY, Weights, written
from tests.safety.fitting import fitted, table_of

HERE = Path(__file__).parent
PACKAGE = HERE.parent.parent / "migrate40"
TABLE = PACKAGE / f"safety/lexicons/learnt_{NAME}.tsv"
TARGETS = PACKAGE / "renderers/targets"
STRENGTH: Final = 30.0
"""How closely to follow the lines: scikit-learn's C."""
LEAST: Final = 3
"""Weights below it, in tenths, are none."""
SEEN: Final = 2
COMMON: Final = 6
"""How often each line counts that patterns were written for, and each of our own."""

Example = tuple[frozenset[str], bool]
"""The features of a part of a line, and whether it is a secret."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """An invented line, and the secret in it; None: it only looks like one."""

    text: str
    secret: str | None = None
    count: int = 1
    """How often it counts."""


def main(arguments: Sequence[str]) -> None:
    """Learn, or measure."""
    files = lines_by_file()
    known = [*common_lines(), *ordinary_lines()]
    if "--measure" in arguments:
        for name, held_out in files.items():
            rest = chain.from_iterable(of for one, of in files.items() if one != name)
            for row in measured(held_out, learn([*known, *rest])):
                print(name, *row, sep="\t")  # noqa: T201  (the answer)
    else:
        weights = learn([*known, *chain.from_iterable(files.values())])
        TABLE.write_text(written(weights), encoding="utf-8", newline="\n")


def learn(lines: Iterable[Line]) -> Weights:
    """Return the weights that tell secrets from the rest best."""
    found = [(one, line.count) for line in lines for one in _examples(line)]
    seen = Counter(chain.from_iterable(row for (row, _), _ in found))
    known = {one for one, count in seen.items() if count >= SEEN}
    names, counted = table_of(row & known for (row, _), _ in found)
    holds = [is_secret for (_, is_secret), _ in found]
    bias, weights = fitted(counted, holds, STRENGTH, [count for _, count in found])
    return Weights(
        bias={ANY: bias},
        of={
            name: {ANY: weight}
            for name, weight in zip(names, weights, strict=True)
            if abs(weight) >= LEAST
        },
    )


@cache
def _examples(line: Line) -> tuple[Example, ...]:
    """Return all parts of a line that could be secrets."""
    plain = smooth(line.text)
    place = plain.find(smooth(line.secret)) if line.secret else -1
    stop = place + len(line.secret or "")
    return tuple(
        (
            frozenset(features(plain, start, end)),
            place >= 0 and start < stop and place < end,
        )
        for start, end in candidates(plain)
    )


def measured(
    lines: Iterable[Line], weights: Weights
) -> Iterator[tuple[str, int, float, float]]:
    """Yield what lines they are, how many, and the shares taken: patterns, both."""
    groups: dict[str, list[tuple[bool, bool]]] = {"secrets": [], "look-alikes": []}
    for line in lines:
        plain = smooth(line.text)
        name = "secrets" if line.secret else "look-alikes"
        hits = [_is_taken(line, found_in(plain, by)) for by in (None, weights)]
        groups[name].append((hits[0], hits[1]))
    for name, taken in groups.items():
        if taken:
            alone, both = zip(*taken, strict=True)
            yield name, len(taken), _share(alone), _share(both)


def _is_taken(line: Line, found: Sequence[Secret]) -> bool:
    if line.secret is None:
        return bool(found)
    place = smooth(line.text).find(smooth(line.secret))
    stop = place + len(line.secret)
    return any(one.start <= place and stop <= one.end for one in found)


def _share(hits: Sequence[bool]) -> float:
    return round(sum(hits) / len(hits), 3)


def lines_by_file() -> dict[str, list[Line]]:
    """Return the lines that are there to be learnt, by who wrote them."""
    decoder = msgspec.json.Decoder(Line)
    return {
        path.stem: [decoder.decode(row) for row in path.read_bytes().splitlines()]
        for path in sorted((HERE / "told").glob("*.jsonl"))
    }


def common_lines() -> Iterator[Line]:
    """Yield what patterns were written for, and what files for a target say."""
    wordings = _table(HERE / "wordings.toml")
    spoken = _table(HERE / "spoken.toml")["secret"]
    for text, secret in (*wordings["told"], *spoken["said"]):
        yield Line(text=text, secret=secret, count=COMMON)
    for text in (*wordings["harmless"], *spoken["sounds_like"]):
        yield Line(text=text, count=COMMON)
    for path in sorted(TARGETS.glob("*.toml")):
        for text in _strings(_table(path)):
            yield Line(text=text, count=COMMON)


def _table(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        yield from chain.from_iterable(map(_strings, value))
    elif isinstance(value, str):
        yield value


def ordinary_lines() -> Iterator[Line]:
    """Yield lines that tell of all sorts of things, and of no secret."""
    for path in sorted((HERE / "learnt").glob("*.jsonl")):
        for row in path.read_bytes().splitlines():
            yield Line(text=json.loads(row)["text"])


if __name__ == "__main__":
    main(sys.argv[1:])
