"""How many secrets go that very different people tell in passing, and how little else.

`told/` holds invented lines, each file by another author and without a look at the
patterns; `n` to `p` are look-alikes only. What patterns alone find of each file, and
what weights learnt from the others add, `learn_secrets.py --measure` tells; its figures
stand in told/unseen.tsv. The floors in told.json hold what is found with all of them
learnt; `pytest tests/safety --accept` raises them, and never lowers one.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from migrate40.safety.secrets import redacted

HERE = Path(__file__).parent
FLOORS = HERE / "told.json"


@cache
def measured() -> dict[str, float]:
    """Return what share of the secrets goes, and of the look-alikes stays."""
    shares: dict[str, float] = {}
    for path in sorted((HERE / "told").glob("*.jsonl")):
        found: dict[str, list[bool]] = {}
        for row in map(json.loads, path.read_bytes().splitlines()):
            clean = redacted(row["text"]).text
            if row["secret"] is None:
                found.setdefault("look-alikes", []).append(clean == row["text"])
            else:
                found.setdefault(row["lang"], []).append(row["secret"] not in clean)
        for kind, hits in found.items():
            shares[f"{path.stem}: {kind}"] = round(sum(hits) / len(hits), 3)
    return shares


@pytest.mark.threat(15)
@pytest.mark.parametrize("share", sorted(measured()))
def test_floor(floors: dict[str, Any], share: str) -> None:
    """No share falls below its floor; everything measured has one."""
    assert floors[share] <= measured()[share]
