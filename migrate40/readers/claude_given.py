"""What Claude knew about the person: memories and projects, each fact by itself."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from migrate40.errors import CannotRead, TooMuch
from migrate40.model.conversation import Given, What, given_id
from migrate40.notices import Kind, Notice, Report
from migrate40.readers.charset import Utf8
from migrate40.readers.claude_entries import entries
from migrate40.readers.claude_shape import BLANKS, VENDOR, Known, MemoryFile
from migrate40.readers.decode import decode, mend, moment
from migrate40.readers.reader import Member

_TITLE = re.compile(r"^#[ \t]+(\S.*)$", re.MULTILINE)


def account_givens(members: Iterable[Member], report: Report) -> Iterator[Given]:
    """Yield what the members say, in the order of the members.

    Memories were an array of one before August 2026 and are an object since; projects
    were one array before May 2026 and are a file each since.
    """
    for member in members:
        try:
            known, repaired = _known(member)
        except TooMuch:
            raise
        except CannotRead as error:
            _tell(report, "skipped_file", member, str(error))
            continue
        except ValueError:
            _tell(report, "skipped_file", member, "it is no JSON: download it again")
            continue
        if repaired:
            _tell(report, "repaired", member, "values of an unusual form were mended")
        for one in known:
            yield from _givens(one, report)


def _tell(report: Report, kind: Kind, member: Member, why: str) -> None:
    where = member.name
    if member.name != member.export:
        where = f"{member.export}/{member.name}"
    report(Notice(kind=kind, where=where, why=why))


def _known(member: Member) -> tuple[Sequence[Known | None], bool]:
    with member.open() as stream:
        text = Utf8(stream)
        raw = b"".join(iter(text.read, b""))
    if raw.lstrip()[:1] == b"[":
        return decode(raw, list[Known | None])
    one, repaired = decode(raw, Known)
    return [one], repaired


def _givens(known: Known | None, report: Report) -> Iterator[Given]:
    if known is None:
        return
    yield from _memories(known)
    if not known.is_starter_project:
        yield from _project(known, report)
    for inner in (*(known.memories or ()), *(known.projects or ())):
        yield from _givens(inner, report)


def _memories(known: Known) -> Iterator[Given]:
    time = moment(known.updated_at)
    for text in entries(known.conversations_memory or ""):
        yield _given("account_memory", text, time)
    for project, prose in (known.project_memories or {}).items():
        for text in entries(prose or ""):
            yield _given("project_memory", text, time, project)
    for file in known.memory_files or ():
        subject = _subject(file)
        for text in entries(file.content or ""):
            about = "" if subject.lower() in text.lower() else f"{subject}: "
            yield _given("account_memory", about + text, moment(file.updated_at))


def _subject(file: MemoryFile) -> str:
    """Return whom or what a note is about, as its title or its path says.

    `/profile.md` is about the person; in `/people/ana.md` "lives in Bern" is not.
    """
    folder, _, name = mend(file.path or "").strip().strip("/").rpartition("/")
    if not folder:
        return ""
    title = _TITLE.search(mend(file.content or ""))
    stem = name.rpartition(".")[0] or name
    return _line(title[1] if title else re.sub("[-_]+", " ", stem))


def _project(known: Known, report: Report) -> Iterator[Given]:
    """Yield a project's instructions and description; without either, its name."""
    if known.uuid is None:
        return
    time = moment(known.updated_at) or moment(known.created_at)
    name = _line(known.name)
    instruction = mend(known.prompt_template or "").strip(BLANKS)
    description = mend(known.description or "").strip(BLANKS)
    if instruction:
        yield _given("project_instruction", instruction, time, known.uuid, name)
    if description or not instruction:
        text = description or name
        if text:
            yield _given("project_memory", text, time, known.uuid, name)
    if known.docs:
        why = f"documents of a project stay behind: {len(known.docs)}"
        report(Notice(kind="left_out", where=_line(known.uuid), why=why))


def _given(
    what: What,
    text: str,
    time: datetime | None,
    project: str | None = None,
    name: str = "",
) -> Given:
    project = _line(project) or None
    return Given(
        id=given_id(what, text, project),
        what=what,
        text=text,
        vendor=VENDOR,
        time=time,
        project=project,
        labels={"name": name} if name else {},
    )


def _line(text: str | None) -> str:
    return " ".join(mend(text or "").split())
