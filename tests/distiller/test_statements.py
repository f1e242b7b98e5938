"""What the person says about themselves."""

from collections.abc import Callable

import pytest

from migrate40.distiller.candidate import Candidate
from migrate40.distiller.statements import StatementCollector
from migrate40.model.conversation import Conversation

Talk = Callable[..., Conversation]
SMALL_TALK = ("good morning", "I missed you, haha")
CODE = ("Write a python script that sorts a list", "Explain the code", "Add a table")


def gathered(*conversations: Conversation) -> list[Candidate]:
    """Return the candidates of some conversations."""
    collector = StatementCollector()
    for conversation in conversations:
        collector.add(conversation)
    return list(collector.candidates())


def told(
    talk: Talk, text: str, around: tuple[str, ...] = SMALL_TALK
) -> list[Candidate]:
    """Return what is gathered of one line among others."""
    found = gathered(talk(*around, text))
    return [one for one in found if one.evidence[0].message == f"c1-u{len(around)}"]


@pytest.mark.parametrize(
    ("category", "text"),
    [
        ("boundary", "please don't ever mention my stepfather again"),
        ("boundary", "以后别再跟我提体重"),
        ("boundary", "谁再催我生孩子我就拉黑谁"),
        ("instruction", "from now on answer me in Portuguese"),
        ("instruction", "always answer in one paragraph"),
        ("instruction", "以后都用英文跟我聊"),
        ("promise", "you promised to wake me with a poem"),
        ("identity", "my name is Tomás Braga"),
        ("identity", "I'm 34 and I don't mind"),
        ("identity", "I live in Porto near the river"),
        ("identity", "我叫林晚晴"),
        ("identity", "我在厦门 靠海"),
        ("identity", "你好，我是沈听澜。"),
        ("identity", "我的名字是许遥"),
        ("people", "my sister Ines plays the cello"),
        ("people", "我表哥在海口开民宿"),
        ("pets", "we adopted a one-eyed cat"),
        ("pets", "家里养了一只橘猫"),
        ("health", "I was diagnosed with asthma"),
        ("health", "我对花生过敏"),
        ("health", "im allergic to walnuts"),
        ("preference", "I dont like cilantro soup"),
        ("preference", "我真吃不了姜"),
        ("preference", "I can't stand cilantro"),
        ("preference", "我最讨厌香菜"),
        ("work", "I work as a carpenter in a theatre"),
        ("work", "我是儿科护士 上夜班"),
        ("study", "I'm studying marine biology"),
        ("project", "I'm building a wooden boat"),
        ("event", "I've drawn the lighthouse of Nazaré"),
        ("plan", "I'm going to walk the coast next month"),
        ("plan", "我打算明年去冰岛"),
        ("event", "I finally finished the marathon yesterday"),
        ("emotion", "I feel so lonely these evenings"),
        ("interaction", "I like it when you tease me"),
        ("shared", "remember when we named the moon"),
    ],
)
def test_category(talk: Talk, category: str, text: str) -> None:
    """Each class of the contract has its own look."""
    assert [category] == [one.category for one in told(talk, text)]


def test_words_and_proof(talk: Talk) -> None:
    """The text is the person's own; the evidence says where it stands."""
    conversation = talk(*SMALL_TALK, "oh, I adopted a hen yesterday!")
    (one,) = [c for c in gathered(conversation) if c.category == "pets"]
    (proof,) = one.evidence
    message = conversation.messages[4]

    assert "I adopted a hen yesterday!" == one.text
    assert one.text == proof.quote
    assert ("c1", "c1-u2", message.time) == (
        proof.conversation,
        proof.message,
        proof.time,
    )
    assert "2025-05-13" == one.happened_at
    assert "en" == one.language


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["my cat Mimi is sick"], "my cat Mimi is sick, what should I do?"),
        (["I love tea"], "I love tea, can you recommend one?"),
        (["我家猫病了"], "我家猫病了 怎么办"),
        (
            ["最近我在学怎么做陶罐，但没有什么进展"],
            "最近我在学怎么做陶罐，但没有什么进展",
        ),
        (["我家来了个姑娘，她会修屋顶"], "我家来了个姑娘，她会修屋顶"),
        (
            ["这本书叫《灯塔的第九年》，讲一个守塔人"],
            "这本书叫《灯塔的第九年》，讲一个守塔人",
        ),
        (["我喜欢在码头钓鱼"], "AI伙伴，我喜欢在码头钓鱼"),
        (["AI绘画，我喜欢"], "AI绘画，我喜欢"),
        (["我在学织渔网"], "今天我想请教你一个问题，我在学织渔网"),
        ([], "我是周末"),
        ([], "她去相亲了，叫我别告诉她舅舅"),
        (
            ["I mended a boat with black tar"],
            "I mended a boat with black tar and it looks like a dream",
        ),
        (
            ["I mended a boat with black tar"],
            "I mended a boat with black tar but I feel a bit lost out there",
        ),
        (
            ["I mended a boat with black tar and I found a seal"],
            "I mended a boat with black tar and I found a seal",
        ),
        ([], "do I look old?"),
        ([], "can you help me find my keys"),
        ([], "Check out the lantern I carved for my aunt Ines!"),
        ([], "帮我写一封信给我妈"),
        ([], "if I were rich I would live in Rome"),
        ([], "如果我有钱就搬去冰岛"),
        ([], "oh great, I love waiting at the dentist"),
        ([], "haha"),
        ([], "It was lovely."),
        ([], "她昨天来了"),
    ],
)
def test_only_statements(talk: Talk, expected: list[str], text: str) -> None:
    """Questions, orders, wishes, irony and what points elsewhere are left out."""
    assert expected == [one.text for one in told(talk, text)]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (
            ["I'm allergic to nuts."],
            "I'm allergic to nuts. Write a python class for it",
        ),
        (["never call me buddy again"], "never call me buddy again"),
        ([], "I went to the docs and found a bug"),
        ([], "don't use the word I in the essay"),
        ([], "I feel so lonely"),
        ([], "I need a table with three columns"),
    ],
)
def test_task_talk(talk: Talk, expected: list[str], text: str) -> None:
    """Among tasks only what speaks for itself counts."""
    assert expected == [one.text for one in told(talk, text, CODE)]


def test_fiction_is_doubtful(talk: Talk) -> None:
    """What is said in a game does not pass for true."""
    one = told(talk, "I have a twin sister", ("let's roleplay, you're a wizard",))

    assert [0.3] == [each.confidence for each in one]


def test_reports_are_doubtful(talk: Talk) -> None:
    """Words of others do not pass for the person's."""
    one = told(talk, "my neighbour Ada said “I only eat moss”")
    other = told(talk, "my neighbour Ada keeps bees and always says “stay sweet”")

    assert [0.3] == [each.confidence for each in one]
    assert [0.9] == [each.confidence for each in other]


def test_kept_out_of_memory(talk: Talk) -> None:
    """A conversation that should not be remembered is not looked at."""
    assert [] == gathered(talk("my name is Tomás Braga", remember=False))


def test_features_raise(talk: Talk) -> None:
    """A name, and the wish to remember, make a statement weigh more."""
    (plain,) = told(talk, "I adopted a cat in the end")
    (named,) = told(talk, "I adopted a cat with Joana in the end")
    (wished,) = told(talk, "I adopted a cat in the end, don't forget")

    assert plain.importance < named.importance < wished.importance


def test_just_dates_and_weighs_no_more(talk: Talk) -> None:
    """A day that is only told by "just" is noted, and makes nothing more important."""
    (plain,) = told(talk, "I sold the old boat to a baker")
    (just,) = told(talk, "I just sold the old boat to a baker")
    (named,) = told(talk, "I sold the old boat to a baker today")

    assert [None, "2025-05-14", "2025-05-14"] == [
        one.happened_at for one in (plain, just, named)
    ]
    assert plain.importance == just.importance < named.importance


def test_today_weighs_less_than_a_date(talk: Talk) -> None:
    """What is said of today passes sooner."""
    (today,) = told(talk, "I sold the old boat to a baker today")
    (dated,) = told(talk, "I sold the old boat to a baker on May 3rd")

    assert today.importance < dated.importance


def test_slot(talk: Talk) -> None:
    """What a person has one of is known with its value."""
    (one,) = told(talk, "I live in Porto")

    assert (("city", "porto"),) == one.slots


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["I water two lemon trees behind the chapel every day"],
         "I water two lemon trees behind the chapel every day"),
        (["我在阳台上晒了一排柿饼"], "我在阳台上晒了一排柿饼"),
        (["practicing the fugue for the harvest fair in Tomar"],
         "practicing the fugue for the harvest fair in Tomar"),
        ([], "I water the tree"),
        ([], "I could water the lemon tree behind the chapel on Madeira"),
        ([], "I hum"),
        ([], "thanks, you are such a good friend to me"),
        ([], "that was me at the harbour"),
        ([], "the tram was late and full of tourists"),
        ([], "1, 2, 3"),
        ([], "I went " + "on and " * 80 + "on"),
    ],
)  # fmt: skip
def test_no_class(talk: Talk, expected: list[str], text: str) -> None:
    """In personal talk a sentence of no class counts if it says something lasting."""
    assert expected == [one.text for one in told(talk, text)]


def test_dangling_pronoun_lowers(talk: Talk) -> None:
    """Who "he" is must be said before; else a statement weighs less."""
    (named,) = told(talk, "my brother came and he fixed my bike")
    (dangling,) = told(talk, "he came over and fixed my old bike")

    assert named.importance - dangling.importance > 0.3


def test_fact_beside_an_order(talk: Talk) -> None:
    """A fact within an order is a memory of its own; the order stays whole."""
    found = {
        one.category: one.text for one in told(talk, "我现在住泉州了，别再跟我提老家")
    }

    assert {
        "boundary": "我现在住泉州了，别再跟我提老家",
        "identity": "我现在住泉州了",
    } == found


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["boundary"], "别劝和，我心里有数"),
        ([], "别说话"),
        ([], "别提了！"),
        (["boundary"], "不许叫我小胖子"),
    ],
)
def test_idioms_are_no_boundaries(talk: Talk, expected: list[str], text: str) -> None:
    """Some words of forbidding forbid nothing."""
    categories = [one.category for one in told(talk, text)]

    assert expected == [name for name in categories if name == "boundary"]


def test_long_messages_are_looked_at_in_part(talk: Talk) -> None:
    """Of a long text only the lines around what has a class are read closely."""
    filler = "\n".join(["The tide comes and the tide goes over the same stones."] * 18)
    text = (
        f"{filler}\nMy sister Ines plays the cello.\n{filler}\nI bought 3 eels today."
    )

    assert {"My sister Ines plays the cello.", "I bought 3 eels today."} == {
        one.text for one in told(talk, text)
    }


def test_nothing_is_read_after_a_request_in_a_long_text(talk: Talk) -> None:
    """What follows "please proofread this:" is somebody else's, however long."""
    pages = "\n".join(["I am a sailor and I live at sea with my sister Ola."] * 60)

    assert [] == told(talk, f"Please proofread this:\n{pages}")


def test_plans_and_events_by_their_day(talk: Talk) -> None:
    """What lies ahead is a plan, whatever the verb; what is past is none."""
    (ahead,) = told(talk, "I'm showing my bowls in Braga on June 12th")
    (behind,) = told(talk, "we plan to cheer, the race was on May 3rd")

    assert ("plan", "2025-06-12") == (ahead.category, ahead.happened_at)
    assert ("event", "2025-05-03") == (behind.category, behind.happened_at)


def test_named_people_need_no_subject(talk: Talk) -> None:
    """A sentence about somebody with a name stands alone if it says enough."""
    assert ["Coach Almeida lends everybody his old canoe and paddles"] == [
        one.text
        for one in told(talk, "Coach Almeida lends everybody his old canoe and paddles")
    ]
    assert [] == told(talk, "and Almeida too")


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ((("city", "fez"),), "I moved from Porto to Fez in spring"),
        ((), "I moved out of the cellar"),
        ((("job", "nurse"),), "I work as a night nurse in a small clinic"),
        ((("job", "baker"),), "I'm now a baker by the harbour"),
        ((), "I'm a terrible cook, my soup was grey"),
        ((("partner", "ola"),), "my wife Ola keeps geese"),
        ((("age", "41"), ("city", "braga")), "I'm 41 and I live in Braga"),
        ((("job", "护士"),), "我是一名儿科护士，上夜班"),
        ((("partner", "阿川"),), "我男朋友叫阿川，开卡车"),
        ((("city", "厦门"),), "我在厦门，靠海"),
    ],
)
def test_what_one_has_one_of(
    talk: Talk, expected: tuple[tuple[str, str], ...], text: str
) -> None:
    """Where somebody lives, how old, with whom and as what: one value at a time."""
    found = {slot for one in told(talk, text) for slot in one.slots}

    assert set(expected) == found


@pytest.mark.parametrize(
    ("category", "text"),
    [
        ("instruction", "please call me Bo"),
        ("instruction", "I want you to call me Bo"),
        ("identity", "my friends call me Bo"),
        ("boundary", "don't tell me to calm down"),
        (
            "boundary",
            "I keep telling you, one more person tells me to smile and I scream",
        ),
        ("boundary", "总有人跟我说想开点，我就想掀桌子"),
    ],
)
def test_orders_and_what_looks_like_them(talk: Talk, category: str, text: str) -> None:
    """An order is said to the assistant; what others call or tell is a fact."""
    assert [category] == [one.category for one in told(talk, text)]


@pytest.mark.parametrize(
    "text",
    ["don't tell me you're going out in this rain", "she used to call me Mud",
     "moments like these remind me to breathe", "I remember when you were small"],
)  # fmt: skip
def test_no_order_no_promise_nothing_shared(talk: Talk, text: str) -> None:
    """Idioms and memories do not pass for orders, promises or what is shared."""
    found = {one.category for one in told(talk, text)}

    assert set() == found & {"boundary", "instruction", "promise", "shared"}


@pytest.mark.parametrize(
    ("city", "text"),
    [
        ("superior wisconsin", "we moved to superior wisconsin"),
        ("lisbon", "i live in lisbon with two fishermen"),
        ("upper falls, nova scotia", "i moved to upper falls, nova scotia last week"),
        ("Fez", "I live in Fez"),
        (None, "i live in a flat above a chip shop"),
        (None, "i moved to night shifts and i hate it"),
        (None, "we moved to oat milk last week"),
        (None, "i live in constant fear of geese"),
        (None, "i live in a lighthouse off the coast of maine"),
        (None, "my cousin moved to ohio"),
    ],
)
def test_places_in_lower_case(talk: Talk, city: str | None, text: str) -> None:
    """A place is known when it names a region or a town that everybody knows."""
    slots = dict(slot for one in told(talk, text) for slot in one.slots)
    assert slots.get("city") == (city.casefold() if city else None)


@pytest.mark.parametrize(
    ("category", "text"),
    [
        ("preference", "我怕打雷"),
        ("preference", "我最怕坐船"),
        ("preference", "我只喝热豆浆"),
        ("plan", "9月2号走，坐夜里的船，带上琴"),
        ("plan", "六月十号出发，行李还没有收"),
        ("health", "Type 2 diabetic since I was forty, no fuss about it"),
        ("identity", "I moved in with Otto on the hill"),
        ("event", "we moved in on Friday, the two of us and a stove"),
    ],
)
def test_classes_read_aloud(talk: Talk, category: str, text: str) -> None:
    """What is feared is a taste, what is feared for is none; a day is a plan."""
    assert category in {one.category for one in told(talk, text)}


@pytest.mark.parametrize(
    "text",
    [
        "我怕她摔下来",
        "我怕赶不上末班的船",
        "我妈做了一锅粥，她让我只喝半碗",
    ],
)
def test_no_tastes(talk: Talk, text: str) -> None:
    """A worry is no taste, nor is what others allow."""
    assert "preference" not in {one.category for one in told(talk, text)}


@pytest.mark.parametrize(
    ("worth", "text"),
    [
        (False, "I live here now"),
        (False, "Nothing, I'm on the jetty."),
        (False, "I brought the other nine home, want one"),
        (False, "We kept two back, under the sink."),
        (False, "开了，睡前抹的那种。"),
        (False, "我一个南方人！！"),
        (False, "每次都是我在扫"),
        (True, "我一个南方人在哈尔滨开米粉店"),
        (True, "每次都是我在给外婆的院子扫雪"),
        (True, "I live here in Fez now"),
        (True, "Nothing grows since I moved to Fez"),
        (True, "I brought the other nine kittens home"),
        (True, "We kept two hives back for my aunt"),
    ],
)
def test_lines_that_say_nothing_alone(talk: Talk, text: str, *, worth: bool) -> None:
    """What points to things that it does not name is worth little."""
    found = [one.importance for one in told(talk, text)]
    assert worth == any(importance >= 0.24 for importance in found)


@pytest.mark.parametrize(
    ("whose", "text"),
    [
        ("others", "今天的一句：I like to swim because my dog can not."),
        ("others", "我写了 My cat is very afraid of the moon，你帮我看看"),
        ("others", "第二句来了：I hate to get up at six in winter."),
        ("others", "回信我念 We love the boat and the lamp，可以吗"),
        ("others", "作业：my sister is a nurse and she works at night"),
        ("own", "我最喜欢 swimming in the cold sea"),
        ("own", "我最近在做 a small boat for my niece"),
        ("own", "家里有只猫叫 Button，I like her a lot"),
        ("own", "I like tea. 我写日记"),
        ("own", "我说 ok，明天去海边，我喜欢海"),
    ],
)
def test_exercises_in_another_script(talk: Talk, whose: str, text: str) -> None:
    """A sentence of English behind "I wrote:" is no word about oneself."""
    assert (whose == "own") == bool(told(talk, text))


@pytest.mark.parametrize(
    ("category", "text"),
    [
        ("pets", "家裡養了一隻橘貓"),
        ("preference", "我最討厭茄子"),
        ("boundary", "拜託不要再問我體重了"),
        ("people", "我媽在台南開早餐店"),
        ("people", "我阿嬤在屏東養蜂"),
        ("pets", "我養了一隻天竺鼠"),
        ("health", "我對蝦子過敏"),
    ],
)
def test_traditional_characters(talk: Talk, category: str, text: str) -> None:
    """They say what the simplified say, and stay as they were written."""
    (one,) = told(talk, text)

    assert (category, text) == (one.category, one.text)


@pytest.mark.parametrize(
    ("category", "text"),
    [
        ("health", "刚去过医院，查出来肾上有个囊肿"),
        ("health", "我上个月开始做心理咨询了"),
        ("preference", "最怕榴莲的味道，闻到就头晕"),
        ("preference", "每个星期三去江边钓鱼，风雨不误"),
        ("preference", "合唱排练挪到周五晚上了"),
        ("identity", "老家绵阳的，出来八年了"),
        ("identity", "手上存款才九万，车贷还没还完"),
        ("people", "PM 叫 Ingrid，人挺好的"),
        ("people", "外婆前年走的，我没赶上"),
        ("event", "今天搬到海珠区的新房子了"),
        ("promise", "每个周日你问我一句练了多少"),
        ("health", "手腕腱鞘炎犯了，拿筷子都费劲"),
        ("work", "给画廊写展签，一天十几张"),
    ],
)
def test_said_in_passing(talk: Talk, category: str, text: str) -> None:
    """Nobody says "I" in every line."""
    assert [category] == [one.category for one in told(talk, text)]


@pytest.mark.parametrize(
    "text",
    [
        "以后要早点睡",
        "以后回答同学的问题要大声",
        "教练让我少说话，多跑两圈",
        "主角自白：我在海底出生，我只信灯塔",
        "帮我续写：我叫卢生，我卖过三年炊饼",
        "这是表弟的简历：\n我精通法语，我带过二十个人",
    ],
)
def test_neither_wish_nor_fact(talk: Talk, text: str) -> None:
    """Resolutions, what others order, and what made-up people say of themselves."""
    kinds = {one.category for one in told(talk, text)}

    assert kinds <= {"event", "people"}


def test_a_lead_is_no_part_of_a_fact(talk: Talk) -> None:
    """What asks to note it down is said to the assistant."""
    (one,) = told(talk, "那你记一条，我现在住宁波了")

    assert "我现在住宁波了" == one.text


@pytest.mark.parametrize(
    ("category", "text"),
    [
        ("boundary", "please don't ever tell me she's watching over us"),
        ("preference", "I live on lentils and rye toast"),
        ("preference", "I'm off dairy, it made me itch"),
        ("preference", "the life drawing's moved to Thursdays"),
        ("preference", "fencing class has moved to Mondays"),
        ("people", "Ottilie is allergic to cashews so no pesto"),
        ("people", "Bram's dad is in hospital with a broken hip"),
        ("work", "my last day at the foundry is Friday 4 July"),
        ("work", "from October I'm teaching glazing at the college"),
        ("identity", "we're renting in Aberdeen till spring"),
        ("identity", "the bank says we can borrow 190 thousand"),
        ("plan", "remember that my recital is on 13 December"),
        ("health", "my wrists are shot, carpal tunnel in both"),
    ],
)
def test_said_in_passing_in_english(talk: Talk, category: str, text: str) -> None:
    """Habits, work and kin come in many shapes."""
    assert [category] == [one.category for one in told(talk, text)]


@pytest.mark.parametrize(
    "text",
    [
        "oh yes, I just adore scrubbing the kiln at midnight",
        "the tram is down today so tell me how to walk to the harbour",
        "今天地铁停运，跟我说怎么坐公交去码头",
    ],
)
def test_nothing_is_left_of_it(talk: Talk, text: str) -> None:
    """Irony, and what is asked for once."""
    assert [] == told(talk, text)


@pytest.mark.parametrize(
    "text",
    [
        'He shut the door. "I have had enough," said Cormac. I buried two brothers.',
        "她把灯吹灭。“你走吧。”阿棠低声说。我在海边住了十年。",
    ],
)
def test_narration_is_doubtful(talk: Talk, text: str) -> None:
    """The one who tells a story is not always the person."""
    assert all(one.confidence < 0.4 for one in told(talk, text))


@pytest.mark.parametrize(
    ("order", "fact", "text"),
    [
        ("别再说我在昆明", "我现在住宁波了", "我现在住宁波了，别再说我在昆明"),
        (
            "don't ever say Fez again",
            "I live in Rome",
            "I live in Rome, don't ever say Fez again",
        ),
    ],
)
def test_a_fact_before_an_order_is_told_once(
    talk: Talk, order: str, fact: str, text: str
) -> None:
    """The order is shown without it."""
    shown = {one.line or one.text for one in told(talk, text)}

    assert {order, fact} == shown
