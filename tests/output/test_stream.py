"""The standard output takes bytes, and fails in one line."""

import io
import sys
from types import SimpleNamespace

import pytest

from migrate40.errors import CannotWrite
from migrate40.output.stream import ClosedPipeError, write_stdout


class Failing(io.BytesIO):
    """A stream that fails when its bytes are to go out."""

    def __init__(self, error: OSError) -> None:
        super().__init__()
        self.error = error

    def flush(self) -> None:
        """Fail."""
        raise self.error


def fail(monkeypatch: pytest.MonkeyPatch, error: OSError) -> None:
    """Let the standard output fail like this."""
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=Failing(error)))


def test_bytes_go_out_as_they_are(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """No encoding and no line end is touched, and nothing waits in a buffer."""
    write_stdout(b"\xff\r\n")
    write_stdout("阿灯\n".encode())

    assert b"\xff\r\n\xe9\x98\xbf\xe7\x81\xaf\n" == capfdbinary.readouterr().out


@pytest.mark.threat(22)
def test_a_closed_pipe_is_its_own_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who calls us tells the end of a reader from a failure."""
    fail(monkeypatch, BrokenPipeError(32, "Broken pipe"))

    with pytest.raises(ClosedPipeError):
        write_stdout(b"words")


@pytest.mark.threat(22)
@pytest.mark.parametrize(
    ("error", "why"),
    [
        (OSError(28, "No space left on device"), "no space left on device"),
        (io.UnsupportedOperation("write"), "error"),
    ],
)
def test_a_full_device_is_told(
    monkeypatch: pytest.MonkeyPatch, error: OSError, why: str
) -> None:
    """In the words of the system, where it has any."""
    fail(monkeypatch, error)
    with pytest.raises(CannotWrite) as caught:
        write_stdout(b"words")

    assert f"cannot write to the standard output: {why}" == str(caught.value)
