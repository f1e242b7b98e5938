"""Hermes Agent: a soul, two small lists, and a skill that holds all the memories.

A file in which its scanner finds a pattern of attack is not loaded at all, and an entry
of a list is blocked (read in its code and tried with it, version 0.19). People say such
words in earnest: "check in with me". They get a comma, which the scanner does not take.
"""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files

from migrate40.notices import Notice
from migrate40.renderers.budget import Entry, Packed
from migrate40.renderers.job import Job, Way, chosen, draw, everything, fit
from migrate40.renderers.memory_entries import memory_entries
from migrate40.renderers.spec import FileSpec
from migrate40.renderers.stores.overflow import going_on, quiet
from migrate40.renderers.stores.wording import dated

BETWEEN = "\n§\n"
"""Between two entries of a list."""
PERSONAL = frozenset(("identity", "people", "pets", "preference", "shared"))
RULES = frozenset(("boundary", "instruction", "interaction"))
USER = "memories/USER.md"
ROUNDS = 50
REMEMBERED = 10_000
"""Entries that need not be looked through again each time the list is drawn."""
_SETTING = re.compile(r"^([a-z_][\w.-]*)(?=\s*[:=](?!//))", re.ASCII)
_SPACE = re.compile(r"(?<=\S)\s+(?=\S)")


def soul(job: Job, file: FileSpec) -> str:
    """Return the voice and all rules, in words that its scanner lets pass."""
    whole = job.options.part == "all"

    def drawing(kept: Sequence[Entry]) -> str:
        return disarmed(draw(job, file, kept, elsewhere=whole))

    text = fit(job, file, everything(job, file), drawing)
    _tell(job, file, [text])
    return text


def user(job: Job, file: FileSpec) -> str:
    """Return who the person is; what finds no room here stands in the other list."""
    text = _user(going_on(job), file).text
    _tell(job, file, text.strip().split(BETWEEN))
    return text


def memory(job: Job, file: FileSpec) -> str:
    """Return what is known beyond USER.md."""
    about = next(one for one in job.spec.files if one.name == USER)
    there = _user(quiet(job), about).kept
    shown = {one.id for one in there}
    entries = [one for one in _told(job) if one.id not in shown]
    text = fit(job, file, entries, lambda kept: _listed(job, [], kept))
    _tell(job, file, text.strip().split(BETWEEN))
    return text


def _user(job: Job, file: FileSpec) -> Packed:
    head = [draw(job, file, []).strip()]
    own = [one for one in _told(job) if one.kind in PERSONAL | RULES]
    return chosen(
        job, file, own, lambda kept: _listed(job, head, kept), job.bounds(file)
    )


def _told(job: Job) -> list[Entry]:
    """Return the memories; the rules only where no soul is written that has them."""
    entries = memory_entries(job.profile)
    soulful = job.options.part == "all"
    return [one for one in entries if not (soulful and one.kind in RULES)]


def _listed(job: Job, head: Sequence[str], kept: Sequence[Entry]) -> str:
    lines = [*head, *(_said(dated(one, job.language)) for one in kept)]
    return BETWEEN.join(dict.fromkeys(map(_passing, lines))) + "\n"


def _said(entry: str) -> str:
    """Return an entry that does not begin like a setting: `key: value`."""
    return _SETTING.sub(r"“\1”", entry)


@lru_cache(maxsize=REMEMBERED)
def _passing(entry: str) -> str:
    return disarmed(entry)


def _tell(job: Job, file: FileSpec, scanned: Sequence[str]) -> None:
    """Report what its scanner, which reads entry by entry, would still block."""
    for name in dict.fromkeys(found for one in scanned for found in threats(one)):
        why = f"Hermes blocks it: its scanner finds {name}"
        job.report(Notice(kind="left_out", where=f"hermes/{file.name}", why=why))


def disarmed(text: str) -> str:
    """Return the text with a mark in every place that its scanner takes for an attack.

    After the first word of several; within a word that stands alone.
    """
    for _ in range(ROUNDS):
        folded = _folded(text)
        hits = (hit for each in _patterns().values() if (hit := each.search(folded)))
        hit = next(hits, None)
        if hit is None:
            break
        text = _marked(text, folded, hit)
    return text


def _marked(text: str, folded: str, hit: re.Match[str]) -> str:
    gap = _SPACE.search(folded, hit.start(), hit.end())
    places = [(gap.start(), ",")] if gap else []
    tried = [
        text[:at] + mark + text[at:] for at, mark in (*places, (hit.start() + 1, "·"))
    ]
    freed = (one for one in tried if not hit.re.match(_folded(one), hit.start()))
    return next(freed, tried[-1])


def threats(text: str) -> list[str]:
    """Return the names of the patterns that its scanner finds, the strictest way."""
    normal = unicodedata.normalize("NFKC", text)
    return [name for name, each in _patterns().items() if each.search(normal)]


class _Folds(dict[int, str]):
    """What a character is in its plain form, if that is one character, too."""

    def __missing__(self, code: int) -> str:
        one = chr(code)
        plain = unicodedata.normalize("NFKC", one)
        self[code] = plain if len(plain) == 1 else one
        return self[code]


_FOLDS = _Folds()


def _folded(text: str) -> str:
    """Return the text as its scanner reads it, every character in its old place."""
    return text if text.isascii() else text.translate(_FOLDS)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    path = files("migrate40.renderers.stores") / "hermes.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    filler = table["filler"]
    return {
        one["name"]: re.compile(one["find"].replace("FILLER", filler), re.IGNORECASE)
        for one in table["patterns"]
    }


WAYS: dict[str, Way] = {
    "hermes.soul": soul,
    "hermes.user": user,
    "hermes.memory": memory,
}
