"""By what it is known whether a person's work is done already."""

from hashlib import file_digest, sha256
from pathlib import Path

import msgspec

from migrate40._version import __version__
from migrate40.errors import CannotRead
from migrate40.fleet.order import Order
from migrate40.output.files import reason


def key(path: Path, order: Order) -> str:
    """Return a digest of the input, its name, what is wanted, and the version."""
    templates = order.options.templates
    wanted = {
        "version": __version__,
        "name": path.name,
        "input": digest(path),
        "targets": order.targets,
        "options": order.options,
        "vendor": order.vendor,
        "model": order.model,
        "strict": order.strict,
        "templates": digest(Path(templates)) if templates else None,
    }
    return sha256(msgspec.json.encode(wanted, order="deterministic")).hexdigest()


def digest(path: Path) -> str:
    """Return the digest of a file, or of the names and digests below a folder."""
    try:
        if not path.is_dir():
            with path.open("rb") as file:
                return file_digest(file, "sha256").hexdigest()
        total = sha256()
        below = ((each.relative_to(path).as_posix(), each) for each in path.rglob("*"))
        for name, each in sorted(below):
            if each.is_file():
                line = f"{name}\0{digest(each)}\n"
                total.update(line.encode(errors="surrogateescape"))
        return total.hexdigest()
    except OSError as error:
        raise CannotRead(f"cannot read {path}: {reason(error)}") from None
