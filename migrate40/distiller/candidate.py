"""What may become a memory, wherever it comes from."""

from datetime import datetime

import msgspec

from migrate40.model.profile import Category, Evidence, Origin


def quoted(text: str) -> Evidence:
    """Return the proof of what was said, before its place is known."""
    return Evidence(conversation=None, message=None, time=None, quote=text)


class Candidate(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One statement with its proof; several of them may become one memory."""

    text: str
    """As it was said: what it is compared and named by."""
    line: str | None = None
    """As it is to be read, where that differs."""
    category: Category
    language: str
    origin: Origin
    importance: float
    confidence: float
    evidence: tuple[Evidence, ...]
    """At least one, the earliest first."""
    happened_at: str | None = None
    slots: tuple[tuple[str, str], ...] = ()
    """What a person has one of at a time (`city`, `age`), with its value here."""
    version: str | None = None
    """The name of the set of instructions to which this one belongs."""
    outdated: bool = False
    """It stands no longer in the newest version of that set."""

    @property
    def said_at(self) -> datetime | None:
        """When it was said first."""
        return self.evidence[0].time

    @property
    def order(self) -> tuple[str, str, str, str]:
        """A total order, by time, that does not depend on the way things came in."""
        first = self.evidence[0]
        when = first.time.isoformat() if first.time else ""
        return when, first.conversation or "", first.message or "", self.text
