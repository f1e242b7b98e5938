"""What a shell sees of the program: real processes, real pipes, real signals."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

PROGRAM = [sys.executable, "-m", "migrate40"]
posix = pytest.mark.skipif(os.name == "nt", reason="signals and /dev are POSIX")


def start(
    *words: str, cwd: Path | None = None, **environment: str
) -> "subprocess.CompletedProcess[bytes]":
    """Run the program to its end."""
    return subprocess.run(
        [*PROGRAM, *words],
        capture_output=True,
        check=False,
        cwd=cwd,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
    )


def test_chinese_in_a_c_locale(samples: Path) -> None:
    """A machine without a locale prints Chinese all the same."""
    export = str(samples / "niannian.zip")
    words = ("convert", export, "--to", "prompt", "--out", "-")
    done = start(*words, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")

    assert 0 == done.returncode
    assert "阿灯" in done.stdout.decode("utf-8")
    assert b"\r" not in done.stdout


def test_the_same_bytes_everywhere(samples: Path, tmp_path: Path) -> None:
    """Neither hash seed nor time zone nor folder nor locale changes a byte."""
    export = str(samples / "theo.zip")
    words = ("convert", export, "--to", "prompt,claude,chatgpt,ollama,json", "--out")
    trees = []
    for number, environment in enumerate(
        (
            {"PYTHONHASHSEED": "1", "TZ": "UTC"},
            {"PYTHONHASHSEED": "2", "TZ": "Asia/Shanghai", "LC_ALL": "C"},
        )
    ):
        place = tmp_path / str(number)
        place.mkdir()
        done = start(*words, "out", cwd=place, **environment)
        assert 0 == done.returncode
        trees.append(
            {
                path.relative_to(place).as_posix(): path.read_bytes()
                for path in place.rglob("*")
                if path.is_file()
            }
        )

    assert trees[0] == trees[1]
    assert 10 < len(trees[0])


@pytest.mark.threat(22)
@posix
def test_a_closed_pipe_is_no_failure(samples: Path) -> None:
    """`| head -1` ends with 0 and without a word."""
    command = [*PROGRAM, "read", str(samples / "theo.zip")]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        told = process.stderr.read()

    assert 0 == process.returncode
    assert b"" == told


@pytest.mark.threat(22)
@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("words", [("--help",), ("schema",), ("targets",)])
def test_a_full_disk_behind_stdout(words: tuple[str, ...]) -> None:
    """One line and status 1."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*PROGRAM, *words], stdout=full, stderr=subprocess.PIPE, check=False
        )

    assert 1 == done.returncode
    assert 1 == len(done.stderr.splitlines())
    assert b"no space left" in done.stderr


@pytest.mark.threat(17)
@posix
@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)]
)
def test_an_interrupted_run_leaves_nothing(
    number: signal.Signals, status: int, tmp_path: Path
) -> None:
    """Ctrl-C and a polite kill end it with their status, without a traceback."""
    command = [*PROGRAM, "convert", "-", "--to", "prompt", "--out", str(tmp_path / "o")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write(b"[")
        process.stdin.flush()
        time.sleep(1)
        process.send_signal(number)
        told = process.stderr.read()

    assert status == process.returncode
    assert b"" == told
    assert not (tmp_path / "o").exists()


LOST = """
import os, signal, time
from migrate40.cli import _signals, Terminated

class Ending:
    def __del__(self):
        os.kill(os.getpid(), signal.{name})
        time.sleep(0)

try:
    with _signals():
        Ending()
        time.sleep(30)
except (KeyboardInterrupt, Terminated):
    print("ended")
"""


@pytest.mark.threat(17)
@posix
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_signal_is_not_lost(name: str) -> None:
    """One that comes where Python ignores what is raised comes again, unseen."""
    code = "import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)"
    words = [sys.executable, "-c", code + LOST.replace("{name}", name)]
    done = subprocess.run(words, capture_output=True, timeout=20, check=False)

    assert (b"ended\n", b"") == (done.stdout, done.stderr)


@pytest.mark.threat(22)
@pytest.mark.parametrize("words", [("convert",), ("read",), ("nonsense",), ("--what",)])
def test_a_wrong_command_line(words: tuple[str, ...]) -> None:
    """Status 2, and a hint where to look."""
    done = start(*words)

    assert 2 == done.returncode
    assert b"--help" in done.stderr
    assert b"" == done.stdout


@pytest.mark.threat(22)
def test_no_argument_is_a_question() -> None:
    """Whoever types the bare name sees what there is."""
    done = start()

    assert 2 == done.returncode
    assert b"convert" in done.stdout + done.stderr


@pytest.mark.threat(19)
def test_nothing_is_sent_anywhere(samples: Path, tmp_path: Path) -> None:
    """No socket is opened from the first import to the last file."""
    guard = tmp_path / "sitecustomize.py"
    guard.write_text(
        "import os, sys\n"
        "def hook(event, args):\n"
        "    if event.startswith('socket.'):\n"
        "        os.write(2, event.encode()); os._exit(99)\n"
        "sys.addaudithook(hook)\n",
        encoding="utf-8",
    )
    export = str(samples / "theo.zip")
    words = ("convert", export, "--to", "prompt,claude", "--out", str(tmp_path / "o"))
    path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    done = start(*words, "--max-tokens", "500", PYTHONPATH=path)

    assert b"socket" not in done.stderr
    assert 0 == done.returncode
