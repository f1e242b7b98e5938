"""A coverage-guided search for exports that get a bug out: `python fuzz_exports.py`.

Run at night, not with the tests: it needs atheris (Linux, and a Python that it has
wheels for). What it finds goes into `tests/corpus`.
"""

import contextlib
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris

with atheris.instrument_imports(include=["migrate40"]):
    from migrate40 import distill, read
    from migrate40.app import render
    from migrate40.errors import Migrate40Error
    from migrate40.safety.rendered import cleaned
    from migrate40.safety.secrets import MARK, redacted


def look_at(data: bytes) -> None:
    """Read, distill and render; whatever comes, only our own errors may leave."""
    text = data.decode("utf-8", "replace")
    once = redacted(text).text
    if redacted(once).text != once:
        raise AssertionError("a second look found more than the first")
    if MARK.sub("", once) != once:
        cleaned(once)
    with TemporaryDirectory() as folder, contextlib.suppress(Migrate40Error):
        path = Path(folder) / "conversations.json"
        path.write_bytes(data)
        render(distill(read([path])), "prompt")


if __name__ == "__main__":
    atheris.Setup(sys.argv, look_at)
    atheris.Fuzz()
