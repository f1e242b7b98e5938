"""Commands that start a third faster: words that are plain words need no validator.

typer hands every value to pydantic, whose import costs more than all else in a short
run; but text stays text, and what is left out stays out. Numbers that somebody gave
still go that way, for its messages.
"""

from collections.abc import Callable
from typing import Any

from typer.core import TyperCommand, TyperGroup


class QuickCommand(TyperCommand):
    """A command whose parameters ask for a validator only where there is one to do."""

    def get_params(self, ctx: Any) -> Any:
        """Return them with their validators put off."""
        return _quick(super().get_params(ctx))


class QuickGroup(TyperGroup):
    """The same for what stands in front of a command."""

    def get_params(self, ctx: Any) -> Any:
        """Return them with their validators put off."""
        return _quick(super().get_params(ctx))


def _quick(params: list[Any]) -> list[Any]:
    for param in params:
        runtime = getattr(param, "get_runtime_param", None)
        if runtime and not isinstance(runtime, _Late):
            param.get_runtime_param = _Late(runtime)
    return params


class _Late:
    """What typer takes for the validator of a parameter, and for its maker."""

    def __init__(self, runtime: Callable[[], Any]) -> None:
        self._runtime = runtime

    def __call__(self) -> "_Late":
        return self

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Return the value as the command wants it."""
        is_list = param.multiple or param.nargs == -1
        kind = param.type_descriptor.annotation
        if value is None:
            return () if is_list else None
        if kind == list[str] and isinstance(value, tuple | list):
            return list(value)
        if kind in (str, int) and type(value) is kind:
            return value
        return self._runtime().coerce(value, param=param, ctx=ctx)
