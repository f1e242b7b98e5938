"""Open WebUI: trees of messages, with thoughts and tool traffic inside the text."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from migrate40.model.conversation import Conversation
from migrate40.notices import Notice
from migrate40.readers import openwebui
from migrate40.readers.head import head_of_bytes
from migrate40.readers.openwebui import without_details
from migrate40.readers.reader import Part

Json = dict[str, Any]
NOON = 1_746_187_200
THOUGHT = (
    '<details type="reasoning" done="true" duration="3">\n'
    "<summary>Thought for 3 seconds</summary>\n&gt; She is tired.\n</details>\n"
)


def message(
    name: str, parent: str | None, role: str, content: Any, **more: Any
) -> Json:
    """Return a message of the tree."""
    number = int(name.removeprefix("m"))
    return {
        "id": name,
        "parentId": parent,
        "childrenIds": [],
        "role": role,
        "content": content,
        "timestamp": NOON + number,
        **more,
    }


def chat(*messages: Json, current: str | None = None, **more: Any) -> Json:
    """Return a bare chat."""
    return {
        "title": "Evening",
        "models": ["qwen3:8b"],
        "history": {
            "currentId": current,
            "messages": {one["id"]: one for one in messages},
        },
        **more,
    }


def wrapped(inner: Json, **more: Any) -> Json:
    """Return a chat as the export of all has it."""
    return {
        "id": "chat-1",
        "user_id": "u",
        "title": "Evening",
        "chat": inner,
        "created_at": NOON,
        "updated_at": NOON + 60,
        "archived": False,
        **more,
    }


TALK = (
    message("m1", None, "user", "我今天好累"),
    message("m2", "m1", "assistant", THOUGHT + "抱抱你。", model="qwen3:8b"),
)


def read(value: object) -> tuple[Conversation | None, list[Notice]]:
    """Return what the reader makes of a value, and what it reports."""
    notices: list[Notice] = []
    return openwebui.parse(json.dumps(value).encode(), "f#1", notices.append), notices


def found(value: object) -> Conversation:
    """Return the conversation that it is read as."""
    conversation, _ = read(value)
    assert conversation is not None
    return conversation


def said(value: object) -> list[str]:
    """Return its texts."""
    return [one.text for one in found(value).messages]


def sniffed(value: object) -> Part | None:
    """Return what a file with this content is."""
    return openwebui.sniff(head_of_bytes("x.json", json.dumps(value).encode()))


def test_a_conversation() -> None:
    """Everything that a chat tells comes along."""
    conversation = found(wrapped(chat(*TALK, current="m2")))
    person, friend = conversation.messages

    noon = datetime.fromtimestamp(NOON, UTC)
    assert ("openwebui", "chat-1", "Evening", noon) == (
        conversation.vendor,
        conversation.id,
        conversation.title,
        conversation.created,
    )
    assert datetime.fromtimestamp(NOON + 60, UTC) == conversation.updated
    assert "qwen3:8b" == conversation.model
    assert ("m1", "user", "我今天好累", None) == (
        person.id,
        person.role,
        person.text,
        person.model,
    )
    assert ("m2", "assistant", "抱抱你。", "qwen3:8b") == (
        friend.id,
        friend.role,
        friend.text,
        friend.model,
    )
    assert datetime.fromtimestamp(NOON + 2, UTC) == friend.time


@pytest.mark.parametrize("parts", [1, 1_000, 1_000_000, 1_000_000_000])
def test_times_of_any_unit(parts: int) -> None:
    """Seconds in chats, nanoseconds in databases."""
    value = wrapped(chat(*TALK), created_at=NOON * parts)

    assert datetime.fromtimestamp(NOON, UTC) == found(value).created


def test_a_bare_chat() -> None:
    """It has an id of its own beginning, whatever follows later."""
    short = found(chat(TALK[0]))
    longer = found(chat(*TALK, current="m2"))

    assert ["我今天好累", "抱抱你。"] == [one.text for one in longer.messages]
    assert short.id == longer.id
    assert short.id.startswith("openwebui-")
    assert short.id != found(chat(message("m5", None, "user", "Hi"))).id


BRANCHED = (
    message("m1", None, "user", "Hi"),
    message("m2", "m1", "assistant", "Hello.", model="a"),
    message("m3", "m1", "assistant", "Hey you!", model="b"),
    message("m4", "m3", "user", "How are you?"),
)


@pytest.mark.parametrize(
    ("current", "texts"),
    [
        ("m2", ["Hi", "Hello."]),
        ("m4", ["Hi", "Hey you!", "How are you?"]),
        (None, ["Hi", "Hey you!", "How are you?"]),
        ("gone", ["Hi", "Hey you!", "How are you?"]),
    ],
)
def test_branches(current: str | None, texts: list[str]) -> None:
    """Only the one last shown; without a mark, the newest."""
    assert texts == said(chat(*BRANCHED, current=current))


def test_a_guessed_branch_is_told() -> None:
    """Nothing is assumed in silence."""
    _, notices = read(wrapped(chat(*BRANCHED)))

    assert [("guessed", "chat-1")] == [(n.kind, n.where) for n in notices]


def test_children_alone() -> None:
    """Either side of a link will do."""
    first = message("m1", None, "user", "Hi", childrenIds=["m2"])
    second = message("m2", None, "assistant", "Hello.")

    assert ["Hi", "Hello."] == said(chat(first, second, current="m2"))


def test_the_list_beside_the_tree() -> None:
    """Old chats have only a list; it is the branch already."""
    plain = [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Yo"}]

    assert ["Hi", "Yo"] == said({"title": "T", "messages": plain, "history": {}})
    assert ["Hi", "Yo"] == said(wrapped({"messages": plain}))


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (THOUGHT + "Tea?", "Tea?"),
        (THOUGHT + "One.\n" + THOUGHT + "Two.", "One.\nTwo."),
        (
            '<details type="tool_calls" name="x">\n<summary>T</summary>\n</details>ok',
            "ok",
        ),
        ('<details type="code_interpreter">print()</details>\nDone.', "Done."),
        (
            "<details><summary>Recipe</summary>Flour.</details>",
            "<details><summary>Recipe</summary>Flour.</details>",
        ),
        (
            '<details type="reasoning">a <details>b</details> c</details>Tea?',
            "Tea?",
        ),
        ('<details type="reasoning">a <details> b</details>Tea?', "Tea?"),
        ('Well. <details type="reasoning">broke off', "Well."),
        ("Plain.", "Plain."),
        ("<think>hm</think>\n\nTea?", "Tea?"),
    ],
)
def test_thoughts_are_no_speech(content: str, text: str) -> None:
    """Of blocks to fold out those go that have a type: the person's own stay."""
    reply = message("m2", "m1", "assistant", content)
    texts = said(chat(TALK[0], reply, current="m2"))

    assert [text] == texts[1:]


def test_many_tags_are_no_trouble() -> None:
    """The work grows with the text and not with its square."""
    text = "<details " * 300_000

    assert text == without_details(text)
    assert "" == without_details('<details type="x">' * 100_000)


def test_a_person_may_write_tags() -> None:
    """Nothing is cut out of what the person wrote."""
    assert [THOUGHT] == said(chat(message("m1", None, "user", THOUGHT)))


OUTPUT = [
    {"type": "reasoning", "content": [{"type": "output_text", "text": "Hm."}]},
    {"type": "message", "content": [{"type": "output_text", "text": "Tea?"}]},
    {"type": "function_call", "name": "x", "arguments": "{}"},
]


@pytest.mark.parametrize("content", ["", None, THOUGHT, []])
def test_blocks_instead_of_text(content: Any) -> None:
    """Newer replies may have their words in blocks alone."""
    reply = message("m2", "m1", "assistant", content, output=OUTPUT)

    assert ["Tea?"] == said(chat(TALK[0], reply, current="m2"))[1:]


def test_text_before_blocks() -> None:
    """The words of both are the same: they come once."""
    reply = message("m2", "m1", "assistant", "Tea?", output=OUTPUT)

    assert ["Tea?"] == said(chat(TALK[0], reply, current="m2"))[1:]


def test_errors_are_no_speech() -> None:
    """A text that says what went wrong goes; words before an error stay."""
    wrong = message("m2", "m1", "assistant", "Model not found", error=True)
    cut = message("m2", "m1", "assistant", "Well,", error={"content": "lost"})

    assert 1 == len(said(chat(TALK[0], wrong, current="m2")))
    assert ["Well,"] == said(chat(TALK[0], cut, current="m2"))[1:]


@pytest.mark.parametrize(
    "more", [{"params": {"system": "你是月月。"}}, {"system": "你是月月。"}]
)
def test_the_persona(more: Json) -> None:
    """The system prompt of a chat is the person's instruction."""
    conversation = found(wrapped(chat(*TALK, **more)))
    (given,) = conversation.given

    assert ("custom_instruction", "model", "你是月月。", "chat-1") == (
        given.what,
        given.about,
        given.text,
        given.conversation,
    )
    assert (given.id,) == conversation.instructions


def test_no_persona() -> None:
    """What a program brings along is nobody's instruction."""
    usual = chat(*TALK, system="You are a helpful assistant.")

    assert () == found(wrapped(usual)).given
    assert () == found(wrapped(chat(*TALK, params={"system": " "}))).given


def test_other_roles() -> None:
    """Tools and systems are silent; who is unknown is told."""
    value = chat(
        message("m1", None, "system", "S"),
        message("m2", "m1", "user", "Hi"),
        message("m3", "m2", "tool", "T"),
        message("m4", "m3", "narrator", "N"),
        message("m5", "m4", "assistant", "Yo"),
        current="m5",
    )
    _, notices = read(wrapped(value))

    assert ["Hi", "Yo"] == said(value)
    assert [("skipped_message", "chat-1")] == [(n.kind, n.where) for n in notices]


def test_pictures_beside_words() -> None:
    """A list of blocks is read for its words."""
    content = [{"type": "image_url", "image_url": {}}, {"type": "text", "text": "Look"}]

    assert ["Look"] == said(chat(message("m1", None, "user", content)))


@pytest.mark.parametrize(
    "value",
    [
        wrapped({"title": "x"}),
        {"chat": None, "id": "c"},
        {"chat": [], "id": "c"},
        {"id": "c"},
        [],
        7,
        "{",
    ],
)
def test_what_cannot_be_read_is_told(value: object) -> None:
    """With a reason, and without a title."""
    conversation, notices = read(value)

    assert conversation is None
    assert ["skipped_conversation"] == [notice.kind for notice in notices]
    assert "Evening" not in notices[0].why


def test_one_odd_value_costs_itself() -> None:
    """The rest of the chat comes along."""
    odd = {"id": 7, "role": ["user"], "content": 5, "timestamp": "x", "childrenIds": 3}
    value = wrapped(
        chat(*TALK, {**odd, "id": "m9"}, current="m2", models=7), title=5, created_at={}
    )
    conversation, notices = read(value)

    assert conversation is not None
    assert 2 == len(conversation.messages)
    assert ["repaired"] == [notice.kind for notice in notices]
    assert "Evening" == conversation.title


def test_an_empty_chat() -> None:
    """It has no messages, and that is no fault."""
    conversation, notices = read(wrapped(chat()))

    assert conversation is not None
    assert () == conversation.messages
    assert [] == notices


@pytest.mark.parametrize(
    "value",
    [
        [wrapped(chat(*TALK))],
        [None, {"x": 1}, wrapped(chat(*TALK))],
        wrapped(chat(*TALK)),
        chat(*TALK),
        [chat(*TALK)],
    ],
)
def test_files(value: object) -> None:
    """A list or one, wrapped or bare."""
    assert "conversations" == sniffed(value)


@pytest.mark.parametrize(
    "value",
    [
        [],
        {"chat": 1},
        {"history": [], "folders": []},
        {"title": "x", "history": [{"url": "https://a.example"}]},
        {"user_id": "u", "chat": "x"},
        [{"id": "c", "mapping": {}}],
    ],
)
def test_files_of_others(value: object) -> None:
    """A key alone proves nothing."""
    assert sniffed(value) is None


@pytest.mark.parametrize(
    ("models", "own", "expected"),
    [
        (["qwen3:8b"], None, "qwen3:8b"),
        (["qwen3:8b"], "llama3", "llama3"),
        (["qwen3:8b", "llama3"], None, None),
        ([], None, None),
        (None, None, None),
    ],
)
def test_whose_reply_it_is(
    models: list[str] | None, own: str | None, expected: str | None
) -> None:
    """The message tells; else the chat's model, where it has a single one."""
    said = message("m1", None, "assistant", "抱抱你。", model=own)
    found, _ = read(wrapped(chat(said, models=models)))

    assert found is not None
    assert [expected] == [one.model for one in found.messages]


def test_times_of_a_chat() -> None:
    """The chat's own where the export around it has none; each message has its own."""
    bare = chat(*TALK, timestamp=NOON - 60)
    around, _ = read(wrapped(bare))
    alone, _ = read(wrapped(bare, created_at=None))
    assert around is not None
    assert alone is not None

    noon = datetime(2025, 5, 2, 12, tzinfo=UTC)
    assert (noon, noon.replace(minute=1)) == (around.created, around.updated)
    assert noon.replace(hour=11, minute=59) == alone.created
    assert [1, 2] == [one.time.second for one in around.messages if one.time]


def test_the_newest_branch() -> None:
    """Where the chat does not say which is shown, times decide, and that is told."""
    old = message("m3", "m1", "assistant", "早")
    found, notices = read(
        wrapped(chat(TALK[0], {**old, "timestamp": NOON + 9}, TALK[1]))
    )

    assert found is not None
    assert ["我今天好累", "早"] == [one.text for one in found.messages]
    (notice,) = notices
    assert ("guessed", "chat-1") == (notice.kind, notice.where)
    assert notice.why


def test_what_was_mended_is_told() -> None:
    """Once, at the chat's id."""
    _, notices = read(wrapped(chat(*TALK, current="m2"), user_id=1, title=[]))

    assert [("repaired", "chat-1", "bytes or fields that do not fit the format")] == [
        (notice.kind, notice.where, notice.why) for notice in notices
    ]


def test_a_chat_without_a_title() -> None:
    """It has none; nothing is made up."""
    found, _ = read(wrapped(chat(*TALK, title=None), title=None))

    assert found is not None
    assert found.title is None
    assert () == found.given


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{THOUGHT}a", "a"),
        (f"a\n{THOUGHT}\nb", "a\nb"),
        (f'<details type="x">{THOUGHT}</details>a', "a"),
        (f'<details type="x">{THOUGHT}a', "a"),
        ('a<details type="x">b', "a"),
        (f"\xa0{THOUGHT}\xa0", "\xa0\n\xa0"),
        ("<details>a</details> b ", "<details>a</details> b "),
    ],
)
def test_thoughts_in_each_other(text: str, expected: str) -> None:
    """The outer one ends where it is closed; blanks of the reply itself stay."""
    assert expected == without_details(text)
