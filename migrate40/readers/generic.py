"""Messages as most programs write them down: a role and what was said.

Lists of messages, lines of them, fine-tuning sets, ShareGPT, and the pairs of
text-generation-webui. No product's own: tried last, when nobody else knows a file.
"""

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import takewhile
from typing import BinaryIO, Final

from msgspec.structs import replace

from migrate40.model.conversation import Conversation
from migrate40.notices import Report, ignore
from migrate40.readers.decode import decode
from migrate40.readers.documents import document
from migrate40.readers.generic_nested import nested, split
from migrate40.readers.generic_shape import (
    HOLDERS,
    PAIRS,
    TURNS,
    Entry,
    Message,
    Pairs,
    pair_turns,
    slug,
)
from migrate40.readers.head import head_of
from migrate40.readers.lines import decoded, raw_lines, whole
from migrate40.readers.reader import Certainty, Head, Member, Part, Reader
from migrate40.readers.stream import raw_values
from migrate40.readers.talk import (
    Talk,
    Turn,
    is_neither,
    put_together,
    tell,
)
from migrate40.readers.words import PARAGRAPH, words_of

VENDOR: Final = "generic"
SOURCE: Final = Certainty(
    title="messages with roles, of any program",
    layouts=(
        "a list of `{role, content}`, or one a line",
        "`{messages: [...]}`: one, a list of them, or one a line (fine-tuning sets)",
        "ShareGPT: `{conversations: [{from, value}]}`, alike",
        "text-generation-webui: `{internal: [[person, model], ...], visible: [...]}`",
        "the stores of chat programs (NextChat, Chatbox and such): the same, deeper",
    ),
    certainty="A",
    verified_on="2026-11-23",
)
WRAPPED: Final = ("conversations", "chats", "history", "sessions", "threads", "data")
"""Keys under which an object holds its conversations."""
UNIQUE: Final = 16
"""A shorter id may be another conversation's in another file."""
_ROLE = re.compile(
    r'"(?:role|from|sender)"\s*:\s*"(?:user|human|prompt|assistant|ai|bot|model|gpt'
    r'|chatgpt|用户|助手)"|"author"\s*:\s*(?:\{\s*"role"\s*:\s*)?"(?:user|assistant)"',
    re.IGNORECASE,
)
"""Roles that nothing but talk has; a `Claude` may be anybody's name."""
_LISTS = re.compile(r"\s*\[[\s,]*\[\s*\{")
_DEEPER = re.compile(r'"(?:messages|contents)"\s*:\s*\[\s*\{')


def sniff(head: Head) -> Part | None:
    """Tell messages by their keys and the roles in them."""
    if head.keys >= PAIRS:
        return "whole"
    if head.top not in ("array", "object", "lines") or not _ROLE.search(head.text):
        return None
    if _has_turns(head):
        return "whole"
    if any(not keys.isdisjoint(HOLDERS) for keys in head.items):
        is_list = head.top == "array" or not head.keys.isdisjoint(WRAPPED)
        return "conversations" if is_list and head.top != "lines" else "whole"
    deeper = _LISTS.match(head.text) or _DEEPER.search(head.text)
    return "whole" if deeper else None


def _has_turns(head: Head) -> bool:
    """Whether the objects that are seen first are messages themselves."""
    alone = head.top == "object" and _is_turn(head.keys)
    held = head.top != "object" or not head.keys.isdisjoint(HOLDERS)
    return alone or (held and any(map(_is_turn, head.items)))


def _is_turn(keys: frozenset[str]) -> bool:
    return any(keys >= turn for turn in TURNS)


def parse(raw: bytes, where: str, report: Report) -> Conversation | None:
    """Return one conversation; None: skipped, and told why."""
    try:
        entry, repaired = decode(raw, Entry)
    except ValueError:
        tell(report, "skipped_conversation", where, "it is no JSON object")
        return None
    place = entry.own_id or where
    if entry.turns is None:
        tell(report, "skipped_conversation", place, "it has no messages")
        return None
    if repaired:
        tell(report, "repaired", place, "bytes or fields that do not fit the format")
    return _conversation(entry, place, report)


def parse_file(member: Member, where: str, report: Report) -> Iterator[Conversation]:
    """Yield the conversations of lines, the one of a list, those within an object."""
    head = head_of(member)
    with member.open() as stream:
        if head.top == "lines":
            yield from _of_lines(stream, where, report)
        elif head.top == "array" and any(map(_is_turn, head.items)):
            values = raw_values(stream, where, report, MESSAGES)
            yield from _of_messages(list(values), where, report)
        else:
            raw = whole(stream, where, report)
            of = _of_damaged if _is_one(head) and not _is_sound(raw) else _of_document
            yield from of(raw, where, report)


def _is_one(head: Head) -> bool:
    """Whether it is one conversation, with a list of its messages."""
    return head.top == "object" and _has_turns(head)


def _is_sound(raw: bytes) -> bool:
    try:
        decode(raw, Entry)
    except ValueError:
        return False
    return True


def _of_damaged(raw: bytes, where: str, report: Report) -> Iterator[Conversation]:
    """Yield the conversation with all messages that are whole, one by one."""
    entry = next(nested(document(raw, where, ignore)), Entry())
    values = raw_values(BytesIO(raw), where, report, MESSAGES)
    entry.messages = list(decoded(values, Message, where, report))
    yield _conversation(entry, entry.own_id or where, report)


def _of_document(raw: bytes, where: str, report: Report) -> Iterator[Conversation]:
    """Yield what is found in a document of any shape."""
    message = _message(raw)
    pairs = _pairs(raw)
    if pairs is not None:
        yield put_together(Talk(vendor=VENDOR, turns=pairs), where, report)
    elif message and message.role_name:
        yield _conversation(Entry(messages=[message]), where, report)
    else:
        found = nested(document(raw, where, report))
        for number, entry in enumerate(found, 1):
            yield _conversation(entry, entry.own_id or f"{where}#{number}", report)


def _of_lines(stream: BinaryIO, where: str, report: Report) -> Iterator[Conversation]:
    """Yield a conversation for each line that is one, and one of all messages."""
    messages: list[tuple[int, bytes]] = []
    for number, raw in raw_lines(stream, where, report):
        message = _message(raw)
        if message and message.role_name:
            messages.append((number, raw))
            continue
        found = parse(raw, f"{where}#{number}", report)
        if found is not None:
            yield found
    yield from _of_messages(messages, where, report)


def _of_messages(
    values: list[tuple[int, bytes]], where: str, report: Report
) -> Iterator[Conversation]:
    """Yield the conversation that consists of these messages, if there are any."""
    messages = list(decoded(values, Message, where, report))
    if messages:
        for entry in split(Entry(messages=messages)):
            yield _conversation(entry, where, report)


def _message(raw: bytes) -> Message | None:
    try:
        return decode(raw, Message)[0]
    except ValueError:
        return None


def _pairs(raw: bytes) -> tuple[Turn, ...] | None:
    try:
        return tuple(pair_turns(decode(raw, Pairs)[0]))
    except ValueError:
        return None


def _conversation(entry: Entry, where: str, report: Report) -> Conversation:
    messages = entry.turns or []
    system = words_of([entry.system, entry.system_prompt]).text
    name = entry.own_id
    before = entry.mask.context if entry.mask else None
    talk = Talk(
        vendor=VENDOR,
        id=name if len(name) >= UNIQUE else "",
        number=name,
        title=entry.title or entry.name or entry.topic or "",
        created=entry.created,
        updated=entry.updated,
        model=slug(entry.model),
        system=system or _system(messages) or _system(before or []),
        turns=tuple(_turns(messages)),
    )
    return put_together(talk, where, report)


def _turns(messages: Sequence[Message]) -> Iterator[Turn]:
    return (m.turn for m in messages if not is_neither(m.role_name))


def _system(messages: Sequence[Message]) -> str:
    """Return what stands before all speech for the model to go by."""
    before = takewhile(lambda m: is_neither(m.role_name), messages)
    texts = (words_of(message.turn.content).text for message in before)
    return PARAGRAPH.join(text for text in texts if text)


READER: Final = Reader(
    source=SOURCE,
    sniff=sniff,
    marks=frozenset(HOLDERS),
    restart=re.compile(
        rb'\{\s*+"(?:id|uuid|conversation_id|title|name|topic|system|model|created_at'
        rb'|messages|conversations?|contents)"\s*+:'
    ),
    wrappers=frozenset(key.encode() for key in WRAPPED),
    parse=parse,
    parse_file=parse_file,
)
MESSAGES: Final = replace(
    READER,
    marks=frozenset({"role", "from", "sender", "author"}),
    wrappers=frozenset(key.encode() for key in HOLDERS),
    restart=re.compile(
        rb'\{\s*+"(?:role|from|sender|author|id|content|value|text)"\s*+:'
    ),
)
"""How single messages are cut out of a list of them."""
