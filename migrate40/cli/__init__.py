"""The command line: arguments, streams and statuses, and no more than that."""

import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from types import FrameType

import typer

from migrate40 import console
from migrate40.cli import commands
from migrate40.errors import Migrate40Error
from migrate40.output.stream import ClosedPipeError

PROGRAM = "migrate40"
INTERRUPTED = 130
BY_SIGNAL = 128
"""Statuses above are numbers of signals."""
SOON = 0.01
"""Seconds after which nothing is ignored any more."""


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
        raise Terminated(BY_SIGNAL + number)

    hook = sys.unraisablehook
    names = [n for n in ("SIGTERM", "SIGHUP") if hasattr(signal, n)]
    before = {name: signal.getsignal(getattr(signal, name)) for name in names}
    try:
        for name in names:
            signal.signal(getattr(signal, name), end)
    except ValueError:  # not in the main thread: signals are somebody else's
        names = []
    sys.unraisablehook = partial(_said_again, hook)
    try:
        yield
    finally:
        sys.unraisablehook = hook
        for name in names:
            signal.signal(getattr(signal, name), before[name])


def _said_again(
    hook: Callable[["sys.UnraisableHookArgs"], object],
    lost: "sys.UnraisableHookArgs",
) -> None:
    """Send a signal again that came where Python ignores exceptions.

    It runs code of its own after an import, or where a value ends, and what is raised
    there it only prints.
    """
    if isinstance(lost.exc_value, Terminated):
        number = lost.exc_value.args[0] - BY_SIGNAL
    elif isinstance(lost.exc_value, KeyboardInterrupt):
        number = int(signal.SIGINT)
    else:
        hook(lost)
        return
    from threading import Timer

    if sys.platform == "win32":
        again: Callable[[int], object] = signal.raise_signal
    else:  # to the process, so that it wakes the thread that waits
        again = partial(os.kill, os.getpid())
    Timer(SOON, again, [number]).start()
