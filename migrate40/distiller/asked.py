"""Whether one wish asks for all that another asks for, whatever the words around it.

"No bullet points, and don't bring up my sister" says all of "please no lists, I hate
them". Only what is asked for alike, clause for clause, is the same: a wish with a
condition is another wish than the one without.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, Literal

import msgspec

from migrate40.distiller.lexicon import alike, compiled, languages_of, read_table
from migrate40.distiller.wording import words

Kind = Literal["ban", "order", "aside", "other"]
_ENDS = " .!?;。！？；~～\n"
_STOPS = re.compile(r"[.!?;。！？；\n]+(?=\s|$|[^\x00-\x7f])|\n+")


class Clause(msgspec.Struct, frozen=True):
    """One thing that is asked for; or what stands beside it."""

    kind: Kind
    content: frozenset[str]


class _Words(msgspec.Struct, frozen=True):
    """How wishes are made in one language."""

    unsaid: re.Pattern[str]
    forbids: re.Pattern[str]
    style: re.Pattern[str]

    joint: re.Pattern[str]
    lead: re.Pattern[str]
    ban: re.Pattern[str]
    order: re.Pattern[str]
    aside: re.Pattern[str]
    bound: re.Pattern[str]
    little: re.Pattern[str]
    same: Mapping[str, re.Pattern[str]]


@cache
def _words(language: str) -> _Words:
    table: dict[str, Any] = read_table("asked")[language]
    same = {word: compiled(form) for word, form in table.pop("same").items()}
    return _Words(**{name: compiled(form) for name, form in table.items()}, same=same)


def asks_for_all_of(one: str, other: str) -> bool:
    """Whether a wish asks for everything that another asks for."""
    if any(clause.kind == "other" for clause in clauses(other)):
        return False
    wanted = asked(other)
    return bool(wanted) and wanted <= asked(one)


def is_bound(text: str) -> bool:
    """Whether a wish holds at some times only."""
    plain = alike(text)
    return any(_words(name).bound.search(plain) for name in languages_of(plain))


def forbidden(text: str) -> list[str]:
    """Return the clauses that can only tell what is not to be done."""
    plain = alike(text)
    return [
        match[0].strip()
        for name in languages_of(plain)
        for match in _words(name).forbids.finditer(plain)
    ]


def tells_of_oneself(text: str) -> bool:
    """Whether a sentence asks for nothing and is not about how the two talk."""
    plain = alike(text)
    about_talk = any(_words(name).style.search(plain) for name in languages_of(plain))
    return not (about_talk or asked(plain))


def asked(text: str) -> frozenset[Clause]:
    """Return what a wish asks for, without what stands beside it."""
    return frozenset(one for one in clauses(text) if one.kind in {"ban", "order"})


def without(text: str, others: frozenset[Clause]) -> str | None:
    """Return a wish without the bans that others say; None: there are none to cut.

    A wish with a condition stays whole, and so does one that asks for nothing else.
    """
    plain = alike(text)
    known = _words(_language(plain))
    if known.bound.search(plain) or _STOPS.search(plain.rstrip(_ENDS)):
        return None
    said = {clause for clause in others if clause.kind == "ban"}
    pieces = [(one, _of_piece(one[1], known)) for one in _pieces(text, plain, known)]
    kept = [one for one, clause in pieces if clause not in said]
    kinds = {clause.kind for _, clause in pieces if clause not in said}
    if len(kept) == len(pieces) or not kinds & {"ban", "order"}:
        return None
    cut = "".join(mark + piece for mark, piece in kept)[len(kept[0][0]) :]
    halves = any(cut.count(a) != cut.count(b) for a, b in ("“”", "「」", "『』"))
    return None if halves or cut.count('"') % 2 else cut


def _pieces(text: str, plain: str, known: _Words) -> Iterator[tuple[str, str]]:
    """Yield the clauses of a sentence as written, with what parts each off."""
    place, mark = 0, ""
    for joint in known.joint.finditer(plain):
        yield mark, text[place : joint.start()]
        place, mark = joint.end(), text[joint.start() : joint.end()]
    yield mark, text[place:]


@lru_cache(maxsize=4096)
def clauses(text: str) -> tuple[Clause, ...]:
    """Return the clauses of a wish, in order."""
    plain = alike(text)
    known = _words(_language(plain))
    return tuple(
        clause
        for sentence in _STOPS.split(plain)
        if sentence.strip()
        for clause in _of(sentence.strip(), known)
    )


def _of(sentence: str, known: _Words) -> Iterator[Clause]:
    pieces = [piece for piece in known.joint.split(sentence) if piece.strip()]
    if known.bound.search(sentence):
        kinds = {_kind(piece, known) for piece in pieces}
        kind: Kind = "ban" if "ban" in kinds else "order"
        whole = " ".join(_bare(piece, known) for piece in pieces)
        yield Clause(kind, frozenset(_content(whole, known)))
        return
    yield from (_of_piece(piece, known) for piece in pieces)


def _of_piece(piece: str, known: _Words) -> Clause:
    said = alike(piece).strip().rstrip(_ENDS)
    content = frozenset(_content(_bare(said, known), known))
    kind = _kind(said, known)
    return Clause(kind if content or kind == "aside" else "other", content)


def _language(plain: str) -> str:
    return "zh" if "zh" in languages_of(plain) else "en"


def _kind(piece: str, known: _Words) -> Kind:
    said = _led(piece, known)
    if known.ban.match(said):
        return "ban"
    if known.order.match(said):
        return "order"
    return "aside" if known.aside.match(said) else "other"


def _led(piece: str, known: _Words) -> str:
    """Return a clause from where the wish begins: "no" may open one, or be one."""
    lead = known.lead.match(piece)
    rest = piece[lead.end() :] if lead else piece
    return piece if known.ban.match(piece) else rest


def _bare(piece: str, known: _Words) -> str:
    return known.ban.sub("", _led(piece, known), count=1).strip()


def _content(said: str, known: _Words) -> Sequence[str]:
    """Return what is asked for: words that say the same are one word."""
    marked: list[str] = []
    for word, form in known.same.items():
        said, found = form.subn("", said)
        marked += [word] * bool(found)
    rest = words(known.little.sub("", said))
    return [*marked, *(word.removesuffix("e") for word in rest)]
