"""The sample people: their exports are what the scripts say, in each vendor's form."""

import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

Record = dict[str, Any]

ENOUGH = 60
OFTEN = 7
ARCHIVES = ["theo.zip", "niannian.zip", "ines/conversations-000.zip"]
HABITS = [
    ("theo", "hat have we broken?"),
    ("theo", "uarter turn"),
    ("theo", "I'd ride that"),
    ("theo", "ot buying, just looking"),
    ("theo", "ind the kerb"),
    ("theo", "the forecast for sea area"),
    ("theo", "chief"),
    ("niannian", "灯亮啦～念念回来啦"),
    ("niannian", "先喝口温水"),
    ("niannian", "一格一格来"),
    ("niannian", "记在灯罩上了"),
    ("niannian", "灯给你留着呢"),
    ("ines", "Come in — mind the music stand"),
    ("ines", "irst, the limp"),
    ("ines", "That one stays"),
    ("ines", "low bow"),
    ("ines", "I'll keep the page"),
]


def members(path: Path) -> dict[str, bytes]:
    """Return what is in an archive."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def conversations(path: Path) -> list[Record]:
    """Return the conversations of an archive."""
    return [
        chat
        for name, data in members(path).items()
        if name.startswith("conversations") and name.endswith(".json")
        for chat in json.loads(data)
    ]


def shown(chat: Record) -> list[Record]:
    """Return the messages on the branch that was shown last, oldest first."""
    messages: list[Record] = []
    place = chat["current_node"]
    while place:
        node = chat["mapping"][place]
        messages += [node["message"]] if node["message"] else []
        place = node["parent"]
    return messages[::-1]


def kinds(chats: list[Record]) -> set[str]:
    """Return the content types of all the messages."""
    return {message["content"]["content_type"] for message in all_messages(chats)}


def all_messages(chats: list[Record]) -> Iterator[Record]:
    """Yield the messages of all branches."""
    for chat in chats:
        yield from (n["message"] for n in chat["mapping"].values() if n["message"])


def spoken(script: Path) -> list[str]:
    """Return what the assistant says in a script, a text for each conversation."""
    chats: list[str] = []
    speaking = False
    for line in script.read_text(encoding="utf-8").split("\n"):
        if line.startswith("## "):
            chats.append("")
        if not line.startswith("  ") and line:
            speaking = line.startswith("ai: ")
        if speaking:
            chats[-1] += f"{line}\n"
    return chats


def build(samples: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the program that makes the exports."""
    command = [sys.executable, str(samples / "build.py"), *options]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(samples: Path, tmp_path: Path) -> Path:
    """Return a copy of the samples that a test may spoil."""
    ignored = shutil.ignore_patterns("__pycache__")
    return Path(shutil.copytree(samples, tmp_path / "samples", ignore=ignored))


@pytest.mark.slow
def test_committed_exports_are_what_the_scripts_say(samples: Path) -> None:
    """Nobody changes a script and forgets the export, or the other way round."""
    done = build(samples, "--check")

    assert ("", "", 0) == (done.stdout, done.stderr, done.returncode)


@pytest.mark.slow
def test_a_changed_script_is_told_and_built(copy: Path) -> None:
    """The check names the export that is behind, and building brings it up."""
    script = copy / "scripts" / "theo.txt"
    text = script.read_text(encoding="utf-8")
    script.write_text(text.replace("soup", "stew"), encoding="utf-8", newline="\n")
    before = build(copy, "--check")
    build(copy)

    assert (1, "not as its script says: samples/theo.zip\n") == (
        before.returncode,
        before.stdout,
    )
    assert 0 == build(copy, "--check").returncode


@pytest.mark.slow
def test_building_twice_gives_the_same_bytes(copy: Path) -> None:
    """No clock, place or order gets into an export."""
    paths = [*copy.glob("*.zip"), *copy.glob("ines/*")]
    results = []
    for _ in range(2):
        assert 0 == build(copy).returncode
        results.append([path.read_bytes() for path in paths])

    assert results[0] == results[1]


@pytest.mark.slow
def test_an_export_that_no_script_makes_is_removed(copy: Path) -> None:
    """A manifest of yesterday's name does not lie beside today's."""
    stale = copy / "ines" / "manifest-old.json"
    stale.write_bytes(b"{}")
    told = build(copy, "--check").stdout
    build(copy)

    assert "not as its script says: samples/ines/manifest-old.json\n" == told
    assert not stale.exists()


@pytest.mark.slow
def test_a_line_that_nobody_can_perform_is_told(copy: Path) -> None:
    """A slip in a script stops the building instead of getting lost."""
    with (copy / "scripts" / "ines.txt").open("a", encoding="utf-8") as script:
        script.write("\nmi: a slip\n")
    done = build(copy)

    assert 0 != done.returncode
    assert "no kind of line: mi" in done.stderr


@pytest.mark.parametrize("name", ["theo", "niannian", "ines"])
def test_people_say_enough(samples: Path, name: str) -> None:
    """There is enough of each person to distil something from."""
    script = (samples / "scripts" / f"{name}.txt").read_text(encoding="utf-8")

    assert ENOUGH <= script.count("\nme: ")


@pytest.mark.parametrize(("name", "habit"), HABITS)
def test_habits_recur(samples: Path, name: str, habit: str) -> None:
    """What an assistant is known by, it says in many conversations."""
    chats = spoken(samples / "scripts" / f"{name}.txt")

    assert OFTEN <= sum(habit in chat for chat in chats)


def test_contact_stands_in_one_file_only(samples: Path) -> None:
    """Of addresses and numbers nothing can come out, unless that one file is read."""
    files: dict[str, bytes] = {}
    for path in samples.rglob("*.zip"):
        files |= {f"{path.name}/{k}": v for k, v in members(path).items()}
    holders = [
        name
        for name, data in sorted(files.items())
        if b"@example.org" in data or b"+1-555-" in data
    ]

    assert [
        "light_metadata-000.zip/users.json",
        "niannian.zip/user.json",
        "theo.zip/user.json",
    ] == holders


@pytest.mark.parametrize("name", ARCHIVES)
def test_archives_know_no_place_and_time(samples: Path, name: str) -> None:
    """The header of each member is the same wherever it was written."""
    with zipfile.ZipFile(samples / name) as archive:
        headers = {
            (info.date_time, info.create_system, info.external_attr)
            for info in archive.infolist()
        }

    assert {((1980, 1, 1, 0, 0, 0), 3, 0o644 << 16)} == headers


def test_theo_has_every_kind_of_content(samples: Path) -> None:
    """The older form of ChatGPT's export comes with all its machinery."""
    chats = conversations(samples / "theo.zip")
    recipients = {message["recipient"] for message in all_messages(chats)}

    assert {
        "code",
        "execution_output",
        "model_editable_context",
        "multimodal_text",
        "reasoning_recap",
        "sonic_webpage",
        "text",
        "thoughts",
        "user_editable_context",
    } == kinds(chats)
    assert {"all", "assistant", "bio", "python", "web"} == recipients


def test_theo_has_whole_trees(samples: Path) -> None:
    """Parents and children agree, and each branch begins at the same root."""
    for chat in conversations(samples / "theo.zip"):
        mapping = chat["mapping"]
        down = {(p, c) for p, node in mapping.items() for c in node["children"]}
        up = {(node["parent"], c) for c, node in mapping.items() if node["parent"]}

        assert up == down
        assert "client-created-root" == next(iter(mapping))
        assert len(up) == len(mapping) - 1


def test_thrown_away_words_are_off_the_branch(samples: Path) -> None:
    """The pep talk that Theo forbade is in the export, but not in what was shown."""
    chats = conversations(samples / "theo.zip")
    last = [message for chat in chats for message in shown(chat)]

    assert "Theo, you've got this!" in json.dumps(list(all_messages(chats)))
    assert "Theo, you've got this!" not in json.dumps(last)


def test_theos_memory_grows(samples: Path) -> None:
    """A conversation carries what was remembered before it, and later ones nothing."""
    sizes = [
        message["content"]["model_set_context"].count(". [")
        for chat in conversations(samples / "theo.zip")[::-1]
        for message in shown(chat)
        if message["content"]["content_type"] == "model_editable_context"
    ]

    assert [0, 2, 3, 4, 5, 6, 6, 6, 6, 0, 0, 0, 0, 0, 0, 0] == sizes


def test_theos_facts_are_written_once(samples: Path) -> None:
    """What the snapshot lists, the assistant wrote down on that day."""
    chats = conversations(samples / "theo.zip")
    listed = shown(chats[7])[2]["content"]["model_set_context"]
    writes = [
        message["content"]["parts"][0]
        for message in all_messages(chats)
        if message["recipient"] == "bio"
    ]

    assert 6 == sum(write in listed for write in writes)
    assert ["Forget that the user lives in Bedminster, Bristol."] == [
        write for write in writes if write.startswith("Forget")
    ]


def test_theos_instructions_come_with_a_clean_copy(samples: Path) -> None:
    """Since he wrote them, each conversation begins with what he typed, wrapped."""
    given = [
        message
        for chat in conversations(samples / "theo.zip")
        for message in shown(chat)
        if message["content"]["content_type"] == "user_editable_context"
    ]
    typed = given[0]["metadata"]["user_context_message_data"]

    assert 12 == len(given)
    assert typed["about_user_message"].startswith("Preferred name: Theo\nRole: ")
    assert (
        f"```{typed['about_model_message']}```"
        in (given[0]["content"]["user_instructions"])
    )


def test_theos_voice_chat_is_a_transcript(samples: Path) -> None:
    """Spoken words are in transcriptions only, as of both sides."""
    (chat,) = [
        chat
        for chat in conversations(samples / "theo.zip")
        if chat["title"] == "The pier"
    ]
    parts = [
        part
        for message in shown(chat)
        if message["content"]["content_type"] == "multimodal_text"
        for part in message["content"]["parts"]
    ]

    assert {"audio_transcription"} == {part["content_type"] for part in parts}
    assert {"in", "out"} == {part["direction"] for part in parts}


def test_theos_viewer_has_the_same_conversations(samples: Path) -> None:
    """Who has only the page has everything."""
    page = members(samples / "theo.zip")["chat.html"].decode()
    data = page.partition("var jsonData = ")[2].partition(";\nvar assetsJson")[0]

    assert conversations(samples / "theo.zip") == json.loads(data)


@pytest.mark.parametrize(
    ("archive", "expected"), [("theo.zip", 1), ("niannian.zip", 1)]
)
def test_one_conversation_is_not_to_be_remembered(
    samples: Path, archive: str, expected: int
) -> None:
    """Each ChatGPT person kept one conversation out of memory."""
    chats = conversations(samples / archive)

    assert expected == sum(chat["is_do_not_remember"] for chat in chats)


def test_niannian_has_bare_nodes(samples: Path) -> None:
    """The form of 2026 has words and parents, and nothing around them."""
    chats = conversations(samples / "niannian.zip")
    nodes = {tuple(node) for chat in chats for node in chat["mapping"].values()}
    messages = {tuple(message) for message in all_messages(chats)}
    roles = {message["author"]["role"] for message in all_messages(chats)}

    assert {("id", "message", "parent")} == nodes
    assert {("id", "author", "create_time", "content")} == messages
    assert {"assistant", "user"} == roles
    assert {"multimodal_text", "text", "user_editable_context"} == kinds(chats)


def test_niannians_manifest_lists_what_there_is(samples: Path) -> None:
    """The manifest gives each member's size, and the order of the shards."""
    found = members(samples / "niannian.zip")
    manifest = json.loads(found.pop("export_manifest.json"))
    sizes = {one["path"]: one["size_bytes"] for one in manifest["export_files"]}

    assert {name: len(data) for name, data in found.items()} == sizes
    assert {
        "files": [f"conversations-{part:03}.json" for part in range(4)],
        "sharded": True,
    } == manifest["logical_files"]["conversations.json"]


def test_conversations_come_newest_first(samples: Path) -> None:
    """The order is the one in which vendors deliver."""
    chats = conversations(samples / "niannian.zip")
    times = [chat["create_time"] for chat in chats]

    assert 16 == len(chats)
    assert all(later > earlier for later, earlier in pairwise(times))


def test_ines_has_every_kind_of_block(samples: Path) -> None:
    """Claude's export comes with all that is no speech, and placeholders for it."""
    chats = conversations(samples / "ines/conversations-000.zip")
    messages = [message for chat in chats for message in chat["chat_messages"]]
    files = [each["file_name"] for message in messages for each in message["files"]]

    assert {
        "injected_prompt_block",
        "text",
        "thinking",
        "token_budget",
        "tool_result",
        "tool_use",
        "voice_note",
    } == {block["type"] for message in messages for block in message["content"]}
    assert any("This block is not supported" in m["text"] for m in messages)
    assert ["contract.pdf", "paste.txt"] == sorted(files)


def test_ines_has_branches_that_end_in_the_newest_leaf(samples: Path) -> None:
    """Claude names no current message: what was shown is what was said last."""
    forks = 0
    for chat in conversations(samples / "ines/conversations-000.zip"):
        messages = chat["chat_messages"]
        parents = [message["parent_message_uuid"] for message in messages]
        forks += len(parents) - len(set(parents))
        times = [message["created_at"] for message in messages]

        assert "00000000-0000-4000-8000-000000000000" == parents[0]
        assert {*parents[1:]} <= {parents[0], *(m["uuid"] for m in messages)}
        assert sorted(times) == times

    assert 0 < forks


def test_ines_has_memories_of_her_projects(samples: Path) -> None:
    """What Claude noted within a project names the project that is there."""
    projects = {Path(name).stem for name in members(samples / "ines/projects-000.zip")}
    (data,) = members(samples / "ines/memories-000.zip").values()
    memories = json.loads(data)

    assert 2 == len(projects)
    assert {*memories["project_memories"]} <= projects
    assert ["/profile.md", "/people/pai.md", "/areas/music.md"] == [
        file["path"] for file in memories["memory_files"]
    ]
    assert memories["conversations_memory"].startswith("**Work context**\n\n")


def test_ines_manifest_lists_the_archives(samples: Path) -> None:
    """Who has the manifest alone can see what to download."""
    (path,) = (samples / "ines").glob("manifest-*.json")
    manifest = json.loads(path.read_text(encoding="utf-8"))
    names = {one["filename"] for one in manifest["data_files"]}

    assert {each.name for each in (samples / "ines").glob("*.zip")} == names
    assert all(
        one["export_url"].startswith("https://example.org/")
        for one in manifest["data_files"]
    )
