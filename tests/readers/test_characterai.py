"""Character.AI: dumps by other tools, in the old form and the newer one."""

import io
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from migrate40.model.conversation import Conversation
from migrate40.notices import Notice
from migrate40.readers import characterai
from migrate40.readers.head import head_of_bytes
from migrate40.readers.reader import Member, Part

Json = dict[str, Any]
CARD: Json = {
    "external_id": "x",
    "name": "Luna",
    "title": "月亮",
    "greeting": "Hi!",
    "description": "A moon that listens.",
    "definition": "{{char}} is kind.\n{{char}}: Hello!\n{{user}}: Hey.\nEND_OF_DIALOG",
}


def old(number: int, human: bool | None, text: Any, **more: Any) -> Json:
    """Return a message of the old form."""
    name = "Ann" if human else "Luna"
    return {
        "id": number,
        "text": text,
        "src": {"is_human": human, "name": name},
        **more,
    }


def turn(minute: int, human: bool, *texts: str, **more: Any) -> Json:
    """Return a turn; only the person is marked."""
    author = {"is_human": True, "name": "Ann"} if human else {"name": "Luna"}
    return {
        "turn_key": {"chat_id": "c", "turn_id": f"t{minute}"},
        "create_time": f"2024-05-02T12:{minute:02}:00.5Z",
        "author": {"author_id": "1", **author},
        "candidates": [
            {"candidate_id": f"{minute}-{number}", "raw_content": text}
            for number, text in enumerate(texts)
        ],
        "primary_candidate_id": f"{minute}-0",
        **more,
    }


OLD_CHAT: Json = {
    "external_id": "h-1",
    "created": "2023-01-02T03:04:05Z",
    "msgs": [old(1, False, "Hi {{user}}"), old(2, True, "累"), old(3, False, "抱抱")],
}
NEW_CHAT: Json = {
    "chat_id": "c-1",
    "turns": [turn(3, False, "抱抱"), turn(2, True, "累"), turn(1, False, "Hi")],
}


def read(value: object) -> tuple[list[Conversation], list[Notice]]:
    """Return what the reader makes of a file, and what it reports."""
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    notices: list[Notice] = []
    member = Member(
        name="x.json", size=len(data), open=lambda: io.BytesIO(data), export="x.json"
    )
    return list(characterai.parse_file(member, "x.json", notices.append)), notices


def texts(value: object) -> list[list[str]]:
    """Return what is said in each conversation."""
    return [[one.text for one in chat.messages] for chat in read(value)[0]]


def sniffed(value: object) -> Part | None:
    """Return what a file with this content is."""
    return characterai.sniff(head_of_bytes("x.json", json.dumps(value).encode()))


def test_old_histories() -> None:
    """Who is human stands with each message."""
    (chat,), _ = read({"histories": {"histories": [OLD_CHAT]}})

    assert ("characterai", "h-1", "Luna") == (chat.vendor, chat.id, chat.title)
    assert datetime(2023, 1, 2, 3, 4, 5, tzinfo=UTC) == chat.created
    assert [("assistant", "Hi Ann"), ("user", "累"), ("assistant", "抱抱")] == [
        (one.role, one.text) for one in chat.messages
    ]


def test_new_turns() -> None:
    """The service gives the newest first; nobody reads that way."""
    (chat,), _ = read({"chats": [NEW_CHAT]})

    assert ("c-1", "Luna") == (chat.id, chat.title)
    assert [("assistant", "Hi"), ("user", "累"), ("assistant", "抱抱")] == [
        (one.role, one.text) for one in chat.messages
    ]
    assert datetime(2024, 5, 2, 12, 1, 0, 500_000, tzinfo=UTC) == chat.created
    assert ["t1", "t2", "t3"] == [one.id for one in chat.messages]


def test_it_is_said_to_be_a_guess() -> None:
    """Nobody has described the form."""
    assert ["guessed"] == [notice.kind for notice in read({"chats": [NEW_CHAT]})[1]]


def test_candidates() -> None:
    """Of several replies the one that was chosen, or the first."""
    chosen = turn(1, False, "first", "second", primary_candidate_id="1-1")
    unmarked = turn(2, False, "first", "second", primary_candidate_id=None)
    none = turn(3, False, primary_candidate_id="x")

    assert [["second", "first"]] == texts([chosen, unmarked, none])


def test_alternatives_of_old_histories() -> None:
    """Replies that were swiped away are left out."""
    chat = {"msgs": [old(1, True, "Hi"), old(2, False, "no", is_alternative=True)]}

    assert [["Hi"]] == texts(chat)


@pytest.mark.parametrize(
    "value",
    [
        OLD_CHAT,
        [OLD_CHAT],
        {"histories": [OLD_CHAT]},
        {"info": {"a": [1]}, "histories": {"histories": [OLD_CHAT, None, "x", 3]}},
    ],
)
def test_wherever_the_chats_lie(value: object) -> None:
    """Dumpers put them here and there."""
    assert "whole" == sniffed(value)
    assert [["Hi Ann", "累", "抱抱"]] == texts(value)


def test_a_bare_list_of_turns() -> None:
    """It is one chat, with an id of its own beginning."""
    assert "whole" == sniffed(NEW_CHAT["turns"])
    assert [["Hi", "累", "抱抱"]] == texts(NEW_CHAT["turns"])
    assert read(NEW_CHAT["turns"])[0][0].id.startswith("characterai-")


def test_the_card() -> None:
    """What somebody wrote of the character comes along; invented talk does not."""
    value = {"character": CARD, "histories": [OLD_CHAT, {**OLD_CHAT, "external_id": 2}]}
    chats, _ = read(value)

    assert ["月亮", "A moon that listens.", "Luna is kind."] == [
        one.text for one in chats[0].given
    ]
    assert chats[0].instructions == chats[1].instructions
    assert 3 == len(chats[1].instructions)


def test_a_card_alone() -> None:
    """It is account-wide then."""
    (carrier,), _ = read({"character": CARD, "histories": []})

    assert ("", 3) == (carrier.id, len(carrier.given))


def test_times_out_of_order() -> None:
    """Where each message has one, they are put in order; else nothing is moved."""
    shuffled = [turn(2, True, "b"), turn(3, False, "c"), turn(1, True, "a")]
    timeless = [turn(2, True, "b"), turn(1, False, "a", create_time=None)]

    assert [["a", "b", "c"]] == texts(shuffled)
    assert [["b", "a"]] == texts(timeless)


def test_the_same_time_keeps_the_order() -> None:
    """Old messages within one second stay as they are."""
    same = [turn(1, True, "a"), turn(1, False, "b")]

    assert [["a", "b"]] == texts(same)


def test_nobody_knows_who() -> None:
    """It is told, and the rest comes along."""
    chat = {"msgs": [old(1, True, "Hi"), old(2, None, "who?"), {"text": "me"}]}
    _, notices = read(chat)

    assert [["Hi"]] == texts(chat)
    assert "skipped_message" in [notice.kind for notice in notices]


def test_odd_values_cost_themselves() -> None:
    """A field of another type is as if it were not there."""
    chat = {"msgs": [7, old(1, True, "Hi", created=[], uuid={}), None], "created": 1e99}

    assert [["Hi"]] == texts(chat)


def test_damage_costs_one_chat() -> None:
    """Those before and behind come along."""
    chats = [{**OLD_CHAT, "external_id": f"h-{number}"} for number in range(4)]
    raw = json.dumps({"histories": {"histories": chats}}).encode()
    found, notices = read(raw.replace(b'"h-1"', b'h-1"'))

    assert ["h-0", "h-2", "h-3"] == [one.id for one in found]
    assert ["skipped_conversation", "guessed"] == [notice.kind for notice in notices]


@pytest.mark.parametrize("data", [b"{", b'{"msgs": [{"text": "cu', b""])
def test_what_cannot_be_read_is_told(data: bytes) -> None:
    """With a reason and a remedy."""
    chats, notices = read(data)

    assert [] == chats
    assert ["skipped_file"] == [notice.kind for notice in notices]


def test_bytes_are_mended() -> None:
    """Half a character costs itself, and that is told."""
    data = json.dumps({"msgs": [old(1, True, "a\ud83d")]}).encode()
    chats, notices = read(data)

    assert "a\ufffd" == chats[0].messages[0].text
    assert ["repaired", "guessed"] == [notice.kind for notice in notices]


@pytest.mark.parametrize(
    "value",
    [
        {"histories": [1]},
        {"chats": [{"messages": []}]},
        {"turns": 3},
        [],
        [{"author": 1}],
    ],
)
def test_files_of_others(value: object) -> None:
    """A key alone proves nothing."""
    assert sniffed(value) is None
