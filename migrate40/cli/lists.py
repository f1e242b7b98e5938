"""`targets`, `sources`, `schema`: what there is to choose from."""

from typing import Annotated, Any

import typer

Json = Annotated[bool, typer.Option("--json", help="As one JSON document")]


def targets(json: Json = False) -> None:
    """List where a person can move to, with limits and certainty."""
    from migrate40.renderers.described import described
    from migrate40.renderers.spec import specs

    rows = [(spec.name, _listed(described(spec))) for spec in specs()]
    _show([_plain(spec) for spec in specs()] if json else None, rows)


def sources(json: Json = False) -> None:
    """List whose exports can be read, with how certain the format is."""
    from migrate40.readers import READERS

    rows = [(name, _about(one.source)) for name, one in READERS.items()]
    documents = [{"name": name} | _plain(each.source) for name, each in READERS.items()]
    _show(documents if json else None, rows)


def schema() -> None:
    """Print the JSON Schema of a profile, with what each style number means."""
    import msgspec

    from migrate40.model.profile import Profile
    from migrate40.output.stream import write_stdout
    from migrate40.voice.numbers import meanings

    document: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **msgspec.json.schema(Profile),
    }
    document["$defs"]["Persona"]["properties"]["style"]["properties"] = {
        name: {"type": "number", "description": about}
        for name, about in meanings().items()
    }
    text = msgspec.json.format(msgspec.json.encode(document), indent=2)
    write_stdout(text + b"\n")


def _plain(record: Any) -> Any:
    import msgspec

    return msgspec.to_builtins(record)


def _about(source: Any) -> str:
    """Return a source for people: what it is, how sure that is, and its layouts."""
    known = f"{source.title} (certainty {source.certainty}, {source.verified_on})"
    return _listed([known, *source.layouts])


def _listed(lines: list[str]) -> str:
    return "\n           - ".join(lines)


def _show(documents: list[Any] | None, rows: list[tuple[str, str]]) -> None:
    import msgspec

    from migrate40.output.stream import write_stdout

    if documents is not None:
        text = msgspec.json.format(msgspec.json.encode(documents), indent=2) + b"\n"
    else:
        width = max(len(name) for name, _ in rows)
        text = "".join(f"{name:<{width}}  {about}\n" for name, about in rows).encode()
    write_stdout(text)
