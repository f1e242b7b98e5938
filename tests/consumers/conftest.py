"""The programs that read what is written: installed by the tests that ask them.

Only `pytest -m consumers` runs them, and it needs a network. The programs go to the
folder named by MIGRATE40_CONSUMERS, where they are found again, or to a temporary one.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from migrate40 import Profile, distill, read, render

PATIENCE = 600
"""Seconds for an installation."""

Python = Callable[..., str]
"""Takes a requirement of PyPI, code for `python -c`, and arguments; returns stdout."""
Node = Callable[..., str]
"""Takes a requirement of npm, code for `node -e`, and arguments; returns stdout."""
Written = Callable[..., Path]


def pytest_ignore_collect(config: pytest.Config) -> bool | None:
    """Leave these tests alone unless somebody asks for them by their mark."""
    return None if "consumers" in config.option.markexpr else True


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the programs."""
    named = os.environ.get("MIGRATE40_CONSUMERS")
    folder = Path(named) if named else tmp_path_factory.mktemp("consumers")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def python(place: Path) -> Python:
    """Run code beside a package from PyPI, apart from everything else."""

    def run(requirement: str, code: str, *arguments: str) -> str:
        home = place / "python" / requirement
        if not home.is_dir():
            pip = (_python_with_pip(), "-m", "pip", "install", "--quiet", "--target")
            _done([*pip, f"{home}.part", requirement])
            Path(f"{home}.part").rename(home)
        words = [sys.executable, "-c", code, *arguments]
        return _done(words, PYTHONPATH=str(home), PYTHONUTF8="1")

    return run


@pytest.fixture(scope="session")
def node(place: Path) -> Node:
    """Run code beside a package from npm."""

    def run(requirement: str, code: str, *arguments: str) -> str:
        home = place / "node" / requirement.replace("/", "-")
        if not home.is_dir():
            quiet = ("--no-audit", "--no-fund", "--ignore-scripts", "--silent")
            _done([_npm(), "install", *quiet, "--prefix", f"{home}.part", requirement])
            Path(f"{home}.part").rename(home)
        return _done(
            ["node", "-e", code, "--", *arguments], NODE_PATH=str(home / "node_modules")
        )

    return run


def _done(words: Sequence[str], **environment: str) -> str:
    done = subprocess.run(
        words,
        capture_output=True,
        check=False,
        env=os.environ | environment,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE,
    )

    assert 0 == done.returncode, done.stdout + done.stderr
    return done.stdout


def _python_with_pip() -> str:
    """Return an interpreter with pip: an environment may have been made without."""
    words = [sys.executable, "-c", "import pip"]
    own = subprocess.run(words, capture_output=True, check=False).returncode == 0
    return sys.executable if own else str(shutil.which("python3", path=os.defpath))


def _npm() -> str:
    found = shutil.which("npm")

    assert found, "these tests need npm"
    return found


@pytest.fixture(scope="session", params=["niannian.zip", "theo.zip"])
def someone(request: pytest.FixtureRequest) -> Profile:
    """Return the profile of one of the invented people."""
    samples = Path(__file__).parents[2] / "samples"
    return distill(read([samples / request.param]))


@pytest.fixture
def written(someone: Profile, tmp_path: Path) -> Written:
    """Write the files of a target, and return their folder."""

    def write(target: str, **options: Any) -> Path:
        for name, content in render(someone, target, **options).items():
            path = tmp_path / target / name
            path.parent.mkdir(parents=True, exist_ok=True)
            data = content.encode() if isinstance(content, str) else content
            path.write_bytes(data)
        return tmp_path / target

    return write
