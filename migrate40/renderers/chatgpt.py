"""ChatGPT: a box about the person, sentences to remember, switches to set."""

from collections.abc import Mapping, Sequence

import msgspec

from migrate40.renderers.budget import Entry
from migrate40.renderers.job import Job, Way, draw, everything, fill, fit
from migrate40.renderers.memory_entries import memory_entries
from migrate40.renderers.spec import FileSpec

BATCH = 15
"""Sentences that one message asks ChatGPT to remember; of more it drops some."""


def about_you(job: Job, file: FileSpec) -> str:
    """Return what is known of the person; how to treat them has its own box."""
    told = everything(job, file)
    return fill(job, file, [one for one in told if one.group == "memories"])


def batches(job: Job, file: FileSpec) -> str:
    """Return the memories in messages, each short enough to be taken up whole."""

    def drawing(kept: Sequence[Entry]) -> str:
        parts = [list(kept[at : at + BATCH]) for at in range(0, len(kept), BATCH)]
        shown = [[_told(one.data) for one in part] for part in parts]
        return draw(job, file, kept, batches=shown)

    return fit(job, file, memory_entries(job.profile), drawing)


def _told(data: Mapping[str, str]) -> dict[str, str]:
    return {"text": data["text"], "happened": data["happened"]}


class Switch(msgspec.Struct, frozen=True):
    """One of ChatGPT's characteristics, and the number by which it is set."""

    name: str
    number: str
    less: float
    """Below it, less of it."""
    more: float
    """From there on, more of it."""


SWITCHES = (
    Switch("warm", "warmth", 0.38, 0.62),
    Switch("enthusiastic", "enthusiasm", 0.38, 0.62),
    Switch("headings", "structure_share", 0.05, 0.5),
    Switch("emoji", "emoji_share", 0.05, 0.5),
)
"""Traits lie between 0 and 1 with 0.5 in the middle; shares are those of replies."""


def switches(job: Job, file: FileSpec) -> str:
    """Return what to choose in the settings: `more`, `default` or `less`."""
    persona = job.profile.persona
    numbers = {one.axis: one.strength for one in persona.traits}
    numbers |= {n: persona.style[n] for n in ("emoji_share",) if n in persona.style}
    shares = [
        persona.style[n]
        for n in ("headings", "lists_per_message")
        if n in persona.style
    ]
    numbers |= {"structure_share": max(shares)} if shares else {}
    chosen = {one.name: _position(one, numbers) for one in SWITCHES}
    return fit(job, file, [], lambda kept: draw(job, file, kept, switches=chosen))


def _position(switch: Switch, numbers: Mapping[str, float]) -> str:
    number = numbers.get(switch.number)
    if number is None or switch.less <= number < switch.more:
        return "default"
    return "less" if number < switch.less else "more"


WAYS: dict[str, Way] = {
    "chatgpt.memories": about_you,
    "chatgpt.batches": batches,
    "chatgpt.switches": switches,
}
