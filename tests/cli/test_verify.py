"""`verify`, and what no run may let out."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from migrate40.cli import run

CONVERT = ("--to", "prompt,claude", "--quiet", "--no-input", "--out")
UNSHARE = shutil.which("unshare")


def unshares() -> bool:
    """Whether this machine lets us make a namespace without a network."""
    if UNSHARE is None:
        return False
    done = subprocess.run([UNSHARE, "-rn", "true"], check=False, capture_output=True)
    return done.returncode == 0


@pytest.fixture
def written(samples: Path, tmp_path: Path) -> Path:
    """Return a folder of results."""
    folder = tmp_path / "out"

    assert 0 == run(["convert", str(samples / "theo.zip"), *CONVERT, str(folder)])
    return folder


def test_as_written(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing differs, nothing is printed but that."""
    assert 0 == run(["verify", str(written)])
    assert "" == capsys.readouterr().out


def test_every_change_is_seen(
    written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A byte more, a file less, a file too many, a link instead of a file."""
    prompt = written / "prompt" / "prompt.md"
    prompt.write_bytes(prompt.read_bytes() + b" ")
    (written / "NEXT-STEPS.md").unlink()
    (written / "claude" / "extra.md").write_text("x")

    assert 1 == run(["verify", str(written)])
    told = capsys.readouterr()
    assert (
        "added claude/extra.md\nchanged prompt/prompt.md\nmissing NEXT-STEPS.md\n"
        == (told.out)
    )
    assert "in 3 places" in told.err


def test_a_link_is_a_change(written: Path, tmp_path: Path) -> None:
    """Also when it leads to the very same bytes."""
    steps = written / "NEXT-STEPS.md"
    steps.rename(tmp_path / "elsewhere.md")
    steps.symlink_to(tmp_path / "elsewhere.md")

    assert 1 == run(["verify", str(written)])


def test_a_forged_manifest_leads_nowhere(written: Path, tmp_path: Path) -> None:
    """Names that lead out of the folder are differences, not files to be read."""
    path = written / "manifest.json"
    manifest = json.loads(path.read_bytes())
    (tmp_path / "x").write_bytes(b"")
    manifest["files"]["../x"] = {
        "bytes": 0,
        "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    }
    path.write_text(json.dumps(manifest))

    assert 1 == run(["verify", str(written)])


def test_the_manifest_counts_secrets(samples: Path, tmp_path: Path) -> None:
    """By kind, for each file and together; the value is nowhere."""
    folder = tmp_path / "out"
    memories = tmp_path / "memories.txt"
    memories.write_text(
        "- My cousin Bex runs a bakery, the wifi password there is Tulip-Bread-9.\n"
        "- I have two cats.\n"
    )
    log = tmp_path / "log.jsonl"
    words = ["convert", str(memories), str(samples / "theo.zip"), "--log", str(log)]

    assert 0 == run([*words, *CONVERT, str(folder)])
    manifest = json.loads((folder / "manifest.json").read_bytes())
    assert manifest["redacted"]["password"] >= 1
    assert {"password"} == set(manifest["files"]["profile.json"]["redacted"])
    everything = [p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()]
    assert 1 == sum(b"Tulip-Bread-9" in data for data in everything)
    assert b"Bex" in (folder / "profile.json").read_bytes()


@pytest.mark.threat(19)
@pytest.mark.slow
@pytest.mark.skipif(not unshares(), reason="needs Linux and its namespaces")
def test_no_network(samples: Path, tmp_path: Path) -> None:
    """Without any network the work is done all the same."""
    out = tmp_path / "out"
    program = [str(UNSHARE), "-rn", sys.executable, "-m", "migrate40"]
    for words in (
        ["convert", str(samples / "theo.zip"), *CONVERT, str(out)],
        ["inspect", str(samples / "niannian.zip"), "--json"],
        ["verify", str(out)],
        ["targets"],
    ):
        done = subprocess.run([*program, *words], check=False, capture_output=True)

        assert (0, b"") == (done.returncode, done.stderr) or "verify" in words
        assert 0 == done.returncode
