"""A batch: everybody served, whatever happens to the processes that serve."""

import json
import os
import shutil
import signal
from pathlib import Path
from typing import Any

import pytest

from migrate40.cli import run
from migrate40.fleet import batch, told
from migrate40.fleet.batch import Crew
from migrate40.fleet.local import Limits, Watched
from migrate40.fleet.order import Order, Person, failed
from migrate40.fleet.people import people
from migrate40.notices import ignore

WORDS = ["--to", "prompt,claude", "--quiet"]


def export(number: int) -> list[dict[str, Any]]:
    """Return an invented Claude export of one person."""
    return [
        {
            "uuid": f"{number:08}-0000-4000-8000-{chat:012}",
            "name": "A talk",
            "created_at": "2025-03-01T10:00:00Z",
            "updated_at": "2025-03-01T10:00:00Z",
            "chat_messages": [
                {
                    "uuid": f"{number:08}-0000-4000-9000-{chat:06}{turn:06}",
                    "sender": "human" if turn % 2 == 0 else "assistant",
                    "text": f"I live in town {number} and have {turn + 2} goats."
                    if turn % 2 == 0
                    else "Lovely! Goats are the best, my friend.",
                    "created_at": f"2025-03-01T10:{turn:02}:00Z",
                }
                for turn in range(6)
            ],
        }
        for chat in range(3)
    ]


def exports(folder: Path, count: int) -> Path:
    """Write so many people's exports into a folder."""
    folder.mkdir()
    for number in range(count):
        path = folder / f"person-{number:03}.json"
        path.write_text(json.dumps(export(number)))
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    """Return all files below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def rows(folder: Path) -> list[dict[str, Any]]:
    """Return the lines of batch.jsonl."""
    lines = (folder / "batch.jsonl").read_bytes().splitlines()
    return [json.loads(line) for line in lines]


def order(out: Path | str) -> Order:
    """Return what these tests want of everybody."""
    return Order(out=str(out), targets=("prompt",))


@pytest.mark.slow
def test_the_same_files_as_convert(samples: Path, tmp_path: Path) -> None:
    """Byte for byte, for a zip, a folder of zips and a pasted list."""
    inputs = [samples / n for n in ("theo.zip", "ines", "niannian-memories.txt")]
    out = tmp_path / "out"

    assert 0 == run(["batch", *map(str, inputs), *WORDS, "--out", str(out)])
    assert ["theo", "ines", "niannian-memories"] == [row["name"] for row in rows(out)]
    for path in inputs:
        alone = tmp_path / "alone" / path.stem
        assert 0 == run(["convert", str(path), *WORDS, "--out", str(alone)])
        assert tree(alone) == tree(out / path.stem)


@pytest.mark.slow
def test_one_bad_export_stops_nobody(tmp_path: Path) -> None:
    """Broken ones are reported, with their reason, and the others are done."""
    inputs = exports(tmp_path / "in", 4)
    (inputs / "person-001.json").write_bytes(b"\x89PNG\r\n\x1a\n")
    (inputs / "person-002.zip").write_bytes(b"PK\x03\x04 torn")
    out = tmp_path / "out"
    junit, summary = tmp_path / "junit.xml", tmp_path / "summary.json"
    words = ["--junit", str(junit), "--summary", str(summary), "--jobs", "2"]

    assert 1 == run(["batch", str(inputs), *WORDS, *words, "--out", str(out)])
    found = {row["input"].rpartition("/")[2]: row for row in rows(out)}
    bad = {name for name, row in found.items() if row["status"] not in (0, 3)}
    assert {"person-001.json", "person-002.zip"} == bad
    assert all(found[name]["why"] for name in bad)
    assert 5 == len(found)
    assert {"done": 3, "people": 5} == {
        name: json.loads(summary.read_bytes())[name] for name in ("done", "people")
    }
    assert b'tests="5" failures="2"' in junit.read_bytes()
    assert [] == list(out.glob(".migrate40*"))


@pytest.mark.slow
def test_only_what_changed_is_done_again(tmp_path: Path) -> None:
    """A changed input, a damaged result, a new person; the rest stays untouched."""
    inputs = exports(tmp_path / "in", 3)
    out = tmp_path / "out"
    first = batch.run(people([str(inputs)], str(out), ignore), order(out), Crew())
    (inputs / "person-000.json").write_text(json.dumps(export(7)))
    (out / "person-001" / "prompt" / "prompt.md").unlink()
    again = batch.run(people([str(inputs)], str(out), ignore), order(out), Crew())
    fresh = tmp_path / "fresh"
    batch.run(people([str(inputs)], str(fresh), ignore), order(fresh), Crew())

    assert [False] * 3 == [one.again for one in first]
    assert [False, False, True] == [one.again for one in again]
    assert tree(fresh) == tree(out)


@pytest.mark.slow
def test_what_a_person_changed_stays(tmp_path: Path) -> None:
    """A file edited by hand is not replaced, and the report says so."""
    inputs = exports(tmp_path / "in", 1)
    out = tmp_path / "out"
    everybody = people([str(inputs)], str(out), ignore)
    batch.run(everybody, order(out), Crew())
    mine = out / "person-000" / "prompt" / "prompt.md"
    mine.write_text("my own words")
    (served,) = batch.run(everybody, order(out), Crew())

    assert "failed" == served.outcome.result
    assert str(mine) in (served.outcome.why or "")
    assert "my own words" == mine.read_text()


@pytest.mark.slow
def test_a_killed_worker_costs_nothing(tmp_path: Path) -> None:
    """Its person is served by the next process."""
    inputs = exports(tmp_path / "in", 1)
    watched = Watched(order(tmp_path / "out"), Limits())
    person = Person("one", str(inputs / "person-000.json"))
    process = watched._running()
    process.send_signal(signal.SIGSTOP)
    process.kill()
    served = watched.serve(person)
    watched.close()

    assert "done" == served.outcome.result
    assert process.pid != getattr(watched._process, "pid", None)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a pipe with a name")
def test_a_hung_worker_is_ended(tmp_path: Path) -> None:
    """After its time the person is reported, and the others are done."""
    inputs = exports(tmp_path / "in", 2)
    os.mkfifo(inputs / "person-000.txt")
    out = tmp_path / "out"
    crew = Crew(jobs=1, limits=Limits(seconds=20, retries=0))
    found = batch.run(people([str(inputs)], str(out), ignore), order(out), crew)

    assert ["done", "failed", "done"] == [one.outcome.result for one in found]
    assert "it took longer than 20 seconds" == found[1].outcome.why


@pytest.mark.slow
def test_stop(tmp_path: Path) -> None:
    """With --stop the first failure ends it."""
    inputs = exports(tmp_path / "in", 3)
    (inputs / "person-001.json").write_bytes(b"\x89PNG\r\n\x1a\n" * 9999)
    out = tmp_path / "out"
    words = ["--jobs", "1", "--stop", "--out", str(out)]

    assert 1 == run(["batch", str(inputs), *WORDS, *words])
    assert ["person-001"] == [row["name"] for row in rows(out)]


def test_a_store_in_memory(tmp_path: Path) -> None:
    """The same bytes at an address, also when done again over a torn folder."""
    import fsspec

    memory = fsspec.filesystem("memory")
    inputs = exports(tmp_path / "in", 1)
    memory.pipe_file("/in/person-000.json", (inputs / "person-000.json").read_bytes())
    out, address = tmp_path / "out", "memory://out"
    batch.run(people(["memory://in"], address, ignore), order(address), Crew())
    torn = "/out/person-000/prompt/prompt.md"
    memory.rm_file(torn)
    (again,) = batch.run(
        people(["memory://in"], address, ignore), order(address), Crew()
    )
    (known,) = batch.run(
        people(["memory://in"], address, ignore), order(address), Crew()
    )
    batch.run(people([str(inputs)], str(out), ignore), order(out), Crew())
    found = {p.removeprefix("/out/"): memory.cat_file(p) for p in memory.find("/out")}
    memory.rm("/out", recursive=True)
    memory.rm("/in", recursive=True)

    assert not again.again
    assert known.again
    folder = {n: d for n, d in tree(out).items() if n.startswith("person")}
    assert folder == {n: d for n, d in found.items() if n.startswith("person")}


def test_annotations_are_escaped() -> None:
    """A name cannot end the command that GitHub reads."""
    outcome = failed(Person("a:b", "input"), "x\n::y%")

    assert b"::error title=a%3Ab::x%0A::y%25\n" == told.annotations([outcome])


def test_a_locked_folder_is_refused(tmp_path: Path) -> None:
    """Two batches never write into the same folder at once."""
    from migrate40.errors import CannotWrite
    from migrate40.output.files import locked

    with locked(tmp_path / "out"), pytest.raises(CannotWrite, match="another"):
        batch.run([], order(tmp_path / "out"), Crew())
    shutil.rmtree(tmp_path / "out")
