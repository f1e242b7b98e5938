"""A scheduler and two workers started from the command line, one of them killed."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from migrate40.cli import run

PEOPLE = 12
CHATS = [
    {
        "uuid": f"00000000-0000-4000-8000-{chat:012}",
        "name": "A talk",
        "created_at": "2025-03-01T10:00:00Z",
        "updated_at": "2025-03-01T10:00:00Z",
        "chat_messages": [
            {
                "uuid": f"00000000-0000-4000-9000-{chat:06}{turn:06}",
                "sender": ("human", "assistant")[turn % 2],
                "text": ("I have two goats.", "Goats are lovely!")[turn % 2],
                "created_at": f"2025-03-01T10:{turn:02}:00Z",
            }
            for turn in range(6)
        ],
    }
    for chat in range(3)
]


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list["subprocess.Popen[bytes]"]]]:
    """Start them on loopback and give the address and the processes."""
    told = tmp_path / "scheduler.json"
    dask = [sys.executable, "-m", "distributed.cli."]
    one = ["--no-dashboard", "--host", "127.0.0.1", "--port", "0"]
    words = [
        [f"{dask[2]}dask_scheduler", *one, "--scheduler-file", str(told)],
        *[
            [
                *(f"{dask[2]}dask_worker", "--scheduler-file", str(told)),
                *("--no-nanny", "--nthreads", "1", "--no-dashboard"),
                *("--host", "127.0.0.1", "--local-directory", str(tmp_path / "w")),
            ]
        ]
        * 2,
    ]
    processes = [
        subprocess.Popen(
            [*dask[:2], *each], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for each in words
    ]
    try:
        while not told.exists() or not told.read_bytes().endswith(b"}"):
            time.sleep(0.05)
        yield json.loads(told.read_bytes())["address"], processes
    finally:
        for process in reversed(processes):
            process.kill()
            process.wait()


@pytest.mark.slow
def test_a_lost_worker(
    cluster: tuple[str, list["subprocess.Popen[bytes]"]], tmp_path: Path
) -> None:
    """Everybody is served once, and equals what one machine makes of them."""
    address, processes = cluster
    inputs, out, alone = (tmp_path / name for name in ("in", "out", "alone"))
    inputs.mkdir()
    for number in range(PEOPLE):
        (inputs / f"p{number:02}.json").write_text(json.dumps(CHATS))
    words = ["batch", str(inputs), "--to", "prompt", "--quiet", "--out"]
    batch = subprocess.Popen(
        [sys.executable, "-m", "migrate40", *words, str(out), "--dask", address]
    )
    while not list(out.glob("p*/manifest.json")) and batch.poll() is None:
        time.sleep(0.02)
    processes[1].kill()

    assert 0 == batch.wait()
    assert 0 == run([*words, str(alone), "--jobs", "2"])
    made, expected = (
        {p.relative_to(top): p.read_bytes() for p in top.rglob("*") if p.is_file()}
        for top in (out, alone)
    )
    assert PEOPLE == len(made[Path("batch.jsonl")].splitlines())
    assert expected == made


@pytest.mark.slow
def test_nobody_answers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An address at which no scheduler listens is told, with a hint."""
    export = tmp_path / "a.json"
    export.write_text(json.dumps(CHATS))
    words = ["--to", "prompt", "--out", str(tmp_path / "out"), "--dask"]

    assert 1 == run(["batch", str(export), *words, "nowhere://x"])
    assert "no Dask scheduler answers" in capsys.readouterr().err
