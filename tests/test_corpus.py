"""Files in which something is odd, stored byte for byte: what comes out of each."""

import json
import tomllib
from pathlib import Path

import pytest

from migrate40.cli import run

CORPUS = Path(__file__).parent / "corpus"
EXPECTED = tomllib.loads((CORPUS / "corpus.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_an_odd_file(
    capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path, name: str
) -> None:
    """Its words, its status, the kinds of its notices; and a line wherever it fails."""
    expected, log = EXPECTED[name], tmp_path / "log.jsonl"
    status = run(["read", str(CORPUS / name), "--log", str(log)])
    out, err = capfdbinary.readouterr()
    lines = [json.loads(line) for line in out.decode().splitlines()]
    said = [message["text"] for line in lines for message in line["messages"]]
    kinds = {json.loads(line)["kind"] for line in log.read_text("utf-8").splitlines()}

    assert (expected["said"], expected["status"]) == (said, status)
    assert set(expected["kinds"]) == kinds
    assert b"Traceback" not in err
    assert bool(err) == bool(kinds or status)


def test_no_file_is_forgotten() -> None:
    """Each has its entry."""
    stored = {path.name for path in CORPUS.iterdir()} - {"corpus.toml"}

    assert set(EXPECTED) == stored
