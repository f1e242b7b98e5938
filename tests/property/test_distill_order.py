"""Laws of distilling, whatever the history."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from migrate40.distiller import distill
from migrate40.model.conversation import Conversation, Given, Message, given_id

START = datetime(2025, 1, 1, 8, tzinfo=UTC)
LINES = (
    "my name is Tomás",
    "I live in Porto",
    "I moved to Braga yesterday",
    "I love espresso",
    "I no longer drink espresso",
    "never call me buddy again",
    "我家养了一只橘猫 叫芝麻",
    "我很爱吃麻辣烫",
    "麻辣烫戒了",
    "以后都用中文跟我聊",
    "haha thanks",
    "what is 2 + 2?",
)
NOTES = ("User has a hen", "User lives in Porto", "用户养了橘猫")


@st.composite
def histories(draw: st.DrawFn) -> list[Conversation]:
    """Draw a few conversations that repeat and contradict each other."""
    count = draw(st.integers(1, 5))
    return [draw(conversations(number)) for number in range(count)]


@st.composite
def conversations(draw: st.DrawFn, number: int) -> Conversation:
    """Draw one conversation, with what was given in it."""
    name = f"c{number}"
    begin = START + timedelta(days=draw(st.integers(0, 3)))
    lines = draw(st.lists(st.sampled_from(LINES), min_size=1, max_size=4))
    messages = tuple(
        Message(id=f"{name}-{n}", role="user", text=line, time=begin)
        for n, line in enumerate(lines)
    )
    notes = draw(st.lists(st.sampled_from(NOTES), max_size=2, unique=True))
    rule = draw(st.sampled_from(("Be brief.", "Be long. Be kind.")))
    known = [
        Given(
            id=given_id("saved_memory", text, name),
            what="saved_memory",
            text=text,
            vendor="chatgpt",
            conversation=name,
            message=f"{name}-b{n}",
            time=begin,
        )
        for n, text in enumerate(notes)
    ]
    order = Given(
        id=given_id("custom_instruction", rule, "model"),
        what="custom_instruction",
        text=rule,
        vendor="chatgpt",
        conversation=name,
        time=begin,
        about="model",
    )
    return Conversation(
        vendor="chatgpt",
        id=name,
        created=begin,
        remember=draw(st.booleans()),
        messages=messages,
        given=(*known, order),
        instructions=(order.id,),
    )


@settings(deadline=None, max_examples=40, derandomize=True)
@given(st.data())
def test_order_does_not_matter(data: st.DataObject) -> None:
    """Shuffled conversations give the same bytes."""
    history = data.draw(histories())
    shuffled = data.draw(st.permutations(history))

    assert distill(history).to_json() == distill(shuffled).to_json()


@settings(deadline=None, max_examples=40, derandomize=True)
@given(histories())
def test_every_memory_is_proved(history: list[Conversation]) -> None:
    """Each memory cites one to three places, word for word, and none kept out."""
    said = {m.id: m.text for one in history for m in one.messages}
    hidden = {one.id for one in history if not one.remember}
    memories = distill(history).memories
    names = {memory.id for memory in memories}

    assert len(names) == len(memories)
    for memory in memories:
        assert 1 <= len(memory.evidence) <= 3
        assert names.issuperset(memory.supersedes)
        for proof in memory.evidence:
            assert proof.conversation not in hidden
            if proof.message in said:
                assert (proof.quote or "") in said[proof.message]


@settings(deadline=None, max_examples=100, derandomize=True)
@given(st.text())
def test_any_text_can_be_said(text: str) -> None:
    """No text of the person breaks anything; what is quoted was said."""
    message = Message(id="m", role="user", text=text, time=START)
    history = [Conversation(vendor="chatgpt", id="c", messages=(message,))]

    assert all(memory.text in text for memory in distill(history).memories)
