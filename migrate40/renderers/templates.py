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
    from migrate40.renderers.sandbox import Sandbox


def packaged() -> Path:
    """Return the folder of the templates, in a wheel or in a checkout."""
    package = Path(str(files("migrate40")))
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


@cache
def environment(own: str | None) -> "Sandbox":
    """Return the sandbox, with a person's folder first; `UsageError` if it is none."""
    from migrate40.renderers.sandbox import Sandbox

    if own is not None and not Path(own).is_dir():
        raise UsageError(f"no folder of templates: {own}")
    return Sandbox([*([own] if own else []), str(packaged())])


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
        sandbox = environment(own)
        sandbox.turns = 0
        template = sandbox.select_template(choices)
        text = _capped(template.generate(**values), name)
    except RecursionError:
        raise CannotRender(f"template {name}: it includes itself") from None
    except (TemplateError, TypeError, ValueError, ArithmeticError) as error:
        where = getattr(error, "name", None) or name
        line = getattr(error, "lineno", None)
        place = f"{where}, line {line}" if line else where
        raise CannotRender(f"template {place}: {error}") from None
    return text.strip("\n") + "\n"


def _capped(pieces: Any, name: str) -> str:
    from migrate40.renderers.sandbox import LONGEST

    written, size = [], 0
    for piece in pieces:
        size += len(piece)
        if size > LONGEST:
            raise CannotRender(
                f"template {name}: it writes over {LONGEST:,} characters"
            )
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
