"""Gemini: the text that its memory import reads, a dated quotation to every line.

The layout is that of the prompt which the import page hands out for other chatbots
(seen alike in several places since March 2026): the third person, five headers, an
indented line of evidence, and at the end where it all comes from.
"""

import re
from collections.abc import Mapping, Sequence

from migrate40.model.profile import Profile
from migrate40.renderers.budget import Entry
from migrate40.renderers.job import Job, Way, draw, fit
from migrate40.renderers.memory_entries import memory_entries
from migrate40.renderers.spec import FileSpec

HEADERS: Mapping[str, Sequence[str]] = {
    "Demographics Information": ("identity", "work", "study", "health"),
    "Interests & Preferences": ("preference",),
    "Relationships": ("people", "pets", "shared"),
    "Dated Events, Projects & Plans": (
        *("event", "project", "plan", "promise", "emotion"),
    ),
    "Instructions": ("boundary", "instruction", "interaction"),
}
SAID: Mapping[str, str] = {
    "stated": "The user said: “{}”",
    "instruction": "In the user's own words: “{}”",
    "project": "In the user's own words: “{}”",
}
"""How words in the first person come into the third: as words that were said."""
OTHERWISE = "Noted about the user: {}"
_THIRD = re.compile(r"(?:the )?user(?:'s|’s)? |用户|用戶", re.IGNORECASE)


def imported(job: Job, file: FileSpec) -> str:
    """Return the import; with no memory at all it says where it comes from."""

    def drawing(kept: Sequence[Entry]) -> str:
        groups = [
            {"name": name, "entries": lines}
            for name, categories in HEADERS.items()
            if (lines := [_line(one) for one in kept if one.kind in categories])
        ]
        return draw(job, file, kept, headers=groups, origin=_vendor(job.profile, file))

    return fit(job, file, memory_entries(job.profile), drawing)


def _line(entry: Entry) -> dict[str, str]:
    """Return a line with its evidence: a saved memory that quotes itself has none."""
    itself = entry.origin == "saved" and entry.quote in entry.data["text"]
    said = "" if itself else entry.quote
    return {"text": in_third_person(entry), "quote": said, "date": _date(entry)}


def _date(entry: Entry) -> str:
    return entry.quoted or entry.data["said"] or "unknown"


def in_third_person(entry: Entry) -> str:
    """Return what is known as said of the user, and never by a second voice."""
    text, happened = entry.data["text"], entry.data["happened"]
    if not _THIRD.match(text):
        text = SAID.get(entry.origin, OTHERWISE).format(text)
    return f"{text} ({happened})" if happened else text


def _vendor(profile: Profile, file: FileSpec) -> str:
    """Return the name of the program with the most conversations."""
    ranked = sorted(profile.sources, key=lambda one: (-one.conversations, one.vendor))
    name = ranked[0].vendor if ranked else "chatgpt"
    return str(file.settings.get(name, name.capitalize()))


WAYS: dict[str, Way] = {"gemini.import": imported}
