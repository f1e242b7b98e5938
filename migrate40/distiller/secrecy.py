"""Candidates without their secrets: what is left is kept if it tells something."""

from collections import Counter
from collections.abc import Iterable

from msgspec.structs import replace

from migrate40.distiller.candidate import Candidate
from migrate40.distiller.gate import is_secret
from migrate40.notices import Notice, Report
from migrate40.safety.patterns import may_hold_secret
from migrate40.safety.secrets import redacted, redacted_within, stands


class Secrecy:
    """Takes secrets out of candidates, and counts them by kind."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def kept(self, candidate: Candidate, whole: str = "") -> Candidate | None:
        """Return the candidate without secrets; None: nothing is left to tell.

        `whole` is the message it is from: a password may be told of in one sentence
        and stand in the next.
        """
        text = candidate.text
        if not may_hold_secret(text):
            return candidate
        clean = redacted_within(text, whole or text)
        self.counts.update(clean.kinds)
        if not clean.kinds:
            if is_secret(text):  # it speaks of one, and has what may be one
                self.counts["password"] += 1
                return None
            return candidate
        if not stands(clean.text):
            return None
        evidence = tuple(
            replace(one, quote=redacted_within(one.quote, whole or one.quote).text)
            if one.quote
            else one
            for one in candidate.evidence
        )
        line = redacted(candidate.line).text if candidate.line else None
        return replace(candidate, text=clean.text, line=line, evidence=evidence)


def tell_secrets(secrecies: Iterable[Secrecy], report: Report) -> None:
    """Report how many secrets of each kind were taken out; never which."""
    counts = sum((one.counts for one in secrecies), Counter[str]())
    for kind in sorted(counts):
        why = f"a secret: {counts[kind]} of them taken out"
        report(Notice(kind="left_out", where=kind, why=why))
