"""Which words of a message are the person's own, and speak of real life at all.

Code, quotations, pasted and translated text, quizzes, letters and fiction are not.
What is left out is masked, character for character, so that places stay places.
"""

import re
from collections.abc import Iterator

import msgspec

from migrate40.distiller.lexicon import Lexicon, alike, lexicons_for, scoring
from migrate40.distiller.sentences import Span, sentences
from migrate40.model.conversation import Conversation, Message

MASK = "\ufffc"
"""Stands for each character of a quotation: no pattern matches across it."""

_FENCE = re.compile(r"```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)", re.DOTALL)
_INLINE_CODE = re.compile(r"`[^`\n]+`")
_ACTION = re.compile(r"(?<!\*)\*(?!\*)[^*\n]{3,}\*(?!\*)")
_ASIDE = re.compile(r"^[ \t]*(?:>|\||\$ |#!|//|</?\w+|at [\w.$]+\().*$", re.MULTILINE)
_CODE_LINE = re.compile(
    r"^(?:.*(?:[;{}]\s*$|=>|\bdef \w+\(|\bimport \w+$|\w\(\)|\w+\(\w*\)[;:{.]|=="
    r"|</\w+>|\w\[\w+\]).*|\w+\([^)\n]*\))$",
    re.MULTILINE,
)
_QUOTED = re.compile(
    r"“[^”]{1,2000}(?:”|\Z)|「[^」]{1,2000}(?:」|\Z)|『[^』]{1,2000}(?:』|\Z)|＂[^＂\n]+＂"
    r'|(?<!\w)"[^"]{1,2000}(?:"|\Z)|"[^"\n]{2,}"'
    r"|(?<!\w)'[^'\n]{4,}'(?!\w)|‘[^’\n]{4,}’(?!\w)"
)
_STRONG_SECRET = re.compile(
    r"(?<![!-~])(?=[!-~]*[A-Za-z])(?=[!-~]*\d)(?=[!-~]*[!@#$%^&*])"
    r"[!-~]{8,}"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_TOKEN = re.compile(r"[!-~]*\d[!-~]*|[\w-]{4,}", re.ASCII)


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence of the person, as written and as patterns read it."""

    text: str
    plain: str
    """The same length: quotations masked, apostrophes straight."""


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """What kind of conversation it is."""

    personal: bool
    fiction_from: int | None
    """The number of the message with which fiction begins."""


def setting_of(conversation: Conversation) -> Setting:
    """Tell talk about life from work on tasks, and find where a game begins."""
    texts = [alike(own_text(m)) for m in conversation.messages if m.role == "user"]
    weights = scoring()["setting"]
    score, fiction = weights["start"], None
    for number, text in enumerate(texts):
        lexicons = lexicons_for(text)
        score += _leaning(text, lexicons, weights)
        brief = len(text) <= weights["long"]
        if fiction is None and brief and _cued("fiction", text, lexicons):
            fiction = number
    mean = score / max(len(texts), 1) + _tone(conversation, weights)
    return Setting(personal=mean >= weights["personal"], fiction_from=fiction)


def _tone(conversation: Conversation, weights: dict[str, float]) -> float:
    """Return what the length of the replies tells: friends are brief, answers long."""
    replies = [weight(m.text) for m in conversation.messages if m.role == "assistant"]
    if not replies or sum(replies) / len(replies) > weights["brief"]:
        return 0.0
    return weights["brief_replies"]


def _leaning(
    text: str, lexicons: tuple[Lexicon, ...], weights: dict[str, float]
) -> float:
    """Return how far one message leans to personal (above 0) or to task talk."""
    if len(text) > weights["long"]:
        return weights["task"]
    task = any(each.cue("task").search(text) for each in lexicons)
    total = weights["task"] if task else 0.0
    if _cued("life", text, lexicons):
        total += weights["life"]
    elif _cued("self", text, lexicons):
        total += weights["self"]
    return total or weights["other"]


def _cued(name: str, text: str, lexicons: tuple[Lexicon, ...]) -> bool:
    return any(lexicon.cue(name).search(text) for lexicon in lexicons)


def own_text(message: Message) -> str:
    """Return what the person typed: nothing from the attached paste on."""
    return message.text[: message.pasted_from]


def passages(message: Message) -> Iterator[Passage]:
    """Yield the sentences of a message that may speak about the person."""
    text = own_text(message)
    plain = _masked(text)
    plain = _before_foreign(plain)
    if _is_letter(plain):
        return
    for start, end in _utterances(plain):
        if not _is_mostly_masked(plain[start:end]) and not is_secret(
            _paragraph(text, start, end)
        ):
            yield Passage(text=text[start:end], plain=plain[start:end])


def _paragraph(text: str, start: int, end: int) -> str:
    """Return the lines around a sentence: a password may stand in the next one."""
    begin = text.rfind("\n", 0, start) + 1
    close = text.find("\n", end)
    return text[begin : close if close >= 0 else len(text)]


def _utterances(plain: str) -> Iterator[Span]:
    """Yield sentences; those that only date the one before go with it.

    A short line of Chinese is one utterance: what it stops at is breath, not sense.
    """
    waiting: Span | None = None
    for start, end in _pieces(plain):
        if waiting and _only_dates(plain[start:end]):
            waiting = waiting[0], end
            continue
        if waiting:
            yield waiting
        waiting = start, end
    if waiting:
        yield waiting


def _pieces(plain: str) -> Iterator[Span]:
    place = 0
    for line in plain.split("\n"):
        if _is_utterance(line):
            lead = len(line) - len(line.lstrip())
            if line.strip():
                yield place + lead, place + len(line.rstrip())
        else:
            yield from ((place + a, place + b) for a, b in sentences(line))
        place += len(line) + 1


def _is_utterance(line: str) -> bool:
    if weight(line) > scoring()["size"]["utterance"] or "。" in line.rstrip()[:-1]:
        return False
    return len(_HAN.findall(line)) * 3 > len(line)


def _only_dates(piece: str) -> bool:
    lexicons = lexicons_for(piece)
    if weight(piece) > scoring()["size"]["fragment"] or _cued("self", piece, lexicons):
        return False
    if _cued("question", piece, lexicons) or _cued("pronoun", piece, lexicons):
        return False
    return any(
        lexicon.dates[name].search(piece)
        for lexicon in lexicons
        for name in ("month_day", "full", "month")
    )


def weight(text: str) -> int:
    """Return the length of a text as if it were in a Latin script."""
    return len(text) + 2 * len(_HAN.findall(text))


def is_secret(text: str) -> bool:
    """Whether a text seems to hold a password or a key: no output may hold that."""
    text = _ADDRESS.sub(" ", text)
    if _STRONG_SECRET.search(text):
        return True
    lexicons = lexicons_for(text)
    return _cued("secret", text, lexicons) and bool(_TOKEN.search(_uncued(text)))


def _uncued(text: str) -> str:
    for lexicon in lexicons_for(text):
        text = lexicon.cue("secret").sub("", text)
    words = _TOKEN.findall(text)
    return " ".join(w for w in words if any(c.isdigit() for c in w))


def _masked(text: str) -> str:
    """Return the text with what is not the person's prose made unreadable."""
    plain = alike(text)
    for pattern in (_FENCE, _ASIDE, _CODE_LINE):
        plain = pattern.sub(_blank, plain)
    for pattern in (_INLINE_CODE, _ACTION, _QUOTED):
        plain = pattern.sub(lambda match: MASK * len(match[0]), plain)
    return plain


def _blank(match: re.Match[str]) -> str:
    return "\n" * len(match[0])


def _before_foreign(plain: str) -> str:
    """Blank what follows a request to work on somebody else's text."""
    for lexicon in lexicons_for(plain):
        found = lexicon.cue("foreign").search(plain)
        if found:
            start = max(plain.rfind(mark, 0, found.start()) for mark in "\n。！？.!?")
            plain = plain[: start + 1] + "\n" * (len(plain) - start - 1)
    return plain


def _is_letter(plain: str) -> bool:
    lines = plain.split("\n")
    lexicons = lexicons_for(plain)
    marks = sum(_cued("letter", line.strip(), lexicons) for line in lines)
    return marks > 1 or (marks == 1 and len(lines) > scoring()["letter_lines"])


def _is_mostly_masked(plain: str) -> bool:
    return plain.count(MASK) * 2 >= len(plain)
