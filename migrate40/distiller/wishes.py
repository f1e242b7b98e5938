"""Messages that are nothing but a wish about how to talk, like "no emojis at night".

A task is answered at length, a wish with "Got it!": so the reply tells one from the
other, where the words do not.
"""

import re
from collections.abc import Sequence
from functools import cache

from migrate40.distiller.candidate import Candidate
from migrate40.distiller.gate import Heard, Setting, weight
from migrate40.distiller.language import language_of
from migrate40.distiller.lexicon import compiled, read_table, scoring
from migrate40.model.conversation import Message
from migrate40.model.profile import Category, Evidence

_LONGEST = 90
"""How long a message is that holds a wish and nothing else, as if it were Latin."""
_GRANTED = 120
"""How long the reply to one is."""
_SPANISH = re.compile(
    r"[áéíóúñ¿¡]|\bno (?:me|te|lo|le|se|nos)\b|^(?!.*\b(?:the|in|on|my)\b).*"
    r"\b(?:mi|usted|que|para|con|por|como|de|un|una|el|la|los|las)\b",
    re.IGNORECASE,
)
_ASKS = "?？"
CODES = ("en", "zh", "ja", "es")
"""Languages in which wishes are known."""


def wish_of(
    one: Heard,
    reply: Message | None,
    setting: Setting,
    *,
    first: bool,
    alone: bool = False,
    lasting: Category | None = None,
) -> Candidate | None:
    """Return the wish that a message is, if the reply took it as one.

    In talk about a task only the `first` message may be one: later it is the task's,
    unless it is `lasting` by what it says. One that stands `alone` in a conversation,
    and tells nothing, needs no known verb.
    """
    if not (first or setting.personal or lasting):
        return None
    text = one.text.strip()
    if not text or weight(text) > _LONGEST or "\n" in text:
        return None
    if reply is None or not _is_granted(reply.text):
        return None
    plain = one.reading.plain.strip()
    if any(mark in plain for mark in _ASKS):
        category = _asked_politely(plain)
    else:
        category = lasting or wished(plain) or (_wished_alone(plain) if alone else None)
    if category is None:
        return None
    level = "personal" if setting.personal else "task"
    evidence = Evidence(conversation=None, message=None, time=None, quote=text)
    return Candidate(
        text=text,
        category=category,
        language=language_of(text),
        origin="stated",
        importance=scoring()["importance"]["given"],
        confidence=float(scoring()["confidence"][level]),
        evidence=(evidence,),
    )


def _is_granted(reply: str) -> bool:
    """Whether a reply says yes to a wish, and next to nothing else."""
    if weight(reply) > _GRANTED:
        return False
    said = reply.lstrip()
    return any(granted.match(said) for granted in _granted())


@cache
def _granted() -> Sequence[re.Pattern[str]]:
    return [_any(read_table("wishes")[code]["granted"]) for code in CODES]


def wished(plain: str) -> Category | None:
    """Return what kind of wish a text is; None: it is none."""
    for language in _languages(plain):
        _, _, aside, _ = _patterns(language)
        if aside.search(plain):
            return None
        if (category := asked_for(plain, language)) is not None:
            return category
    return None


def asked_for(plain: str, language: str) -> Category | None:
    """Return what kind of wish a text begins as, be it for once or for good."""
    order, never, _, topic = _patterns(language)
    if never.match(plain):
        return "boundary" if topic.search(plain) else "instruction"
    return "instruction" if order.match(plain) else None


def _asked_politely(plain: str) -> Category | None:
    """Return what a question wishes for: "could you stop?", "stop it, will you?"."""
    for language in _languages(plain):
        tag = read_table("wishes")[language].get("tag")
        bare = _any([tag]).sub("", plain) if tag else plain
        if bare != plain and (category := wished(bare)) is not None:
            return category
        asked = _any([read_table("wishes")[language]["polite"]]).fullmatch(plain)
        if asked is not None:
            return asked_for(asked["wish"], language) or "instruction"
    return None


def _wished_alone(plain: str) -> Category | None:
    """Return what a text is if it is all that was said, and "Noted" all the reply."""
    code = language_of(plain)
    telling = read_table("wishes").get(code or "", {}).get("telling")
    if telling is None or _any(telling).search(plain):
        return None
    return None if _patterns(code)[2].search(plain) else "instruction"


def speaks_of_a_topic(plain: str) -> bool:
    """Whether something is not to be talked of, rather than not to be done."""
    return any(_patterns(language)[3].search(plain) for language in _languages(plain))


def _languages(plain: str) -> Sequence[str]:
    """Return the languages to try; English and Spanish both say "no"."""
    return ("es",) if _SPANISH.search(plain) else CODES


@cache
def _patterns(language: str) -> Sequence[re.Pattern[str]]:
    table = read_table("wishes")[language]
    return [_any(table[name]) for name in ("order", "never", "aside", "topic")]


def _any(forms: Sequence[str]) -> re.Pattern[str]:
    return compiled("|".join(f"(?:{form})" for form in forms))
