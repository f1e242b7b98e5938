"""The classes of what a stranger should not learn by accident.

A class holds where its words stand, idioms aside: 笑死我了 is joy, and "this deadline
is killing me" a complaint. Whose life it is decides between the person's own classes
and that of third parties; what happens in a story happens to nobody.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, Final

import msgspec

from migrate40.model.profile import Sensitivity
from migrate40.safety.learnt import GRAVEST_FIRST, judged
from migrate40.safety.looking import Lookout
from migrate40.safety.tables import any_of, as_read, compiled, filled, read_table
from migrate40.safety.tongues import ENGLISH, KANA, SPANISH
from migrate40.safety.written import HAN

_LATIN = re.compile(r"[a-z]{2}", re.IGNORECASE)
_CUES: Final = ("sure", "means", "wound", "death", "feeling", "rescue", "never")
_SIGNS: Final = ("first", "other", "story")
_SURE: Final = 0
_WOUND: Final = 2
_CORE: Final = 4
_NEVER: Final = 6
_WITH_SURE: Final = frozenset({1, 2, 4, 5})
"""All but words of death: a sure cue may be one itself."""
_SAVED: Final = frozenset({1, 5})
"""Means, and how one was kept from them."""
_TWO: Final = 2
_THREE: Final = 3
LANGUAGES: Final = ("en", "es", "ja", "zh")
_OTHER_LETTERS = re.compile(r"[^\W\d_a-zA-Z\u3400-\u9fff]")
"""In words with these RE2 sees other boundaries than `re`."""


class _Words(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one language."""

    idioms: tuple[str, ...]
    lookout: Lookout
    """Which of the idioms may stand there."""
    other: re.Pattern[str]
    subject: re.Pattern[str]
    story: re.Pattern[str]
    """Who or what is made up, or only read about."""
    first: re.Pattern[str]
    hit: re.Pattern[str]
    """Right behind a match: what was done was done to the person."""
    confided: re.Pattern[str]


class _Cues(msgspec.Struct, frozen=True, kw_only=True):
    """Kinds of words that mean little alone, in the order of `_CUES`."""

    lookout: Lookout
    unsaid: bool
    """Whether the person may go without a word for them."""
    core: re.Pattern[str]
    """Of the first kinds: what it would be about."""


@lru_cache(maxsize=256)
def sensitivity_of(text: str, *, is_statement: bool = True) -> Sensitivity | None:
    """Return the gravest class that holds of a text; None: it is none.

    What is told of somebody else is `third_party`, whatever it is. Rules come first,
    and what was learnt from many lines is weighed beside them. Alone it is not believed
    of what is no statement about a life (a wish, a friend's reply): no line was that.
    """
    plain = as_read(text)
    ruled = ruled_class(plain)
    return judged(plain, ruled, signs_of) if ruled or is_statement else None


def ruled_class(plain: str) -> Sensitivity | None:
    """Return the gravest class that a rule knows of."""
    possible = _possible(plain)
    found: set[Sensitivity] = set()
    for name in _languages(plain):
        if name != "es" or not found:  # many words of these two are the same
            forms = {
                kind: one for (tongue, kind), one in possible.items() if tongue == name
            }
            found |= set(_classes(plain, name, forms)) if forms else set()
            if "self_harm" not in found and (
                round_about := _told_round_about(plain, name)
            ):
                found.add(round_about)
    return next((one for one in GRAVEST_FIRST if one in found), None)


def signs_of(plain: str) -> set[str]:
    """Return what the rules see in a text that tells nothing alone."""
    signs = set[str]()
    for language in _languages(plain):
        words, cues = _words(language), _cues(language)
        bare = _without_idioms(plain, words)
        if bare != plain:
            signs.add("idiom")
        for name in _SIGNS:
            if getattr(words, name).search(bare):
                signs.add(name)
        if cues is not None:
            kinds = cues.lookout.hits(bare)
            signs.update(_CUES[kind] for kind in kinds)
            signs.add(f"n{min(_THREE, len(kinds))}")
    return signs


def _possible(plain: str) -> dict[tuple[str, Sensitivity], list[str]]:
    """Return patterns that may hold, by language and class; fast, mostly none."""
    names, lookout = _lookout()
    every = _OTHER_LETTERS.search(plain) is not None
    found: dict[tuple[str, Sensitivity], list[str]] = {}
    for number in range(len(names)) if every else lookout.hits(plain):
        language, kind, form = names[number]
        found.setdefault((language, kind), []).extend(form)
    return found


def _classes(
    plain: str, language: str, forms: Mapping[Sensitivity, Iterable[str]]
) -> Iterator[Sensitivity]:
    words = _words(language)
    plain = _without_idioms(plain, words)
    for kind, some in forms.items():
        matches = (match for form in some for match in compiled(form).finditer(plain))
        for match in sorted(matches, key=lambda one: one.start()):
            last = _last_spoken_of(plain, match, words)
            if _is_told(plain, match, last, words):
                continue
            foreign = kind != "third_party" and _is_of_other(plain, match, last, words)
            yield "third_party" if foreign else kind
            break
    if "third_party" not in forms:
        return
    if words.other.search(plain) and words.confided.search(plain):
        yield "third_party"


def _told_round_about(plain: str, language: str) -> Sensitivity | None:
    """Return the class of several cues that together speak of wanting to die."""
    cues = _cues(language)
    if cues is None or not _weigh(cues, plain):
        return None
    words = _words(language)
    plain = _without_idioms(plain, words)
    mine = cues.unsaid or words.first.search(plain) is not None
    if not mine or not _weigh(cues, plain):
        return None
    match = cues.core.search(plain)
    if match is None:
        return None
    last = _last_spoken_of(plain, match, words)
    if _is_told(plain, match, last, words):
        return None
    return "third_party" if _is_of_other(plain, match, last, words) else "self_harm"


def _weigh(cues: _Cues, plain: str) -> bool:
    """Whether there are cues of kinds that mean it together.

    A knife and tears alone are a kitchen, "living" and "wanted to" a move to the sea.
    """
    kinds = set(cues.lookout.hits(plain))
    if _NEVER in kinds:
        return False
    if (_SURE in kinds and kinds & _WITH_SURE) or kinds >= _SAVED:
        return True
    enough = _TWO if _WOUND in kinds else _THREE
    return len(kinds) >= enough and min(kinds) < _CORE


def _without_idioms(plain: str, words: _Words) -> str:
    """Return the text with something without meaning in the place of each idiom."""
    every = _OTHER_LETTERS.search(plain) is not None
    for number in range(len(words.idioms)) if every else words.lookout.hits(plain):
        idiom = compiled(words.idioms[number])
        plain = idiom.sub(lambda match: "\ufffc" * len(match[0]), plain)
    return plain


def _last_spoken_of(plain: str, match: re.Match[str], words: _Words) -> int | None:
    """Return where the one stands that was spoken of last before the match."""
    last = None
    for subject in words.subject.finditer(plain, 0, match.end()):
        if subject.start() > match.start():
            break
        last = subject.start()
    return last


def _is_told(plain: str, match: re.Match[str], last: int | None, words: _Words) -> bool:
    """Whether it happens in a story, or is what a text is about."""
    if last is not None:
        return words.story.match(plain, last) is not None
    mine = words.first.search(plain, match.start(), match.end())
    return mine is None and words.story.search(plain) is not None


def _is_of_other(
    plain: str, match: re.Match[str], last: int | None, words: _Words
) -> bool:
    """Whether the one last spoken of before the match is somebody else."""
    end = match.end()
    if words.hit.match(plain, end) or words.hit.search(plain, end - 4, end):
        return False
    return last is not None and words.other.match(plain, last) is not None


def _languages(plain: str) -> Iterator[str]:
    if not plain.isascii():
        if KANA.search(plain):
            yield "ja"
        elif HAN.search(plain):
            yield "zh"
    if _LATIN.search(plain):
        yield "en"
        if SPANISH.search(plain) or not ENGLISH.search(plain):
            yield "es"


@cache
def _lookout() -> tuple[tuple[tuple[str, Sensitivity, tuple[str, ...]], ...], Lookout]:
    """Return language, class and form by the number of a pattern, and what finds it.

    Words of what was confided have no form: they tell nothing by themselves.
    """
    names: list[tuple[str, Sensitivity, tuple[str, ...]]] = []
    forms: list[tuple[str, bool]] = []
    for language in LANGUAGES:
        table = read_table(f"sensitive_{language}")
        for kind in GRAVEST_FIRST:
            for form in _filled(table, table["classes"][kind]):
                names.append((language, kind, (form,)))
                forms.append((form, False))
        for form in table["confided"]:
            names.append((language, "third_party", ()))
            forms.append((form, False))
    return tuple(names), Lookout(forms)


@cache
def _words(name: str) -> _Words:
    table = read_table(f"sensitive_{name}")
    other, first, story = (
        _filled(table, table[name]) for name in ("other", "first", "story")
    )
    return _Words(
        idioms=tuple(table["idioms"]),
        lookout=Lookout((idiom, False) for idiom in table["idioms"]),
        other=any_of(other),
        subject=any_of([*story, *other, *first]),
        story=any_of(story),
        first=any_of(first),
        hit=any_of(table["hit"]),
        confided=any_of(table["confided"]),
    )


@cache
def _cues(language: str) -> _Cues | None:
    table = read_table(f"sensitive_{language}").get("grave")
    if table is None:
        return None
    return _Cues(
        lookout=Lookout((any_of(table[name]).pattern, False) for name in _CUES),
        unsaid=table["unsaid"],
        core=any_of([form for name in _CUES[:_CORE] for form in table[name]]),
    )


def _filled(table: Mapping[str, Any], forms: Iterable[str]) -> list[str]:
    """Return forms with the lists of words in them that they name."""
    words = {"people": list(table["people"]), **table.get("words", {})}
    return [filled(form, words, {}) for form in forms]
