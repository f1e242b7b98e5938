"""The scripts of the sample people, and the conversations that grow from them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from uuid import UUID

BLOCK = re.compile(
    r"(?P<kind>[a-z]+~?)(?: (?P<name>[^:]+))?:[ \n]?(?P<text>.*)", re.DOTALL
)
HEADER = re.compile(r"@(?P<key>[a-z-]+)[ \n]?(?P<value>.*)", re.DOTALL)
CHAT = re.compile(r"## (?P<begin>[\d-]+ [\d:]+) \| (?P<rest>.+)")
PAUSE = re.compile(r"@\+(?P<number>\d+)(?P<unit>[mhd])")
ZONE = re.compile(r"(?P<sign>[+-])(?P<hours>\d\d):(?P<minutes>\d\d)")
MARKER = re.compile(r"\\u(E20[0-6])")

UNITS = {"m": "minutes", "h": "hours", "d": "days"}
SPEECH = frozenset({"me", "me~", "ai", "ai~"})
KINDS = SPEECH | {
    *("artifact", "bio", "call", "forget", "image", "inject", "paste", "thought"),
    "tool",
}


class ScriptError(ValueError):
    """A script says something that nobody can perform."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing said, thought or done; `name` is a tool's, a file's or a title."""

    id: str
    kind: str
    name: str
    text: str
    time: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A line with its place in the tree, and what came along with it."""

    line: Line
    parent: str | None
    extras: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """One conversation, in the order of its script."""

    id: str
    title: str
    begin: datetime
    model: str
    project: str | None
    voice: bool
    remember: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A sample person: the header of the script by key, then the conversations."""

    name: str
    header: dict[str, tuple[str, ...]]
    chats: tuple[Chat, ...]

    def one(self, key: str) -> str:
        """Return the only value of a key; none is an empty text."""
        return self.header.get(key, ("",))[0]

    def rows(self, key: str) -> list[list[str]]:
        """Return the values of a key, cut at `|` (and at the end of its line)."""
        return [
            [*(cell.strip() for cell in first.split("|")), rest]
            for first, _, rest in (v.partition("\n") for v in self.header.get(key, ()))
        ]


def identity(*parts: str) -> str:
    """Return an id in the form of a UUID: the same parts, the same id."""
    return str(UUID(sha256("/".join(parts).encode()).hexdigest()[:32], version=4))


def hexadecimal(*parts: str) -> str:
    """Return an id of 32 hexadecimal digits."""
    return identity(*parts).replace("-", "")


def number(limit: int, *parts: str) -> int:
    """Return a number from 0 to below the limit: the same parts, the same number."""
    return int(sha256("/".join(parts).encode()).hexdigest(), 16) % limit


def read_script(text: str) -> Person:
    """Return the person of a script."""
    header: dict[str, tuple[str, ...]] = {}
    chats: list[tuple[str, list[str]]] = []
    for block in _blocks(text):
        if block.startswith("## "):
            chats.append((block, []))
        elif chats:
            chats[-1][1].append(block)
        else:
            key, value = _parts(HEADER, block)
            header[key] = (*header.get(key, ()), value)
    bare = Person(name=header["person"][0], header=header, chats=())
    grown = tuple(_chat(bare, head, blocks) for head, blocks in chats)
    return Person(name=bare.name, header=header, chats=grown)


def grow(lines: Iterable[Line], kinds: frozenset[str]) -> list[Node]:
    """Return lines of some kinds as a tree; other lines come along with the next.

    `ai~` and `me~` are siblings of the next `ai` and `me`; an `ai~` right behind a
    `me~` answers it.
    """
    nodes: list[Node] = []
    extras: list[Line] = []
    tip: str | None = None
    edited: str | None = None
    for line in lines:
        if line.kind not in kinds:
            extras.append(line)
            continue
        parent = edited if line.kind == "ai~" and edited else tip
        nodes.append(Node(line=line, parent=parent, extras=tuple(extras)))
        extras.clear()
        edited = line.id if line.kind == "me~" else None
        if not line.kind.endswith("~"):
            tip = line.id
    return nodes


def _blocks(text: str) -> Iterator[str]:
    """Yield each line together with the indented ones below it."""
    block: list[str] = []
    for line in text.split("\n"):
        if line.startswith("  ") or not line.strip():
            block.append(line[2:])
        elif line.startswith("##") or not line.startswith("#"):
            yield from _whole(block)
            block = [line]
    yield from _whole(block)


def _whole(block: list[str]) -> Iterator[str]:
    text = MARKER.sub(lambda m: chr(int(m[1], 16)), "\n".join(block)).rstrip("\n")
    if text:
        yield text


def _parts(pattern: re.Pattern[str], block: str) -> list[str]:
    """Return the named parts of a block, in their order; a missing one is empty."""
    found = pattern.fullmatch(block)
    if found is None:
        raise ScriptError(f"cannot read: {block.splitlines()[0]}")
    return [part or "" for part in found.groups()]


def _chat(person: Person, head: str, blocks: Iterable[str]) -> Chat:
    start, rest = _parts(CHAT, head)
    title, _, flags = (part.strip() for part in rest.partition("|"))
    settings = dict(flag.partition("=")[::2] for flag in flags.split())
    zone = _zone(person.one("tz"))
    begin = datetime.strptime(start, "%Y-%m-%d %H:%M").replace(tzinfo=zone)
    return Chat(
        id=identity(person.name, start),
        title=title,
        begin=begin.astimezone(UTC),
        model=settings.get("model") or person.one("model"),
        project=settings.get("project"),
        voice="voice" in settings,
        remember="dnr" not in settings,
        lines=tuple(_lines((person.name, start), begin.astimezone(UTC), blocks)),
    )


def _lines(
    key: tuple[str, ...], clock: datetime, blocks: Iterable[str]
) -> Iterator[Line]:
    """Yield the lines of a chat; people take 40 to 90 seconds for each."""
    for index, block in enumerate(blocks):
        if block.startswith("@+"):
            amount, unit = _parts(PAUSE, block)
            clock += timedelta(**{UNITS[unit]: int(amount)})
            continue
        kind, name, text = _parts(BLOCK, block)
        if kind not in KINDS:
            raise ScriptError(f"no kind of line: {kind}")
        place = (*key, str(index))
        yield Line(id=identity(*place), kind=kind, name=name, text=text, time=clock)
        wait = 40_000_000 + number(50_000_000, *place)
        clock += timedelta(microseconds=wait)


def _zone(text: str) -> timezone:
    """Return the zone of `+01:00`."""
    sign, hours, minutes = _parts(ZONE, text)
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-offset if sign == "-" else offset)
