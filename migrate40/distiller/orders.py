"""What is said to the assistant: wishes of a whole message, and orders beside facts."""

from collections.abc import Sequence

from migrate40.distiller.candidate import Candidate
from migrate40.distiller.finding import find
from migrate40.distiller.gate import Heard, Passage, Setting
from migrate40.distiller.lexicon import alike, scoring
from migrate40.distiller.reading import Reading
from migrate40.distiller.standing import standing
from migrate40.distiller.wishes import wish_of
from migrate40.model.conversation import Message
from migrate40.model.profile import Category

ADDRESSED: frozenset[Category] = frozenset({"boundary", "instruction"})
"""Classes that are said to the assistant: kept whole, and never dropped."""
_DAYS = ("date day", "date month_day", "date full")
_JOINTS = " ,;:，；：、—–-"


def is_sure_wish(one: Candidate) -> bool:
    """Whether a statement asks for something for good, beyond doubt."""
    sure = scoring()["threshold"]["confidence"]
    return one.category in ADDRESSED and bool(one.confidence >= sure)


def wish_in(
    one: Heard, reply: Message | None, setting: Setting, *, first: bool, alone: bool
) -> Candidate | None:
    """Return the wish that a whole message is; what is for one day only is none."""
    finding = standing(one.reading, personal=True)
    lasting = finding.rule.category if finding else None
    wish = wish_of(one, reply, setting, first=first, alone=alone, lasting=lasting)
    if wish is None or wish.category == "boundary" or lasting:
        return wish
    return None if any(map(one.reading.holds, _DAYS)) else wish


def after(facts: Sequence[Candidate], sentence: Passage) -> str:
    """Return an order without the fact before it, which is told by itself."""
    text = sentence.text
    for fact in facts:
        rest = text[len(fact.text) :].lstrip(_JOINTS)
        if text.startswith(fact.text) and find(Reading(alike(rest)), only=ADDRESSED):
            return rest
    return text
