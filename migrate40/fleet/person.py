"""The work for one person: the same as `convert`, wherever it is done."""

import tempfile
from contextlib import ExitStack
from pathlib import Path
from time import monotonic

from migrate40 import app
from migrate40.errors import CannotWrite, Migrate40Error, SkippedData
from migrate40.fleet import remote
from migrate40.fleet.digests import key
from migrate40.fleet.order import Order, Outcome, Person, Result, Served, failed
from migrate40.fleet.store import State, store
from migrate40.notices import Notice


def serve(person: Person, order: Order) -> Served:
    """Do what is still to be done for a person; nothing but our own bugs escapes."""
    began = monotonic()
    again = False
    try:
        with ExitStack() as stack:
            path = _local(person, stack)
            outcome, again = _done(person, path, order)
    except Migrate40Error as error:
        outcome = failed(person, _said(error, person), error.status)
    except MemoryError:
        outcome = failed(person, "it wants more memory than --memory-limit gives")
    except Exception as error:  # noqa: BLE001  # its text may quote what was said
        outcome = failed(person, f"a mistake of ours ({type(error).__name__})")
    return Served(outcome=outcome, again=again, seconds=monotonic() - began)


def _local(person: Person, stack: ExitStack) -> Path:
    if not remote.is_address(person.input):
        return Path(person.input)
    scratch = stack.enter_context(tempfile.TemporaryDirectory(prefix="migrate40-"))
    return Path(remote.fetch(person.input, Path(scratch)))


def _said(error: Migrate40Error, person: Person) -> str:
    return str(error).replace(person.input, remote.shown(person.input))


def _done(person: Person, path: Path, order: Order) -> tuple[Outcome, bool]:
    results = store(order.out)
    wanted = key(path, order)
    known = results.state(person.name)
    if known and known.key == wanted and known.outcome.input == _input(person):
        return known.outcome, True
    outcome = _convert(person, path, order)
    results.remember(person.name, State(wanted, outcome))
    return outcome, False


def _input(person: Person) -> str:
    plain = person.input.encode(errors="backslashreplace").decode()
    return remote.shown(plain)


def _convert(person: Person, path: Path, order: Order) -> Outcome:
    """Read, distill, render and write; raises what `convert` would have told."""
    _check_apart(path, order.out)
    notices: list[Notice] = []

    def once(notice: Notice) -> None:
        if notice not in said:
            said.add(notice)
            notices.append(notice)

    said: set[Notice] = set()
    conversations = app.read([str(path)], vendor=order.vendor, report=notices.append)
    profile = app.distill(
        conversations, model=order.model, report=notices.append, notices=notices
    )
    made = app.make(profile, order.targets, order.options, once, notices)
    made.files["profile.json"] = profile.to_json()
    skipped = sum(notice.is_skip for notice in notices)
    if order.strict and skipped:
        raise SkippedData(
            f"{skipped} things were skipped and --strict was given: nothing written"
        )

    def fill(folder: Path) -> None:
        app.write(folder, made, notices=notices, force=order.force)

    digest = store(order.out).put(person.name, fill)
    result: Result = "partial" if skipped else "done"
    return Outcome(
        name=person.name,
        input=_input(person),
        result=result,
        status=3 if skipped else 0,
        conversations=sum(one.conversations for one in profile.sources),
        messages=sum(sum(one.messages.values()) for one in profile.sources),
        memories=len(profile.memories),
        files=len(made.files),
        skipped=skipped,
        sha256=digest,
    )


def _check_apart(path: Path, out: str) -> None:
    """Raise if the results would come to lie in the export itself."""
    if not remote.is_address(out) and Path(out).resolve().is_relative_to(
        path.resolve()
    ):
        raise CannotWrite(f"{out} lies within {path.name}: choose another --out")
