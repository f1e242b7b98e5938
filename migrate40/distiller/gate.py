"""Which words of a message are the person's own, and speak of real life at all.

Code, quotations, pasted and translated text, quizzes, letters and fiction are not.
"""

import re
from collections.abc import Callable, Iterator, Sequence

import msgspec

from migrate40.distiller.lexicon import alike, lexicons_for, scoring
from migrate40.distiller.masking import is_mostly_masked, masked
from migrate40.distiller.reading import DAYS, Reading
from migrate40.distiller.sentences import Span, sentences
from migrate40.model.conversation import Conversation, Message

_RUN = re.compile(r"[!-~]{8,}")
_KEY_MARKS = (re.compile(r"[A-Za-z]"), re.compile(r"[0-9]"), re.compile(r"[!@#$%^&*]"))
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.]+")
_BETWEEN = " .!?,;:\n"
"""What may stand before a request, and be found with it."""
_LINE = re.compile(r"[^\n]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_TOKEN = re.compile(r"[!-~]*\d[!-~]*|[\w-]{4,}", re.ASCII)


_HEAD, _TAIL = 2000, 1000
_STRETCH = 400
"""Characters of a long message that are looked at together."""
Wanted = Callable[[Reading], bool]


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence of the person, as written and as patterns read it."""

    text: str
    reading: Reading
    """Of the same length: quotations masked, apostrophes straight."""

    @property
    def plain(self) -> str:
        """What patterns read."""
        return self.reading.plain


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """A message of the person, looked at as a whole."""

    message: Message
    text: str
    """What the person typed: nothing from an attached paste on, and of a very long
    text only the beginning and the end."""
    reading: Reading


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """What kind of conversation it is."""

    personal: bool
    fiction_from: int | None
    """The number of the message with which fiction begins."""


def heard(message: Message) -> Heard:
    """Look at a message as a whole."""
    text = message.text[: message.pasted_from]
    if len(text) > scoring()["setting"]["typed"]:
        # Nobody types so much: what is the person's stands before a paste, or after.
        text = f"{text[:_HEAD]}\n\n{text[-_TAIL:]}"
    return Heard(message=message, text=text, reading=Reading(alike(text)))


def setting_of(conversation: Conversation, own: Sequence[Heard]) -> Setting:
    """Tell talk about life from work on tasks, and find where a game begins.

    `own` are the person's messages.
    """
    weights = scoring()["setting"]
    score, fiction = weights["start"], None
    for number, one in enumerate(own):
        score += _leaning(one, weights)
        brief = len(one.text) <= weights["long"]
        if fiction is None and brief and one.reading.holds("fiction"):
            fiction = number
    mean = score / max(len(own), 1) + _tone(conversation, weights)
    return Setting(personal=mean >= weights["personal"], fiction_from=fiction)


def _tone(conversation: Conversation, weights: dict[str, float]) -> float:
    """Return what the length of the replies tells: friends are brief, answers long."""
    replies = [m.text for m in conversation.messages if m.role == "assistant"]
    most = weights["brief"] * len(replies)
    if not replies or sum(map(len, replies)) > most:
        return 0.0
    return 0.0 if sum(map(weight, replies)) > most else weights["brief_replies"]


def _leaning(one: Heard, weights: dict[str, float]) -> float:
    """Return how far one message leans to personal (above 0) or to task talk."""
    if len(one.text) > weights["long"]:
        return weights["task"]
    total = weights["task"] if one.reading.holds("task") else 0.0
    if one.reading.holds("life"):
        total += weights["life"]
    elif one.reading.holds("self"):
        total += weights["self"]
    return total or weights["other"]


def passages(one: Heard, wanted: Wanted = lambda _: True) -> Iterator[Passage]:
    """Yield the sentences of a message that may speak about the person.

    Of a long message only around what is `wanted`, judged by some lines at a time.
    """
    text, plain = one.text, masked(one.reading.plain)
    whole = one.reading if plain is one.reading.plain else Reading(plain)
    brief = len(plain) <= scoring()["setting"]["long"]
    stretches = [(0, whole)] if brief else list(_stretches(plain))
    if any(part.may_hold("letter") for _, part in stretches) and _is_letter(plain):
        return
    for place, stretch in stretches:
        own = _own(stretch)
        if brief or wanted(own):
            for begin, close, reading in _utterances(own):
                start, end = place + begin, place + close
                yield Passage(text=text[start:end], reading=reading)
        if own is not stretch:
            return


def _stretches(plain: str) -> Iterator[tuple[int, Reading]]:
    """Yield runs of whole lines, each a little longer than `_STRETCH`."""
    start = end = 0
    for line in _LINE.finditer(plain):
        if end - start > _STRETCH:
            yield start, Reading(plain[start:end])
            start = line.start()
        end = line.end()
    yield start, Reading(plain[start:end])


def _own(stretch: Reading) -> Reading:
    """Return what comes before a request to work on somebody else's text."""
    if not stretch.holds("foreign"):
        return stretch
    return Reading(_before_foreign(stretch.plain))


def _utterances(message: Reading) -> Iterator[tuple[int, int, Reading]]:
    """Yield sentences; those that only date the one before go with it.

    A short line of Chinese is one utterance: what it stops at is breath, not sense.
    """
    waiting: tuple[int, int, Reading] | None = None
    for start, end in _pieces(message.plain):
        reading = message.part(start, end)
        if waiting and _only_dates(reading):
            begin = waiting[0]
            waiting = begin, end, message.part(begin, end)
            continue
        if waiting and not is_mostly_masked(waiting[2].plain):
            yield waiting
        waiting = start, end, reading
    if waiting and not is_mostly_masked(waiting[2].plain):
        yield waiting


def _pieces(plain: str) -> Iterator[Span]:
    for found in _LINE.finditer(plain):
        line, place = found[0], found.start()
        if _is_utterance(line):
            lead = len(line) - len(line.lstrip())
            if line.strip():
                yield place + lead, place + len(line.rstrip())
        else:
            yield from ((place + a, place + b) for a, b in sentences(line))


def _is_utterance(line: str) -> bool:
    if line.isascii() or "。" in line.rstrip()[:-1]:
        return False
    if weight(line) > scoring()["size"]["utterance"]:
        return False
    return len(_HAN.findall(line)) * 3 > len(line)


def _only_dates(piece: Reading) -> bool:
    if weight(piece.plain) > scoring()["size"]["fragment"]:
        return False
    if not piece.found("days") or not any(piece.holds(name) for name in DAYS):
        return False
    return not any(piece.holds(name) for name in ("self", "question", "pronoun"))


def weight(text: str) -> int:
    """Return the length of a text as if it were in a Latin script."""
    if text.isascii():
        return len(text)
    return len(text) + 2 * len(_HAN.findall(text))


def is_secret(text: str) -> bool:
    """Whether a text seems to hold a password or a key: no output may hold that."""
    text = _ADDRESS.sub(" ", text)
    if _has_key(text):
        return True
    return Reading(alike(text)).holds("secret") and bool(_TOKEN.search(_uncued(text)))


def _has_key(text: str) -> bool:
    """Whether letters, digits and marks stand together as in a password."""
    runs = _RUN.findall(text)
    return any(all(mark.search(run) for mark in _KEY_MARKS) for run in runs)


def _uncued(text: str) -> str:
    for lexicon in lexicons_for(text):
        text = lexicon.cue("secret").sub("", text)
    words = _TOKEN.findall(text)
    return " ".join(w for w in words if any(c.isdigit() for c in w))


def _before_foreign(plain: str) -> str:
    """Blank what follows a request to work on somebody else's text."""
    for lexicon in lexicons_for(plain):
        found = lexicon.cue("foreign").search(plain)
        if found:
            begin = found.end() - len(found[0].lstrip(_BETWEEN))
            start = max(plain.rfind(mark, 0, begin) for mark in "\n。！？.!?")
            plain = plain[: start + 1] + "\n" * (len(plain) - start - 1)
    return plain


def _is_letter(plain: str) -> bool:
    lines = _LINE.findall(plain)
    marks = sum(Reading(line.strip()).holds("letter") for line in lines)
    return marks > 1 or (marks == 1 and len(lines) > scoring()["letter_lines"])
