"""What is the person's own speech about real life."""

from collections.abc import Callable

import pytest

from migrate40.distiller.gate import Setting, heard, is_secret, passages
from migrate40.distiller.gate import setting_of as setting_of_heard
from migrate40.distiller.masking import MASK
from migrate40.model.conversation import Conversation, Message

Talk = Callable[..., Conversation]


def setting_of(conversation: Conversation) -> Setting:
    """Return the setting of a conversation."""
    own = [heard(m) for m in conversation.messages if m.role == "user"]
    return setting_of_heard(conversation, own)


def texts(text: str, pasted_from: int | None = None) -> list[str]:
    """Return the passages of one message."""
    message = Message(id="m", role="user", text=text, pasted_from=pasted_from)
    return [passage.text for passage in passages(heard(message))]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["I live in Porto.", "Bye!"], "I live in Porto. Bye!"),
        (["Look:", "Nice?"], "Look:\n```python\nmy_name = 1\n```\nNice?"),
        (["He wrote"], "He wrote\n> I am a sailor and I live at sea."),
        ([], "“I am a sailor. I live at sea.”"),
        (["I moved."], 'I moved. Translate: "I am a sailor."'),
        (["I moved."], "I moved. Please proofread this:\nI was a sailor.\nI was cold."),
        (["我搬家了。"], "我搬家了。帮我翻译：我是一名水手。我住在海上。"),
        ([], "Dear Sir,\nI am a sailor.\nI want my money.\nI wait.\nBest regards\nAnn"),
        (["x = 1 is what I wrote"], "x = 1 is what I wrote\nprint(my_cat)"),
        ([], "*I draw my sword and step forward*"),
        (["7:30 I woke up with my dog(s)"], "7:30 I woke up with my dog(s)"),
        (["It says"], "It says\n  at app.main(x.py:3)\nrun(my_cat)"),
    ],
)
def test_passages(expected: list[str], text: str) -> None:
    """Code, quotations, letters and other people's texts are no speech."""
    assert expected == texts(text)


def test_attached_paste_is_not_speech() -> None:
    """Nothing counts from where a paste begins."""
    assert ["See below."] == texts("See below.\nI am a sailor.", pasted_from=10)


def test_quotation_is_masked_within_a_sentence() -> None:
    """The words stay for people and are hidden from patterns."""
    message = Message(
        id="m", role="user", text="My aunt Ola keeps saying “I am broke” now"
    )
    (passage,) = passages(heard(message))

    assert "My aunt Ola keeps saying “I am broke” now" == passage.text
    assert f"My aunt Ola keeps saying {MASK * 12} now" == passage.plain


def test_date_joins_the_sentence_before() -> None:
    """A fragment that only dates what was said goes with it."""
    assert ["I won the raffle. October ninth, in Braga"] == texts(
        "I won the raffle. October ninth, in Braga"
    )
    assert ["I won.", "Is it May 3?"] == texts("I won. Is it May 3?")


def test_short_chinese_line_is_one_utterance() -> None:
    """Stops within a short line are breath; a long line is cut."""
    assert ["面试过了！！十月九号 主管很满意"] == texts(
        "面试过了！！十月九号 主管很满意"
    )
    assert 2 == len(texts("我" * 30 + "。" + "他" * 30 + "。"))


@pytest.mark.parametrize(
    "text",
    [
        "my password is tulip77",
        "wifi 密码 yuebing88",
        "the login: ana.b / Rain!Coat88x",
        "Zq9!mmx#Lp2w does not work",
    ],
)
def test_secret(text: str) -> None:
    """A word for a password beside a code, or a code alone, is a secret."""
    assert is_secret(text)


@pytest.mark.parametrize(
    "text",
    ["I forgot my password again", "see https://a.example/x?y=1&z=2!", "我爱喝茶 123"],
)
def test_no_secret(text: str) -> None:
    """Talking about passwords gives none away; an address is no key."""
    assert not is_secret(text)


def test_personal_talk(talk: Talk) -> None:
    """Brief talk about one's life is personal; questions and orders are tasks."""
    life = talk("my mum called", "I miss her so much", "haha")
    work = talk(
        "Write a python function that sorts a list",
        "Add a docstring",
        "What is the complexity?",
    )

    assert setting_of(life).personal
    assert not setting_of(work).personal


def test_long_texts_are_tasks(talk: Talk) -> None:
    """Whoever sends pages does not chat."""
    assert not setting_of(talk("I love my dog. " * 200)).personal


def test_fiction_begins(talk: Talk) -> None:
    """From the message on that starts a game, nothing is taken at its word."""
    game = talk("hi", "let's roleplay, you're a pirate", "I have one leg")

    parts = talk("you be the judge, I'll be the thief", "I stole nine cows")

    assert 1 == setting_of(game).fiction_from
    assert 0 == setting_of(parts).fiction_from
    assert setting_of(talk("hi", "my leg hurts")).fiction_from is None


def test_nobody_types_that_much() -> None:
    """Of a very long text only the beginning and the end are the person's."""
    page = "I am a sailor and I live at sea.\n" * 200
    found = texts(f"I live in Porto.\n{page}I moved to Braga.")

    assert ("I live in Porto.", "I moved to Braga.") == (found[0], found[-1])
    assert 100 > len(found)
