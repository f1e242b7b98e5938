"""Learn what sensitive lines have in common, and how well that holds of unseen ones.

`python -m tests.safety.learn` writes the weights that ship; `--measure` leaves out one
file of lines after the other (or those that are named), learns from the rest, and tells
what is found of it. Needs scikit-learn (`pip install -e '.[learn]'`) and nothing from
outside: all lines are invented. More lines are another `learnt/NAME.jsonl`.

The thresholds in learnt.py come from lines that were not learnt from, and from everyday
ones: what speaks for self-harm in short lines made to sound like it does so in any line
about life, hope and tonight, until everyday lines were learnt from, too.
"""

import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, Final

import msgspec

from migrate40.safety.learnt import GRAVEST_FIRST, features, judged
from migrate40.safety.sensitive import ruled_class, signs_of
from migrate40.safety.tables import as_read
from migrate40.safety.tongues import TONGUES, Tongue, tongue_of
from migrate40.safety.weights import ANY, Weights, as_feature, written
from tests.safety.fitting import fitted, table_of

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
TABLES = ROOT / "migrate40" / "safety" / "lexicons"
NONE: Final = "none"
LEAST: Final = {"self_harm": 7, ANY: 7}
"""Weights below it, in tenths, are none; of other classes, which only name what was
found, those below `LEAST_NAMING`."""
LEAST_NAMING: Final = 40
STRENGTH: Final = 50.0
"""How closely to follow the lines: scikit-learn's C."""
COMMON: Final = 6
"""How often each line counts that rules were written for: they are what people say."""
SAID: Final = 2
"""How often each line counts that the invented people of the samples say."""
SEEN: Final = 2
SEEN_IN_SENSITIVE: Final = 1
VARIANTS: Final = 16
"""Of each frame of ordinary lines."""
_SENTENCE = re.compile(r"(?<=[.!?。！？])\s*|\n+")
_NAME = re.compile(r"<(\w+)>")


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A line that was invented, and what it was invented for."""

    label: str = msgspec.field(name="class")
    lang: str = ""
    text: str


def main(arguments: list[str]) -> None:
    """Learn, or measure."""
    files = lines_by_file()
    if "--measure" in arguments:
        for name in [one for one in files if one in arguments] or files:
            rest = [of for other, of in files.items() if other != name]
            lines = [*common_lines(), *ordinary_lines(), *chain(*rest)]
            weights = {tongue: learn(some) for tongue, some in by_tongue(lines).items()}
            for row in measured(files[name], weights):
                print(name, *row, sep="\t")  # noqa: T201  (the answer)
    else:
        lines = [*common_lines(), *ordinary_lines(), *chain(*files.values())]
        for tongue, some in by_tongue(lines).items():
            path = TABLES / f"learnt_{tongue}.tsv"
            path.write_text(written(learn(some)), encoding="utf-8", newline="\n")


def by_tongue(lines: Iterable[Line]) -> dict[Tongue, list[Line]]:
    """Return the lines by whose weights they are judged."""
    found: dict[Tongue, list[Line]] = {tongue: [] for tongue in TONGUES}
    for line in lines:
        found[tongue_of(as_read(line.text))].append(line)
    return found


def learn(lines: Iterable[Line]) -> Weights:
    """Return the weights that tell the classes of lines apart best."""
    labels = {line.text: line.label for line in lines}
    common = dict.fromkeys((line.text for line in common_lines()), SAID)
    common.update(dict.fromkeys(_told(), COMMON))
    counts = [common.get(text, 1) for text in labels]
    rows = [_features(text) for text in labels]
    known = _worth_knowing(rows, labels.values())
    names, counted = table_of(row & known for row in rows)
    bias: dict[str, int] = {}
    of: dict[str, dict[str, int]] = {name: {} for name in names}
    for kind in (ANY, *GRAVEST_FIRST):
        holds = [
            label in (GRAVEST_FIRST if kind == ANY else {kind})
            for label in labels.values()
        ]
        bias[kind], weights = fitted(counted, holds, STRENGTH, counts)
        for name, weight in zip(names, weights, strict=True):
            if abs(weight) >= LEAST.get(kind, LEAST_NAMING):
                of[name][kind] = weight
    return Weights(bias=bias, of={one: row for one, row in of.items() if row})


def _worth_knowing(
    rows: Iterable[frozenset[str]], labels: Iterable[str]
) -> frozenset[str]:
    seen, in_sensitive = Counter[str](), Counter[str]()
    for row, label in zip(rows, labels, strict=True):
        seen.update(row)
        if label != NONE:
            in_sensitive.update(row)
    return frozenset(
        one
        for one, count in in_sensitive.items()
        if count >= SEEN_IN_SENSITIVE and seen[one] >= SEEN
    )


@cache
def _features(text: str) -> frozenset[str]:
    plain = as_read(text)
    return frozenset({*features(plain), *map(as_feature, signs_of(plain))})


def measured(
    lines: Iterable[Line], weights: Mapping[Tongue, Weights]
) -> Iterator[tuple[str, str, int, float, float]]:
    """Return class, language, lines, and the shares that rules and both find."""
    groups: dict[tuple[str, str], list[str]] = {}
    for line in lines:
        groups.setdefault((line.label, line.lang), []).append(line.text)
    for (label, language), texts in sorted(groups.items()):
        by_rules = [ruled_class(as_read(text)) is not None for text in texts]
        by_both = [_judged(text, weights) is not None for text in texts]
        yield label, language, len(texts), _share(by_rules), _share(by_both)


def _share(hits: list[bool]) -> float:
    return round(sum(hits) / len(hits), 3)


def _judged(text: str, weights: Mapping[Tongue, Weights]) -> str | None:
    plain = as_read(text)
    return judged(plain, ruled_class(plain), signs_of, weights[tongue_of(plain)])


def lines_by_file() -> dict[str, list[Line]]:
    """Return the lines that are there to be learnt, by who wrote them."""
    decoder = msgspec.json.Decoder(Line)
    return {
        path.stem: [decoder.decode(row) for row in path.read_bytes().splitlines()]
        for path in sorted((HERE / "learnt").glob("*.jsonl"))
    }


@cache
def common_lines() -> tuple[Line, ...]:
    """Return what rules were written for, and lines of the samples that none takes."""
    told = (Line(label=label, text=text) for text, label in _told().items())
    said = (text for text in _samples() if ruled_class(as_read(text)) is None)
    return (*told, *(Line(label=NONE, text=text) for text in said))


def ordinary_lines() -> Iterator[Line]:
    """Yield lines made of frames that no rule takes."""
    for text in ordinary():
        if ruled_class(as_read(text)) is None:
            yield Line(label=NONE, text=text)


@cache
def _told() -> Mapping[str, str]:
    told: dict[str, str] = {}
    for kind, lines in _table("spoken.toml").items():
        for one in lines["said"]:
            told[_text(one)] = kind if kind in GRAVEST_FIRST else NONE
        for one in lines["sounds_like"]:
            told.setdefault(_text(one), NONE)
    statements = _table("statements.toml")
    for label, text in statements["statements"]:
        told.setdefault(text, label or NONE)
    told.update(dict.fromkeys(statements["grave"], "self_harm"))
    told.update(dict.fromkeys(statements["light"], NONE))
    for one in chain(*_table("wordings.toml").values()):
        told.setdefault(_text(one), ruled_class(as_read(_text(one))) or NONE)
    return told


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text("utf-8"))


def _text(one: str | list[str]) -> str:
    return one if isinstance(one, str) else one[0]


def _samples() -> Iterator[str]:
    """Return sentences of the invented people's chats."""
    scripts = sorted((ROOT / "samples" / "scripts").glob("*.txt"))
    histories = sorted((ROOT / "tests" / "quality" / "histories").glob("*.toml"))
    for path in (*scripts, *histories):
        for line in path.read_text("utf-8").splitlines():
            if not line.startswith(("@", "#")):
                sentences = (one.strip(" -*#>") for one in _SENTENCE.split(line))
                yield from (one for one in sentences if 6 <= len(one) <= 300)


def ordinary() -> Iterator[str]:
    """Return lines made of frames and words, some of each frame, always the same."""
    for language in _table("learnt/ordinary.toml").values():
        for number, frame in enumerate(language["frames"]):
            for variant in range(VARIANTS):
                yield _filled(frame, language["words"], 7 * number + 11 * variant)


def _filled(frame: str, words: Mapping[str, list[str]], first: int) -> str:
    parts = _NAME.split(frame)
    for place in range(1, len(parts), 2):
        some = words[parts[place]]
        parts[place] = some[(first + 5 * place) % len(some)]
    return "".join(parts)


if __name__ == "__main__":
    main(sys.argv[1:])
