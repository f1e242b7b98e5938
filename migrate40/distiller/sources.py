"""What was read, vendor by vendor: counts, span, models and a digest."""

from collections import Counter
from datetime import datetime
from hashlib import sha256

from migrate40.model.codec import conversation_lines
from migrate40.model.conversation import Conversation, Message
from migrate40.model.profile import Source


class _Tally:
    def __init__(self) -> None:
        self.conversations = 0
        self.messages: Counter[str] = Counter()
        self.models: Counter[str] = Counter()
        self.first: datetime | None = None
        self.last: datetime | None = None
        self.digests: list[bytes] = []

    def count(self, message: Message) -> None:
        self.messages[message.role] += 1
        if message.role == "assistant" and message.model:
            self.models[message.model] += 1
        if message.time:
            self.first = min(self.first or message.time, message.time)
            self.last = max(self.last or message.time, message.time)


class SourceCollector:
    """Counts conversations as they pass; all exports of one vendor are one source."""

    def __init__(self) -> None:
        self._tallies: dict[str, _Tally] = {}

    def add(self, conversation: Conversation) -> None:
        """Count one conversation, and what was given in it."""
        lines = [sha256(line).digest() for line in conversation_lines(conversation)]
        if not lines:
            return
        tally = self._tallies.setdefault(conversation.vendor, _Tally())
        tally.digests.extend(lines)
        tally.conversations += bool(conversation.messages)
        for message in conversation.messages:
            tally.count(message)

    def sources(self) -> tuple[Source, ...]:
        """Return one entry a vendor, by name."""
        return tuple(
            _source(name, self._tallies[name]) for name in sorted(self._tallies)
        )


def _source(vendor: str, tally: _Tally) -> Source:
    models = sorted(tally.models.items(), key=lambda item: (-item[1], item[0]))
    return Source(
        vendor=vendor,
        conversations=tally.conversations,
        messages={role: tally.messages[role] for role in ("user", "assistant")},
        first=tally.first,
        last=tally.last,
        models=dict(models),
        sha256=sha256(b"".join(sorted(tally.digests))).hexdigest(),
    )
