"""Words that call up a memory: names in it, and words for who and what it is about.

A lorebook puts a memory before the model when one of its keys was just said. The
words lie in `keys.toml`, by language: whoever talks in two calls in two.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

import msgspec

from migrate40.model.profile import Profile
from migrate40.renderers.budget import Entry
from migrate40.renderers.hant import HANT, translated
from migrate40.renderers.lint import one_line
from migrate40.voice.segments import nouns

HEARD = 0.02
"""Share of the replies from which on a language counts as used."""
MOST = 12
"""Keys of one memory."""

DISTINCT = 3
"""Words of its own that call a memory in which nobody is named."""

_NAME = r"[A-Z][a-z]\w+(?:['’]\w+)?"
_LATIN = re.compile(rf"(?<![\w.]){_NAME}(?: (?:& )?{_NAME})*")
_WORD = re.compile(r"(?<![\w'’])[a-z]{4,}(?![\w'’])")
_BEGINS = re.compile(r"(?:^|[.!?:;“\"(/])\s*$")
_CALLED = re.compile(
    "(?:名字叫|名叫|叫做|叫|名字是)(?![我你他她它])"
    "([\u4e00-\u9fff]{2,4}?)(?=[，。、；！？,. ]|$)"
)
_QUOTED = re.compile("[“「《]([^”」》\n]{2,12})[”」》]")
_HAN = re.compile("[\u4e00-\u9fff]")
_POINTING = "这那哪每某各几這幾"
"""What a word that only points at something begins with."""
CHINESE = frozenset({"zh", HANT})


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words for the same, by language."""

    en: tuple[str, ...]
    zh: tuple[str, ...]

    def in_(self, languages: Iterable[str]) -> list[str]:
        """Return the words in those languages."""
        found: list[str] = []
        for language in languages:
            if language == HANT:
                found += [translated(HANT, word, word) for word in self.zh]
            elif language in self.__struct_fields__:
                found += getattr(self, language)
        return found


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of `keys.toml`."""

    no_names: tuple[str, ...]
    places: tuple[str, ...]
    common: tuple[str, ...]
    groups: dict[str, Group]
    categories: dict[str, Group]


@cache
def words() -> Words:
    """Return the words, read once."""
    path = files("migrate40.renderers.companions") / "keys.toml"
    return msgspec.toml.decode(path.read_bytes(), type=Words)


def keys(
    profile: Profile, entries: Sequence[Entry], language: str
) -> dict[str, list[str]]:
    """Return the keys of each memory by its text: never none, names first.

    `language` is that of the frame. The names of the two are no keys: they are said
    all the time.
    """
    persona = profile.persona
    called = (*persona.names_for_user, persona.name or "")
    own = {one_line(name).lower() for name in called}
    found = {name for one in entries for name in _names(one.data["text"])}
    names = sorted(
        (name for name in found if name.lower() not in own),
        key=lambda name: (-len(name), name),
    )
    languages = _languages(profile, language)
    own_words = {
        one.data["text"]: _own_words(one.data["text"], own, languages)
        for one in entries
    }
    usual = Counter(word for told in own_words.values() for word in told)
    return {
        one.data["text"]: _of(one, names, languages, own_words[one.data["text"]], usual)
        for one in entries
    }


def _of(
    entry: Entry,
    names: Sequence[str],
    languages: Sequence[str],
    own_words: set[str],
    usual: Counter[str],
) -> list[str]:
    text = entry.data["text"]
    found = [name for name in names if name in text and _holds(text, name)]
    for group, pattern in _patterns():
        if pattern.search(text):
            found += group.in_(languages)
    if not found:
        ranked = sorted(own_words, key=lambda word: (usual[word], -len(word), word))
        found = ranked[:DISTINCT]
        han = {bool(_HAN.search(word)) for word in found}
        others = [one for one in languages if (one in CHINESE) not in han]
        found += words().categories[entry.kind].in_(others)
    return list(dict.fromkeys(found))[:MOST]


def _own_words(text: str, own: set[str], languages: Sequence[str]) -> set[str]:
    """Return the words of a memory that not everybody says all day."""
    found: set[str] = set()
    if "en" in languages:
        found.update(_WORD.findall(text))
    if CHINESE.intersection(languages) and _HAN.search(text):
        found.update(word for word in nouns(text) if _telling(word))
    return found - _common() - own


def _telling(word: str) -> bool:
    return len(word) > 1 and word[0] not in _POINTING


@cache
def _common() -> frozenset[str]:
    return frozenset(words().common)


@cache
def _patterns() -> tuple[tuple[Group, re.Pattern[str]], ...]:
    """Return each group with what finds any of its words."""
    return tuple(
        (group, re.compile("|".join(map(_ends, _all(group))), re.IGNORECASE))
        for group in words().groups.values()
    )


def _all(group: Group) -> list[str]:
    return group.in_(("en", "zh", HANT))


def _languages(profile: Profile, language: str) -> list[str]:
    """Return the languages in use, that of the frame first."""
    shares = profile.persona.languages
    used = {name.split("-")[0] for name, share in shares.items() if share >= HEARD}
    used |= {one.language.split("-")[0] for one in profile.memories}
    if language == HANT:
        return [HANT, *sorted(used - {"zh"})]
    return sorted(used, key=lambda one: (one != language, one)) or [language]


def _names(text: str) -> Iterable[str]:
    """Yield what a text calls by name: in capitals within a sentence, or in quotes."""
    for match in _LATIN.finditer(text):
        parts = match[0].split(" ")
        if _BEGINS.search(text[: match.start()]):
            del parts[0]
        while parts and (parts[0] == "&" or parts[0] in words().no_names):
            del parts[0]
        if parts:
            yield re.sub("['’]s$", "", " ".join(parts))
    yield from (name for name in words().places if name in text)
    for pattern in (_CALLED, _QUOTED):
        yield from (one.strip() for one in pattern.findall(text))


def _holds(text: str, word: str) -> bool:
    """Whether a word stands in a text: whole, where words have ends."""
    return bool(re.search(_ends(word), text))


@cache
def _ends(word: str) -> str:
    """Return a pattern of the word with its ends, if its script knows ends."""
    found = re.escape(word)
    return found if _HAN.search(word) else rf"(?<![A-Za-z0-9_]){found}(?![A-Za-z0-9_])"
