"""Every page in commands/ shows commands and what they print; here they are run.

    $ migrate40 read samples/theo.zip | migrate40 distill -
    < a line of standard input
    standard output
    2> standard error
    => status, unless it is 0

Each page runs in a fresh folder with the samples in it; the README is a page too.
`...` at the end of an output stands for the rest. `pytest --accept` rewrites the
pages: read the diff.
"""

import io
import re
import shlex
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from migrate40.cli import run

HERE = Path(__file__).parent
PAGES = [HERE.parent / "README.md", *sorted((HERE / "commands").glob("*.md"))]
CASE = re.compile(
    r"^\$ (?P<command>.*)\n(?P<stdin>(?:< .*\n)*)(?P<shown>(?:.*\n)*?)^```$",
    re.MULTILINE,
)
MORE = "...\n"


class Result(NamedTuple):
    """What a command did."""

    stdout: bytes
    stderr: bytes
    status: int


def invoke(words: list[str], stdin: bytes, monkeypatch: pytest.MonkeyPatch) -> Result:
    """Run one command in this process, on streams of its own."""
    streams = [io.TextIOWrapper(io.BytesIO(data)) for data in (stdin, b"", b"")]
    for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
        monkeypatch.setattr(sys, name, stream)
    status = run(words)
    for stream in streams[1:]:
        stream.flush()
    stdout, stderr = (each.detach() for each in streams[1:])
    assert isinstance(stdout, io.BytesIO)
    assert isinstance(stderr, io.BytesIO)
    return Result(stdout.getvalue(), stderr.getvalue(), status)


def show(case: re.Match[str], patch: pytest.MonkeyPatch) -> str:
    """Run a case and write it down the way a page has it."""
    lines = case["stdin"].splitlines(keepends=True)
    data = "".join(line[2:] for line in lines).encode()
    status, errors = 0, ""
    for command in case["command"].split(" | "):
        program, *words = shlex.split(command)
        assert program == "migrate40"
        result = invoke(words, data, patch)
        data, status = result.stdout, status or result.status
        errors += result.stderr.decode()
    text, expected = data.decode(), case["shown"].split("2> ")[0]
    if expected.endswith(MORE):
        kept = expected.count("\n") - 1
        text = "".join(text.splitlines(keepends=True)[:kept]) + MORE
    told = "".join(f"2> {line}\n" for line in errors.splitlines())
    end = f"=> {status}\n" if status else ""
    return f"$ {case['command']}\n{case['stdin']}{text}{told}{end}```"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_page(
    page: Path,
    accept: bool,
    samples: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The commands of the page print what it says."""
    shutil.copytree(samples, tmp_path / "samples")
    monkeypatch.chdir(tmp_path)
    expected = page.read_text(encoding="utf-8")
    with monkeypatch.context() as patch:
        shown = CASE.sub(lambda case: show(case, patch), expected)
    if accept:
        page.write_text(shown, encoding="utf-8", newline="\n")
        expected = shown

    assert expected == shown


def test_there_are_pages() -> None:
    """A broken glob would make the suite pass on nothing."""
    assert PAGES
    assert all(CASE.search(page.read_text(encoding="utf-8")) for page in PAGES)
