"""The command line: arguments, streams and statuses, and no more than that."""

import contextlib
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from types import FrameType

import typer

from migrate40 import console
from migrate40.cli import commands
from migrate40.errors import Migrate40Error
from migrate40.output.stream import ClosedPipeError

PROGRAM = "migrate40"
INTERRUPTED = 130


class Terminated(BaseException):  # like KeyboardInterrupt
    """The system asked us to end; the argument is the status to leave with."""


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its status; nothing escapes but our own bugs."""
    _prepare_streams()
    debug = "--debug" in arguments
    try:
        with _signals():
            return _dispatch(arguments)
    except ClosedPipeError:
        _forget_stdout()
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except Terminated as end:
        return int(end.args[0])
    except Migrate40Error as error:
        if debug:
            raise
        console.say(f"{PROGRAM}: {error}")
        return error.status
    except Exception as error:
        if debug:
            raise
        console.say(f"{PROGRAM}: {_unforeseen(error)}")
        return 1


def _dispatch(arguments: Sequence[str]) -> int:
    try:
        status = commands.app(list(arguments), PROGRAM, standalone_mode=False)
    except typer.TyperException as error:
        console.say(f"{PROGRAM}: {error.format_message()}")
        console.say(f"{PROGRAM} --help, or {PROGRAM} COMMAND --help, tells the rest")
        return 2
    except SystemExit:
        # typer leaves like this when help meets a closed pipe
        raise ClosedPipeError from None
    return int(status or 0)


def _unforeseen(error: Exception) -> str:
    """Return a line on a bug of ours, without any word of the input."""
    if isinstance(error, MemoryError):
        return "out of memory: close other programs, or use a larger machine"
    if isinstance(error, OSError):
        return f"the system says: {(error.strerror or 'error').lower()}"
    name = type(error).__name__
    return f"a mistake of ours ({name}): run it again with --debug and report it"


def _prepare_streams() -> None:
    """UTF-8 and LF everywhere, whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(
                encoding="utf-8", errors="backslashreplace", newline="\n"
            )


def _forget_stdout() -> None:
    """Keep the interpreter from flushing into the closed pipe once more."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextlib.contextmanager
def _signals() -> Iterator[None]:
    """Turn a polite end into an exception, so that everything is tidied up."""

    def end(number: int, _frame: FrameType | None) -> None:
        raise Terminated(128 + number)

    names = [n for n in ("SIGTERM", "SIGHUP") if hasattr(signal, n)]
    before = {name: signal.getsignal(getattr(signal, name)) for name in names}
    try:
        for name in names:
            signal.signal(getattr(signal, name), end)
    except ValueError:  # not in the main thread: signals are somebody else's
        names = []
    try:
        yield
    finally:
        for name in names:
            signal.signal(getattr(signal, name), before[name])
