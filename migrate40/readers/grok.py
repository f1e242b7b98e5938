"""Grok (xAI): the conversations of `prod-grok-backend.json`."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from migrate40.model.conversation import Conversation
from migrate40.notices import Report
from migrate40.readers.decode import decode, moment
from migrate40.readers.grok_shape import (
    CARDS,
    DOCUMENTS,
    SPEAKERS,
    VENDOR,
    Answer,
    Chat,
    Entry,
    identity,
)
from migrate40.readers.lineage import Lineage, Link, lineage
from migrate40.readers.pieces import trimmed
from migrate40.readers.reader import WRAPPERS, Certainty, Head, Part, Reader
from migrate40.readers.talk import (
    Talk,
    Turn,
    is_neither,
    name_of,
    put_together,
    tell,
)

SOURCE: Final = Certainty(
    title="Grok (grok.com)",
    layouts=(
        "the zip of xAI: ttl/30d/export_data/*/prod-grok-backend.json",
        "responses with and without a wrapper of their own; three forms of time",
    ),
    certainty="A",
    verified_on="2026-11-23",
)
PAIR: Final = frozenset({"conversation", "responses"})
ASIDE: Final = ("prod-mc-auth", "prod-mc-billing")
"""How the files begin that hold the account and the bills."""
UNKNOWN: Final = "?"

_HALF = re.compile(r'"(conversation|responses)"\s*+:\s*+[\[{]')


def sniff(head: Head) -> Part | None:
    """Tell an entry by its two halves; other lists may stand before theirs."""
    if any(keys >= PAIR for keys in (head.keys, *head.items)):
        return "conversations"
    if "conversations" in head.keys and PAIR.issubset(_HALF.findall(head.text)):
        return "conversations"
    return "aside" if head.name.startswith(ASIDE) else None


def parse(raw: bytes, where: str, report: Report) -> Conversation | None:
    """Return one conversation as it was shown last; None: skipped, and told why."""
    try:
        entry, was_repaired = decode(raw, Entry)
    except ValueError:
        tell(report, "skipped_conversation", where, "it is no conversation")
        return None
    chat = entry.conversation or Chat()
    place = chat.name or where
    if entry.responses is None:
        tell(report, "skipped_conversation", place, "it has no list of responses")
        return None
    if was_repaired:
        tell(report, "repaired", place, "bytes or fields that do not fit the format")
    answers = [one.response or one for one in entry.responses]
    shown = _shown(answers, chat)
    if shown.guessed:
        why = f"responses without the one before them: {shown.guessed}"
        tell(report, "repaired", place, f"{why}; they follow the order of the file")
    branch = [answers[n] for n in shown.places]
    return _conversation(chat, list(_turns(branch, place, report)), place, report)


def _conversation(
    chat: Chat, turns: Sequence[Turn], where: str, report: Report
) -> Conversation:
    """Return the conversation; what was temporary was meant to leave no trace."""
    talk = Talk(
        vendor=VENDOR,
        id=chat.name,
        title=name_of(chat.title),
        created=moment(chat.create_time),
        updated=moment(chat.modify_time),
        turns=turns,
    )
    found = put_together(talk, where, report)
    return msgspec.structs.replace(found, remember=not chat.temporary)


def _shown(answers: Sequence[Answer], chat: Chat) -> Lineage:
    links = [
        Link(id=one.name, parent=_parent(one), time=moment(one.create_time))
        for one in answers
    ]
    return lineage(links, identity(chat.leaf_response_id))


def _parent(answer: Answer) -> str:
    """Return the name of the one before; Grok never begins, whether told so or not."""
    is_reply = SPEAKERS.get(answer.speaker) == "assistant"
    return identity(answer.parent_response_id) or (UNKNOWN if is_reply else "")


def _turns(answers: Sequence[Answer], where: str, report: Report) -> Iterator[Turn]:
    strangers = 0
    for one in answers:
        role = SPEAKERS.get(one.speaker)
        text = one.message or ""
        if role == "assistant":
            text = CARDS.sub("", DOCUMENTS.sub("", text))
        text = trimmed(text)
        if role is None:
            strangers += bool(text) and not (one.speaker and is_neither(one.speaker))
        elif text:
            yield Turn(
                role=role,
                content=text,
                id=one.name,
                time=moment(one.create_time),
                model=name_of(one.model),
            )
    if strangers:
        why = f"messages by neither the person nor Grok: {strangers}"
        tell(report, "skipped_message", where, why)


READER: Final = Reader(
    source=SOURCE,
    sniff=sniff,
    marks=PAIR,
    wrappers=WRAPPERS,
    parse=parse,
)
