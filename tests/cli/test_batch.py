"""`batch` as it is typed: statuses, reports, and what goes where."""

import json
import re
import shlex
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from migrate40.cli import run
from migrate40.cli.batch import _processors

TALK = [
    {"role": "user", "content": "I have two goats, and I live in Ghent."},
    {"role": "assistant", "content": "Two goats! Lovely, captain."},
]


def export(folder: Path, name: str) -> Path:
    """Write the export of one person."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.json"
    path.write_text(json.dumps(TALK))
    return path


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """Return a folder with one whole export and one that is none."""
    export(tmp_path / "in", "ann")
    (tmp_path / "in" / "bob.zip").write_bytes(b"PK\x03\x04 torn")
    return tmp_path / "in"


@pytest.mark.slow
def test_all_reports_agree(
    inputs: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Annotations on stdout, JUnit, the summary and batch.jsonl tell the same."""
    out, junit, summary = (tmp_path / name for name in ("out", "j.xml", "s.json"))
    words = ["--github", "--junit", str(junit), "--summary", str(summary)]
    status = run(
        ["batch", str(inputs), "--to", "prompt", "--out", str(out), "--quiet", *words]
    )
    told = capfd.readouterr()
    rows = [json.loads(line) for line in (out / "batch.jsonl").read_text().splitlines()]
    suite = ET.fromstring(junit.read_bytes())  # noqa: S314  # our own
    report = json.loads(summary.read_bytes())

    assert 1 == status
    assert [("ann", 0), ("bob", 1)] == [(row["name"], row["status"]) for row in rows]
    why = rows[1]["why"]
    assert f"::error title=bob::{why}\n" == told.out
    assert [why] == [one.get("message") for one in suite.iter("failure")]
    assert ["ann", "bob"] == [one.get("name") for one in suite.iter("testcase")]
    assert [{"name": "bob", "result": "failed", "why": why}] == report["trouble"]
    assert "1 of 2 people failed" in told.err


@pytest.mark.slow
def test_the_broken_one_is_mended_and_done(
    inputs: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The same command again serves that person only, and leaves with 0."""
    words = ["batch", str(inputs), "--to", "prompt", "--out", str(tmp_path / "out")]
    first = run([*words, "--quiet"])
    (inputs / "bob.zip").unlink()
    export(inputs, "bob")
    capfd.readouterr()

    assert [1, 0] == [first, run(words)]
    assert "1 of them were there already" in capfd.readouterr().err


@pytest.mark.slow
def test_times_are_in_the_log_only(tmp_path: Path) -> None:
    """Two runs differ in their logs, in nothing else."""
    inputs = export(tmp_path / "in", "ann").parent
    for name in ("one", "two"):
        words = ["--out", str(tmp_path / name), "--log", str(tmp_path / f"{name}.log")]
        assert 0 == run(["batch", str(inputs), "--to", "prompt", *words, "--quiet"])
    first, second = (
        (tmp_path / n / "batch.jsonl").read_bytes() for n in ("one", "two")
    )

    assert first == second
    assert b"seconds" not in first
    assert '"seconds":' in (tmp_path / "one.log").read_text()


def test_stdout_is_no_place_for_many(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Folders do not fit there."""
    path = export(tmp_path / "in", "ann")

    assert 2 == run(["batch", str(path), "--to", "prompt", "--out", "-"])
    assert "name a DIR" in capfd.readouterr().err


def test_there_is_a_processor() -> None:
    """However they are counted here."""
    assert 1 <= _processors()


def test_the_example_workflow(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Every option that it uses is one."""
    text = (root / ".github" / "examples" / "batch.yml").read_text(encoding="utf-8")
    command = re.search(r"migrate40 (batch (?:.+\n)+?)(?= *- )", text)
    assert command
    used = [word for word in shlex.split(command[1]) if word.startswith("--")]
    run(["batch", "--help"])
    options = capfd.readouterr().out

    assert 8 <= len(used)
    assert [] == [word for word in used if word not in options]
