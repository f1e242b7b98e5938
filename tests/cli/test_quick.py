"""Plain words go past the validator, whose import takes longer than a short run."""

import subprocess
import sys
from pathlib import Path

import pytest

from migrate40.cli import run

SCRIPT = """
import sys
from migrate40.cli import run
status = run(sys.argv[1:])
assert not [name for name in sys.modules if name.split(".")[0] == "pydantic"]
raise SystemExit(status)
"""


@pytest.mark.parametrize("words", [["read", "theo.zip"], ["inspect", "theo.zip"]])
def test_a_plain_command_does_not_load_it(samples: Path, words: list[str]) -> None:
    """Text, flags and what is left out need no check."""
    done = subprocess.run(  # our own interpreter
        [sys.executable, "-c", SCRIPT, *words, "--quiet"],
        cwd=samples,
        capture_output=True,
        check=False,
    )

    assert (0, b"") == (done.returncode, done.stderr)


def test_a_number_is_still_checked(capfd: pytest.CaptureFixture[str]) -> None:
    """With the messages that typer has for it."""
    assert 2 == run(["read", "x", "--jobs", "0"])
    assert "greater than or equal to 1" in capfd.readouterr().err
    assert 2 == run(["read", "x", "--jobs", "two"])
    assert "--jobs" in capfd.readouterr().err
