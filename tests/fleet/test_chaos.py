"""Two hundred people on one machine, and everything that goes wrong among them."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from migrate40.cli import run

PROGRAM = [sys.executable, "-m", "migrate40"]
WORDS = ["--to", "prompt", "--quiet"]
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
Tree = Callable[[Path], dict[str, bytes]]
Holders = Callable[[Path], dict[int, str]]


def kill_a_holder(inputs: Path, holders: Holders) -> str:
    """Kill -9 a worker that has a person's file open, and return the file's name.

    It is stopped first, so that it still holds the file when it is killed.
    """
    while True:
        for worker, name in holders(inputs).items():
            os.kill(worker, signal.SIGSTOP)
            if name.endswith((".json", ".zip")) and (
                holders(inputs).get(worker) == name
            ):
                os.kill(worker, signal.SIGKILL)
                return name
            os.kill(worker, signal.SIGCONT)


@pytest.mark.slow
@LINUX
def test_each_costs_its_own_person(
    crowd: Callable[..., Path],
    bomb: Callable[[Path], None],
    tree: Tree,
    holders: Holders,
    tmp_path: Path,
) -> None:
    """A kill, a hang, a bomb and three broken ones: 195 others are done, all told."""
    inputs = crowd(tmp_path / "in", 195)
    calm, out, summary, log = (tmp_path / n for n in ("calm", "out", "sum", "log"))
    assert 0 == run(["batch", str(inputs), *WORDS, "--out", str(calm)])
    bomb(inputs / "the-bomb.zip")
    os.mkfifo(inputs / "the-hung.txt")
    (inputs / "broken-1.zip").write_bytes(b"PK\x03\x04 torn")
    (inputs / "broken-2.json").write_bytes(b"\x89PNG\r\n\x1a\n" * 99)
    (inputs / "broken-3.json").write_bytes(b"")
    words = ["--jobs", "2", "--time-limit", "20", "--out", str(out)]
    words += ["--log", str(log), "--summary", str(summary)]
    batch = subprocess.Popen(
        [*PROGRAM, "batch", str(inputs), *WORDS, *words],
        stderr=subprocess.DEVNULL,
    )
    killed = kill_a_holder(inputs, holders)

    assert 1 == batch.wait(timeout=300)
    rows = rows_of(out)
    bad = {row["name"]: row for row in rows if row["status"]}
    names = ["broken-1", "broken-2", "broken-3", "the-bomb", "the-hung"]
    assert names == sorted(bad)
    assert all(row["result"] in {"failed", "empty"} for row in bad.values())
    assert "it took longer than 20 seconds" == bad["the-hung"]["why"]
    assert 200 == len(rows) == len({row["name"] for row in rows})
    report = json.loads(summary.read_bytes())
    assert (200, 195) == (report["people"], report["done"])
    assert names == sorted(one["name"] for one in report["trouble"])
    assert {Path(killed).stem: 2, "the-hung": 2} == attempts(log)
    made, expected = tree(out), tree(calm)
    assert {n: d for n, d in expected.items() if n != "batch.jsonl"} == {
        n: d for n, d in made.items() if n != "batch.jsonl"
    }
    assert expected["batch.jsonl"].splitlines() == [
        line
        for line, row in zip(made["batch.jsonl"].splitlines(), rows, strict=True)
        if not row["status"]
    ]


def rows_of(out: Path) -> list[dict[str, Any]]:
    """Return the lines of batch.jsonl."""
    lines = (out / "batch.jsonl").read_bytes().splitlines()
    return [json.loads(line) for line in lines]


def attempts(log: Path) -> dict[str, int]:
    """Return who was tried more than once."""
    lines: list[dict[str, Any]] = [
        json.loads(line) for line in log.read_bytes().splitlines()
    ]
    return {
        line["where"]: line["attempts"]
        for line in lines
        if line["kind"] == "timing" and line["attempts"] > 1
    }


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_killed_again_and_again(
    crowd: Callable[..., Path], tree: Tree, tmp_path: Path
) -> None:
    """At whatever moment the batch dies: what is there is whole, and it ends alike."""
    inputs = crowd(tmp_path / "in", 24)
    calm, out = tmp_path / "calm", tmp_path / "out"
    words = ["batch", str(inputs), *WORDS, "--jobs", "2", "--out"]
    assert 0 == run([*words, str(calm)])
    expected = tree(calm)
    for moment in (0, 1, 5, 11, 17, 24):
        kill_when(out, moment, [*PROGRAM, *words, str(out)])
        whole = {path.parent.name for path in out.glob("person-*/manifest.json")}
        assert whole == {path.name for path in out.glob("person-*")}
        for name in whole:
            assert {n: d for n, d in tree(out).items() if n.startswith(name)} == {
                n: d for n, d in expected.items() if n.startswith(name)
            }

    assert 0 == run([*words, str(out)])
    assert expected == tree(out)
    assert [] == list(out.glob(".migrate40*"))


def kill_when(out: Path, people: int, program: list[str]) -> None:
    """Start the batch and kill -9 it when so many people are done."""
    batch = subprocess.Popen(program, stderr=subprocess.DEVNULL)
    while len(list(out.glob("person-*"))) < people or not out.exists():
        time.sleep(0.001)
    batch.kill()
    batch.wait()
    # its workers end by themselves; how far one came meanwhile must not matter


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_interrupted(crowd: Callable[..., Path], tmp_path: Path) -> None:
    """Ctrl-C leaves whole folders, nothing beside them, and no process."""
    inputs = crowd(tmp_path / "in", 40)
    out = tmp_path / "out"
    words = ["batch", str(inputs), *WORDS, "--jobs", "2", "--out", str(out)]
    batch = subprocess.Popen(
        [*PROGRAM, *words], stderr=subprocess.DEVNULL, start_new_session=True
    )
    while len(list(out.glob("person-*"))) < 5:
        time.sleep(0.001)
    os.killpg(batch.pid, signal.SIGINT)  # as a terminal does: to all of them

    assert 130 == batch.wait(timeout=60)
    with pytest.raises(ProcessLookupError):
        os.killpg(batch.pid, 0)
    folders = sorted(path for path in out.glob("person-*"))
    assert 5 <= len(folders) < 40
    assert all(0 == run(["verify", str(path), "--quiet"]) for path in folders)
    assert [] == list(out.glob(".migrate40*"))


@pytest.mark.slow
@LINUX
def test_a_bloated_person(crowd: Callable[..., Path], tmp_path: Path) -> None:
    """Who wants more memory than there may be is told of; the others are done."""
    inputs = crowd(tmp_path / "in", 6)
    word = os.urandom(6_000_000).hex() * 25
    chat = {
        "uuid": "00000000-0000-4000-8000-000000000001",
        "name": "",
        "created_at": "2025-01-01T10:00:00Z",
        "updated_at": "2025-01-01T10:00:00Z",
        "chat_messages": [
            {
                "uuid": "00000000-0000-4000-8000-000000000002",
                "sender": "human",
                "text": word,
                "created_at": "2025-01-01T10:00:00Z",
            }
        ],
    }
    (inputs / "bloated.json").write_text(json.dumps([chat]))
    out = tmp_path / "out"
    words = ["--jobs", "2", "--memory-limit", "512", "--out", str(out)]

    assert 1 == run(["batch", str(inputs), *WORDS, *words])
    rows = rows_of(out)
    assert ["bloated"] == [row["name"] for row in rows if row["status"]]
    assert "memory" in rows[0]["why"]
    assert 7 == len(rows)


DISK = """
import errno, os
from pathlib import Path

flush = os.fsync

def fsync(handle):
    top, room = Path(os.environ["DISK"]), int(os.environ["ROOM"])
    if sum(p.stat().st_size for p in top.rglob("*") if p.is_file()) > room:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    flush(handle)

os.fsync = fsync
"""
"""A disk that is full when so many bytes lie below a folder."""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="files vanish under its rglob")
def test_a_full_disk(crowd: Callable[..., Path], tree: Tree, tmp_path: Path) -> None:
    """Who found room is whole, the others are told of; with room, a rerun ends it."""
    inputs = crowd(tmp_path / "in", 12)
    calm, out = tmp_path / "calm", tmp_path / "out"
    words = ["batch", str(inputs), *WORDS, "--jobs", "1", "--out"]
    assert 0 == run([*words, str(calm)])
    size = sum(map(len, tree(calm).values()))
    (tmp_path / "disk").mkdir()
    (tmp_path / "disk" / "sitecustomize.py").write_text(DISK)
    paths = [str(tmp_path / "disk"), *filter(None, [os.environ.get("PYTHONPATH")])]
    small = {
        "PYTHONPATH": os.pathsep.join(paths),
        "DISK": str(out),
        "ROOM": str(size // 2),
    }
    program = [*PROGRAM, *words, str(out)]
    done = subprocess.run(
        program, env=os.environ | small, capture_output=True, check=False
    )

    assert 1 == done.returncode
    assert b"Traceback" not in done.stderr
    told = {row["why"] for row in rows_of(out) if row["status"]}
    assert told
    assert all("no space left on device" in why for why in told)
    folders = [path for path in out.glob("person-*") if path.is_dir()]
    assert 0 < len(folders) < 12
    assert all(0 == run(["verify", str(path), "--quiet"]) for path in folders)
    assert [] == list(out.glob(".migrate40*"))
    assert 0 == run([*words, str(out)])
    assert tree(calm) == tree(out)
