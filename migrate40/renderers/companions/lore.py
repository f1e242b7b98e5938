"""What a card and a world have in common: memories as entries with keys."""

from collections.abc import Mapping, Sequence

import msgspec

from migrate40.renderers.budget import Entry
from migrate40.renderers.companions.keys import keys
from migrate40.renderers.job import Job
from migrate40.renderers.phrasing import phrasing
from migrate40.renderers.spec import FileSpec
from migrate40.renderers.tokens import count
from migrate40.renderers.traps import defused, without_traps
from migrate40.renderers.view import frame

BASIC = frozenset({"identity"})
"""Categories that are there in every talk, without being called."""


class Lore(msgspec.Struct, frozen=True, kw_only=True):
    """One memory in a lorebook."""

    number: int
    keys: list[str]
    text: str
    title: str
    """What it is about: its category, as the person's language calls it."""
    rank: int
    """Higher stays longer where there is no room for all."""
    constant: bool
    """Always before the model, whatever was said."""


Called = Mapping[str, list[str]]


def called(job: Job, file: FileSpec, entries: Sequence[Entry]) -> Called:
    """Return the keys of each memory by its text, once for all drawings."""
    mended = [defused(one, job.spec, file) for one in entries]
    return keys(job.profile, mended, job.language_of(file))


def lore(job: Job, file: FileSpec, kept: Sequence[Entry], known: Called) -> list[Lore]:
    """Return the entries of a lorebook, most important first.

    Rules always hold; of who the person is, so much as `settings.constant` tokens.
    """
    language = job.language_of(file)
    person = without_traps(frame(job.profile, language)["person"], job.spec, file)
    titles = phrasing(language).categories
    room, made = int(file.settings["constant"]), []
    for number, one in enumerate(kept):
        basic = one.section in BASIC and room >= (size := count(one.data["text"]))
        room -= size if basic else 0
        made.append(
            Lore(
                number=number,
                keys=known[one.data["text"]],
                text=told(one, language),
                title=titles[one.section].format(person=person),
                rank=len(kept) - number,
                constant=basic or one.group != "memories",
            )
        )
    return made


def told(entry: Entry, language: str) -> str:
    """Return a memory in one line, with its day."""
    text, happened = entry.data["text"], entry.data["happened"]
    if not happened:
        return text
    return f"{text} ({happened})" if language == "en" else f"{text}（{happened}）"
