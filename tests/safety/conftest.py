"""Every test looks anew; and floors under what is found, which only rise."""

import json

import pytest

from migrate40.safety.secrets import secrets_in
from migrate40.safety.sensitive import sensitivity_of


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    secrets_in.cache_clear()
    sensitivity_of.cache_clear()


@pytest.fixture(scope="module")
def floors(request: pytest.FixtureRequest) -> dict[str, float]:
    """Return the floors of a module; with `--accept` raised to what it measures."""
    path = request.module.FLOORS
    known: dict[str, float] = json.loads(path.read_text("utf-8"))
    if request.config.getoption("--accept"):
        measured = request.module.measured().items()
        known = {kind: max(share, known.get(kind, 0.0)) for kind, share in measured}
        text = json.dumps(known, indent=2) + "\n"
        path.write_text(text, encoding="utf-8", newline="\n")
    return known
