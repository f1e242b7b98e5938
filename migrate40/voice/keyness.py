"""How much a phrase belongs to one voice: the log-odds against everybody else.

The background is a table of assistants' phrases and of the commonest words, and what
the other voices of the same history say (informative Dirichlet prior; Monroe, Colaresi
and Quinn 2008). The score is in units of its own standard error, the background taken
as known.
"""

from collections.abc import Mapping, Sequence
from math import log, sqrt

from migrate40.voice.background import has_commonest, rate
from migrate40.voice.ngrams import Line, Run, Tokens, lines, sizes_of, windows

BACKGROUND_REPLIES = 300.0
"""How many replies the shipped background weighs as much as."""
OTHERS = 1.0
"""What a reply of another voice weighs."""
PERSON = 0.2
"""What a message of the person weighs."""
LEAST_ODDS = log(4)
LEAST_SCORE = 6.0
LEAST_SCORE_OF_ONE = 9.0
"""Of a single word, or a few Han characters with one of the commonest among them."""
ARTICLES = frozenset({"a", "an", "the"})
ONE_NOUN = 2
"""An article and what is most likely a topic."""
LEAST_SCORE_OF_NOUN = 15.0
SHORT = 3
"""Han characters that may be no more than a piece of something."""


class Keyness:
    """What a phrase is measured against."""

    def __init__(
        self,
        own: Sequence[tuple[int, str]],
        found: Sequence[Line],
        counted: Mapping[Tokens, Run],
        others: Sequence[str],
        person: Sequence[str],
    ) -> None:
        self.replies = max(1, len(own))
        self.length = sum(len(line.tokens) for line in found) / self.replies
        self.others = _counts(others, counted)
        self.person = _counts(person, counted)
        self.weight = BACKGROUND_REPLIES + OTHERS * len(others) + PERSON * len(person)

    def score(self, run: Run) -> float:
        """Return the score of a run; 0 when it is not several times as frequent."""
        prior = BACKGROUND_REPLIES * rate(run.tokens, self.length)
        met = OTHERS * self.others.get(run.tokens, 0)
        met += PERSON * self.person.get(run.tokens, 0)
        expected = min(0.9, (prior + met) / self.weight)
        share = min(run.replies, self.replies - 0.5) / self.replies
        odds = log(share / (1 - share)) - log(expected / (1 - expected))
        if odds < LEAST_ODDS:
            return 0.0
        return odds * sqrt(run.replies)


def least_score(tokens: Tokens) -> float:
    """Return what score such a phrase must reach."""
    noun = len(tokens) == ONE_NOUN and tokens[0] in ARTICLES
    if noun:
        return LEAST_SCORE_OF_NOUN
    weak = len(tokens) == 1 or (len(tokens) < SHORT and has_commonest(tokens))
    return LEAST_SCORE_OF_ONE if weak else LEAST_SCORE


def _counts(texts: Sequence[str], wanted: Mapping[Tokens, Run]) -> dict[Tokens, int]:
    sizes = sizes_of(wanted)
    seen: dict[Tokens, set[int]] = {}
    for line in lines([(0, text) for text in texts]):
        for _, _, tokens in windows(line, sizes):
            if tokens in wanted:
                seen.setdefault(tokens, set()).add(line.reply)
    return {tokens: len(replies) for tokens, replies in seen.items()}
