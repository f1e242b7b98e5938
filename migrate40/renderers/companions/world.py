"""SillyTavern: a World Info file, one memory an entry.

Fields as the program writes them itself (read in its code, 1.12).
"""

from collections.abc import Sequence
from typing import Any

from migrate40.renderers.budget import Entry
from migrate40.renderers.companions.lore import Lore, called, lore
from migrate40.renderers.encoding import json_text
from migrate40.renderers.job import Job, Way, fit
from migrate40.renderers.memory_entries import memory_entries
from migrate40.renderers.spec import FileSpec

BEFORE, AFTER = 0, 1
"""Positions: before and after what is said of the character."""


def world(job: Job, file: FileSpec) -> str:
    """Return the file: rules always on, memories called by their keys."""
    entries = memory_entries(job.profile)
    known = called(job, file, entries)

    def drawing(kept: Sequence[Entry]) -> str:
        made = lore(job, file, kept, known)
        return json_text({"entries": {str(one.number): _entry(one) for one in made}})

    return fit(job, file, entries, drawing)


def _entry(one: Lore) -> dict[str, Any]:
    return {
        "uid": one.number,
        "key": one.keys,
        "keysecondary": [],
        "comment": one.title,
        "content": one.text,
        "constant": one.constant,
        "vectorized": False,
        "selective": False,
        "selectiveLogic": 0,
        "addMemo": True,
        "order": one.rank,
        "position": BEFORE if one.constant else AFTER,
        "disable": False,
        "excludeRecursion": True,
        "preventRecursion": True,
        "delayUntilRecursion": False,
        "probability": 100,
        "useProbability": True,
        "depth": 4,
        "group": "",
        "groupOverride": False,
        "groupWeight": 100,
        "scanDepth": None,
        "caseSensitive": None,
        "matchWholeWords": None,
        "useGroupScoring": None,
        "automationId": "",
        "role": None,
        "sticky": 0,
        "cooldown": 0,
        "delay": 0,
        "displayIndex": one.number,
    }


WAYS: dict[str, Way] = {"sillytavern.world": world}
