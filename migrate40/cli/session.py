"""One run of a command: its notices, its summary, its status."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from migrate40 import console
from migrate40.cli.options import Shared
from migrate40.errors import SkippedData
from migrate40.notices import Notice

SKIPPED_STATUS = 3


class Session:
    """Collects the notices of a run; afterwards it tells them, whatever happened."""

    def __init__(self, shared: Shared) -> None:
        self.shared = shared
        self.notices: list[Notice] = []
        self.timings: list[msgspec.Struct] = []
        """What differs from run to run: for the log only."""
        self._once: set[Notice] = set()

    def report(self, notice: Notice) -> None:
        """Take a notice."""
        self.notices.append(notice)

    def report_once(self, notice: Notice) -> None:
        """Take a notice that several targets give alike."""
        if notice not in self._once:
            self._once.add(notice)
            self.notices.append(notice)

    @property
    def status(self) -> int:
        """The status of a run that ended well."""
        return SKIPPED_STATUS if any(one.is_skip for one in self.notices) else 0

    def check(self) -> None:
        """Raise `SkippedData` if something was skipped and that is a failure."""
        skipped = sum(notice.is_skip for notice in self.notices)
        if self.shared.strict and skipped:
            raise SkippedData(
                f"{skipped} things were skipped and --strict was given: nothing written"
            )

    def say(self, text: str) -> None:
        """Tell the person, unless they want to hear of errors only."""
        if not self.shared.quiet:
            console.say(text)

    def close(self) -> None:
        """Tell the notices, and write the log."""
        if not self.shared.quiet:
            console.summarise(self.notices, verbose=self.shared.verbose)
        if self.shared.log:
            from migrate40.output.files import write_files

            told = (*self.notices, *self.timings)
            lines = (msgspec.json.encode(each) + b"\n" for each in told)
            write_files({Path(self.shared.log): b"".join(lines)})


@contextlib.contextmanager
def session(shared: Shared) -> Iterator[Session]:
    """Open a session and close it also when the run fails."""
    run = Session(shared)
    try:
        yield run
    finally:
        run.close()
