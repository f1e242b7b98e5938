"""The standard output: bytes, and nothing else."""

import sys

from migrate40.errors import CannotWrite


class ClosedPipeError(Exception):
    """Nobody reads the standard output any more: no failure, just the end."""


def write_stdout(data: bytes) -> None:
    """Write to the standard output; raises `ClosedPipeError`, `CannotWrite`."""
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise ClosedPipeError from None
    except OSError as error:
        why = (error.strerror or "error").lower()
        raise CannotWrite(f"cannot write to the standard output: {why}") from None
