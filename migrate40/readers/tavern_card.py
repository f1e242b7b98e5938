"""Character cards: what somebody wrote down of a character, for SillyTavern's like.

Version 1 has its fields at the top, 2 and 3 have them under `data`. What the person
wrote is an instruction; greetings and examples of talk are nobody's speech.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from migrate40.errors import CannotRead
from migrate40.model.conversation import Given, given_id
from migrate40.notices import Report
from migrate40.readers.decode import decode, mend
from migrate40.readers.lines import whole
from migrate40.readers.reader import Head, Member
from migrate40.readers.talk import tell

VENDOR: Final = "sillytavern"
FIRST: Final = frozenset({"first_mes", "mes_example", "personality"})
"""Keys of version 1, all of them always there."""

_SPEC = re.compile(r'"spec"\s*:\s*"chara_card_v')
_MACRO = re.compile(r"\{\{(user|char)\}\}", re.IGNORECASE)


class _Fields(msgspec.Struct):
    name: str | None = None
    system_prompt: str | None = None
    description: str | None = None
    personality: str | None = None
    scenario: str | None = None


class _Card(_Fields):
    data: _Fields | None = None


def is_card(head: Head) -> bool:
    """Whether it is a card, by what it says of itself or by its keys."""
    is_later = {"spec", "data"} <= head.keys and bool(_SPEC.search(head.text))
    return is_later or head.keys >= FIRST


def account(members: Sequence[Member], report: Report) -> Iterator[Given]:
    """Yield what the cards say of the characters, field by field."""
    for member in members:
        try:
            with member.open() as stream:
                card = decode(whole(stream, member.name, report), _Card)[0]
        except (CannotRead, ValueError):
            tell(report, "skipped_file", member.name, "no whole character card")
            continue
        yield from _givens(card.data or card)


def _givens(card: _Fields) -> Iterator[Given]:
    name = mend(card.name or "").strip()
    fields = (card.system_prompt, card.description, card.personality, card.scenario)
    for field in fields:
        text = filled(mend(field or ""), "", name).strip()
        if text:
            yield Given(
                id=given_id("custom_instruction", text, VENDOR, "model"),
                what="custom_instruction",
                text=text,
                vendor=VENDOR,
                about="model",
            )


def filled(text: str, person: str, character: str) -> str:
    """Return the text with the names that its placeholders stand for, where known."""

    def name(match: re.Match[str]) -> str:
        return (person if match[1].lower() == "user" else character) or match[0]

    return _MACRO.sub(name, text) if "{{" in text else text
