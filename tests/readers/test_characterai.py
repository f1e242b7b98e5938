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


def test_what_is_told_of_a_dump() -> None:
    """Each notice names the file, or the chat in it, counted from one."""
    nameless = {"msgs": [old(1, True, "Hi"), {"text": "me"}], "id": None}
    _, notices = read({"histories": [OLD_CHAT, nameless]})

    whole, one = notices
    assert ("guessed", "x.json", "a dump by another tool: its form is not certain") == (
        whole.kind,
        whole.where,
        whole.why,
    )
    assert ("skipped_message", "x.json#2") == (one.kind, one.where)


def test_a_chat_with_an_id_is_named_by_it() -> None:
    """So it can be found again in the dump."""
    _, notices = read({**OLD_CHAT, "msgs": [old(1, True, "Hi"), {"text": "me"}]})

    assert ["x.json", "h-1"] == [notice.where for notice in notices]


def test_a_dump_that_breaks_off() -> None:
    """What is told of the damage stands at the file's name."""
    _, notices = read(json.dumps({"histories": [OLD_CHAT]}).encode()[:-40])

    assert {"x.json"} == {notice.where for notice in notices}
    assert all(notice.why for notice in notices)


def test_the_cards_name_is_the_characters() -> None:
    """Where there is one card, it titles the chats; of several nobody knows which."""
    chat = {"msgs": [old(1, False, "{{char}} waves at {{user}}")]}
    luna = {**CARD, "participant__name": "Lu"}
    (one,), _ = read({"character": luna, "histories": [chat]})
    (two,), _ = read({"characters": [luna, CARD], "histories": [chat]})

    assert ("Lu", "Lu waves at {{user}}") == (one.title, one.messages[0].text)
    assert "Luna" == two.title


def test_nobody_is_named() -> None:
    """Then the chat has no title, and placeholders stay as they are."""
    bare = {"src": {"is_human": False}, "text": "{{char}}, {{user}}"}
    (chat,), _ = read({"msgs": [bare]})

    assert (None, "{{char}}, {{user}}") == (chat.title, chat.messages[0].text)


def test_the_last_time_of_a_chat() -> None:
    """It decides which of two copies is the newer."""
    dated = {**OLD_CHAT, "last_interaction": "2023-02-03T04:05:06Z"}
    created = {**OLD_CHAT, "created": None, "create_time": "2023-01-01T00:00:00Z"}

    assert datetime(2023, 2, 3, 4, 5, 6, tzinfo=UTC) == read(dated)[0][0].updated
    assert datetime(2023, 1, 1, tzinfo=UTC) == read(created)[0][0].created


def test_what_the_card_says_is_of_the_character() -> None:
    """An instruction about the model, whose id stays from version to version."""
    (carrier,), _ = read({"character": CARD})
    first = carrier.given[0]

    assert ("characterai", "") == (carrier.vendor, carrier.id)
    assert ("custom_instruction", "characterai", "model") == (
        first.what,
        first.vendor,
        first.about,
    )
    assert "g-" == first.id[:2]
    assert 3 == len({one.id for one in carrier.given})
    assert [one.id for one in carrier.given] == [
        one.id for one in read({"histories": [], "x": CARD})[0][0].given
    ]


def test_a_definition_of_several_lines() -> None:
    """Its lines stay lines; talk that it invents, by whomever, is left out."""
    text = "Kind.\n{{random_user_1}}: Hi!\n{{Char}}: Yo.\nSlow to anger."
    card = {"greeting": "Hi!", "definition": text}

    assert ["Kind.\nSlow to anger."] == [
        one.text for one in read({"character": card})[0][0].given
    ]


def test_chats_that_lie_too_deep() -> None:
    """A dump has some levels; a tree without end is not followed."""
    deep: Any = OLD_CHAT
    for _ in range(characterai.DEEPEST):
        deep = [deep]

    assert 1 == len(read(deep)[0])
    assert [] == read([deep])[0]


@pytest.mark.parametrize(
    ("value", "part"),
    [
        ({"chats": [{"candidates": [{"raw_content": "Hi"}]}]}, "whole"),
        ({"msgs": [{"is_human": True}]}, "whole"),
        ({"msgs": [{"text": "Hi"}]}, None),
        ([{"author": {}, "candidates": [{"raw_content": "Hi"}]}], "whole"),
        ([{"author": {}, "candidates": []}], None),
        ([{"author": {}, "raw_content": "Hi"}], None),
    ],
)
def test_what_is_a_dump(value: object, part: Part | None) -> None:
    """The chats' keys, and words that only this product has in them."""
    assert part == sniffed(value)
