"""What the commands share that take an export or a profile."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from migrate40 import app, console
from migrate40.cli.session import Session
from migrate40.errors import CannotRead
from migrate40.output.files import reason

if TYPE_CHECKING:
    from migrate40.model.profile import Profile

LARGEST_PROFILE = 1 << 28


def read_profile_of(
    exports: list[str],
    vendor: str | None,
    model: str | None,
    run: Session,
    jobs: int = 1,
) -> "Profile":
    """Read and distill, with a counter for whoever watches."""
    conversations = app.read(exports, vendor=vendor, jobs=jobs, report=run.report)
    watched = console.watched(conversations, "conversations", quiet=run.shared.quiet)
    return app.distill(watched, model=model, report=run.report, notices=run.notices)


def load_profile(path: str) -> "Profile":
    """Read a profile from a file or, as `-`, from the standard input."""
    from migrate40.model.profile import Profile

    try:
        if path == "-":
            return Profile.from_json(sys.stdin.buffer.read(LARGEST_PROFILE))
        return Profile.from_json(Path(path).read_bytes())
    except OSError as error:
        raise CannotRead(f"cannot read {path}: {reason(error)}") from None
