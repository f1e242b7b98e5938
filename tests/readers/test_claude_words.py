"""What was said in one message of Claude's export."""

import json
from typing import Any

import msgspec
import pytest

from migrate40.model.conversation import Role
from migrate40.readers.claude_shape import Turn
from migrate40.readers.claude_words import Speech, plainly, said

UNSUPPORTED = "This block is not supported on your current device yet."
ARTIFACTS = (
    "Viewing artifacts created via the Analysis Tool web feature preview isn’t yet "
    "supported on mobile."
)


def speech(role: Role = "assistant", **fields: Any) -> Speech:
    """Return what was said in a message with these fields."""
    turn = msgspec.convert(fields, Turn)
    return said(turn, role, lambda: fields.get("text"))


def words(text: str, role: Role = "assistant") -> str:
    """Return what is left of the flat text of a message without blocks."""
    return speech(role, text=text).text


def blocks(*kinds: str, **fields: Any) -> list[dict[str, Any]]:
    """Return blocks of these kinds, as the export writes them."""
    return [{"type": kind, "text": None, "flags": None, **fields} for kind in kinds]


def test_blocks_come_before_the_flat_text() -> None:
    """The flat text repeats what the blocks hold, and more than was said."""
    content = [{"type": "text", "text": "Rye it is."}]

    assert "Rye it is." == speech(text="Let me see. Rye it is.", content=content).text


def test_several_blocks_are_paragraphs() -> None:
    """Between them stood a tool, or a thought."""
    content = [
        {"type": "text", "text": "I look it up. \n"},
        {"type": "tool_use", "name": "web_search", "input": {"query": "rye"}},
        {"type": "text", "text": None},
        {"type": "text", "text": "  "},
        {"type": "text", "text": "\nFound it."},
    ]

    assert "I look it up.\n\nFound it." == speech(content=content).text


@pytest.mark.parametrize(
    "content",
    [
        None,
        [],
        "",
        "[]",
        [{"type": "text", "text": ""}],
        [{"type": "text", "text": None}],
        [{"type": "text"}],
        [{"type": "image", "file_uuid": "f-1"}],
        [{"type": "document", "title": "Lease"}],
    ],
)
def test_without_words_in_blocks_the_flat_text_counts(content: object) -> None:
    """Exports of 2024 have no blocks; later ones may have empty ones."""
    assert "Good morning!" == speech("user", text="Good morning!", content=content).text


def test_there_may_be_nothing_at_all() -> None:
    """Neither text nor content: nothing was said."""
    assert Speech() == speech()


def test_content_may_be_plain_words() -> None:
    """Other programs write the words where Claude writes blocks."""
    assert "[sic] What is this?" == speech("user", content="[sic] What is this?").text
    assert "[1, 2]" == speech("user", content="[1, 2]").text
    assert '{"a": 1}' == speech("user", content='{"a": 1}').text


def test_content_may_be_encoded_twice() -> None:
    """A string that holds the blocks as JSON is read as the blocks."""
    content = [
        {"type": "thinking", "thinking": "Hm."},
        {"type": "text", "text": "Dear 🌙"},
    ]

    assert "Dear 🌙" == speech(content=json.dumps(content)).text
    assert "Dear 🌙" == speech(content=json.dumps(content[1])).text
    assert "" == speech(text="Hm.", content=json.dumps(content[:1])).text


def test_content_may_be_one_block_or_bare_strings() -> None:
    """Whatever holds words is taken for text."""
    assert "One" == speech(content={"type": "text", "text": "One"}).text
    assert "One\n\nTwo" == speech(content=["One", {"text": "Two"}]).text


@pytest.mark.parametrize(
    "kind",
    [
        "thinking",
        "redacted_thinking",
        "tool_use",
        "tool_result",
        "server_tool_use",
        "web_search_tool_result",
        "token_budget",
        "flag",
        "summaries",
        "injected_prompt_block",
        "document",
        "image",
    ],
)
def test_machinery_is_neither_speech_nor_unknown(kind: str) -> None:
    """Thoughts, tools and hidden prompts are known, and left out."""
    block = {
        "type": kind,
        "text": "hidden",
        "thinking": "hidden",
        "thinking_hidden": True,
        "summaries": [{"summary": "hidden"}],
        "prompt": "hidden",
        "input": {"command": "create", "content": "hidden"},
        "content": [{"type": "text", "text": "hidden"}],
    }

    found = speech(content=[block, {"type": "text", "text": "Shown"}])

    assert Speech(text="Shown") == found


def test_a_tool_result_may_be_a_plain_string() -> None:
    """It is dropped all the same."""
    content = [{"type": "tool_result", "content": "42 results"}]

    assert Speech() == speech(content=content, text="42 results")


@pytest.mark.parametrize(
    "kind", ["thinking", "tool_use", "tool_result", "injected_prompt_block"]
)
def test_beside_hidden_blocks_the_flat_text_is_not_trusted(kind: str) -> None:
    """It repeats thoughts and prompts, and nothing tells where they end."""
    assert "" == speech(content=blocks(kind), text="I should be kind.").text


def test_unknown_kinds_are_named() -> None:
    """Their words are no speech; a name that is none is not repeated."""
    content = [*blocks("hologram", "what did he say?", text="secret"), {"title": "x"}]

    found = speech(content=content)

    assert ("hologram", "without a name", "without a name") == found.unknown
    assert "" == found.text


def test_a_voice_note_is_speech() -> None:
    """It was spoken, and the text is a transcript."""
    content = [{"type": "voice_note", "title": "Note", "text": "I got the job!"}]

    assert Speech(text="I got the job!", voice=True) == speech("user", content=content)
    assert not speech("user", content=[{"type": "voice_note", "text": ""}]).voice


@pytest.mark.parametrize("placeholder", [UNSUPPORTED, ARTIFACTS])
def test_placeholders_are_removed(placeholder: str) -> None:
    """With a fence or without, at the end of a line or on lines of their own."""
    assert "" == words(placeholder)
    assert "" == words(f"```\n{placeholder}\n```")
    assert "Before.\n\nAfter." == words(f"Before.\n```\n{placeholder}\n```\n\nAfter.")
    assert "Before.\n\nAfter." == words(f"Before. ```\n{placeholder}\n```\n\nAfter.")
    assert "A\n\nB" == words(f"A\n\n{placeholder}\n\n```\n{placeholder}\n```\nB")
    assert "Hi" == words(f"Hi\n```\n{placeholder}\n```", "user")


def test_a_placeholder_within_a_sentence_is_speech() -> None:
    """Somebody talks about it."""
    sentence = f'It says "{UNSUPPORTED}", why?'

    assert sentence == words(sentence)


def test_placeholders_in_blocks() -> None:
    """Claude's blocks may have them too; a person who pastes one means it."""
    content = [{"type": "text", "text": f"Done.\n\n```\n{UNSUPPORTED}\n```"}]

    assert "Done." == speech(content=content).text
    assert content[0]["text"] == speech("user", content=content).text


def test_thoughts_of_2024_are_removed() -> None:
    """They stood inline, in tags of their own."""
    text = "<antThinking>A list is fine.\nInline.</antThinking>\n\nHere is the list."

    assert "Here is the list." == words(text)
    assert "One\n\nTwo" == words("One <antThinking>x</antThinking> Two")
    assert "One" == words("One\n\n<antThinking>and then it broke off")
    assert "One" == words("One</antThinking>")


def test_artifacts_of_2024_are_no_speech() -> None:
    """Authored text between tags, with any attributes; what is around it stays."""
    artifact = (
        '<antArtifact identifier="oven" type="text/html" title="Oven > 200">\n'
        "<h1>Oven</h1>\n```\ncode\n```\n</antArtifact>"
    )

    text = f"Here you are:\n\n{artifact}\n\nEnjoy!\n{artifact}"

    assert "Here you are:\n\nEnjoy!" == words(text)
    assert "Cut:" == words('Cut:\n<antArtifact identifier="x">\nand no end')
    assert "A\n\nB" == words('A <antArtifact identifier="x" /> B')


def test_talk_about_tags_is_speech() -> None:
    """In inline code the names of tags are words."""
    text = "The `<antArtifact>` tag opens, `</antArtifact>` closes it."

    assert text == words(text)


@pytest.mark.parametrize("tag", ["thinking", "think"])
def test_thinking_tags_are_removed(tag: str) -> None:
    """As a paragraph of its own a thought is none of the reply."""
    assert "Yes." == words(f"<{tag}>Is it?\n\nIt is.</{tag}>\n\nYes.")
    assert "A\n\nB" == words(f"A\n\n<{tag}>x</{tag}>\nB")
    example = f"Write:\n```xml\n<{tag}>steps</{tag}>\n```"
    assert example == words(example)
    unclosed = f"<{tag}>a</{tag}> Yes.\n\n<{tag}> is a tag."
    assert f"Yes.\n\n<{tag}> is a tag." == words(unclosed)


def test_a_person_s_own_tags_stay() -> None:
    """Only Claude's replies were written by a program that adds them."""
    text = "<thinking>Is this private?</thinking>\n\n<antThinking>?</antThinking>"

    content = [{"type": "text", "text": text}]
    assert text == speech("user", content=content).text


def test_cleaning_takes_linear_time() -> None:
    """Tags without an end, in masses, are no way to stop the reading."""
    text = "</thinking></think>" + "\n\n<thinking><think>\n<antThinking " * 40_000

    assert words(text).startswith("</thinking></think>")


def test_white_space_that_is_style_stays() -> None:
    """Chinese paragraphs begin with two wide spaces."""
    assert "\u3000\u3000早安。" == words("\n\u3000\u3000早安。 \n")


def test_control_characters_go_and_joiners_stay() -> None:
    """The door mends text and changes nothing else."""
    assert "a👩‍🍳b" == words("a\x00👩‍🍳\x1bb")


def paste(name: str | None, kind: str | None, text: str | None) -> dict[str, Any]:
    """Return an attachment."""
    return {"file_name": name, "file_type": kind, "extracted_content": text}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("paste.txt", "txt"),
        ("paste.txt", "text/plain"),
        ("Paste-2.txt", None),
        ("paste (1).txt", ""),
        ("pasted-text.txt", "text/plain"),
        ("Pasted", None),
        ("pasted_1", ""),
        ("", "txt"),
        (None, "text/plain"),
        (None, None),
        ("notes.txt", "txt"),
    ],
)
def test_a_long_paste_is_the_person_s_word(name: str, kind: str) -> None:
    """It follows what was typed, and where it begins is known."""
    found = speech("user", text="Look:", attachments=[paste(name, kind, "Dear you")])

    assert Speech(text="Look:\n\nDear you", pasted_from=7) == found


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("lease.pdf", "pdf"),
        ("paste.pdf", "application/pdf"),
        ("pastel.txt", "text/plain"),
        ("notes.md", "text/markdown"),
        ("", "csv"),
    ],
)
def test_an_upload_is_no_speech(name: str, kind: str) -> None:
    """Other people's papers are not the person's words."""
    found = speech("user", text="Read it", attachments=[paste(name, kind, "§ 1")])

    assert Speech(text="Read it") == found


def test_an_empty_message_with_a_paste() -> None:
    """The commonest paste has nothing typed above it."""
    pastes = [paste("", "txt", " One\x00 "), paste("paste.txt", "txt", "Two")]

    found = speech("user", text="", content=[], attachments=pastes)

    assert Speech(text="One\n\nTwo", pasted_from=0) == found


def test_pastes_are_measured_in_code_points() -> None:
    """An emoji is one, whatever its bytes."""
    found = speech("user", text="😀", attachments=[paste("", "txt", "x")])

    assert 3 == found.pasted_from
    assert "x" == found.text[3:]


@pytest.mark.parametrize("text", ["", None, " \n"])
def test_an_empty_paste_is_none(text: str | None) -> None:
    """Nothing was attached that says anything."""
    found = speech("user", text="Hi", attachments=[paste("", "txt", text)])

    assert Speech(text="Hi") == found


def test_claude_does_not_paste() -> None:
    """Whatever hangs on a reply was not said."""
    found = speech(text="Hi", attachments=[paste("paste.txt", "txt", "x")])

    assert Speech(text="Hi") == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rye it is.", "Rye it is."),
        ("<thinking>Rye?</thinking>\n\nRye it is.", "Rye it is."),
        ("<antThinking>Rye?</antThinking>Rye it is.", "Rye it is."),
        (f"Rye it is.\n```\n{UNSUPPORTED}\n```", "Rye it is."),
        (f"Rye it is.\n\n{UNSUPPORTED}", "Rye it is."),
        (f"{ARTIFACTS}\n\nRye it is.", "Rye it is."),
        (ARTIFACTS, ""),
        ("2 < 3", "2 < 3"),
    ],
)
def test_a_single_block_in_one_look(text: str, expected: str) -> None:
    """Nearly all messages are that; what a machine put in is found in them as well."""
    turn = msgspec.convert({"content": [{"type": "text", "text": text}]}, Turn)
    quick = plainly(turn, "assistant")

    assert expected == (quick or said(turn, "assistant", lambda: text).text)
    assert (quick is not None) == (text in ("Rye it is.", "2 < 3"))


def test_what_a_person_types_is_left_alone() -> None:
    """Only a reply has thoughts and artifacts in it."""
    turn = msgspec.convert({"content": [{"type": "text", "text": " <b> "}]}, Turn)

    assert "<b>" == plainly(turn, "user") == plainly(turn, "assistant")
    assert plainly(turn, None) is None
