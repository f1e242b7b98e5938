"""`verify`: is a folder of results still what was written?"""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from migrate40.cli.session import Session


def verify(
    folder: Annotated[
        str, typer.Argument(metavar="DIR", help="A folder that --out named")
    ],
    *,
    run: "Session",
) -> None:
    """Check a folder of results against its manifest; each difference is a line."""
    from pathlib import Path

    from migrate40.errors import NotAsWritten
    from migrate40.output.folder import differences
    from migrate40.output.stream import write_stdout

    found = differences(Path(folder))
    if found:
        write_stdout("".join(f"{line}\n" for line in found).encode())
        raise NotAsWritten(
            f"{folder} is not as it was written, in {len(found)} places: "
            "make it again into another folder, and compare"
        )
    run.say(f"{folder} is as it was written")
