"""What is carried over: a voice and the memories, each with its proof."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Literal, Self

import msgspec

from migrate40.errors import InvalidProfile, NewerProfile

SCHEMA = "migrate40/profile"
SCHEMA_VERSION = 1
AT_ONCE = 200
"""So many of a list are written at once: a whole document is larger than what it is
made of, and indenting makes another one."""

Category = Literal[
    "instruction",
    "boundary",
    "identity",
    "people",
    "pets",
    "health",
    "preference",
    "work",
    "study",
    "project",
    "plan",
    "promise",
    "event",
    "emotion",
    "interaction",
    "shared",
]
Origin = Literal["saved", "instruction", "project", "stated", "assistant"]
Status = Literal["current", "superseded", "review"]
Sensitivity = Literal[
    "health", "sexuality", "self_harm", "finance", "third_party", "belief", "legal"
]
RitualKind = Literal[
    "greeting", "farewell", "night", "morning", "weekday", "hour", "habit", "cue"
]
PhraseKind = Literal[
    "signature", "greeting", "farewell", "pet_name", "comfort", "filler"
]


class Evidence(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Where it was said, word for word; None where the source has none."""

    conversation: str | None
    message: str | None
    time: datetime | None
    quote: str | None


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """What was read of one vendor, all exports together."""

    vendor: str
    conversations: int
    messages: dict[str, int]
    first: datetime | None
    last: datetime | None
    models: dict[str, int]
    sha256: str
    """Of what was read, whatever the packing or the order."""


class Emoji(msgspec.Struct, frozen=True, kw_only=True):
    """One grapheme and how often the voice used it."""

    text: str
    count: int


class Trait(msgspec.Struct, frozen=True, kw_only=True):
    """A place on one axis of character, 0 to 1."""

    id: str
    axis: str
    statement: str
    strength: float
    count: int
    share: float
    evidence: tuple[Evidence, ...] = ()


class Phrase(msgspec.Struct, frozen=True, kw_only=True):
    """Words that this voice says and others do not."""

    text: str
    kind: PhraseKind
    count: int
    score: float
    evidence: tuple[Evidence, ...] = ()


class Reaction(msgspec.Struct, frozen=True, kw_only=True):
    """What the voice does when the person brings a situation."""

    situation: str
    statement: str
    count: int
    evidence: tuple[Evidence, ...] = ()


class Ritual(msgspec.Struct, frozen=True, kw_only=True):
    """Something the two do again and again."""

    statement: str
    count: int
    kind: RitualKind | None = None
    """When: at the beginning, at the end, at good night ... or all the time."""
    said: tuple[str, ...] = ()
    """What the voice says then, word for word."""
    evidence: tuple[Evidence, ...] = ()


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """One real exchange, as a specimen of the tone."""

    situation: str
    user: str
    assistant: str
    conversation: str | None = None
    message: str | None = None


class Opener(msgspec.Struct, frozen=True, kw_only=True):
    """How the voice likes to begin: a first word or two, with the mark after it."""

    text: str
    count: int


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence of the voice, word for word, that sounds like nobody else."""

    text: str
    conversation: str | None = None
    message: str | None = None


class Speaker(msgspec.Struct, frozen=True, kw_only=True):
    """One of the models that spoke, in numbers, whether its voice is kept or not."""

    model: str | None
    replies: int
    first: datetime | None
    last: datetime | None
    style: dict[str, float] = {}
    """The same numbers as the persona's, from a sample."""


class Drift(msgspec.Struct, frozen=True, kw_only=True):
    """How the voice that is kept changed over time, under one and the same name."""

    statement: str
    since: datetime
    """Where the later half begins."""
    numbers: dict[str, tuple[float, float]]
    """What changed most: each number before and after."""


class Persona(msgspec.Struct, frozen=True, kw_only=True):
    """How the voice sounds."""

    name: str | None = None
    names_for_user: tuple[str, ...] = ()
    languages: dict[str, float] = {}
    """Share of the voice's replies by language, commonest first."""
    model: str | None = None
    style: dict[str, float] = {}
    """Averages over replies, one a number, as `migrate40.voice.numbers` defines them;
    of a huge history, over a sample."""
    spread: dict[str, float] = {}
    """The standard deviation of each number of `style` among the replies."""
    measured: int = 0
    """How many replies the numbers, words and counts of phrases are drawn from."""
    words: dict[str, float] = {}
    """How often each of the commonest words, characters and marks comes, per thousand
    of all; those that do not come are left out."""
    emojis: tuple[Emoji, ...] = ()
    traits: tuple[Trait, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    rituals: tuple[Ritual, ...] = ()
    examples: tuple[Example, ...] = ()
    openers: tuple[Opener, ...] = ()
    """The commonest first words, commonest first."""
    lines: tuple[Line, ...] = ()
    """Sentences that carry most of what is the voice's own, best first."""
    speakers: tuple[Speaker, ...] = ()
    """Every model of the history, the one with the most replies first."""
    drift: Drift | None = None


class Memory(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One line that the new friend should know."""

    id: str
    text: str
    category: Category
    language: str
    origin: Origin
    confidence: float
    importance: float
    said_at: datetime | None = None
    happened_at: str | None = None
    """A day, a month or a year (`2025-03-01`, `2025-03`, `2025`)."""
    status: Status = "current"
    supersedes: tuple[str, ...] = ()
    sensitivity: Sensitivity | None = None
    evidence: tuple[Evidence, ...] = ()
    """At most three, the best first."""


class Remark(msgspec.Struct, frozen=True, kw_only=True):
    """A notice as it stands in a profile."""

    kind: str
    where: str
    why: str


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is carried over, best memories first."""

    schema: Literal["migrate40/profile"] = "migrate40/profile"
    schema_version: int = SCHEMA_VERSION
    sources: tuple[Source, ...] = ()
    persona: Persona = Persona()
    memories: tuple[Memory, ...] = ()
    notices: tuple[Remark, ...] = ()

    def to_json(self) -> bytes:
        """Return the document as indented UTF-8 JSON with a final newline."""
        return b"".join(self.pieces())

    def pieces(self) -> Iterator[bytes]:
        """Yield the same piece by piece: whoever writes it need not hold all of it."""
        lead = b"{"
        for name in self.__struct_fields__:
            yield b'%b\n  "%b": ' % (lead, name.encode())
            value = getattr(self, name)
            if isinstance(value, tuple) and value:
                yield from _listed(value)
            else:
                yield _indented(value)
            lead = b","
        yield b"\n}\n"

    @classmethod
    def from_json(cls, data: bytes) -> Self:
        """Read a document; raises `InvalidProfile`, or `NewerProfile`."""
        data = data.removeprefix(b"\xef\xbb\xbf")
        try:
            _check_version(msgspec.json.decode(data, type=_Version))
            return msgspec.json.decode(data, type=cls)
        except msgspec.ValidationError as error:
            raise InvalidProfile(f"not a profile: {error}") from None
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            raise InvalidProfile("not a profile: it is no JSON document") from None


def _listed(values: tuple[Any, ...]) -> Iterator[bytes]:
    lead = b"["
    for start in range(0, len(values), AT_ONCE):
        some = _indented(values[start : start + AT_ONCE])
        yield lead + some.removeprefix(b"[").removesuffix(b"\n  ]")
        lead = b","
    yield b"\n  ]"


def _indented(value: Any) -> bytes:
    """Return the JSON of a part of the document; no text in it holds a newline."""
    whole = msgspec.json.format(msgspec.json.encode(value), indent=2)
    return whole.replace(b"\n", b"\n  ")


class _Version(msgspec.Struct):
    schema: str
    schema_version: int


def _check_version(found: _Version) -> None:
    if found.schema != SCHEMA:
        raise InvalidProfile(f"not a profile: its schema is not {SCHEMA}")
    if found.schema_version > SCHEMA_VERSION:
        raise NewerProfile(
            f"the profile has schema version {found.schema_version}, this program "
            f"knows {SCHEMA_VERSION}: upgrade migrate40"
        )
