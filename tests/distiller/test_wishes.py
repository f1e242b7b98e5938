"""A message that is nothing but a wish about how to talk."""

import pytest

from migrate40.distiller.gate import Setting, heard
from migrate40.distiller.wishes import wish_of
from migrate40.model.conversation import Message

TALK = Setting(personal=True, fiction_from=None)
TASK = Setting(personal=False, fiction_from=None)


def category(
    text: str,
    reply: str | None = "Got it!",
    setting: Setting = TALK,
    *,
    first: bool = True,
    alone: bool = False,
) -> str | None:
    """Return the class of what is found, None for nothing."""
    asked = heard(Message(id="m", role="user", text=text))
    answer = None if reply is None else Message(id="r", role="assistant", text=reply)
    found = wish_of(asked, answer, setting, first=first, alone=alone)
    return found.category if found else None


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("instruction", "Use metric units."),
        ("instruction", "Keep your answers under fifty words."),
        ("instruction", "Please always sign off with a joke."),
        ("instruction", "No exclamation marks before noon."),
        ("boundary", "Never mention my old job."),
        ("boundary", "Don't suggest diets."),
        ("instruction", "用文言文跟我聊。"),
        ("instruction", "先问我心情再说事。"),
        ("boundary", "别提我前任。"),
        ("instruction", "我难过的时候先陪我。"),
        ("instruction", "敬語で話してください。"),
        ("boundary", "「さん」をつけて呼ばないで。"),
        ("instruction", "Háblame de tú."),
        ("boundary", "No menciones a mi padre."),
        ("instruction", "Please argue with me more."),
        ("instruction", "You are to scold me when I skip lunch."),
        ("instruction", "You don't need to be so solemn."),
        ("instruction", "I'd prefer you use first names."),
        ("instruction", "Short answers, please."),
        ("instruction", "夸我的时候别太肉麻。"),
        ("instruction", "解释公式时举个例子。"),
        ("instruction", "变量名用英文写。"),
        ("instruction", "省掉那些客套话吧。"),
        ("instruction", "我打错字不用纠正。"),
        ("instruction", "有事直说，别铺垫。"),
        ("boundary", "早上八点前别聊工作。"),
        ("instruction", "给你起个外号叫二副。"),
        ("instruction", "把温度都换成摄氏度。"),
        ("instruction", "像老师一样教我。"),
        ("instruction", "Could you stop rhyming?"),
        ("instruction", "Would you mind keeping your replies under a page?"),
        ("boundary", "Let's not talk about the wedding."),
        ("instruction", "Let's keep things light."),
        ("instruction", "Spare me the platitudes."),
        ("boundary", "Do not, under any circumstances, mention snakes."),
        ("instruction", "My pronouns are they/them."),
        ("instruction", "It's Hedda, not Harriet."),
        ("instruction", "I need you to be stricter with me."),
        ("instruction", "Forget the niceties."),
        ("instruction", "No need to repeat what I said."),
        ("instruction", "能不能别老加省略号？"),
        ("instruction", "以后叫我阿橘好吗？"),
        ("boundary", "升学的话题就别聊了。"),
        ("instruction", "咱们讲粤语就行。"),
        ("instruction", "写错了就直接指出来。"),
        ("instruction", "顔文字を使わないでもらえる？"),
        ("instruction", "¿Puedes dejar de pedir disculpas?"),
        ("instruction", "Sé más breve."),
    ],
)
def test_wishes(expected: str, text: str) -> None:
    """In four languages; what is not to be talked of is a boundary."""
    assert expected == category(text)


@pytest.mark.parametrize(
    "text",
    [
        "Don't worry about it.",
        "Never mind.",
        "No worries, Ola!",
        "Keep smiling!",
        "Tell me more about Fez.",
        "Could you use metric units?",
        "I never eat fish.",
        "别哭啦",
        "不用谢",
        "每次都这样。",
        "昨日は楽しかった。",
        "No puedo dormir.",
        "No te preocupes.",
        "Roleplay is fun.",
        "I'd rather you than me.",
        "Short answers annoy teachers.",
        "老师要我先写作业。",
        "写作业好烦。",
        "我问了他要不要来。",
        "周末别人都去玩。",
        "早上叫我起床的是猫。",
        "房东不准养狗。",
        "Can you call me a cab?",
        "Can you speak Welsh?",
        "Let's talk about my trip.",
        "Let's skip it.",
        "No need to worry.",
        "Save me a seat.",
        "I go by bus.",
        "能先吃药再睡吗？",
        "可以直接去吗？",
        "你在吗？",
        "用英语考的试。",
        "这事别提了。",
        "Use metric units.\nHere is the table: 1, 2, 3",
        "",
        "Keep it short, and then " + "tell me of the sea " * 5,
    ],
)
def test_other_messages(text: str) -> None:
    """Comfort, thanks, questions and facts are none."""
    assert category(text) is None


def test_the_reply_tells() -> None:
    """What is answered at length was a task; without an answer nobody knows."""
    assert category("Use metric units.", "Here is the recipe: " * 20) is None
    assert category("Use metric units.", None) is None


def test_in_a_task() -> None:
    """There only the first message can be a wish for good."""
    assert "instruction" == category("Use metric units.", setting=TASK)
    assert category("Use metric units.", setting=TASK, first=False) is None


@pytest.mark.parametrize(
    "text",
    ["Only nautical metaphors.", "Chuckle at my limericks.", "对我凶一点。"],
)
def test_alone(text: str) -> None:
    """What is all of a conversation needs no known verb; amid others it does."""
    assert "instruction" == category(text, alone=True)
    assert category(text) is None


@pytest.mark.parametrize(
    "text",
    ["Exam is on Friday.", "Just landed in Rome.", "Hug me.", "明天考试。", "头好疼。"],
)
def test_alone_but_telling(text: str) -> None:
    """News and caresses are none, even there."""
    assert category(text, alone=True) is None
