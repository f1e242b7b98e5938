"""What is in a history, counted: nothing is judged and nothing quoted."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

import msgspec

from migrate40.distiller.language import language_of
from migrate40.distiller.sources import SourceCollector
from migrate40.model.conversation import Conversation
from migrate40.model.profile import Remark, Source
from migrate40.notices import Notice

WORTH_TELLING = 0.005
"""Share of the messages from which a language is told to people."""


class Survey(msgspec.Struct, frozen=True, kw_only=True):
    """The document of `inspect --json`."""

    sources: tuple[Source, ...]
    conversations: int
    messages: dict[str, int]
    first: datetime | None
    last: datetime | None
    models: dict[str, int]
    languages: dict[str, float]
    """Share of the person's messages by language, commonest first."""
    given: dict[str, int]
    """How many different things the platform knew, by kind."""
    projects: int
    empty: int
    """Conversations in which nothing is said."""
    notices: tuple[Remark, ...]

    def lines(self) -> Iterator[str]:
        """Yield the same for people, a line a matter."""
        said = f"{self.messages['user']} by the person"
        yield f"conversations    {self.conversations}"
        yield f"messages         {said}, {self.messages['assistant']} by the assistant"
        if self.first and self.last:
            yield f"time             {self.first:%Y-%m-%d} to {self.last:%Y-%m-%d}"
        rows: dict[str, Mapping[str, object]] = {
            "vendors": {one.vendor: one.conversations for one in self.sources},
            "models": self.models,
            "languages": {
                name: f"{share:.0%}"
                for name, share in self.languages.items()
                if share >= WORTH_TELLING
            },
            "known": {what.replace("_", " "): n for what, n in self.given.items()},
        }
        for label, counts in rows.items():
            shown = ", ".join(f"{name} ({n})" for name, n in counts.items())
            yield f"{label:<17}{shown or 'none'}"
        yield f"projects         {self.projects}"
        if self.empty:
            yield f"empty            {self.empty} conversations with nothing said"


def survey(conversations: Iterable[Conversation], notices: Sequence[Notice]) -> Survey:
    """Count a history; `notices` are looked at when it has been read."""
    tally, languages, given = SourceCollector(), Counter[str](), dict[str, str]()
    projects = set[str]()
    for conversation in conversations:
        tally.add(conversation)
        given.update((one.id, one.what) for one in conversation.given)
        projects.update(one.project for one in conversation.given if one.project)
        projects.update(filter(None, [conversation.project]))
        languages.update(
            language_of(one.text) for one in conversation.messages if one.role == "user"
        )
    sources = tally.sources()
    return Survey(
        sources=sources,
        conversations=sum(one.conversations for one in sources),
        messages={"user": 0, "assistant": 0} | _added(s.messages for s in sources),
        first=min((one.first for one in sources if one.first), default=None),
        last=max((one.last for one in sources if one.last), default=None),
        models=_added(one.models for one in sources),
        languages=_shares(languages),
        given=dict(sorted(Counter(given.values()).items())),
        projects=len(projects),
        empty=sum(one.kind == "empty_conversation" for one in notices),
        notices=tuple(Remark(kind=n.kind, where=n.where, why=n.why) for n in notices),
    )


def _added(counts: Iterable[dict[str, int]]) -> dict[str, int]:
    total = Counter[str]()
    for each in counts:
        total.update(each)
    return dict(sorted(total.items(), key=lambda item: (-item[1], item[0])))


def _shares(counts: Counter[str]) -> dict[str, float]:
    total = sum(counts.values())
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return {name: round(count / total, 4) for name, count in ranked}
