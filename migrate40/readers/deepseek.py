"""DeepSeek: the official export, an older form of it, and what the website receives.

All three are known by other keys than ChatGPT's, though the first looks like it.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from migrate40.model.conversation import Conversation, Role
from migrate40.notices import Report
from migrate40.readers.decode import decode, moment
from migrate40.readers.deepseek_shape import (
    CITATION,
    VENDOR,
    Chat,
    Place,
)
from migrate40.readers.lineage import Link, lineage
from migrate40.readers.pieces import tell_unknown, trimmed
from migrate40.readers.reader import WRAPPERS, Certainty, Head, Part, Reader
from migrate40.readers.talk import (
    Talk,
    Turn,
    name_of,
    put_together,
    tell,
)

SOURCE: Final = Certainty(
    title="DeepSeek",
    layouts=(
        "one zip: conversations.json, user.json",
        "messages with a role instead of fragments (early 2025; certainty C)",
        "a conversation as the website receives it (`biz_data.chat_messages`)",
    ),
    certainty="B",
    verified_on="2026-11-23",
)
TREE: Final = frozenset({"mapping", "inserted_at"})
ENVELOPES: Final = frozenset({"data", "biz_data", "chat_session"})
REPLY: Final = frozenset({"chat_session", "chat_messages"})
KEY: Final = re.compile(r'"(chat_session|chat_messages)"\s*+:')
FRAGMENTS: Final = re.compile(r'"fragments"\s*+:')


def sniff(head: Head) -> Part | None:
    """Tell a conversation by its tree and its times, a reply by its envelope."""
    if head.top in ("html", "text", "binary", "empty"):
        return None
    found = (head.keys, *head.items)
    has_fragments = bool(FRAGMENTS.search(head.text))
    is_tree = any(
        keys >= TREE or ("mapping" in keys and has_fragments) for keys in found
    )
    is_reply = any(keys & ENVELOPES for keys in found) and REPLY.issubset(
        KEY.findall(head.text)
    )
    return "conversations" if is_tree or is_reply else None


def parse(raw: bytes, where: str, report: Report) -> Conversation | None:
    """Return one conversation on its newest branch; None: skipped, and told why."""
    try:
        chat, was_repaired = decode(raw, Chat)
    except ValueError:
        tell(report, "skipped_conversation", where, "it is no conversation")
        return None
    chat = chat.unwrapped()
    session = chat.chat_session or chat
    place = name_of(session.id) or where
    turns = chat.turns()
    if turns is None:
        tell(report, "skipped_conversation", place, "it has no messages")
        return None
    if was_repaired:
        tell(report, "repaired", place, "bytes or fields that do not fit the format")
    shown = lineage(
        [Link(id=one.id, parent=one.parent, time=one.time) for one in turns],
        name_of(session.current_message_id),
    )
    if shown.guessed:
        why = f"messages without the one before them: {shown.guessed}"
        tell(report, "repaired", place, f"{why}; they follow the order of the file")
    branch = [turns[n] for n in shown.places]
    said = list(_turns(branch, name_of(session.id), place, report))
    return put_together(_talk(session, said), place, report)


def _talk(chat: Chat, turns: Sequence[Turn]) -> Talk:
    return Talk(
        vendor=VENDOR,
        id=name_of(chat.id),
        title=name_of(chat.title),
        created=moment(chat.inserted_at),
        updated=moment(chat.updated_at),
        turns=turns,
    )


def _turns(
    places: Sequence[Place], name: str, where: str, report: Report
) -> Iterator[Turn]:
    """Yield what was said; who spoke, where nobody says it, by turns."""
    unknown: list[str] = []
    unsigned = 0
    last: Role = "assistant"
    for place in places:
        for one in place.message.lines(unknown):
            unsigned += one.role is None
            last = one.role or ("user" if last == "assistant" else "assistant")
            text = CITATION.sub("", one.text) if last == "assistant" else one.text
            yield Turn(
                role=last,
                content=trimmed(text),
                id=f"{name}/{place.id}" if name and place.id else "",
                time=place.time,
                model=name_of(place.message.model),
            )
    tell_unknown(report, where, unknown)
    if unsigned:
        why = f"messages without a speaker, taken to be said by turns: {unsigned}"
        tell(report, "guessed", where, why)


READER: Final = Reader(
    source=SOURCE,
    sniff=sniff,
    marks=frozenset({"mapping", "chat_messages", "biz_data"}),
    wrappers=WRAPPERS,
    parse=parse,
)
