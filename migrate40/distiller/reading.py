"""What holds of a text, asked of all patterns at once.

RE2 looks for hundreds of patterns in the time that `re` takes for one, but knows no
look-around. A pattern without its look-arounds holds wherever the pattern itself does,
and sometimes elsewhere: so what it finds is looked at again by the pattern itself, and
the answers are those of plain `re`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import msgspec

from migrate40.distiller.lexicon import (
    LANGUAGES,
    Rule,
    compiled,
    languages_of,
    lexicon,
)
from migrate40.safety.looking import relaxed

_RULE = "rule"
DAYS = ("date month_day", "date full", "date month")
DATES = tuple(sorted({f"date {n}" for each in LANGUAGES for n in lexicon(each).dates}))
_GROUPS = {
    "talk": (
        *("task", "life", "self", "fiction", "foreign", "secret", "letter"),
        *("asks_help", "lasting"),
    ),
    "speech": (
        *("question", "request", "filler", "preamble", "comment"),
        *("hypothetical", "sarcasm", "standing"),
    ),
    "days": DAYS,
    "worth": (
        *("name", "durable", "remember", "addressee", "modal", "chatter", "vague"),
        *(name for name in DATES if name not in DAYS),
    ),
}
"""Cues that are asked at one time: of messages with the rules, and of clauses.

All others are asked of what may become a memory.
"""
_GROUP_OF = {name: group for group, names in _GROUPS.items() for name in names}
_GROUP_OF[_RULE] = "talk"
_REST = "rest"
_BEGIN = {"en": r"(?:^|[^\pL\pN\s]\s*|\n\s*)"}
"""Where a sentence, a clause or a line may begin, in languages that mark it."""
_WITHIN = ("letter",)
"""A cue that is asked of the lines of a message, like the rules of its sentences."""
_DIRECT = frozenset(
    {
        "abbreviation",
        "ailment",
        "antecedent",
        "anything",
        "asks_advice",
        "avoided",
        "closing",
        "functional",
        "opener",
        "ties_nothing",
        "titled",
    }
)
"""Cues that nobody asks of a reading."""
_BOUND = re.compile(r"\(\?<?[=!]|(?<!\\)\$")
_CASED = re.compile(r"(?<!\\)[A-Za-z]")


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """One pattern, and what it stands for."""

    name: str
    language: str
    source: str
    rule: Rule | None = None
    plain: bool = False
    """RE2 understands all of it: what it finds in ASCII text is found."""
    caseless: bool = False
    """... and in any text: no letter of it has twins beyond ASCII."""

    def search(self, plain: str) -> re.Match[str] | None:
        """Return where the pattern holds first."""
        return compiled(self.source).search(plain)


class Reading:
    """A text as patterns read it, and what holds of it; looked at when asked."""

    __slots__ = ("_hits", "_known", "_within", "plain")

    def __init__(self, plain: str) -> None:
        self.plain = plain
        self._within = False
        self._hits: dict[str, dict[str, list[Form]]] = {}
        self._known: dict[str, bool] = {}

    def part(self, start: int, end: int) -> "Reading":
        """Return the reading of a sentence within; its rules are among those here."""
        if end - start == len(self.plain):
            return self
        part = Reading(self.plain[start:end])
        self._forms(_RULE)
        part._hits["talk"] = self._hits["talk"]
        part._within = True
        return part

    def found(self, group: str) -> dict[str, list[Form]]:
        """Return the forms of a group that may hold, by name."""
        hits = self._hits.get(group)
        if hits is None:
            hits = self._hits[group] = _scanner(group).hits(self.plain)
        return hits

    def _forms(self, name: str) -> Sequence[Form]:
        """Return the forms of that name that may hold."""
        return self.found(_GROUP_OF.get(name, _REST)).get(name, ())

    def holds(self, name: str) -> bool:
        """Whether a cue of any language whose script is here stands in the text."""
        forms = self.found(_GROUP_OF.get(name, _REST)).get(name)
        if not forms:
            return False
        known = self._known.get(name)
        if known is None:
            known = False
            sure = not self._within or name not in _GROUPS["talk"]
            narrow = sure and self.plain.isascii()
            for form in forms:
                if (
                    (form.caseless and sure)
                    or (form.plain and narrow)
                    or form.search(self.plain)
                ):
                    known = True
                    break
            self._known[name] = known
        return known

    def first(self, name: str) -> re.Match[str] | None:
        """Return where a cue stands, of several the first."""
        found = [form.search(self.plain) for form in self._forms(name)]
        matches = [match for match in found if match]
        return min(matches, key=lambda match: match.start()) if matches else None

    def may_hold(self, name: str) -> bool:
        """Whether a cue holds but for what stands around; fast."""
        return bool(self._forms(name))

    def rules(self) -> Iterator[tuple[Rule, re.Match[str]]]:
        """Yield the rules that hold, in the order of the lexicons."""
        for form in self._forms(_RULE):
            match = form.search(self.plain)
            if match and form.rule:
                yield form.rule, match

    def may_be(self) -> list[Rule]:
        """Return the rules that hold but for what stands around; fast."""
        return [form.rule for form in self._forms(_RULE) if form.rule]

    def may_have(self) -> bool:
        """Whether a rule holds of this sentence, or may hold of a clause of it."""
        return any(
            form.source.startswith("^") or form.search(self.plain)
            for form in self._forms(_RULE)
        )

    def languages(self, name: str) -> set[str]:
        """Return the languages of which a cue may hold."""
        return {form.language for form in self._forms(name)}


class Scanner:
    """Finds which forms may hold of a text."""

    def __init__(self, forms: Iterable[Form]) -> None:
        import re2

        options = re2.Options()
        options.case_sensitive = False
        options.log_errors = False
        self._forms = tuple(forms)
        self._filter = re2.Filter()
        for form in self._forms:
            within = form.rule is not None or form.name in _WITHIN
            begin = _BEGIN.get(form.language, "") if within else None
            self._filter.Add(relaxed(form.source, begin=begin), options)
        self._filter.Compile()

    def hits(self, plain: str) -> dict[str, list[Form]]:
        """Return the forms that may hold of a text, by name."""
        hits: dict[str, list[Form]] = {}
        found = self._filter.Match(plain)
        if found:
            languages = languages_of(plain)
            for number in sorted(found):
                form = self._forms[number]
                if form.language in languages:
                    hits.setdefault(form.name, []).append(form)
        return hits


def _forms() -> Iterator[Form]:
    for language in LANGUAGES:
        known = lexicon(language)
        for rule in known.rules:
            for source in rule.forms:
                yield Form(name=_RULE, language=language, source=source, rule=rule)
        tables: dict[str, tuple[str, ...]] = {}
        tables |= {f"date {k}": (v,) for k, v in known.dates.items()}
        tables |= {"relative": tuple(form for form, _ in known.absolute)}
        for name, sources in (tables | dict(known.cues)).items():
            for source in sources if name not in _DIRECT else ():
                plain = name not in _WITHIN and not _BOUND.search(source)
                yield Form(
                    name=name,
                    language=language,
                    source=source,
                    plain=plain,
                    caseless=plain and not _CASED.search(source),
                )


def forget() -> None:
    """Let go of the patterns, 16 MB; a text that is read later has them made again."""
    _scanner.cache_clear()


@cache
def _scanner(group: str) -> Scanner:
    return Scanner(
        form for form in _forms() if _GROUP_OF.get(form.name, _REST) == group
    )
