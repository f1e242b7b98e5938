"""Sentences of the voice that are full of what is its own, word for word."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from migrate40.distiller.persona_sample import Exchange, as_many
from migrate40.distiller.persona_shown import is_harmless, is_misled
from migrate40.distiller.persona_voice import Voice, conversation_numbers
from migrate40.distiller.sentences import sentences
from migrate40.model.profile import Line, Phrase
from migrate40.voice.counting import WORD
from migrate40.voice.graphemes import ends_with_emoji, without_emojis
from migrate40.voice.spoken import spoken, unmarked
from migrate40.voice.surface import MARKS
from migrate40.voice.telling import Candidate, own_words, telling
from migrate40.voice.words import HAN

MOST_LINES = 30
TOLD = 12
"""Phrases that are told before the lines."""
LISTS = 0.15
"""Share of replies with one."""
ENOUGH = 0.3
MOST_BESIDE = 40_000
"""Code points of what others said."""
LONGEST = 80
"""Code points."""
LEAST_WORDS = 2
"""Words, or pairs of Han characters, beyond the phrases that are told before."""
_WHOLE = re.compile(r"[^\W_].*[^\s:：,，;；(（]", re.DOTALL)
_ENDS = ".!?。！？…～~)）”’』」\"'"
_QUOTES = re.compile('[“”「」『』"]')
_PAIRS = ("（）", "()")


def lines_of(voice: Voice, phrases: Sequence[Phrase]) -> tuple[Line, ...]:
    """Return sentences that together tell most of the voice, best first.

    `phrases` are told before: a line adds to them.
    """
    exchanges = voice.exchanges
    said = [spoken(one.reply) for one in exchanges]
    own = list(zip(conversation_numbers(exchanges), said, strict=True))
    weights = own_words(own, as_many([*voice.person, *voice.others], MOST_BESIDE))
    lists = voice.style.get("lists_per_message", 0.0)
    told = [bare(one.text) for one in phrases[:TOLD]]
    whole = [unmarked(one.reply) for one in exchanges]
    fit = [
        one
        for one in _candidates(whole, lists)
        if _says_more(one.text, told) and voice.says(one.text)
    ]
    found = telling(fit, weights, told)
    shown = (
        one
        for one in found
        if is_harmless(one.text) and not is_misled(exchanges[one.reply].reply)
    )
    return tuple(
        _line(one.text, exchanges[one.reply]) for one in islice(shown, MOST_LINES)
    )


def _candidates(said: Sequence[str], lists: float) -> list[Candidate]:
    """Return the sentences that can stand alone, each once.

    Of a voice that likes lists, what has no final mark or no capital is a heading, an
    item or a piece, if others have them.
    """
    found = [*_fitting(said)]
    for is_usual in (_is_ended, _is_begun) if lists > LISTS else ():
        usual = [one for one in found if is_usual(one.text)]
        found = usual if len(usual) > ENOUGH * len(found) else found
    return found


def bare(phrase: str) -> str:
    """Return a phrase without the marks and emoji that stand beside it."""
    return without_emojis(phrase).strip(f" {MARKS}")


def _says_more(line: str, told: Sequence[str]) -> bool:
    """Whether it is more than a phrase that is told anyway."""
    rest = line.lower()
    for phrase in told:
        rest = rest.replace(phrase.lower(), " ")
    return len(WORD.findall(rest)) + len(HAN.findall(rest)) / 2 >= LEAST_WORDS


def _is_ended(line: str) -> bool:
    return line[-1] in _ENDS or ends_with_emoji(line)


def _is_begun(line: str) -> bool:
    return not line[0].islower()


def _fitting(said: Sequence[str]) -> Iterator[Candidate]:
    seen: set[str] = set()
    for number, text in enumerate(said):
        for start, end in sentences(text):
            line = text[start:end].strip()
            if line.lower() not in seen and _is_fit(line):
                seen.add(line.lower())
                yield Candidate(number, line)


def _is_fit(line: str) -> bool:
    """Whether it can stand alone: whole, short, and nobody else's words in it."""
    return (
        len(line) <= LONGEST
        and "\n" not in line
        and _WHOLE.match(line) is not None
        and _QUOTES.search(line) is None
        and all(line.count(pair[0]) == line.count(pair[1]) for pair in _PAIRS)
    )


def _line(text: str, one: Exchange) -> Line:
    return Line(text=text, conversation=one.conversation, message=one.message)
