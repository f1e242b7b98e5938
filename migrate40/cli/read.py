"""`read`: an export in, conversations as NDJSON out."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from migrate40.cli.options import Exports, Jobs, Vendor

if TYPE_CHECKING:
    from migrate40.cli.session import Session

BLOCK = 1 << 18


def read(
    exports: Exports, vendor: Vendor = None, jobs: Jobs = 1, *, run: "Session"
) -> None:
    """Write the conversations to stdout, one a line (NDJSON)."""
    from migrate40 import app
    from migrate40.output.stream import write_stdout

    blocks = app.read_lines(exports, vendor=vendor, report=run.report, jobs=jobs)
    for block in _checked(blocks, run) if run.shared.strict else blocks:
        write_stdout(block)


def _checked(blocks: Iterator[bytes], run: "Session") -> Iterator[bytes]:
    """Hold everything back until it is known that nothing was skipped."""
    import tempfile

    with tempfile.TemporaryFile() as held:
        for block in blocks:
            held.write(block)
        run.check()
        held.seek(0)
        yield from iter(lambda: held.read(BLOCK), b"")
