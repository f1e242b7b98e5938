"""The style numbers: each has a name, one sentence that defines it, and a function.

All are averages over a voice's replies; a number that is undefined in a reply (the
share of 您 where nobody is addressed) is averaged over those where it is defined.
"""

import re
from collections.abc import Callable, Mapping

from migrate40.voice.measures import Reply

MOST_TIMES = 20.0
"""A reply to "hi" may be endless: no reply counts as longer than so many times."""

_LIST = re.compile(r"^[ \t]*(?:[-*+•][ \t]+|\d+[.)、][ \t]*)\S", re.MULTILINE)
_NUMBERED = re.compile(r"^[ \t]*\d+[.)、][ \t]*\S", re.MULTILINE)
_TABLE = re.compile(r"^[ \t]*\|.*\|[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"^[ \t]*#{1,6}[ \t]+\S", re.MULTILINE)
_BOLD = re.compile(r"\*\*[^*\n]+\*\*|__[^_\n]+__")
_CODE = re.compile(r"```|`[^`\n]+`")
_ACTION = re.compile(
    r"(?<![*\w])\*[^*\s][^*\n]*\*(?![*\w])|[（(][^（）()\n]{1,16}[)）]"
)
_ELLIPSIS = re.compile(r"…+|\.{3,}|。{2,}")
_DASH = re.compile(r"—+|–|(?<=\s)--?(?=\s)")
_CONTRACTION = re.compile(r"(?<=\w)['\u2019](?:s|t|re|ve|ll|d|m)\b", re.IGNORECASE)
_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n[ \t]*\S[^\n]*)*")
_BRACKET = re.compile(r"[（(][^（）()\n]+[)）]")
_KAOMOJI = re.compile(
    r"[(（][^\s\w()（）]{0,3}[^\w\s()（）][^()（）\n]{0,8}[^\w\s()（）][)）]|[:;]['-]?[)DPp](?!\w)"
    r"|\^_?\^|\bT_T\b|\bQAQ\b|\borz\b|>_<"
)
_MARK = re.compile(r"[,.;:!?，。；：！？、…—～~]")
_FULL_WIDTH = re.compile(r"[，。；：！？、…—～]")
_DOUBLED = re.compile(r"[!！?？]{2,}")

Number = Callable[[Reply], float | None]

NUMBERS: Mapping[str, tuple[str, Number]] = {
    "chars_per_message": (
        "code points of a reply, white space at its ends left out",
        lambda r: len(r.text),
    ),
    "words_per_message": (
        "words: Latin ones and numbers, and 1.5 Han characters for one",
        lambda r: r.words,
    ),
    "sentences_per_message": (
        "sentences, cut at the final marks of both scripts and at line ends",
        lambda r: len(r.sentences),
    ),
    "words_per_sentence": (
        "words in a sentence",
        lambda r: r.words / len(r.sentences) if r.sentences else None,
    ),
    "letters_per_word": (
        "letters in a Latin word",
        lambda r: _ratio(sum(map(len, r.latin_words)), len(r.latin_words)),
    ),
    "paragraphs_per_message": (
        "blocks of lines with blank lines between them",
        lambda r: r.found(_PARAGRAPH),
    ),
    "lines_per_message": (
        "lines that are not blank",
        lambda r: sum(bool(line.strip()) for line in r.text.split("\n")),
    ),
    "reply_ratio": (
        f"length against the person's message before, at most {MOST_TIMES:.0f} times",
        lambda r: _times(len(r.text), len(r.before.strip()) if r.before else 0),
    ),
    "emoji_per_message": ("emoji, each grapheme one", lambda r: len(r.emojis)),
    "emoji_share": ("share of replies with any emoji", lambda r: bool(r.emojis)),
    "emoji_variety": (
        "different emoji among those of one reply that has any, 0 to 1",
        lambda r: _ratio(len(set(r.emojis)), len(r.emojis)),
    ),
    "ends_with_emoji": (
        "share of replies that end with an emoji",
        lambda r: r.ends_with_emoji,
    ),
    "kaomoji_per_message": (
        "faces made of signs, like ^_^ or :)",
        lambda r: r.found(_KAOMOJI),
    ),
    "exclamation_per_message": (
        "exclamation marks, ! and ！, each one",
        lambda r: r.signs("!！"),
    ),
    "question_per_message": (
        "question marks, ? and ？, each one",
        lambda r: r.signs("?？"),
    ),
    "doubled_marks_per_message": (
        "runs of two or more exclamation or question marks",
        lambda r: r.found(_DOUBLED),
    ),
    "ends_with_question": (
        "share of replies whose last mark is a question mark",
        lambda r: r.last in ("?", "？") and bool(r.last),
    ),
    "ends_with_exclamation": (
        "share of replies whose last mark is an exclamation mark",
        lambda r: r.last in ("!", "！") and bool(r.last),
    ),
    "tilde_per_message": ("tildes, ～ and ~, each one", lambda r: r.signs("～~")),
    "ellipsis_per_message": (
        "ellipses, … or …… or ... as one",
        lambda r: r.found(_ELLIPSIS),
    ),
    "dash_per_message": (
        "dashes, — or —— or a hyphen between spaces as one",
        lambda r: r.found(_DASH),
    ),
    "comma_per_sentence": (
        "commas in a sentence, , and ， and 、",
        lambda r: _ratio(r.signs(",，、"), len(r.sentences)),
    ),
    "colon_per_message": ("colons and semicolons", lambda r: r.signs(":：;；")),
    "full_width_marks": (
        "share of full-width marks among all punctuation marks",
        lambda r: _ratio(r.found(_FULL_WIDTH), r.found(_MARK)),
    ),
    "quotes_per_message": (
        "pairs of quotation marks",
        lambda r: r.signs("“「『《") + r.signs('"') / 2,
    ),
    "parentheses_per_message": ("bracketed asides", lambda r: r.found(_BRACKET)),
    "actions_per_message": (
        "played gestures: words between single asterisks, or short ones in brackets",
        lambda r: r.found(_ACTION),
    ),
    "lists_per_message": (
        "share of replies with a list of at least two items",
        lambda r: r.found(_LIST) > 1,
    ),
    "list_items_per_message": ("items of lists", lambda r: r.found(_LIST)),
    "headings": ("share of replies with a heading", lambda r: bool(r.found(_HEADING))),
    "headings_per_message": ("headings", lambda r: r.found(_HEADING)),
    "bold": ("share of replies with bold words", lambda r: bool(r.found(_BOLD))),
    "bold_per_message": ("stretches of bold words", lambda r: r.found(_BOLD)),
    "numbered": (
        "share of replies with a numbered list",
        lambda r: r.found(_NUMBERED) > 1,
    ),
    "tables": ("share of replies with a table", lambda r: bool(r.found(_TABLE))),
    "code": ("share of replies with code", lambda r: bool(r.found(_CODE))),
    "particles_per_message": (
        "Chinese particles at the end of a clause (呀 啦 呢 嘛 哦 吧 ...)",
        lambda r: r.particles,
    ),
    "contractions_per_message": (
        "English contractions (I'm, don't) and possessives",
        lambda r: r.found(_CONTRACTION),
    ),
    "laughter_per_message": (
        "laughs (哈哈, 嘿嘿, haha, lol), a run as one",
        lambda r: r.laughs,
    ),
    "hedges_per_message": (
        "words that leave a way out (maybe, 也许)",
        lambda r: r.count("hedge"),
    ),
    "first_person": (
        "words for oneself (I, my, 我) per 100 words",
        lambda r: r.rate("first_person"),
    ),
    "second_person": (
        "words for the person (you, your, 你, 您) per 100 words",
        lambda r: r.rate("second_person"),
    ),
    "together": (
        "words for both (we, let's, 我们, 一起) per 100 words",
        lambda r: r.rate("together"),
    ),
    "formal_you": (
        "share of 您 among 您 and 你, of the replies that have either",
        lambda r: _ratio(
            r.prose.count("您"), r.prose.count("您") + r.prose.count("你")
        ),
    ),
    "intensifiers": (
        "strengthening words (really, so, 超级) per 100 words",
        lambda r: r.rate("intensifier"),
    ),
    "affection": (
        "words of affection (hug, dear, 抱抱) per 100 words",
        lambda r: r.rate("affection"),
    ),
    "warm_words": (
        "words of care (gently, here, 陪, 我在) per 100 words",
        lambda r: r.rate("warmth"),
    ),
    "praise": ("words of praise per 100 words", lambda r: r.rate("praise")),
    "agreement": (
        "words that agree or say that a feeling is right, per 100 words",
        lambda r: r.rate("agreement"),
    ),
    "challenge": (
        "words that object (but, actually, 其实) per 100 words",
        lambda r: r.rate("challenge"),
    ),
    "formal_words": (
        "words of written style (therefore, 此外) per 100 words",
        lambda r: r.rate("formal"),
    ),
    "informal_words": (
        "colloquial words (yeah, gonna, 咋) per 100 words",
        lambda r: r.rate("informal"),
    ),
    "imperatives": (
        "share of sentences that begin by telling to do or not to do",
        lambda r: _ratio(r.commands, len(r.sentences)),
    ),
    "opener": (
        "share of replies that open with an interjection (oh, well, 嗯, 哇)",
        lambda r: r.begins("opener"),
    ),
    "closing_offer": (
        "share of replies that offer help in their last two sentences",
        lambda r: r.ends("offer"),
    ),
    "touch_per_message": (
        "gestures of comfort in words (hug, hold your hand, 抱抱)",
        lambda r: r.count("touch"),
    ),
    "presence_per_message": (
        "words that say that one is there (I'm here, 我在)",
        lambda r: r.count("presence"),
    ),
    "apologies_per_message": (
        "words that admit a mistake",
        lambda r: r.count("apology"),
    ),
    "feelings": (
        "words that name a feeling (heavy, lonely, 委屈) per 100 words",
        lambda r: r.rate("feelings"),
    ),
    "steps": (
        "words that make a plan of it (first, one thing, 一步) per 100 words",
        lambda r: r.rate("steps"),
    ),
    "chinese": (
        "share of words in Han characters, 0 to 1",
        lambda r: _ratio(r.han / 1.5, r.words),
    ),
}


def meanings() -> dict[str, str]:
    """Return what each number means, by name."""
    return {name: meaning for name, (meaning, _) in NUMBERS.items()}


def measure(text: str, before: str | None = None) -> dict[str, float]:
    """Return the numbers of one reply; those that are undefined in it are left out.

    `before` is the person's message that it answers.
    """
    reply = Reply(text, before)
    found = ((name, number(reply)) for name, (_, number) in NUMBERS.items())
    return {name: float(value) for name, value in found if value is not None}


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _times(part: int, whole: int) -> float | None:
    return min(part / whole, MOST_TIMES) if whole else None
