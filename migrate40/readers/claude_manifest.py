"""The downloads that a manifest names, compared with those that are here."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from migrate40.errors import CannotRead
from migrate40.notices import Notice, Report
from migrate40.readers.charset import Utf8
from migrate40.readers.claude_shape import DataFile, Manifest
from migrate40.readers.decode import decode, mend
from migrate40.readers.reader import Member

MANIFEST_BYTES = 1 << 24
"""A manifest has some hundred bytes a download."""
ASIDE = frozenset({"design_chats", "feedback", "frames", "light_metadata"})
"""Categories in which there is nothing to carry over."""
UNPACKED = {
    "conversations": re.compile(r"(?:.*/)?conversations[^/]*\.json"),
    "projects": re.compile(r"(?:.*/)?projects/[^/]+\.json"),
    "memories": re.compile(r"(?:.*/)?memories/[^/]+\.json"),
}
"""What the downloads of a category unpack to; one project says nothing of the rest."""

_START = 1 << 16
_COPY = re.compile(r"\s*\(\d+\)(?=(?:\.[a-z0-9]+)?\Z)")
"""What a browser adds to the name of a second download."""
_WORD = re.compile(r"[a-z][a-z0-9_]{0,39}")


def report_missing(members: Sequence[Member], report: Report) -> None:
    """Report every download that is named and not here, once; never its address."""
    named = {
        _file_name(file): _category(file)
        for member in members
        if member.size <= MANIFEST_BYTES
        for file in _manifest(member, report).data_files or ()
    }
    known = {_plain(name) for name in named}
    here = {name for member in members for name in _names(member)}
    loose = [member.name for member in members if known.isdisjoint(_names(member))]
    absent = {name: part for name, part in named.items() if _plain(name) not in here}
    parts = Counter(absent.values())
    for name, category in absent.items():
        if not _is_unpacked(category, parts[category], loose):
            report(_notice(name, category))


def _is_unpacked(category: str, parts: int, loose: Iterable[str]) -> bool:
    """Whether what the parts of a category hold lies here by its own name."""
    inner = UNPACKED.get(category)
    found = sum(bool(inner.fullmatch(name)) for name in loose) if inner else 0
    return found >= (parts if category == "conversations" else 1)


def _names(member: Member) -> list[str]:
    """Return the plain names of what holds a member, its own among them."""
    holders = [re.split(r"[/\\]", member.export)[-1], *member.name.split("/")]
    return [_plain(name) for name in holders]


def _plain(name: str) -> str:
    return _COPY.sub("", name.strip().lower()).removesuffix(".zip")


def _manifest(member: Member, report: Report) -> Manifest:
    """Return what a member names: nothing, unless it is a manifest."""
    try:
        with member.open() as stream:
            text = Utf8(stream)
            raw = text.read()
            if b'"data_files"' not in raw[:_START]:
                return Manifest()
            return decode(raw + b"".join(iter(text.read, b"")), Manifest)[0]
    except CannotRead:
        return Manifest()  # whoever reads what is in it tells that it is damaged
    except ValueError:
        why = "the list of downloads is cut or broken: get it again"
        report(Notice(kind="skipped_file", where=member.export, why=why))
        return Manifest()


def _file_name(file: DataFile) -> str:
    """Return the name of a download; a manifest may have been edited by hand."""
    name = mend(file.filename or "").strip()
    if name and "://" not in name:
        return re.split(r"[/\\?]", name)[-1][:120]
    part = str(file.part) if file.part is not None else "0"
    return f"{_category(file)}-{part[:9]:0>3}.zip"


def _category(file: DataFile) -> str:
    category = (file.category or "").strip().lower()
    return category if _WORD.fullmatch(category) else "data"


def _notice(name: str, category: str) -> Notice:
    if category in ASIDE:
        why = f"{category}: not here, and nothing in it would be carried over"
        return Notice(kind="left_out", where=name, why=why)
    why = (
        f"{category}: the manifest names this download and it is not here; get it with "
        "its link in the manifest, which works once, and give it along"
    )
    return Notice(kind="missing_file", where=name, why=why)
