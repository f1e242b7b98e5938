"""How much a phrase belongs to one voice: the log-odds against everybody else.

The background is a table of assistants' phrases and of the commonest words, and what
the other voices of the same history say (informative Dirichlet prior; Monroe, Colaresi
and Quinn 2008). The score is in units of its own standard error, the background taken
as known.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import log, sqrt

from migrate40.voice.background import has_commonest, rate
from migrate40.voice.ngrams import Finder, Line, Run, Tokens, lines

BACKGROUND_REPLIES = 300.0
"""How many replies the shipped background weighs as much as."""
OTHERS = 1.0
"""What a reply of another voice weighs."""
PERSON = 0.2
"""What a message of the person weighs."""
MOST_EXPECTED = 0.9
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


def key_scores(
    wanted: Mapping[Tokens, Run],
    found: Sequence[Line],
    replies: int,
    others: Sequence[str],
    person: Sequence[str],
) -> dict[Tokens, float]:
    """Return the scores of the runs that are a voice's own.

    `found` are the lines of its replies; `others` and `person` say what other voices
    and the person said.
    """
    length = sum(len(line.words) for line in found) / max(1, replies)
    prior = {tokens: BACKGROUND_REPLIES * rate(tokens, length) for tokens in wanted}
    # What the table alone explains need not be looked for in all that was said.
    likely = _scores(wanted, prior, BACKGROUND_REPLIES, replies)
    met = dict(prior)
    for texts, each in ((others, OTHERS), (person, PERSON)):
        for tokens, count in _counts(texts, likely).items():
            met[tokens] += each * count
    weight = BACKGROUND_REPLIES + OTHERS * len(others) + PERSON * len(person)
    return _scores({tokens: wanted[tokens] for tokens in likely}, met, weight, replies)


def _scores(
    wanted: Mapping[Tokens, Run],
    expected: Mapping[Tokens, float],
    weight: float,
    replies: int,
) -> dict[Tokens, float]:
    scores = {
        tokens: _score(run, min(MOST_EXPECTED, expected[tokens] / weight), replies)
        for tokens, run in wanted.items()
    }
    return {
        tokens: score
        for tokens, score in scores.items()
        if score >= least_score(tokens)
    }


def _score(run: Run, expected: float, replies: int) -> float:
    share = min(run.replies, replies - 0.5) / replies
    odds = log(share / (1 - share)) - log(expected / (1 - expected))
    return odds * sqrt(run.replies) if odds >= LEAST_ODDS else 0.0


def least_score(tokens: Tokens) -> float:
    """Return what score such a phrase must reach."""
    noun = len(tokens) == ONE_NOUN and tokens[0] in ARTICLES
    if noun:
        return LEAST_SCORE_OF_NOUN
    weak = len(tokens) == 1 or (len(tokens) < SHORT and has_commonest(tokens))
    return LEAST_SCORE_OF_ONE if weak else LEAST_SCORE


def _counts(texts: Sequence[str], wanted: Iterable[Tokens]) -> dict[Tokens, int]:
    finder = Finder(wanted)
    seen: dict[Tokens, set[int]] = {}
    for line in lines((0, text) for text in texts):
        for _, tokens in finder.places(line):
            seen.setdefault(tokens, set()).add(line.reply)
    return {tokens: len(replies) for tokens, replies in seen.items()}
