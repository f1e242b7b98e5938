"""Processes on this machine, each watched: one that dies costs its own person only."""

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from queue import Empty, SimpleQueue

import msgspec

import migrate40
from migrate40.fleet.order import Order, Person, Served, failed, packed, unpacked
from migrate40.fleet.person import serve
from migrate40.output.files import reason

Answers = SimpleQueue[tuple[int, Served]]


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How long and how large the work for one person may be, and how often tried."""

    seconds: float = 3600
    megabytes: int = 8192
    retries: int = 1


class Watched:
    """A process that is started anew whenever it ended badly."""

    def __init__(self, order: Order, limits: Limits) -> None:
        self._order = order
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False
        self._lock = threading.Lock()
        self._asking = threading.Lock()

    def serve(self, person: Person) -> Served:
        """Serve a person, again after a death, and report when it does not help."""
        why = ""
        attempts = 1 + self._limits.retries
        for attempt in range(1, attempts + 1):
            with self._asking:
                line, why = self._ask(person)
            if line:
                served = unpacked(line, Served)
                return msgspec.structs.replace(served, attempts=attempt)
            if self._closed:
                break
        return Served(outcome=failed(person, why), attempts=attempts)

    def _ask(self, person: Person) -> tuple[bytes, str]:
        """Return the answer, or what was wrong with the process."""
        process = self._running()
        late = threading.Event()

        def end() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self._limits.seconds, end)
        timer.daemon = True
        timer.start()
        try:
            answer = _exchange(process, packed(person))
        finally:
            timer.cancel()
        is_whole = answer.endswith(b"\n")
        if late.is_set() or not is_whole:
            self._drop(process)
        if is_whole:
            return answer, ""
        if late.is_set():
            return b"", f"it took longer than {self._limits.seconds:g} seconds"
        return b"", "its process died, perhaps for want of memory"

    def _running(self) -> "subprocess.Popen[bytes]":
        with self._lock:
            process = self._process
            if process and process.poll() is not None:
                _close(process)
                process = None
            if process is None:
                process = self._process = _started(self._limits.megabytes)
                _send(process, packed(self._order))
            if self._closed:
                process.kill()
            return process

    def _drop(self, process: "subprocess.Popen[bytes]") -> None:
        process.kill()
        process.wait()
        with self._lock:
            self._process = None
        _close(process)

    def close(self) -> None:
        """End the process; what it was at is not there."""
        with self._lock:
            self._closed = True
            if self._process:
                self._process.kill()
        with self._asking:  # whoever reads from it has seen its end by now
            if process := self._process:
                self._drop(process)


def _started(megabytes: int) -> "subprocess.Popen[bytes]":
    top = str(Path(migrate40.__file__).parents[1])
    paths = [top, *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.Popen(  # noqa: S603  # our own module
        [sys.executable, "-m", "migrate40.fleet.worker", str(megabytes)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a traceback can quote what was said
        env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
    )


def _close(process: "subprocess.Popen[bytes]") -> None:
    for pipe in (process.stdin, process.stdout):
        with contextlib.suppress(OSError):
            if pipe:
                pipe.close()


def _send(process: "subprocess.Popen[bytes]", line: bytes) -> None:
    try:
        if process.stdin:
            process.stdin.write(line)
            process.stdin.flush()
    except (OSError, ValueError):  # it is dead, as the answer will show
        return


def _exchange(process: "subprocess.Popen[bytes]", line: bytes) -> bytes:
    _send(process, line)
    try:
        return process.stdout.readline() if process.stdout else b""
    except (OSError, ValueError):
        return b""


def served_here(people: Sequence[Person], order: Order) -> Iterator[tuple[int, Served]]:
    """Yield the same, unwatched: for stores that no other process can see."""
    for number, person in enumerate(people):
        yield number, serve(person, order)


def served(
    people: Sequence[Person], order: Order, jobs: int, limits: Limits
) -> Iterator[tuple[int, Served]]:
    """Yield each person's number and outcome as they come, from `jobs` processes.

    Closing the iterator ends the processes at once.
    """
    waiting: SimpleQueue[int] = SimpleQueue()
    for number in _largest_first(people):
        waiting.put(number)
    answers: Answers = SimpleQueue()
    stopped = threading.Event()
    crew = [Watched(order, limits) for _ in range(min(jobs, len(people)))]
    threads = [
        threading.Thread(
            target=_work, args=(one, people, waiting, answers, stopped), daemon=True
        )
        for one in crew
    ]
    try:
        for thread in threads:
            thread.start()
        for _ in people:
            yield _next(answers)
    finally:
        stopped.set()
        for watched in crew:
            watched.close()
        for thread in threads:
            thread.join()


def _work(
    watched: Watched,
    people: Sequence[Person],
    waiting: "SimpleQueue[int]",
    answers: Answers,
    stopped: threading.Event,
) -> None:
    """Serve whoever waits, until nobody does."""
    while not stopped.is_set():
        try:
            number = waiting.get_nowait()
        except Empty:
            return
        try:
            answers.put((number, watched.serve(people[number])))
        except OSError as error:  # no process could be started at all
            why = f"no process for it: {reason(error)}"
            answers.put((number, Served(outcome=failed(people[number], why))))


def _next(answers: Answers) -> tuple[int, Served]:
    """Wait for an answer; with pauses, in which Ctrl-C is heard on every system."""
    while True:
        with contextlib.suppress(Empty):
            return answers.get(timeout=0.5)


def _largest_first(people: Sequence[Person]) -> list[int]:
    """Return the numbers so that no large export is left for the end."""

    def size(number: int) -> int:
        path = Path(people[number].input)
        try:
            files = path.rglob("*") if path.is_dir() else [path]
            return sum(each.stat().st_size for each in files)
        except OSError:
            return 0

    return sorted(range(len(people)), key=lambda number: (-size(number), number))
