"""One reply, taken apart once for all that is counted in it."""

import re
from functools import cache, cached_property

from migrate40.voice.counting import WORD, list_counts
from migrate40.voice.graphemes import emojis, ends_with_emoji, without_emojis
from migrate40.voice.spoken import prose
from migrate40.voice.words import HAN, lists, pattern, plain

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_SENTENCE_END = re.compile(r"[。！？!?…～~]+|\.+(?=\s|$)|\n+")
_BEFORE_WORDS = re.compile(r"^\W+")
_SAYS = re.compile(r"\w")
_CLOSING = " \t\n\"'”’」』）)*_~～"


class Reply:
    """A reply and its parts; a part is made when it is first asked for."""

    def __init__(self, text: str, before: str | None = None) -> None:
        self.text = text.strip()
        self.before = before
        """What the person had said just before, if it is known."""

    @cached_property
    def prose(self) -> str:
        """The reply without code, tables and quoted lines."""
        return prose(self.text)

    @cached_property
    def plain(self) -> str:
        """The prose in lower case."""
        return plain(self.prose)

    @cached_property
    def emojis(self) -> list[str]:
        """The emoji in order."""
        return emojis(self.text)

    @cached_property
    def latin_words(self) -> list[str]:
        """The words in Latin script, in lower case."""
        return WORD.findall(self.plain)

    @cached_property
    def han(self) -> int:
        """How many Han characters there are."""
        return len(HAN.findall(self.prose))

    @cached_property
    def words(self) -> float:
        """How many words: Latin ones, numbers, and 1.5 Han characters for one."""
        numbers = len(_NUMBER.findall(self.prose))
        return len(self.latin_words) + numbers + self.han / 1.5

    @cached_property
    def sentences(self) -> list[str]:
        """The sentences, without their final marks."""
        parts = _SENTENCE_END.split(without_emojis(self.prose, " "))
        return [part for part in parts if _SAYS.search(part)]

    @cached_property
    def last(self) -> str:
        """The last mark or character that is no emoji, no quotation mark, no tilde."""
        return without_emojis(self.text).rstrip(_CLOSING)[-1:]

    @cached_property
    def counts(self) -> dict[str, int]:
        """How often the words of each list come."""
        return list_counts(self.plain, self.latin_words, self.han)

    def count(self, name: str) -> int:
        """Count the words of that list."""
        return self.counts.get(name, 0)

    @property
    def laughs(self) -> int:
        """Count laughs, a run of them (哈哈哈哈) as one."""
        return len(_laughter().findall(self.plain))

    def signs(self, marks: str) -> int:
        """Count characters."""
        return sum(map(self.prose.count, marks))

    def found(self, expression: re.Pattern[str]) -> int:
        """Count what an expression finds in the text as it was written."""
        return len(expression.findall(self.text))

    def rate(self, name: str) -> float | None:
        """Count the words of that list per 100 words; None where there are none."""
        return 100 * self.count(name) / self.words if self.words else None

    @property
    def ends_with_emoji(self) -> bool:
        """Whether an emoji is the last thing in it."""
        return ends_with_emoji(self.text)

    @property
    def particles(self) -> int:
        """Count Chinese particles where a clause ends."""
        return len(_particle().findall(self.prose))

    @property
    def commands(self) -> int:
        """Count sentences that begin by telling what to do."""
        verbs = pattern("imperative")
        return sum(bool(verbs.match(_start(one))) for one in self.sentences)

    def begins(self, name: str) -> bool:
        """Whether the reply begins with a word of that list."""
        return bool(pattern(name).match(_start(self.plain)))

    def ends(self, name: str) -> bool:
        """Whether one of the last two sentences holds a word of that list."""
        words = pattern(name)
        return any(words.search(plain(one)) for one in self.sentences[-2:])


def _start(sentence: str) -> str:
    return _BEFORE_WORDS.sub("", plain(sentence))


@cache
def _laughter() -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern('laughter').pattern})+")


@cache
def _particle() -> re.Pattern[str]:
    return re.compile(rf"[{lists('zh')['particle']}](?![\u3400-\u9fffA-Za-z])")
