"""Messages with roles, as programs of all kinds write them down."""

import io
import json
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest

from migrate40.errors import CannotRead
from migrate40.model.conversation import Conversation
from migrate40.notices import Notice
from migrate40.readers import generic
from migrate40.readers.head import head_of, head_of_bytes
from migrate40.readers.reader import Member, Part
from migrate40.readers.stream import raw_values

Json = dict[str, Any]
HI: Json = {"role": "user", "content": "我好累"}
YO: Json = {"role": "assistant", "content": "抱抱你。"}
SHARED = [{"from": "human", "value": "Hi"}, {"from": "gpt", "value": "Yo"}]


def lines(*values: object) -> bytes:
    """Return each value on a line of its own."""
    return "\n".join(json.dumps(value, ensure_ascii=False) for value in values).encode()


def member(value: object) -> Member:
    """Return a file with this content."""
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return Member(
        name="x.json", size=len(data), open=lambda: io.BytesIO(data), export="x.json"
    )


def read(value: object) -> tuple[list[Conversation], list[Notice]]:
    """Return what the reader makes of a file, however it is to be read."""
    file, notices = member(value), list[Notice]()
    if generic.sniff(head_of(file)) == "whole":
        return list(generic.parse_file(file, "x.json", notices.append)), notices
    with file.open() as stream:
        values = raw_values(stream, "x.json", notices.append, generic.READER)
        found = [generic.parse(raw, f"x#{n}", notices.append) for n, raw in values]
    return [one for one in found if one], notices


def texts(value: object) -> list[list[str]]:
    """Return what is said in each conversation."""
    return [[one.text for one in chat.messages] for chat in read(value)[0]]


def sniffed(value: object) -> Part | None:
    """Return what a file with this content is."""
    return generic.sniff(head_of(member(value)))


@pytest.mark.parametrize(
    "value",
    [
        [HI, YO],
        lines(HI, YO),
        {"messages": [HI, YO]},
        {"id": "x", "messages": [HI, YO], "model": "m"},
        lines({"messages": [HI, YO]}),
        [{"messages": [HI, YO]}],
        {"conversations": [{"messages": [HI, YO]}]},
        {"version": 1, "chats": [{"messages": [HI, YO]}], "folders": {}},
        {"data": [{"conversation": [HI, YO]}]},
        {"conversation": [HI, YO]},
        [
            {"sender": "Human", "text": "我好累"},
            {"sender": "AI", "message": "抱抱你。"},
        ],
        [
            {"role": "user", "parts": [{"text": "我好累"}]},
            {"role": "model", "parts": ["抱抱你。"]},
        ],
        [None, 3, "x", HI, YO],
        [[HI, YO]],
        {
            "metadata": {},
            "messages": [
                {"role": "Prompt", "say": "我好累"},
                {"role": "Response", "say": "抱抱你。"},
            ],
        },
        [
            {"author": "user", "text": "我好累"},
            {"author": "assistant", "text": "抱抱你。"},
        ],
        [
            {"author": {"role": "user"}, "content": "我好累"},
            {"author": {"role": "assistant"}, "content": "抱抱你。"},
        ],
        b"\xef\xbb\xbf" + lines(HI, YO),
        json.dumps([HI, YO]).encode("utf-16"),
    ],
)
def test_one_conversation(value: object) -> None:
    """However it is packed."""
    assert [["我好累", "抱抱你。"]] == texts(value)


@pytest.mark.parametrize(
    "value",
    [
        {"conversations": SHARED},
        [{"conversations": SHARED}],
        [{"id": "a", "conversations": SHARED}],
        lines({"conversations": SHARED}, {"id": "b", "conversations": []}),
        SHARED,
        {"items": SHARED},
    ],
)
def test_sharegpt(value: object) -> None:
    """Its words are `from` and `value`."""
    assert [["Hi", "Yo"]] == [one for one in texts(value) if one]


def test_fine_tuning_sets() -> None:
    """Every line is a conversation; the system's words are the persona."""
    persona = {"role": "system", "content": "你是月月，一个月亮。"}
    other = {"messages": [persona, {**HI, "content": "早"}, YO], "tools": []}
    chats, notices = read(lines({"messages": [persona, HI, YO]}, other))

    assert [["我好累", "抱抱你。"], ["早", "抱抱你。"]] == [
        [one.text for one in chat.messages] for chat in chats
    ]
    assert ["你是月月，一个月亮。"] == [one.text for one in chats[0].given]
    assert chats[0].instructions == chats[1].instructions
    assert [] == notices


@pytest.mark.parametrize(
    "value",
    [
        {"system": "Be kind.", "messages": [HI, YO]},
        {"system_prompt": "Be kind.", "messages": [HI, YO]},
        {"conversations": [{"from": "system", "value": "Be kind."}, *SHARED]},
        [{"role": "developer", "content": [{"type": "text", "text": "Be kind."}]}, HI],
    ],
)
def test_the_persona(value: object) -> None:
    """Beside the messages, or before the first that is said."""
    (chat,) = read(value)[0]

    assert [("custom_instruction", "model", "Be kind.")] == [
        (one.what, one.about, one.text) for one in chat.given
    ]


def test_no_persona() -> None:
    """A program's own is none, nor is what comes in the midst of talk."""
    usual = {"role": "system", "content": "You are a helpful assistant."}
    late = {"role": "system", "content": "The weather tool is down."}

    assert () == read([usual, HI, YO])[0][0].given
    assert () == read([HI, late, YO])[0][0].given


def test_all_that_a_conversation_may_tell() -> None:
    """Ids, times, titles and models, where there are any."""
    value = {
        "conversation_id": "0123456789abcdef",
        "topic": "Tea",
        "createdAt": "2025-05-02T12:00:00Z",
        "updated_at": 1_746_187_260,
        "model": {"id": "m-1"},
        "messages": [
            {**HI, "id": 1, "timestamp": "2025-05-02T12:00:01Z"},
            {**YO, "uuid": "b", "date": "May 2, 2025 12:00pm", "model": "m-2"},
        ],
    }
    (chat,) = read(value)[0]

    noon = datetime(2025, 5, 2, 12, tzinfo=UTC)
    assert ("generic", "0123456789abcdef", "Tea", "m-2") == (
        chat.vendor,
        chat.id,
        chat.title,
        chat.model,
    )
    assert (noon, noon.replace(minute=1)) == (chat.created, chat.updated)
    assert [("1", noon.replace(second=1), None), ("b", noon, "m-2")] == [
        (one.id, one.time, one.model) for one in chat.messages
    ]


def test_ids_that_are_made() -> None:
    """The same words, the same id; other words, another."""
    same = read([HI, YO])[0][0].id

    assert same == read(lines(HI, YO))[0][0].id
    assert same != read([HI, {**YO, "content": "嗯"}])[0][0].id


def test_numbers_are_no_ids() -> None:
    """The first of one file is not the first of another; a longer copy is the same."""
    first = read({"id": 1, "messages": [HI]})[0][0].id

    assert first == read({"id": 1, "messages": [HI, YO]})[0][0].id
    assert first != read({"id": 1, "messages": [YO]})[0][0].id
    assert first.endswith(":1")


def test_silent_roles() -> None:
    """Tools are silent; who is unknown is told with his number, not his words."""
    tool = {"role": "tool", "content": "secret words"}
    ghost = {"role": "ghost", "content": "secret words"}
    chats, notices = read([HI, tool, ghost, {"content": "secret words"}, YO])

    assert [["我好累", "抱抱你。"]] == [[m.text for m in c.messages] for c in chats]
    assert [("skipped_message", "x.json")] == [(n.kind, n.where) for n in notices]
    assert "secret" not in notices[0].why
    assert notices[0].why.endswith("2")


def test_calls_of_tools_are_no_words() -> None:
    """A reply without content is none."""
    call = {"role": "assistant", "content": None, "tool_calls": [{"id": "x"}]}

    assert [["我好累", "抱抱你。"]] == texts([HI, call, YO])


def test_pairs() -> None:
    """Logs of text-generation-webui: a greeting has nobody's words before it."""
    value = {
        "internal": [["<|BEGIN-VISIBLE-CHAT|>", "Hello"], ["累 & tired", "抱抱"]],
        "visible": [["", "Hello"], ["累 &amp; tired", "抱抱"]],
        "metadata": {"user_1": {"timestamp": "May 2, 2025 12:00"}},
    }
    (chat,) = read(value)[0]

    assert [("assistant", "Hello"), ("user", "累 & tired"), ("assistant", "抱抱")] == [
        (one.role, one.text) for one in chat.messages
    ]
    assert datetime(2025, 5, 2, 12, tzinfo=UTC) == chat.messages[1].time


def test_a_bad_line_costs_itself() -> None:
    """Those after it come along."""
    chats, notices = read(lines(HI) + b'\n{"role": "us\n' + lines(YO))

    assert [["我好累", "抱抱你。"]] == [[m.text for m in c.messages] for c in chats]
    assert ["skipped_conversation"] == [notice.kind for notice in notices]
    assert notices[0].where.endswith("#2")


@pytest.mark.parametrize("key", ["messages", "conversation"])
def test_a_damaged_conversation(key: str) -> None:
    """What is whole comes along, before and behind; its id and title too."""
    value = {"id": "c-0123456789abcdef", "title": "茶", key: [HI, YO, HI, YO, HI]}
    raw = json.dumps(value).encode()
    third = [place for place in range(len(raw)) if raw.startswith(b'{"role"', place)][2]
    (chat,), notices = read(raw[: third + 6] + raw[third + 7 :])

    assert ("c-0123456789abcdef", "茶") == (chat.id, chat.title)
    assert ["我好累", "抱抱你。", "抱抱你。", "我好累"] == [
        one.text for one in chat.messages
    ]
    assert ["skipped_conversation"] == [notice.kind for notice in notices]


def test_a_damaged_set() -> None:
    """No message of a damaged conversation is taken for one."""
    entries = [{"messages": [{**HI, "content": f"{n}"}, YO]} for n in range(5)]
    raw = json.dumps(entries).encode().replace(b'"2"', b'2"')
    chats, notices = read(raw)

    assert ["0", "1", "3", "4"] == [chat.messages[0].text for chat in chats]
    assert ["skipped_conversation"] == [notice.kind for notice in notices]


def test_a_cut_list() -> None:
    """What came before the cut comes along."""
    data = json.dumps([HI, YO, HI]).encode()
    chats, notices = read(data[:-9])

    assert [["我好累", "抱抱你。"]] == [[m.text for m in c.messages] for c in chats]
    assert ["skipped_conversation"] == [notice.kind for notice in notices]


def test_lines_of_both_kinds() -> None:
    """Messages make one conversation, holders one each."""
    assert [["Hi"], ["我好累"]] == sorted(
        texts(lines(HI, {"messages": [{**HI, "content": "Hi"}]}))
    )


def test_stores_of_programs() -> None:
    """Wherever the conversations lie; what was put before the talk is persona."""
    mask = {"context": [{"role": "system", "content": "你是月月。"}]}
    session = {"id": "s-0123456789abcdef", "topic": "茶", "mask": mask}
    message = {**HI, "id": "a", "date": "2025/5/2 12:00:00"}
    value = {
        "chat-next-web-store": {"sessions": [{**session, "messages": [message, YO]}]},
        "app-config": {"theme": "dark", "messages": [], "items": ["x"]},
    }
    (chat,) = read(value)[0]

    noon = datetime(2025, 5, 2, 12, tzinfo=UTC)
    assert ("s-0123456789abcdef", "茶", noon) == (chat.id, chat.title, chat.created)
    assert ["我好累", "抱抱你。"] == [one.text for one in chat.messages]
    assert ["你是月月。"] == [one.text for one in chat.given]


def test_conversations_by_their_ids() -> None:
    """Some stores keep them in an object."""
    parts = [{"type": "text", "text": "我好累"}]
    value = {
        "session:1": {"id": 1, "messages": [{"role": "user", "contentParts": parts}]},
        "session:2": {"id": 2, "messages": [YO]},
    }

    assert [["我好累"], ["抱抱你。"]] == texts(value)


@pytest.mark.parametrize("key", ["sessionId", "conversation_id", "topicId"])
def test_messages_of_several_conversations(key: str) -> None:
    """Where each says to which it belongs, they are not mixed."""
    other = {**HI, "content": "早", key: "two"}
    mixed = [{**HI, key: "one"}, other, {**YO, key: "one"}]

    assert [["我好累", "抱抱你。"], ["早"]] == texts(mixed)
    assert [["我好累", "抱抱你。"], ["早"]] == texts(lines(*mixed))
    assert [["我好累", "抱抱你。"], ["早"]] == texts({"state": {"messages": mixed}})


def test_lists_of_lists() -> None:
    """Each is a conversation; where it is cut, what was complete comes along."""
    value = [[HI, YO], [], [YO]]
    chats, notices = read(json.dumps(value).encode()[:-3])

    assert [["我好累", "抱抱你。"], ["抱抱你。"]] == texts(value)
    assert [["我好累", "抱抱你。"]] == [[m.text for m in c.messages] for c in chats]
    assert ["skipped_conversation"] == [notice.kind for notice in notices]


def test_no_message_in_a_list() -> None:
    """What is no message is told with its place."""
    found = list(
        generic._of_messages([(1, b"{"), (2, json.dumps(HI).encode())], "f", print)
    )

    assert ["我好累"] == [one.text for one in found[0].messages]


def test_one_message() -> None:
    """A line alone is a conversation of one."""
    assert [["我好累"]] == texts(HI)


def test_odd_values_cost_themselves() -> None:
    """A field of another type is as if it were not there."""
    odd = {**YO, "id": [], "timestamp": {}, "model": 7}
    chats, _ = read({"title": 7, "id": {}, "messages": [HI, None, odd, "x"]})

    assert [["我好累", "抱抱你。"]] == [[m.text for m in c.messages] for c in chats]


@pytest.mark.parametrize("raw", [b"[]", b"{", b'{"id": "c"}'])
def test_what_cannot_be_read_is_told(raw: bytes) -> None:
    """With a reason."""
    notices: list[Notice] = []

    assert generic.parse(raw, "f#1", notices.append) is None
    assert ["skipped_conversation"] == [notice.kind for notice in notices]


@pytest.mark.parametrize(
    ("value", "part"),
    [
        ([HI], "whole"),
        ([{"messages": [HI]}], "conversations"),
        ({"chats": [{"messages": [HI]}]}, "conversations"),
        ({"rows": [{"messages": [HI]}]}, "whole"),
        ({"rows": [{"a": {"messages": [HI]}}]}, "whole"),
        ({"rows": [{"a": [HI]}]}, None),
        ([{"role": "Engineer", "content": "Built bridges."}], None),
        ([{"author": "Ann", "content": "A review."}], None),
        ({"messages": [{"from": "Ann", "text": "Hi"}]}, None),
        ({"role": "user"}, None),
        (b"", None),
        (b"role: user", None),
        ([{"author": "Claude", "content": "A review."}], None),
        ({"messages": {"role": "user"}}, None),
    ],
)
def test_files(value: object, part: Part | None) -> None:
    """Keys alone prove nothing: somebody has to be known by his role."""
    assert part == sniffed(value)


def test_a_large_first_message() -> None:
    """It may go beyond what is looked at."""
    data = json.dumps([{"role": "user", "content": "x" * 100_000}, YO]).encode()

    assert "whole" == generic.sniff(head_of_bytes("x.json", data[: 1 << 16]))


def told(value: object) -> list[tuple[str, str, str]]:
    """Return all of what is reported."""
    return [(notice.kind, notice.where, notice.why) for notice in read(value)[1]]


ODD: Json = {"role": "user", "content": {"a": 1}}
"""A message whose words nobody can find."""


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"[]", ("f#1", "it is no JSON object")),
        (b'{"id": "c"}', ("c", "it has no messages")),
        (b'{"title": "t"}', ("f#1", "it has no messages")),
    ],
)
def test_why_a_conversation_is_skipped(raw: bytes, why: tuple[str, str]) -> None:
    """It is named by its id, or else by its place in the file."""
    notices: list[Notice] = []
    generic.parse(raw, "f#1", notices.append)

    assert [why] == [(notice.where, notice.why) for notice in notices]


@pytest.mark.parametrize(("name", "where"), [({}, "f#1"), ({"id": "c"}, "c")])
def test_what_was_mended_is_told(name: Json, where: str) -> None:
    """Once, at the conversation."""
    notices: list[Notice] = []
    raw = json.dumps({**name, "messages": [HI], "title": []}).encode()
    assert generic.parse(raw, "f#1", notices.append)

    assert [("repaired", where, "bytes or fields that do not fit the format")] == [
        (notice.kind, notice.where, notice.why) for notice in notices
    ]


def test_places_in_a_file() -> None:
    """Conversations and lines are counted from one, whatever the file holds."""
    half = json.dumps({"rows": [{"x": {"messages": [HI]}}]}).encode()[:-2]
    list_of_lines = json.dumps([HI, YO]).encode()[:-9]
    line = lines(HI) + b'\n{"role": "us\n' + lines(YO)

    for data, place in (
        (half, "x.json"),
        (list_of_lines, "x.json"),
        (line, "x.json#2"),
    ):
        ((_, where, why),) = told(data)
        assert where.startswith(place)
        assert why


def test_a_file_cannot_be_read_to_its_end(broken: Any) -> None:
    """What came before is kept, and the rest is told at the file's name."""
    for value in (HI, {"rows": [{"x": {"messages": [HI]}}]}, lines(HI, YO)):
        error = CannotRead("x.json: the disk is gone")
        opened = partial(broken, member(value).open().read(), error)
        file = Member(name="x.json", size=9, open=opened, export="x.json")
        notices: list[Notice] = []
        (chat,) = generic.parse_file(file, "x.json", notices.append)

        assert "我好累" == chat.messages[0].text
        assert ("x.json", "the rest: the disk is gone") in [
            (notice.where, notice.why) for notice in notices
        ]


def test_pairs_have_a_vendor_and_an_id() -> None:
    """As every conversation has."""
    (chat,) = read({"internal": [["Hi", "Yo"]], "visible": [["Hi", "Yo"]]})[0]

    assert "generic" == chat.vendor
    assert chat.id.startswith("generic-")


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        ("gpt-4o", "gpt-4o"),
        ({"id": "gpt-4o", "name": "GPT-4o"}, "gpt-4o"),
        ({"name": "GPT-4o"}, "GPT-4o"),
        ({"label": "x"}, None),
        (["x"], None),
        (7, None),
        (None, None),
    ],
)
def test_models(model: Any, expected: str | None) -> None:
    """The model's id counts, wherever it lies; anything else is no model."""
    (chat,) = read({"messages": [HI, YO], "model": model})[0]
    (other,) = read({"messages": [HI, {**YO, "model": model}]})[0]

    assert expected == chat.messages[1].model
    assert expected == other.messages[1].model


def test_pairs_of_any_length() -> None:
    """A reply may be missing, and what stands behind it is nobody's."""
    internal = [["Hi"], ["Ho", "Yo"], ["He", "Ya", "extra"]]
    (chat,) = read({"internal": internal, "visible": internal})[0]

    assert [
        ("user", "Hi"),
        ("user", "Ho"),
        ("assistant", "Yo"),
        ("user", "He"),
        ("assistant", "Ya"),
    ] == [(one.role, one.text) for one in chat.messages]
