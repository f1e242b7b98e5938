"""Templates: they format, they never decide, and they touch nothing.

A template is found as `<target>/<file>.<language>.j2`, first in the person's own
folder, then in the packaged one; English stands in for a language that is missing.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from migrate40.errors import CannotRender, UsageError

if TYPE_CHECKING:
    import jinja2.sandbox

LONGEST = 20_000_000
"""Characters that a template may write."""
_REMOVED = ("lipsum", "cycler", "joiner", "namespace", "range")
_FILTERS = (
    "capitalize",
    "default",
    "first",
    "join",
    "last",
    "length",
    "lower",
    "replace",
    "round",
    "title",
    "trim",
    "upper",
)
"""What formatting needs; others build objects, or strings of gigabytes."""


def packaged() -> Path:
    """Return the folder of the templates, in a wheel or in a checkout."""
    package = Path(str(files("migrate40")))
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


@cache
def environment(own: str | None) -> "jinja2.sandbox.ImmutableSandboxedEnvironment":
    """Return the sandbox, with a person's folder first; `UsageError` if it is none."""
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    if own is not None and not Path(own).is_dir():
        raise UsageError(f"no folder of templates: {own}")
    made = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader([*([own] if own else []), str(packaged())]),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # what is written is no HTML
    )
    for name in _REMOVED:
        del made.globals[name]
    made.filters = {name: made.filters[name] for name in _FILTERS}
    return made


def fill(
    name: str, language: str, values: Mapping[str, Any], own: str | None = None
) -> str:
    """Return the template of that name, filled in; one newline at the end.

    Raises `CannotRender` with the place when a template is broken, writes too much or
    asks for what is not there.
    """
    from jinja2 import TemplateError

    check_plain(dict(values))
    choices = [f"{name}.{language}.j2", f"{name}.en.j2"]
    try:
        template = environment(own).select_template(choices)
        text = _capped(template.generate(**values), name)
    except (TemplateError, TypeError, ValueError, ArithmeticError) as error:
        where = getattr(error, "name", None) or name
        line = getattr(error, "lineno", None)
        place = f"{where}, line {line}" if line else where
        raise CannotRender(f"template {place}: {error}") from None
    return text.strip("\n") + "\n"


def _capped(pieces: Any, name: str) -> str:
    written, size = [], 0
    for piece in pieces:
        size += len(piece)
        if size > LONGEST:
            raise CannotRender(f"template {name} writes over {LONGEST:,} characters")
        written.append(piece)
    return "".join(written)


def check_plain(value: Any) -> None:
    """Raise `TypeError` unless all within is text, numbers, lists and dicts.

    Methods of anything else could be called from a template.
    """
    if isinstance(value, dict):
        check_plain([*value, *value.values()])
    elif isinstance(value, list):
        for each in value:
            check_plain(each)
    elif type(value) not in {str, int, float, bool}:
        raise TypeError(f"a template gets plain data only, no {type(value).__name__}")
