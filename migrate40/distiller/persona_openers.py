"""How replies begin: their first word or two, when it is often the same."""

import re
from collections import Counter
from collections.abc import Sequence

from migrate40.distiller.persona_voice import Voice
from migrate40.model.profile import Opener
from migrate40.voice.segments import words_in
from migrate40.voice.spoken import spoken
from migrate40.voice.words import HAN, plain

MOST_OPENERS = 4
LEAST, LEAST_SHARE = 3, 0.05
LONGEST_CLAUSE = 6
"""Han characters that stand before the first mark."""
_LATIN = re.compile(
    r"([A-Za-z][\w'\u2019-]*)([,!.…—]+|\s+[A-Za-z][\w'\u2019-]*[,!.?]*|$)?"
)
_MARKS = ",!.…—，！。～~ "
_CHINESE = re.compile(r"[\u3400-\u9fff]+[，！。～~…—!,]*")


def openers_of(voice: Voice, phrases: Sequence[str]) -> tuple[Opener, ...]:
    """Return the commonest beginnings.

    None is a name, nor the first words of a phrase, which is told whole.
    """
    found = Counter(filter(None, (opening(one.reply) for one in voice.exchanges)))
    calls = {plain(name) for name in voice.names_for_user}
    least = max(LEAST, LEAST_SHARE * len(voice.exchanges))
    ranked = sorted(found, key=lambda text: (-found[text], text))
    kept = [
        text
        for text in ranked
        if found[text] >= least
        and plain(text).rstrip(_MARKS) not in calls
        and not _breaks_off(text, phrases)
        and voice.says(text)
    ]
    return tuple(Opener(text=text, count=found[text]) for text in kept[:MOST_OPENERS])


def _breaks_off(text: str, phrases: Sequence[str]) -> bool:
    begun = plain(text)
    wholes = (plain(one) for one in phrases)
    return begun[-1] not in _MARKS and any(
        whole.startswith(begun) and whole != begun for whole in wholes
    )


def opening(reply: str) -> str | None:
    """Return how a reply begins: a word and its mark, or two words; None: otherwise."""
    said = spoken(reply).lstrip()
    if match := _CHINESE.match(said):
        return _clause(match[0])
    match = _LATIN.match(said)
    return match[0].strip() if match else None


def _clause(text: str) -> str:
    bare = text.rstrip("，！。～~…—!,")
    if len(bare) <= LONGEST_CLAUSE and bare != text:
        return text
    words = [word for word in words_in(bare) if HAN.match(word)]
    first = "".join(words[:1])
    return first if len(first) > 1 else "".join(words[:2])
