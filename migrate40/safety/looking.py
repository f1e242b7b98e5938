"""Which of many patterns may hold of a text, asked at once.

RE2 looks for hundreds of patterns in the time that `re` takes for one, but knows no
look-around. A pattern without its look-arounds holds wherever the pattern itself does,
and sometimes elsewhere: what is found so is looked at again by the pattern itself.
"""

import re
from collections.abc import Iterable
from typing import Any

_TOKEN = re.compile(
    r"\\u(?P<code>[0-9a-fA-F]{4})|\\."
    r"|(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])"
    r"|(?P<again>\(\?P=\w+\))|\{(?P<least>\d+),(?P<most>\d{2,})\}"
    r"|(?P<look>\(\?<?[=!])|(?P<open>\()|(?P<close>\))|(?P<anchor>[\^$])|.",
    re.DOTALL,
)
_WIDER = {r"\s": r"[\s\v]"}
_CODE = re.compile(r"\\u([0-9a-fA-F]{4})")


class Lookout:
    """Many patterns of `re`, each by its number."""

    def __init__(self, forms: Iterable[tuple[str, bool]]) -> None:
        """Take patterns, and whether each of them minds the case of letters."""
        import re2

        self._filter: Any = re2.Filter()
        for form, minds_case in forms:
            options = re2.Options()
            options.case_sensitive = minds_case
            options.log_errors = False
            self._filter.Add(_loosened(form), options)
        self._filter.Compile()

    def hits(self, text: str) -> list[int]:
        """Return which patterns may hold of a text; no other one does.

        As far as letters and digits are those of ASCII, as with `re.ASCII`.
        """
        return sorted(self._filter.Match(text) or ())


def _loosened(form: str) -> str:
    """Return what RE2 looks for; of a form of look-aheads alone the first of them."""
    loose = relaxed(form)
    return loose if loose.strip("^") else relaxed(form.replace("(?=", "(?:", 1))


def relaxed(source: str, *, begin: str | None = None) -> str:
    """Return a pattern of RE2 that holds wherever this one of `re` does.

    Without look-arounds; and given how a part may `begin`, without the anchors: then
    it holds of every text around a part of which the pattern holds.
    """
    kept: list[str] = []
    depth, hidden = 0, 0
    for token in _TOKEN.finditer(source):
        if token["look"] or token["open"]:
            depth += 1
            if token["look"] and not hidden:
                hidden = depth
        if not hidden:
            kept.append(_translated(token, begin))
        if token["close"]:
            if hidden == depth:
                hidden = 0
            depth -= 1
    return "".join(kept)


def _translated(token: re.Match[str], begin: str | None) -> str:
    if token["anchor"]:
        if begin is None:
            return r"\n?$" if token[0] == "$" else "^"
        return "" if token[0] == "$" else begin
    if token["set"]:
        inner = _CODE.sub(r"\\x{\1}", token[0])
        return inner if inner.startswith("[^") else inner.replace(r"\s", r"\s\v")
    if token["most"]:  # what RE2 has to count makes its automaton large, and slow
        return f"{{{token['least']},}}"
    if token["code"]:
        return f"\\x{{{token['code']}}}"
    return _WIDER.get(token[0], r"(?s:.*)" if token["again"] else token[0])
