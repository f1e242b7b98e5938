"""The commands in this process: files, logs, statuses."""

import json
from pathlib import Path

import pytest

from migrate40 import Profile, distill, read, render
from migrate40.cli import run
from migrate40.errors import UsageError

BROKEN = (
    b'[{"id": "c-1", "title": "x", "mapping": {}}, {"id": "c-2", "title": "y"}, %s]'
)
WHOLE = json.dumps(
    {
        "id": "c-3",
        "title": "boat",
        "create_time": 1741126200.0,
        "update_time": 1741126300.0,
        "current_node": "b",
        "mapping": {
            "a": {
                "id": "a",
                "message": {
                    "id": "a",
                    "author": {"role": "user"},
                    "create_time": 1741126200.0,
                    "content": {"content_type": "text", "parts": ["My boat is red."]},
                },
                "parent": None,
            },
            "b": {
                "id": "b",
                "message": {
                    "id": "b",
                    "author": {"role": "assistant"},
                    "create_time": 1741126300.0,
                    "content": {"content_type": "text", "parts": ["A fine colour."]},
                },
                "parent": "a",
            },
        },
    }
).encode()


@pytest.fixture
def partly(tmp_path: Path) -> str:
    """Return an export of which one conversation cannot be read."""
    path = tmp_path / "conversations.json"
    path.write_bytes(BROKEN % WHOLE)
    return str(path)


def test_skipped_data_is_told(partly: str, capfd: pytest.CaptureFixture[str]) -> None:
    """The rest is done, and the status says that it is not all."""
    status = run(["read", partly])
    told = capfd.readouterr()

    assert 3 == status
    assert "A fine colour." in told.out
    assert "c-2" in told.err


@pytest.mark.parametrize(
    "words",
    [
        ("read",),
        ("distill",),
        ("inspect",),
        ("convert", "--to", "prompt", "--out", "-"),
        ("convert", "--to", "prompt", "--out", "o"),
    ],
)
def test_strict(
    words: tuple[str, ...],
    partly: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """With --strict nothing is written when something was skipped."""
    monkeypatch.chdir(tmp_path)
    status = run([words[0], partly, *words[1:], "--strict"])
    told = capfd.readouterr()

    assert 3 == status
    assert "" == told.out
    assert "--strict" in told.err
    assert ["conversations.json"] == [path.name for path in tmp_path.iterdir()]


def test_strict_on_whole_data(
    samples: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """What was held back comes out."""
    export = str(samples / "theo.zip")
    assert 0 == run(["read", export])
    plain = capfdbinary.readouterr().out
    assert 0 == run(["read", export, "--strict"])

    assert plain == capfdbinary.readouterr().out


@pytest.mark.threat(20)
def test_the_log_names_places_and_no_words(partly: str, tmp_path: Path) -> None:
    """A notice a line."""
    log = tmp_path / "log.jsonl"
    run(["inspect", partly, "--log", str(log), "--quiet"])
    notices = [json.loads(line) for line in log.read_bytes().splitlines()]

    assert {"kind", "where", "why"} == notices[0].keys()
    assert "skipped_conversation" in {one["kind"] for one in notices}
    assert b"colour" not in log.read_bytes()


def test_inspect_as_json(partly: str, capfd: pytest.CaptureFixture[str]) -> None:
    """The document of the contract."""
    run(["inspect", partly, "--json"])
    found = json.loads(capfd.readouterr().out)

    keys = {"sources", "conversations", "messages", "first", "last", "models"}
    assert set() == (keys | {"languages", "given", "projects", "empty", "notices"}) - (
        found.keys()
    )
    assert (1, 1) == (found["conversations"], found["empty"])
    assert {"user": 1, "assistant": 1} == found["messages"]


def test_a_profile_goes_into_a_file(samples: Path, tmp_path: Path) -> None:
    """And is not replaced by another without --force."""
    out = tmp_path / "profile.json"
    first = ["distill", str(samples / "theo.zip"), "--out", str(out), "--quiet"]
    other = ["distill", str(samples / "niannian.zip"), "--out", str(out), "--quiet"]

    assert [0, 0, 1, 0] == [run(w) for w in (first, first, other, [*other, "--force"])]
    assert "阿灯" == Profile.from_json(out.read_bytes()).persona.name


def test_render_into_a_folder(samples: Path, tmp_path: Path) -> None:
    """The targets, what to do next, and a manifest."""
    profile = tmp_path / "profile.json"
    run(["distill", str(samples / "theo.zip"), "--out", str(profile), "--quiet"])
    out = tmp_path / "out"
    status = run(["render", str(profile), "--to", "claude,prompt", "--out", str(out)])

    assert 0 == status
    names = {"claude", "prompt", "NEXT-STEPS.md", "manifest.json"}
    assert names == {path.name for path in out.iterdir()}


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["--to", "prompt", "--model-slug", "gpt-9"], 2),
        (["--to", "claude"], 2),
        (["--to", ","], 2),
        (["--to", "prompt", "--part", "nose"], 2),
        (["--to", "prompt", "--since", "soon"], 2),
        (["--to", "prompt", "--exclude", "everything"], 2),
        (["--to", "prompt", "--model-slug", "gpt-4o"], 0),
    ],
)
def test_options_of_render(
    words: list[str],
    status: int,
    samples: Path,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """What cannot be done is a question of the command line."""
    profile = tmp_path / "profile.json"
    run(["distill", str(samples / "theo.zip"), "--out", str(profile), "--quiet"])

    assert status == run(["render", str(profile), *words])
    assert bool(capfd.readouterr().out) == (status == 0)


def test_no_such_profile(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """One line."""
    assert 1 == run(["render", str(tmp_path / "none.json"), "--to", "prompt"])
    assert 1 == len(capfd.readouterr().err.splitlines())


def test_version(capfd: pytest.CaptureFixture[str]) -> None:
    """On stdout, and nothing else."""
    assert 0 == run(["--version"])
    assert capfd.readouterr().out.startswith("migrate40 ")


@pytest.mark.threat(20)
def test_a_bug_of_ours_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """No traceback, no word of the input; --debug shows all."""

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("secret words")

    monkeypatch.setattr("migrate40.app.read_lines", broken)
    assert 1 == run(["read", "x"])
    told = capfd.readouterr().err
    assert 1 == len(told.splitlines())
    assert "secret" not in told
    with pytest.raises(ZeroDivisionError):
        run(["read", "x", "--debug"])


def test_from_python(samples: Path) -> None:
    """The five lines of the README."""
    profile = distill(read([samples / "theo.zip"]))
    files = render(profile, "claude", max_tokens=1000)

    assert "memory.md" in files
    assert profile == Profile.from_json(profile.to_json())
    with pytest.raises(UsageError, match="no option of render: colour"):
        render(profile, "claude", colour="red")
    with pytest.raises(UsageError, match="an option of render"):
        render(profile, "claude", max_tokens=0)
