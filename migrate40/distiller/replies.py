"""What the assistant took on, or named, when the person asked for it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from migrate40.distiller.candidate import Candidate
from migrate40.distiller.gate import Heard, Setting
from migrate40.distiller.promises import asks_for_promise, promised
from migrate40.distiller.recommended import asks_back, asks_for_advice, recommended
from migrate40.model.conversation import Conversation, Message


def taken_on(
    conversation: Conversation, own: Sequence[Heard], setting: Setting
) -> Iterator[Candidate]:
    """Yield what the assistant took on, or named, when the person asked for it."""
    if not setting.personal or setting.fiction_from is not None:
        return
    replies, waits = replies_of(conversation), False
    for one in own:
        reply = replies.get(one.message.id)
        if reply is None:
            waits = False
            continue
        if asks_for_promise(one.reading):
            yield from promised(conversation, one.message, reply)
        asks = asks_for_advice(one)
        if asks or waits:
            yield from recommended(conversation, one.message, reply)
        waits = asks and asks_back(reply)


def replies_of(conversation: Conversation) -> dict[str, Message]:
    """Map the person's messages to the replies that follow them at once."""
    return {
        asked.id: reply
        for asked, reply in pairwise(conversation.messages)
        if asked.role == "user" and reply.role == "assistant"
    }
