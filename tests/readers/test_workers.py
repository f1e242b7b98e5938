"""Parsing in other processes gives the same bytes, and a dead process is told."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from migrate40.errors import CannotRead
from migrate40.notices import Notice
from migrate40.readers import records, workers
from migrate40.readers.history import read_history, read_lines
from migrate40.readers.ledger import Record


@pytest.fixture
def export(tmp_path: Path, gpt: Any) -> str:
    """Return an export with good, empty, odd and broken conversations, in two files."""
    chats = [
        gpt.entry(
            gpt.user(f"Question {n}"), gpt.reply("答 🌙"), conversation_id=f"c{n}"
        )
        for n in range(12)
    ]
    chats[3] = {"id": "c3", "title": "lost"}
    chats[7] = gpt.entry(gpt.user(""), conversation_id="c7")
    first = json.dumps(chats).replace('"Question 5"', '"Question 5').encode()
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "conversations-000.json").write_bytes(first)
    again = json.dumps([*chats[:2], 5, None]).encode()
    (tmp_path / "in" / "conversations-001.json").write_bytes(again)
    return str(tmp_path / "in")


def told(export: str, jobs: int) -> tuple[bytes, list[Notice]]:
    """Return the lines and the notices."""
    notices: list[Notice] = []
    return b"".join(read_lines([export], report=notices.append, jobs=jobs)), notices


def test_the_same_bytes(monkeypatch: pytest.MonkeyPatch, export: str) -> None:
    """Lines and notices, in the same order, also where there is damage."""
    monkeypatch.setattr(workers, "WORTH", 0)
    monkeypatch.setattr(workers, "BATCH", 1000)
    lines, notices = told(export, 1)

    assert 8 < lines.count(b'"kind":"conversation"') < 12
    assert {"skipped_conversation", "empty_conversation", "left_out"} <= {
        notice.kind for notice in notices
    }
    assert (lines, notices) == told(export, 2)
    assert (lines, notices) == told(export, 3)


def test_a_process_that_dies(monkeypatch: pytest.MonkeyPatch, export: str) -> None:
    """It ends with a line on what to do, not with a hang."""

    def die(_: object) -> None:
        os._exit(9)

    monkeypatch.setattr(workers, "WORTH", 0)
    monkeypatch.setattr(workers, "done", die)
    if sys.platform != "linux":
        pytest.skip("other systems import the module anew")

    with pytest.raises(CannotRead, match="--jobs 1"):
        list(read_history([export], report=lambda _: None, jobs=2))


def test_decoded_in_place_or_parsed_from_bytes(export: str) -> None:
    """A reader fed with values says the same as one that is fed with bytes."""
    from migrate40.readers.archive import open_exports
    from migrate40.readers.sorting import sort_members

    def ignore(_: Notice) -> None:
        return

    with open_exports([export], ignore) as exports:
        sources = sort_members(exports, ignore, None).sources
        parsed = [r for s in sources for r in records.Source(s).items(raw=False)]
        tasks = [r for s in sources for r in records.Source(s).items(raw=True)]

    assert parsed == list(map(records.done, tasks))
    assert any(isinstance(task, records.Task) for task in tasks)


def test_what_is_said_of_a_dead_process(
    monkeypatch: pytest.MonkeyPatch, export: str
) -> None:
    """Why it may have been, and what to do."""

    def die(_: object) -> None:
        os._exit(9)

    monkeypatch.setattr(workers, "WORTH", 0)
    monkeypatch.setattr(workers, "done", die)
    if sys.platform != "linux":
        pytest.skip("other systems import the module anew")

    line = (
        "^a process that was reading has died, perhaps for want of memory: try again "
        "with --jobs 1$"
    )
    with pytest.raises(CannotRead, match=line):
        list(read_history([export], report=lambda _: None, jobs=2))


def test_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """They hold so many bytes and whatever else comes between, all of it in order."""
    monkeypatch.setattr(workers, "BATCH", 4)
    task, record = records.Task(0, "v", "w", b"xx"), Record()
    items: list[records.Item] = [task, record, task, record, task, task, task]
    batches = list(workers._batches(items))

    assert items == [item for batch in batches for item in batch]
    assert [5, 2] == [len(batch) for batch in batches]
