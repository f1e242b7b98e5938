"""Wishes that are to hold for all that is said from then on."""

import pytest

from migrate40.distiller.given import category_of
from migrate40.distiller.masking import masked
from migrate40.distiller.reading import Reading
from migrate40.distiller.standing import standing
from migrate40.distiller.statements import StatementCollector
from migrate40.model.conversation import Conversation, Message


def category(text: str, *, personal: bool = True) -> str | None:
    """Return the class of a sentence, None if it asks for nothing that lasts."""
    found = standing(Reading(masked(text)), personal=personal)
    return found.rule.category if found else None


@pytest.mark.parametrize(
    "text",
    [
        "Add a joke at the end of each answer.",
        "Please start every reply with 'Ahoy there'.",
        "I want you to give me the short version first, always.",
        "Every message you send should begin with a moon emoji.",
        "each time I ask about knots, show me the drawing first",
        "In every answer, include one source.",
        "after each answer ask me a question",
        "Conclusion first, then the reasons, every time.",
        "Right, new rule: whenever I swear, give me a fine of one pound.",
        "if I start rambling, tell me to breathe",
        "when I'm moaning about the boss, ask me what I want instead",
        "Could you please sign every message with a snail?",
        "每条消息以“喵”开头",
        "每次回答最后加一个冷笑话",
        "只要我说“收工”，你就给我一句夸奖",
        "我一抱怨老板你就问我想吃什么",
        "每次都用三句话回答我",
        "你能不能每次都先给我结论？",
        "今后我发照片你先猜地点",
    ],
)
def test_between_friends(text: str) -> None:
    """Each answer, every time, whenever I: in talk that is to hold."""
    assert category(text) == "instruction"


@pytest.mark.parametrize(
    "text",
    [
        "from now on, end every message with a haiku",
        "From now on answer in Spanish",
        "Going forward, keep it under three sentences.",
        "In future, give the conclusion before the reasons",
        "please use metric units from now on",
        "Your answers should always be in lower case",
        "End all your messages with 'over and out'",
        "以后回答都先说结论",
        "从现在开始用文言文回我",
        "以后每句话后面都加个“喵”",
        "所有回答都控制在一百字以内",
        "往后别用感叹号",
        "对了，以后每条消息结尾都放一个🐌",
    ],
)
def test_whatever_the_talk(text: str) -> None:
    """What says so in so many words holds in talk about tasks, too."""
    assert [category(text, personal=each) for each in (True, False)] == [
        "instruction",
        "instruction",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "add a joke at the end",
        "Add a joke at the end of this answer",
        "this time answer in English",
        "Just this once, answer in rhyme.",
        "for this one, give me the conclusion first",
        "From now on I go to bed at ten.",
        "from now on it's just me and the dog",
        "I always answer every message within an hour",
        "my boss wants every reply copied to her",
        "every message from my aunt ends with a prayer",
        "In every answer she gave me there was a lie",
        "They want us to end all messages with a disclaimer.",
        "Whenever you need help, just let me know.",
        "Every time I bake, the smoke alarm goes off.",
        "Your answers are always so kind",
        "Hope that all of them learn to speak up a little more in the future.",
        "这次用英文",
        "这一篇以“春天”开头",
        "写一首诗，每句以“风”开头",
        "以后我每天跑步",
        "每次回答问题我都紧张",
        "我每条消息他都不回",
        "他每次说话都以“我跟你讲”开头",
        "从现在开始我要早睡",
        "以后都住海边了",
        "你每次回答都好温柔",
        "我一说话他就走",
        "我一说这个你就不高兴",
        "每次都是我先道歉",
        "总是先吃甜的再吃咸的",
    ],
)
def test_other_sentences(text: str) -> None:
    """Once only, of oneself, of others, of habits: that asks for nothing lasting."""
    assert category(text) is None


def test_a_topic_is_a_boundary() -> None:
    """What is not to be spoken of is a boundary, what is not to be done is none."""
    assert category("从今天起别再提我哥") == "boundary"
    assert category("from now on, don't mention the choir") == "boundary"
    assert category("from now on don't use commas") == "instruction"


def test_work_on_a_task() -> None:
    """In talk about a task each answer is each of the task."""
    assert category("Write each answer on a new line", personal=False) is None
    assert category("每次用三种写法", personal=False) is None


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("instruction", "用户说“收摊”时，先问今天卖了几碗，再说晚安。"),
        ("instruction", "When user writes after midnight, the tide table comes first."),
        ("instruction", "用户说“打烊”时，先问今天最重的一袋、明天最早的一船。"),
        ("instruction", "用户每天抄一首诗，要求按两行改：原句、改句。"),
        ("instruction", "The user wants the assistant to answer in one line."),
        ("preference", "用户喜欢抄诗，老师要求严格。"),
        ("people", "User and Otto, who tunes the organ, are together."),
        ("identity", "用户说自己是独生子。"),
        ("identity", "The user was born during a storm."),
    ],
)
def test_notes(expected: str, text: str) -> None:
    """A note may hold what is to be done whenever something else happens."""
    assert expected == category_of(text)


@pytest.mark.parametrize(
    ("kept", "text", "reply"),
    [
        (True, "每条消息以“喵”开头", "好的，记住了喵"),
        (True, "Every answer should end with a riddle.", "Got it!"),
        (False, "每条消息以“喵”开头", "第一条：喵，新店开张。" * 30),
        (False, "Every answer should end with a riddle.", "Here are the ten: " * 20),
        (False, "Each question is worth two points.", "Got it!"),
        (False, "这条消息以“喵”开头", "好的"),
    ],
)
def test_the_reply_to_a_wish_amid_tasks(text: str, reply: str, *, kept: bool) -> None:
    """Amid tasks a lasting wish is one if the reply takes it as one."""
    code = "Write a python function that sorts a table", "def sort(): ..."
    said = [code[0], text, code[0]]
    answers = [code[1] * 40, reply, code[1] * 40]
    messages = []
    for number, pair in enumerate(zip(said, answers, strict=True)):
        messages += [
            Message(id=f"u{number}", role="user", text=pair[0]),
            Message(id=f"a{number}", role="assistant", text=pair[1]),
        ]
    collector = StatementCollector()
    collector.add(Conversation(vendor="chatgpt", id="c", messages=tuple(messages)))

    assert [text] * kept == [one.text for one in collector.candidates()]
