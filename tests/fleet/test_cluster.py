"""A scheduler and two workers started from the command line, one of them killed."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from migrate40.cli import run

HUSH = "hush-hush-hush"


class Cluster(NamedTuple):
    """Where it listens, and its processes: the scheduler and two workers."""

    address: str
    processes: list["subprocess.Popen[bytes]"]


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Start a stand-in for S3 on loopback and give a bucket's address."""
    import fsspec
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "somebody")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", HUSH)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    system = fsspec.filesystem("s3")
    system.mkdir("moved")
    try:
        yield "s3://moved"
    finally:
        system.clear_instance_cache()
        server.stop()


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the place of the results: a folder, or a bucket."""
    if request.param == "s3":
        return f"{request.getfixturevalue('s3')}/out"
    return str(tmp_path / "out")


@pytest.fixture
def cluster(place: str, tmp_path: Path) -> Iterator[Cluster]:
    """Start them on loopback, knowing what the place wants known."""
    assert place
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
        yield Cluster(json.loads(told.read_bytes())["address"], processes)
    finally:
        for process in reversed(processes):
            process.kill()
            process.wait()


def contents(place: str) -> dict[str, bytes]:
    """Return all that lies at a place, by its name there."""
    from fsspec.core import url_to_fs

    system, top = url_to_fs(place)
    system.invalidate_cache()
    files: dict[str, bytes] = system.cat(system.find(top))
    return {name.removeprefix(f"{top}/"): data for name, data in files.items()}


def parent(process: int) -> int:
    """Return the process that started it."""
    stat = Path(f"/proc/{process}/stat").read_text()
    return int(stat.rpartition(")")[2].split()[1])  # the name may hold anything


def kill_at_work(
    worker: "subprocess.Popen[bytes]",
    names: set[str],
    held: Callable[[], dict[int, str]],
) -> str:
    """Kill -9 a worker of the cluster while a file of these names is open for it.

    The process that works for it is stopped first: it still has the file then.
    """
    while True:
        for process, name in held().items():
            if name not in names or parent(process) != worker.pid:
                continue
            os.kill(process, signal.SIGSTOP)
            is_held = held().get(process) == name
            if is_held:
                worker.kill()
                worker.wait()
            os.kill(process, signal.SIGCONT)
            if is_held:
                return name


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize(
    ("place", "people"), [("disk", 195), ("s3", 35)], indirect=["place"]
)
def test_a_lost_worker(  # noqa: PLR0917  # fixtures go by name
    crowd: Callable[..., Path],
    bomb: Callable[[Path], None],
    holders: Callable[[Path], dict[int, str]],
    cluster: Cluster,
    place: str,
    people: int,
    tmp_path: Path,
) -> None:
    """Everybody is served once, and equals what one machine makes of them."""
    inputs, calm, log = (tmp_path / name for name in ("in", "calm", "log"))
    crowd(inputs, people)
    sound = {path.name for path in inputs.iterdir()}
    words = ["batch", str(inputs), "--to", "prompt", "--out"]
    assert 0 == run([*words, str(calm), "--quiet"])
    bomb(inputs / "the-bomb.zip")
    os.mkfifo(inputs / "the-hung.txt")
    for name in ("broken-1.zip", "broken-2.zip", "broken-3.zip"):
        (inputs / name).write_bytes(b"PK\x03\x04 torn")
    more = ["--time-limit", "20", "--log", str(log), "--dask", cluster.address]
    batch = subprocess.Popen(
        [sys.executable, "-m", "migrate40", *words, place, *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    killed = kill_at_work(cluster.processes[1], sound, lambda: holders(inputs))
    told, _ = batch.communicate(timeout=300)

    assert 1 == batch.returncode
    made, expected = contents(place), contents(str(calm))
    rows: list[dict[str, Any]] = [
        json.loads(line) for line in made["batch.jsonl"].splitlines()
    ]
    bad = ["broken-1", "broken-2", "broken-3", "the-bomb", "the-hung"]
    assert bad == [row["name"] for row in rows if row["status"]]
    assert people + 5 == len({row["name"] for row in rows}) == len(rows)
    assert 0 == next(r["status"] for r in rows if r["name"] == Path(killed).stem)
    expected["batch.jsonl"] = b"".join(
        line
        for line in made["batch.jsonl"].splitlines(keepends=True)
        if not json.loads(line)["status"]
    )
    del made["batch.jsonl"]
    assert contents(str(calm))["batch.jsonl"] == expected.pop("batch.jsonl")
    assert expected == made
    assert HUSH.encode() not in told + log.read_bytes() + b"".join(made.values())


@pytest.mark.slow
def test_nobody_answers(
    crowd: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An address at which no scheduler listens is told, with a hint."""
    export = crowd(tmp_path / "in", 1)
    words = ["--to", "prompt", "--out", str(tmp_path / "out"), "--dask"]

    assert 1 == run(["batch", str(export), *words, "nowhere://x"])
    assert "no Dask scheduler answers" in capsys.readouterr().err
