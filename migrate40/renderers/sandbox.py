"""Where templates run: they see plain data, format it, and come to an end.

A template may write text and values, ask, repeat, include another, and name a constant;
it calls nothing and multiplies nothing. Every turn of every loop is counted.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateNotFound,
    nodes,
)
from jinja2.exceptions import SecurityError, TemplateAssertionError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from migrate40.renderers.hant import HANT, traditional

MOST_TURNS = 5_000_000
"""Of all loops of one rendering together."""
LONGEST = 20_000_000
"""Characters that a template, or one step in it, may write."""
FILTERS = (
    *("capitalize", "default", "first", "last", "length", "lower"),
    *("round", "title", "trim", "upper"),
)
"""What formatting needs, besides `join` and `replace`; others build objects, or strings
of gigabytes."""
COUNTED = "counted"
_ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.For, nodes.If),
    *(nodes.Include, nodes.Assign, nodes.Name, nodes.Getattr, nodes.Getitem),
    *(nodes.Const, nodes.Filter, nodes.Test, nodes.Compare, nodes.Operand, nodes.And),
    *(nodes.Or, nodes.Not, nodes.CondExpr, nodes.Concat, nodes.Add, nodes.Sub),
    *(nodes.List, nodes.Tuple, nodes.Dict, nodes.Pair),
)
_GROWING = (nodes.Concat, nodes.Add, nodes.Filter)
"""Not in what is given a name: a text that is named and joined to itself again and
again has no end."""


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment for templates of strangers."""

    def __init__(self, folders: list[str]) -> None:
        super().__init__(
            loader=Loader(folders),
            undefined=StrictUndefined,
            keep_trailing_newline=True,
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=False,  # what is written is no HTML
        )
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.filters |= {"join": _join, "replace": _replace, COUNTED: self._counted}
        self.turns = 0

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,
    ) -> str:
        """Check a template and count its loops before it becomes a program."""
        for node in source.find_all(nodes.Node):
            _check(node, name)
        for loop in source.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, COUNTED, [], [], None, None)
        source.set_environment(self)
        return super()._generate(source, name, filename, defer_init=defer_init)

    def _counted(self, items: Iterable[Any]) -> "Counted":
        return Counted(items, self)

    def count(self) -> None:
        """Take note of one turn; raises `SecurityError` when there were too many."""
        self.turns += 1
        if self.turns > MOST_TURNS:
            raise SecurityError(f"its loops turn over {MOST_TURNS:,} times")


class Counted(list[Any]):
    """What a loop runs over."""

    def __init__(self, items: Iterable[Any], sandbox: Sandbox) -> None:
        super().__init__(items)
        self._sandbox = sandbox

    def __iter__(self) -> Iterator[Any]:
        for one in super().__iter__():
            self._sandbox.count()
            yield one


class Loader(FileSystemLoader):
    """Finds templates; what is missing in traditional Chinese is made of the other."""

    def get_source(self, environment: Environment, template: str) -> Any:
        """Return a template's text, its path, and how to tell that it is current."""
        try:
            return super().get_source(environment, template)
        except TemplateNotFound:
            ending = f".{HANT}.j2"
            if not template.endswith(ending):
                raise
        simplified = template.removesuffix(ending) + ".zh.j2"
        text, path, current = super().get_source(environment, simplified)
        return traditional(text).replace('.zh.j2"', f'{ending}"'), path, current


def _replace(text: str, old: str, new: str) -> str:
    _check_length(len(text) + text.count(old) * len(new))
    return text.replace(old, new)


def _join(items: Iterable[Any], between: str = "") -> str:
    texts = [str(one) for one in items]
    _check_length(sum(map(len, texts)) + len(texts) * len(between))
    return between.join(texts)


def _check_length(length: int) -> None:
    if length > LONGEST:
        raise SecurityError(f"it writes over {LONGEST:,} characters")


def _check(node: nodes.Node, name: str | None) -> None:
    """Raise the error of a template that does what none may do."""
    why = ""
    if not isinstance(node, _ALLOWED):
        why = f"no template may use {type(node).__name__}"
    elif isinstance(node, nodes.For) and node.recursive:
        why = "a loop may not call itself"
    elif isinstance(node, nodes.Assign) and any(node.find_all(_GROWING)):
        why = "what is given a name is neither joined nor filtered"
    if why:
        raise TemplateAssertionError(why, node.lineno, name)
