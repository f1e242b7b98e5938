"""Character cards: version 3 and version 2, as JSON and within a picture.

Fields are those of the two specifications; all that they name must be there. In a
picture the texts are base64 in the chunks `chara` (2) and `ccv3` (3).
"""

from base64 import b64encode
from collections.abc import Sequence
from typing import Any

import msgspec

from migrate40.renderers.budget import Entry, Packed
from migrate40.renderers.companions.lore import Called, Lore, called, lore
from migrate40.renderers.companions.png import picture
from migrate40.renderers.encoding import json_text
from migrate40.renderers.job import Job, Way, chosen, draw, everything
from migrate40.renderers.limits import Bound
from migrate40.renderers.prompting import turns
from migrate40.renderers.spec import FileSpec
from migrate40.renderers.traps import without_traps
from migrate40.renderers.view import frame

Value = dict[str, Any]
SPECS = {2: "chara_card_v2", 3: "chara_card_v3"}
NEWER = 3
CHUNKS = {"chara": 2, "ccv3": NEWER}
"""Keywords in a picture, and the version that stands there."""
FRAME = 32_000
"""Bytes of a picture without its texts, at most."""
BASE64 = (3, 4)
"""So many bytes become so many."""
OWN = "{{original}}"
"""Where the instructions stand that the person has set in their program."""


def json_card(job: Job, file: FileSpec) -> str:
    """Return a card of the version that the file's settings name."""
    version = int(file.settings["version"])
    return _packed(job, file, version, job.bounds(file))[0].text


def picture_card(job: Job, file: FileSpec) -> bytes:
    """Return a picture with both versions; a limit in bytes is that of the picture."""
    rooms = [_carried(one) for one in job.bounds(file)]
    packed, known = _packed(job, file, NEWER, rooms)
    return picture(
        {
            name: b64encode(_text(job, file, packed.kept, version, known).encode())
            for name, version in CHUNKS.items()
        }
    )


def _carried(bound: Bound) -> Bound:
    """Return the limit of a text that a picture of that size carries twice."""
    if bound.unit != "bytes":
        return bound
    room = (bound.amount - FRAME) * BASE64[0] // BASE64[1] // len(CHUNKS)
    return msgspec.structs.replace(bound, amount=max(1, room))


def _packed(
    job: Job, file: FileSpec, version: int, bounds: Sequence[Bound]
) -> tuple[Packed, Called]:
    """Return the card with what fits, and the keys: the lasting part has its limit."""
    entries = everything(job, file)
    memories = [one for one in entries if one.group == "memories"]
    lasting = [one for one in entries if one.group != "memories"]
    room = Bound(int(file.settings["lasting"]), "tokens", job.spec.token_factor)

    def said(kept: Sequence[Entry]) -> str:
        return _description(job, file, kept) + _examples(kept)

    told = chosen(job, file, lasting, said, [room]).kept

    known = called(job, file, memories)

    def drawing(kept: Sequence[Entry]) -> str:
        return _text(job, file, kept, version, known)

    return chosen(job, file, [*told, *memories], drawing, bounds), known


def _text(
    job: Job, file: FileSpec, kept: Sequence[Entry], version: int, known: Called
) -> str:
    data = _common(job, file, [one for one in kept if one.group != "memories"])
    if version == NEWER:
        data |= _newer(job, file)
    memories = [one for one in kept if one.group == "memories"]
    if memories:
        entries = [_entry(one, version) for one in lore(job, file, memories, known)]
        data["character_book"] = _book(data["name"], file, entries)
    return json_text(
        {"spec": SPECS[version], "spec_version": f"{version}.0", "data": data}
    )


def _common(job: Job, file: FileSpec, kept: Sequence[Entry]) -> Value:
    """Return what both versions have; `kept` is without the memories."""
    after = draw(job, file, kept, "card/after.txt").strip()
    return {
        "name": _framed(job, file)["name"],
        "description": _description(job, file, kept),
        "personality": "",
        "scenario": "",
        "first_mes": draw(job, file, kept, "card/greeting.txt").strip(),
        "mes_example": _examples(kept),
        "creator_notes": draw(job, file, kept, "card/notes.txt").strip(),
        "system_prompt": "",
        "post_history_instructions": f"{OWN}\n{after}" if after else "",
        "alternate_greetings": [],
        "tags": [],
        "creator": "migrate40",
        "character_version": "1",
        "extensions": {},
    }


def _newer(job: Job, file: FileSpec) -> Value:
    """Return what version 3 adds; no day of making, so that it is the same always."""
    icon = {"type": "icon", "uri": "ccdefault:", "name": "main", "ext": "png"}
    return {
        "group_only_greetings": [],
        "nickname": _framed(job, file)["name"],
        "source": [],
        "creation_date": 0,
        "modification_date": 0,
        "assets": [icon],
    }


def _framed(job: Job, file: FileSpec) -> Value:
    names = frame(job.profile, job.language_of(file))
    found: Value = without_traps(names, job.spec, file)
    return found


def _description(job: Job, file: FileSpec, kept: Sequence[Entry]) -> str:
    shown = [one for one in kept if one.section != "examples"]
    return draw(job, file, shown, "card/description.txt").strip()


def _examples(kept: Sequence[Entry]) -> str:
    """Return the examples as cards have them; each starts anew."""
    return "".join(
        f"<START>\n{{{{user}}}}: {one['user']}\n{{{{char}}}}: {one['assistant']}\n"
        for one in turns(kept)
    )


def _book(name: str, file: FileSpec, entries: list[Value]) -> Value:
    return {
        "name": name,
        "description": "",
        "scan_depth": file.settings["scan_depth"],
        "token_budget": file.settings["token_budget"],
        "recursive_scanning": False,
        "extensions": {},
        "entries": entries,
    }


def _entry(one: Lore, version: int) -> Value:
    entry = {
        "keys": one.keys,
        "content": one.text,
        "extensions": {},
        "enabled": True,
        "insertion_order": one.rank,
        "case_sensitive": False,
        "name": one.title,
        "priority": one.rank,
        "id": one.number,
        "comment": one.title,
        "selective": False,
        "secondary_keys": [],
        "constant": one.constant,
        "position": "before_char" if one.constant else "after_char",
    }
    return entry | ({"use_regex": False} if version == NEWER else {})


WAYS: dict[str, Way] = {"card.json": json_card, "card.png": picture_card}
