"""The JSON Schema that `schema` prints."""

import json

import pytest

from migrate40.cli import run
from migrate40.voice.numbers import meanings


def test_every_style_number_is_documented(
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    """One sentence each, where a reader of profiles looks for it."""
    assert 0 == run(["schema"])

    document = json.loads(capsysbinary.readouterr().out)
    style = document["$defs"]["Persona"]["properties"]["style"]["properties"]
    assert {n: one["description"] for n, one in style.items()} == meanings()
    assert {"lines", "spread", "drift"} <= document["$defs"]["Persona"][
        "properties"
    ].keys()
