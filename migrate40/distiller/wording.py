"""What two texts have in common: words, numbers and names, for comparing only."""

import re

from migrate40.distiller.lexicon import alike, lexicons_for, read_table

_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*|[零一二两三四五六七八九十百千万]+")
_NAME = re.compile(r"\b(?!I\b)[A-Z][\w-]+")
_OPENING = re.compile(r"(?:^|[.!?;]\s+)([A-Z][\w'-]*)")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[a-z][a-z'-]{2,}")
_SPACES = re.compile(r"[\W_]+")
_SUFFIX = re.compile(
    r"(?<=\w{3})(?:ing|ed|(?:(?<=sh)|(?<=ch)|(?<=[sxz]))es|(?<!s)s|'s|'re|'m|'ve|'ll|'d)$"
)
_TABLE = read_table("languages")
_COMMON = frozenset(_TABLE["common"]["en"].split()) | frozenset(_TABLE["common"]["zh"])
_HAN_A_WORD = 2
_FUNCTION = frozenset(_TABLE["little"]["en"]) | {
    "user's",
    "i've",
    "me",
    "a",
    "an",
    "been",
    "has",
    "his",
    "her",
}
_LEAST = 2
_SAY_LITTLE = frozenset(_SUFFIX.sub("", word) for word in _COMMON)


def words(text: str) -> frozenset[str]:
    """Return what a text speaks of: stems of words, and pairs of Han characters."""
    plain = _without_subject(alike(text))
    found = {pair for run in _HAN_RUN.findall(plain) for pair in _pairs(run)}
    for word in _WORD.findall(_HAN_RUN.sub(" ", plain).casefold()):
        if word not in _FUNCTION and len(word) >= _LEAST:
            found.add(_SUFFIX.sub("", word))
    return frozenset(found | numbers(plain))


def _pairs(run: str) -> set[str]:
    run = run.lstrip("我")
    if len(run) < _LEAST:
        return {run} if run else set()
    return {run[i : i + _LEAST] for i in range(len(run) - 1)}


def _without_subject(text: str) -> str:
    for lexicon in lexicons_for(text):
        text = lexicon.cue("third_person").sub("", text.lstrip())
    return text


def numbers(text: str) -> frozenset[str]:
    """Return the numbers that stand in a text, as written."""
    return frozenset(_NUMBER.findall(text))


def anchors(text: str) -> frozenset[str]:
    """Return the numbers and names of a text: these must not differ in a merger."""
    plain = _without_subject(alike(text))
    opening = _WORD.match(plain.strip())
    names = {name.casefold() for name in _NAME.findall(_OPENING.sub(_lowered, plain))}
    if opening:
        names.discard(opening[0].casefold())
    return frozenset(names) | numbers(plain)


def _lowered(opening: re.Match[str]) -> str:
    """Return the first word of a sentence, in lower case if it is no name."""
    word = opening[1].casefold()
    is_common = word in _COMMON or word in _FUNCTION
    return opening[0].casefold() if is_common else opening[0]


def normalised(text: str) -> str:
    """Return a text without subject, case, punctuation and space."""
    return _SPACES.sub(" ", _without_subject(alike(text)).casefold()).strip()


def things(text: str) -> frozenset[str]:
    """Return the words of a text that say what it is about."""
    return words(text) - _SAY_LITTLE


def substance(plain: str) -> float:
    """Return how many words say something: not "a lot of great things happened"."""
    lowered = plain.lower()
    latin = {word for word in _LATIN.findall(lowered) if word not in _COMMON}
    han = [each for each in _HAN.findall(lowered) if each not in _COMMON]
    return len(latin) + len(han) / _HAN_A_WORD
