"""Memories that ChatGPT wrote down in the course of a conversation."""

from datetime import UTC, datetime
from typing import Any

import pytest

from migrate40.model.conversation import Given
from migrate40.readers.chatgpt_bio import facts, is_forgetting

Json = dict[str, Any]


def saved(gpt: Any, *messages: Json, **fields: Any) -> list[str]:
    """Return the texts of the memories found."""
    return [each.text for each in gpt.conversation(*messages, **fields).given]


def test_a_write(gpt: Any) -> None:
    """A fact is known with its time and place, and is nobody's speech."""
    found = gpt.conversation(
        gpt.user("I moved to Porto."),
        gpt.written("User lives in Porto.", channel="commentary", end_turn=False),
        gpt.kept(),
        gpt.reply("Lovely!"),
        gizmo_id="g-p-1",
    )

    assert (
        Given(
            id=found.given[0].id,
            what="saved_memory",
            text="User lives in Porto.",
            vendor="chatgpt",
            time=datetime(2025, 6, 15, 15, 6, 42, tzinfo=UTC),
            conversation="c1",
            message="m2",
            project="g-p-1",
        ),
    ) == found.given
    assert ["I moved to Porto.", "Lovely!"] == [m.text for m in found.messages]


def test_a_write_without_a_time(gpt: Any) -> None:
    """It has the time of its conversation."""
    found = gpt.conversation(gpt.written("Tea.", create_time=None), gpt.kept())

    assert found.created == found.given[0].time


def test_a_confirmed_write_is_plain(gpt: Any) -> None:
    """Nothing is to be told of it; several answers come in the order of the writes."""
    one = [gpt.written("Tea."), gpt.kept()]
    two = [gpt.written("A."), gpt.written("B."), gpt.kept(), gpt.kept()]
    new = [gpt.written("Tea."), gpt.kept(recipient="assistant")]

    assert [[], [], []] == [gpt.notices(*each) for each in (one, two, new)]
    assert ["A.", "B."] == saved(gpt, *two)


def test_a_write_without_an_answer(gpt: Any) -> None:
    """It may have failed: it comes along as a guess."""
    turns = [gpt.written("Tea."), gpt.user("So?"), gpt.written("Dog."), gpt.kept()]

    assert ["Tea.", "Dog."] == saved(gpt, *turns)
    assert [("guessed", "c1")] == gpt.notices(*turns)


@pytest.mark.parametrize(
    "reply",
    [
        {"content": {"content_type": "text", "parts": ["Error: memory is full"]}},
        {"content": {"content_type": "text", "parts": ["Memory full."]}},
        {"content": {"content_type": "text", "parts": ["Could not update."]}},
        {"content": {"content_type": "system_error", "name": "E", "text": "x"}},
        {"metadata": {"is_error": True}},
        {"status": "error"},
    ],
)
def test_a_refused_write(gpt: Any, reply: Json) -> None:
    """What the platform did not save is left out, and that is told."""
    turns = [gpt.written("User likes tea."), {**gpt.kept(), **reply}]

    assert [] == saved(gpt, *turns)
    assert [("left_out", "c1")] == gpt.notices(*turns)


def test_without_a_recipient(gpt: Any) -> None:
    """Where nobody says to whom a message went, the tool that answers tells."""
    turns = [gpt.user("Hi"), gpt.reply("User likes tea."), gpt.kept(), gpt.reply("Hey")]

    assert ["User likes tea."] == saved(gpt, *turns)
    assert ["Hi", "Hey"] == gpt.said(*turns)


def test_others_who_speak_to_the_tool(gpt: Any) -> None:
    """Only the model writes memories."""
    assert [] == saved(gpt, gpt.user("User likes tea.", recipient="bio"), gpt.kept())


def test_an_abandoned_branch(gpt: Any) -> None:
    """What was written there stays there."""
    entry = gpt.entry(gpt.user("Hi"), gpt.reply("Hey"))
    entry["mapping"]["x"] = {"message": gpt.written("User likes tea."), "parent": "m1"}

    assert () == gpt.read(entry)[0].given


def test_ids_of_writes(gpt: Any) -> None:
    """The same words in another message are another write."""
    turns = [gpt.written("Tea."), gpt.kept(), gpt.written("Tea."), gpt.kept()]
    one, two = gpt.conversation(*turns).given

    assert one.id != two.id
    assert (one, two) == gpt.conversation(*turns).given


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("User likes tea.", ["User likes tea."]),
        ("A.\nB.\n\n C. ", ["A.", "B.", "C."]),
        ("- A.\n• B.\n2. C.\n* D.", ["A.", "B.", "C.", "D."]),
        (
            "사용자는 차를 좋아한다.\nKullanıcı çay sever.",
            ["사용자는 차를 좋아한다.", "Kullanıcı çay sever."],
        ),
        ("A.\nA.", ["A."]),
        ("1990. gada dzimis.", ["1990. gada dzimis."]),
        ("", []),
        ('{"content": "A.\\nB."}', ["A.", "B."]),
        ('{"type": "add", "memory": "A."}', ["A."]),
        ('{"facts": ["A.", {"text": "B."}]}', ["A.", "B."]),
        ('{"a": "A.", "n": 5}', ["A."]),
        ('["A.", "B."]', ["A.", "B."]),
        ('{"User likes \\"tea\\"."}', ['User likes "tea".']),
        ('{"bad \\x escape"}', ["bad \\x escape"]),
        ("{}", ["{}"]),
        ("{no json}", ["{no json}"]),
        ("[2024] A.", ["[2024] A."]),
        (
            "Married in 2019. Has - so far - no cat.",
            ["Married in 2019. Has - so far - no cat."],
        ),
    ],
)
def test_facts(written: str, expected: list[str]) -> None:
    """One write holds a fact a line, or JSON, or nearly JSON."""
    assert expected == [text for text, _ in facts(written)]


@pytest.mark.parametrize(
    "text",
    [
        "Forget that the user likes tea.",
        "Please forget the user's birthday.",
        "Delete the memory about the dog.",
        "The user asked to forget the name of the dog.",
        "User wants me to forget their old address.",
        "忘记用户喜欢喝茶。",
        "請忘掉使用者的生日",
        "请删除关于狗的记忆",
        "用户要求忘记旧地址",
        "ユーザーの誕生日を忘れてください。",
        "사용자의 생일을 잊어 주세요.",
        "Olvida que al usuario le gusta el té.",
        "Esqueça que o usuário gosta de chá.",
        "Oublie que l'utilisateur aime le thé.",
        "Dimentica che l'utente ama il tè.",
        "Vergiss, dass der Nutzer Tee mag.",
        "Vergeet dat de gebruiker van thee houdt.",
        "Забудь, что пользователь любит чай.",
        "Zapomnij, że użytkownik lubi herbatę.",
        "Kullanıcının çay sevdiğini unut.",
    ],
)
def test_forgetting(gpt: Any, text: str) -> None:
    """The wish that something be forgotten is no fact, in many languages."""
    found = gpt.conversation(gpt.written(text), gpt.kept())

    assert [(text, True)] == [(given.text, given.forget) for given in found.given]


@pytest.mark.parametrize(
    "text",
    [
        "User often forgets names.",
        "User wants to forget an old friend.",
        "User told a story to remove doubt.",
        "用户常常忘记带钥匙。",
        "ユーザーは鍵を忘れがちだ。",
        "User works on forgetting curves.",
        "Vergissmeinnicht is the user's favourite flower.",
        "Unutkan bir kullanıcı.",
    ],
)
def test_facts_about_forgetting(text: str) -> None:
    """A fact may speak of forgetting."""
    assert not is_forgetting(text)
