"""One process that serves people: a line in, a line out, until there are no more."""

import contextlib
import os
import signal
import sys
import threading
from queue import SimpleQueue
from typing import BinaryIO

from migrate40.fleet.order import Order, Person, packed, unpacked
from migrate40.fleet.person import serve

MEGABYTE = 1 << 20


def main(memory: int) -> None:
    """Serve the order of the first line to the person of each further line."""
    with contextlib.suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    limit_memory(memory)
    lines: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(
        target=_listen, args=(sys.stdin.buffer, lines), daemon=True
    ).start()
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as answers:
        # a word that some library prints is no answer
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        order = unpacked(lines.get(), Order)
        while True:
            served = serve(unpacked(lines.get(), Person), order)
            answers.write(packed(served))
            answers.flush()


def limit_memory(megabytes: int) -> None:
    """Have the system refuse more memory than that; where it cannot, never mind."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        size = megabytes * MEGABYTE
        if hard not in (resource.RLIM_INFINITY, -1):
            size = min(size, hard)
        resource.setrlimit(resource.RLIMIT_AS, (size, hard))


def _listen(stream: BinaryIO, lines: "SimpleQueue[bytes]") -> None:
    """Pass lines on; when the parent is gone, end at once: nobody wants the rest."""
    for line in stream:
        lines.put(line)
    os._exit(0)


if __name__ == "__main__":
    main(int(sys.argv[1]))
