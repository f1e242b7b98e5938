"""Files of conversations are cut into raw values, whatever happened to them."""

import io
import json
from collections.abc import Sequence
from typing import cast

import pytest

from migrate40.errors import CannotRead, TooMuch
from migrate40.notices import Notice
from migrate40.readers import frame, stream
from migrate40.readers.chatgpt import READER
from migrate40.readers.stream import raw_values


def chat(name: str, **more: object) -> dict[str, object]:
    """Return a small conversation."""
    return {"id": name, "title": f"about {name}", "mapping": {"n": {"id": "n"}}, **more}


def dump(value: object) -> bytes:
    """Return JSON with its characters as they are."""
    return json.dumps(value, ensure_ascii=False).encode()


A, B, C = (dump(chat(name)) for name in "abc")
LIST = b"[" + A + b", " + B + b",\n" + C + b"]"


def cut(data: bytes) -> tuple[list[tuple[int, bytes]], list[Notice]]:
    """Return what comes out, and what is told."""
    notices: list[Notice] = []
    return list(raw_values(io.BytesIO(data), "f.json", notices.append, READER)), notices


def told(notices: Sequence[Notice]) -> list[tuple[str, str]]:
    """Return kinds and places."""
    return [(notice.kind, notice.where) for notice in notices]


@pytest.mark.parametrize(
    "data",
    [
        LIST,
        b"\xef\xbb\xbf" + LIST,
        b" \n" + LIST + b"\n",
        b'{"version": 3, "more": {"x": [1]}, "conversations": ' + LIST + b', "z": 1}',
        b'{"title": "mine", "n": 1, "conversations" : ' + LIST + b"}",
        A + b"\n" + B + b"\n\n" + C + b"\n",
        A + b"\r\n" + B + b"\r\n" + C,
        b"[[" + A + b"," + B + b"],[" + C + b"]]",
        b"<html><script>var jsonData = " + LIST + b"; var assetsJson = {a: 1}</script>",
        b"[" + A + b",\0\0" + B + b" " + C + b"]",
    ],
)
def test_every_packing_gives_the_same_values(data: bytes) -> None:
    """Lists, objects around lists, lines and web pages are the same to readers."""
    assert ([(1, A), (2, B), (3, C)], []) == cut(data)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_is_transcoded(encoding: str) -> None:
    """Values are UTF-8 whatever the file is, and it is told."""
    values, notices = cut(LIST.decode().encode(encoding))

    assert [(1, A), (2, B), (3, C)] == values
    assert [("repaired", "f.json")] == told(notices)


def test_gb18030_is_a_guess() -> None:
    """Nothing in the file says so, so it is told as a guess."""
    chinese = dump([chat("花", text="今天去公园散步，买了一束花回家，很开心")])

    values, notices = cut(chinese.decode().encode("gb18030"))

    assert [(1, chinese[1:-1])] == values
    assert [("guessed", "f.json")] == told(notices)


def test_one_conversation() -> None:
    """A file may be a conversation itself; a list in it is not a list of them."""
    one = dump(chat("a", conversations=[chat("b")]))

    assert ([(1, one)], []) == cut(one)


@pytest.mark.parametrize("data", [b"", b" \n", b"[]", b"<html></html>", b"<html" * 99])
def test_nothing_in_it(data: bytes) -> None:
    """A file without conversations gives none, and nothing is wrong with that."""
    assert ([], []) == cut(data)


def test_entries_that_are_no_objects() -> None:
    """A null says nothing; other values are counted and told once."""
    values, notices = cut(b"[null, " + A + b', 3, "x", true, ' + B + b"]")

    assert [(2, A), (6, B)] == values
    assert [("skipped_conversation", "f.json")] == told(notices)
    assert "3 entries" in notices[0].why


def test_objects_without_marks_are_handed_out() -> None:
    """In a healthy list the reader decides what is a conversation."""
    assert ([(1, b'{"a": 1}'), (2, A)], []) == cut(b'[{"a": 1},' + A + b"]")


@pytest.mark.parametrize(
    "wounded",
    [
        A[:20] + b'"' + A[20:],
        A[:30] + A[34:],
        A[:-1],
        A + b"}",
        b"{" + A,
        A.replace(b":", b"", 1),
        A[:25],
        b"rubbish",
        b'"rubbish',
        A[:7] + b"[" + A[7:],
        A + b"]",
    ],
)
def test_damage_costs_one_conversation(wounded: bytes) -> None:
    """The ones beside it come out, and the damage is told once."""
    values, notices = cut(b"[" + B + b"," + wounded + b"," + C + b"]")

    assert {B, C} <= {raw for _, raw in values}
    assert 1 == len(notices)
    assert notices[0].where in ("f.json#2", "f.json#3", "f.json")


def test_a_wound_is_told_with_its_place() -> None:
    """Number and byte say where to look."""
    values, notices = cut(b"[" + B + b"," + A[:30] + b"," + C + b"]")

    assert [(1, B), (3, C)] == values
    assert [("skipped_conversation", "f.json#2")] == told(notices)
    assert f"damaged at byte {len(B) + 2}" in notices[0].why
    assert f"read on from byte {len(B) + 3 + 30}" in notices[0].why


def test_pieces_of_a_wounded_one_are_no_conversations() -> None:
    """What was salvaged from within is not passed off as one."""
    messages = [{"uuid": f"m{n}", "created_at": "x", "text": "t"} for n in range(3)]
    wounded = dump({"uuid": "w", "name": "n", "chat_messages": messages})[:-1]

    values, _ = cut(b"[" + B + b"," + wounded + b"," + C + b"]")

    assert [B, C] == [raw for _, raw in values]


@pytest.mark.parametrize("length", range(1, len(LIST)))
def test_a_cut_file_gives_all_whole_ones(length: int) -> None:
    """Wherever it is cut, and there is one notice about it."""
    values, notices = cut(LIST[:length])

    expected = [raw for raw in (A, B, C) if LIST.find(raw) + len(raw) <= length]
    assert expected == [raw for _, raw in values]
    assert [("skipped_conversation")] == [n.kind for n in notices]


def test_bytes_behind_the_end() -> None:
    """They are ignored and told; whole conversations among them are not lost."""
    values, notices = cut(LIST + b" garbage {[")

    assert 3 == len(values)
    assert [("repaired", "f.json")] == told(notices)

    values, notices = cut(b"[" + A + b"], " + B + b"]")

    assert [A, B] == [raw for _, raw in values]
    assert [("repaired", "f.json")] == told(notices)


def test_words_that_look_like_a_beginning_are_words() -> None:
    """Quoted JSON in a text starts nothing, neither whole nor behind damage."""
    quoted = dump(chat("q", text='{"title": "x", "create_time": 1, "mapping": {}}'))

    assert ([(1, quoted)], []) == cut(b"[" + quoted + b"]")
    values, _ = cut(b"[" + quoted[:-1] + b"," + C + b"]")
    assert [C] == [raw for _, raw in values]


@pytest.mark.parametrize(
    ("middle", "why"),
    [
        (b'{"title":"d","mapping":' + b"[" * 9_999 + b"]" * 9_999 + b"}", "nested"),
        (b'{"id":1,"title":' * 9_999 + b"1" + b"}" * 9_999, "nested"),
        (b"[" * 9_999 + b"1" + b"]" * 9_999, "1 entries"),
        (b'{"title": "d", "mapping": {"a": [}}', "not whole"),
    ],
)
def test_depth_and_brackets(middle: bytes, why: str) -> None:
    """What no parser should see is told, and what follows is read."""
    values, notices = cut(b"[" + A + b"," + middle + b"," + B + b"]")

    assert [A, B] == [raw for _, raw in values]
    assert why in notices[0].why


def test_depth_that_is_still_read() -> None:
    """Five hundred levels are odd, but possible."""
    deep = b'{"title":"d","mapping":' + b"[" * 500 + b"]" * 500 + b"}"

    assert ([(1, deep)], []) == cut(b"[" + deep + b"]")


def test_size_is_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """A conversation beyond the limit is told, and what follows is read."""
    monkeypatch.setattr(frame, "LARGEST", 1 << 20)
    many = b'{"title": "m", "mapping": {"a": "' + b"\\u4f60" * 700_000 + b'"}}'

    values, notices = cut(b"[" + A + b"," + many + b"," + B + b"]")

    assert [A, B] == [raw for _, raw in values]
    assert "larger than 1 MiB" in notices[0].why


def test_a_scalar_may_be_longer_than_what_is_read_at_once() -> None:
    """It is passed over whole."""
    values, notices = cut(b'["' + b"x" * (3 << 20) + b'",' + A + b"]")

    assert [(2, A)] == values
    assert ["1 entries in the list are no conversations"] == [n.why for n in notices]


def test_a_scalar_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is damage."""
    monkeypatch.setattr(stream, "LARGEST", 100)
    values, notices = cut(b"[" + A + b',"' + b"x" * 500)

    assert [(1, A)] == values
    assert [("skipped_conversation", "f.json#2")] == told(notices)


def test_patience_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond a sum of damage what was passed is given up, so time stays bound."""
    monkeypatch.setattr(stream, "PATIENCE", 10)
    values, notices = cut(b"[" + A + b"," + B[:-1] + b"," + C + b"]")

    assert [(1, A)] == values
    assert 1 == len(notices)


def test_an_object_of_odd_values_before_the_list() -> None:
    """Whatever stands before the list is stepped over."""
    data = b'{"a": "x", "b": -1.5e3, "c": {"d": "}"}, "e": [], "conversations": ['

    assert ([(1, A)], []) == cut(data + A + b"]}")


def test_an_object_with_damage_before_the_list() -> None:
    """The list is found all the same."""
    values, notices = cut(b'{"a": "x" b: 1, "conversations": [' + A + b"]}")

    assert [A] == [raw for _, raw in values]
    assert {"skipped_conversation"} == {notice.kind for notice in notices}


class Failing(io.BytesIO):
    """A file that can be read to its end, and then says that it is damaged."""

    error: type[CannotRead] = CannotRead

    def read(self, size: int | None = -1) -> bytes:
        """Read, and fail at the end."""
        found = super().read(size)
        if not found:
            raise self.error("f.json: damaged")
        return found


def test_a_file_that_fails_gives_what_was_there() -> None:
    """The rest is told."""
    notices: list[Notice] = []

    values = list(
        raw_values(Failing(LIST + b" " * 99_999), "f.json", notices.append, READER)
    )

    assert [A, B, C] == [raw for _, raw in values]
    assert [("skipped_conversation", "f.json")] == told(notices)


def test_too_much_is_never_swallowed() -> None:
    """A bomb ends the reading."""
    bomb = Failing(LIST + b" " * 99_999)
    bomb.error = cast("type[CannotRead]", TooMuch)

    with pytest.raises(TooMuch):
        list(raw_values(bomb, "f.json", lambda _: None, READER))
