"""What the platform knew."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from migrate40.distiller.candidate import Candidate
from migrate40.distiller.given import GivenCollector, as_own_words, category_of
from migrate40.distiller.secrecy import tell_secrets
from migrate40.model.conversation import Conversation, Given
from migrate40.notices import Notice

Talk = Callable[..., Conversation]
NOON = datetime(2025, 1, 1, 12, tzinfo=UTC)


def given(what: Any, text: str, **fields: Any) -> Given:
    """Return something given in conversation c1."""
    known: dict[str, Any] = {
        "vendor": "chatgpt",
        "conversation": "c1",
        "message": "b1",
        "time": NOON,
    }
    return Given(**{"id": f"g-{text}", **known, **fields}, what=what, text=text)


def found(*conversations: Conversation) -> list[Candidate]:
    """Return the candidates of some conversations."""
    collector = GivenCollector()
    for conversation in conversations:
        collector.add(conversation)
    return sorted(collector.candidates(), key=lambda one: one.order)


@pytest.mark.parametrize(
    ("origin", "what"),
    [
        ("saved", "saved_memory"),
        ("saved", "memory_snapshot"),
        ("saved", "pasted_memory"),
        ("saved", "account_memory"),
        ("saved", "project_memory"),
        ("project", "project_instruction"),
        ("instruction", "custom_instruction"),
    ],
)
def test_origin(talk: Talk, origin: str, what: str) -> None:
    """What the platform noted is saved; what the person ordered is an order."""
    (one,) = found(talk("hi", given=(given(what, "Keeps a hen", about="model"),)))

    assert origin == one.origin
    assert "Keeps a hen" == one.text
    assert ("c1", "b1", NOON, "Keeps a hen") == (
        one.evidence[0].conversation,
        one.evidence[0].message,
        one.evidence[0].time,
        one.evidence[0].quote,
    )


@pytest.mark.parametrize(
    ("category", "text"),
    [
        ("pets", "User has a cat named Pixel."),
        ("work", "User works as a nurse in Lyon."),
        ("preference", "Prefers tea to coffee"),
        ("health", "用户对花生过敏"),
        ("identity", "Something else altogether"),
    ],
)
def test_category_of_notes(talk: Talk, category: str, text: str) -> None:
    """A note about the person is classed as if they had said it."""
    (one,) = found(talk("hi", given=(given("saved_memory", text),)))

    assert category == one.category


@pytest.mark.parametrize(
    ("category", "text"),
    [
        ("boundary", "User has a kiosk. Never comment on what she earns."),
        ("boundary", "用户开了一家书摊，不要提她前夫。"),
        ("instruction", "用户说要下楼的时候，先问一句“吃了没”。"),
        ("identity", "The sign is always red, never blue."),
        ("health", "用户胃不好，不能吃辣"),
    ],
)
def test_what_a_note_forbids(category: str, text: str) -> None:
    """The assistant's note of a wish is one; a fact with a "never" is a fact."""
    assert category == category_of(text)


@pytest.mark.parametrize(
    ("category", "text"),
    [
        ("preference", "I play the tuba."),
        ("people", "I have two brothers."),
        ("instruction", "I like short answers."),
        ("instruction", "I'm a welder, so keep it practical."),
        ("instruction", "Bar numbers, one thing at a time."),
    ],
)
def test_what_one_tells_of_oneself_among_orders(
    talk: Talk, category: str, text: str
) -> None:
    """It is a fact, unless it says how the two should talk."""
    order = given("project_instruction", f"Be kind. {text}")
    entries = {one.text: one.category for one in found(talk("hi", given=(order,)))}

    assert category == entries[text]


def test_orders_are_cut_and_kept_whole(talk: Talk) -> None:
    """Each sentence of an order is an entry, and no word is lost."""
    text = "Be Juniper: dry, kind.\nNever mention my brother. 🙂 说中文也行！"
    entries = found(
        talk("hi", given=(given("custom_instruction", text, about="model"),))
    )

    assert text.split() == " ".join(one.text for one in entries).split()
    assert ["instruction", "boundary", "instruction"] == [
        one.category for one in sorted(entries, key=lambda one: text.find(one.text[:5]))
    ]


def test_labels(talk: Talk) -> None:
    """The labelled form gives a name, a role and the rest."""
    labels = {
        "preferred_name": "Mo",
        "role": "Baker",
        "other": "I live in Fez. I sing.",
    }
    text = "Preferred name: Mo\nRole: Baker\nOther Information: I live in Fez. I sing."
    one = given("custom_instruction", text, about="user", labels=labels)
    entries = {each.text: each.category for each in found(talk("hi", given=(one,)))}

    assert {
        "Preferred name: Mo": "identity",
        "Role: Baker": "work",
        "I live in Fez.": "identity",
        "I sing.": "identity",
    } == entries


def test_newest_instructions_are_current(talk: Talk) -> None:
    """Older instructions are outdated by those that were in force last."""
    old = given("custom_instruction", "Be brief.", about="model")
    new = given("custom_instruction", "Be long.", about="model", conversation="c2")
    entries = found(
        talk("hi", name="c2", day=5, given=(new,), instructions=(new.id,)),
        talk("hi", name="c1", given=(old,), instructions=(old.id,)),
        talk("hi", name="c3", day=9, instructions=(new.id,)),
    )

    assert {"Be brief.": True, "Be long.": False} == {
        one.text: one.outdated for one in entries
    }
    (newest,) = [one for one in entries if not one.outdated]
    assert ["c2", "c3"] == [each.conversation for each in newest.evidence]


def test_both_halves_are_current(talk: Talk) -> None:
    """About the person and about the model are two sets."""
    both = (
        given("custom_instruction", "Be brief.", about="model"),
        given("custom_instruction", "I bake.", about="user"),
    )
    entries = found(talk("hi", given=both, instructions=tuple(one.id for one in both)))

    assert [False, False] == [one.outdated for one in entries]


def test_kept_out_of_memory(talk: Talk) -> None:
    """A conversation that should not be remembered gives nothing and proves nothing."""
    rule = given("custom_instruction", "Be brief.", about="model")
    fact = given("saved_memory", "Keeps a hen")
    hidden = talk("hi", given=(rule, fact), instructions=(rule.id,), remember=False)

    assert [] == found(hidden)
    (one,) = found(hidden, talk("hi", name="c2", instructions=(rule.id,)))
    assert ["c2"] == [each.conversation for each in one.evidence]
    assert [None] == [each.message for each in one.evidence]


def test_secret_is_left_out(talk: Talk) -> None:
    """A note with a password stays behind, and a notice says so without it."""
    notices: list[Notice] = []
    collector = GivenCollector()
    note = given("saved_memory", "Password of the shed is tulip77")
    collector.add(talk("hi", given=(note,)))

    assert [] == list(collector.candidates())

    tell_secrets([collector.secrecy], notices.append)

    assert [("left_out", "password")] == [(one.kind, one.where) for one in notices]
    assert not any("tulip" in notice.why for notice in notices)


def test_long_note_is_cut(talk: Talk) -> None:
    """A page about somebody becomes its sentences; a short note stays whole."""
    page = "Lives in Fez with two sisters. " * 12
    short = "Lives in Fez. Sings."

    assert 12 == len(found(talk("a", given=(given("account_memory", page.strip()),))))
    assert 1 == len(found(talk("a", given=(given("account_memory", short),))))


def test_wishes(talk: Talk) -> None:
    """A request to forget is no fact."""
    wish = given("saved_memory", "Forget that the user bakes", forget=True)
    collector = GivenCollector()
    collector.add(talk("hi", given=(wish,)))

    assert [wish] == collector.wishes()
    assert [] == list(collector.candidates())


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("I have a cat", "User has a cat"),
        ("I'm tall", "The user is tall"),
        ("My cat is old", "User's cat is old"),
        ("I like tea", "User likes tea"),
        ("我喜欢茶", "用户喜欢茶"),
        ("我住在海边", "他住在海边"),
    ],
)
def test_as_own_words(expected: str, text: str) -> None:
    """The third person turns into the first, for the classifier only."""
    assert expected == as_own_words(text)
