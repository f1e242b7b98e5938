"""From candidates to memories: merging, time, order."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from migrate40.distiller.candidate import Candidate
from migrate40.distiller.memories import memories_of
from migrate40.distiller.merging import merged
from migrate40.model.conversation import Given
from migrate40.model.profile import Evidence, Memory
from migrate40.notices import Notice

NOON = datetime(2025, 1, 1, 12, tzinfo=UTC)


def said(text: str, day: int = 0, **fields: Any) -> Candidate:
    """Return a statement of some day."""
    known: dict[str, Any] = {
        "category": "preference",
        "language": "en",
        "origin": "stated",
        "importance": 0.7,
        "confidence": 0.9,
    }
    proof = Evidence(
        conversation=f"c{day}",
        message=f"m{day}-{text[:20]}",
        time=NOON + timedelta(days=day),
        quote=text,
    )
    return Candidate(text=text, evidence=(proof,), **known | fields)


def remembered(*candidates: Candidate, wishes: tuple[Given, ...] = ()) -> list[Memory]:
    """Return the memories of some candidates."""
    return list(memories_of(candidates, wishes, lambda _: None))


def status(*candidates: Candidate) -> dict[str, str]:
    """Return each memory's status by its text."""
    return {one.text: one.status for one in remembered(*candidates)}


def test_the_same_words_are_one_memory() -> None:
    """Repetitions add evidence, three pieces at most, and weight."""
    days = [said("I love jazz!", 0), *(said("i love jazz", day) for day in range(1, 6))]
    (one,) = remembered(*days)

    assert "I love jazz!" == one.text
    assert ["c0", "c1", "c2"] == [proof.conversation for proof in one.evidence]
    assert one.importance > 0.7


def test_a_note_and_the_talk_behind_it_are_one() -> None:
    """The platform's note is kept, with the person's words as further proof."""
    note = said("User is allergic to walnuts", 3, origin="saved", category="health")
    talk = said("I'm allergic to walnuts so no cake for me", 2, category="health")
    (one,) = merged([talk, note])

    assert note.text == one.text
    assert ["c3", "c2"] == [proof.conversation for proof in one.evidence]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("I have two cats", "I have three cats"),
        ("I love walking with Ada", "I love walking with Ben"),
        ("我每天跑五公里", "我每天跑十公里"),
    ],
)
def test_numbers_and_names_keep_apart(first: str, second: str) -> None:
    """Statements that differ in a number or a name are two."""
    assert 2 == len(merged([said(first), said(second, 1)]))


def test_days_keep_apart() -> None:
    """The same done on two days are two events."""
    first = said("I ran a race today", 0, happened_at="2025-01-01")
    second = said("I ran a race today", 1, happened_at="2025-01-02")

    assert 2 == len({one.id for one in remembered(first, second)})


def test_a_question_is_no_statement() -> None:
    """To ask about a thing is not to have it: both stand."""
    sail = "I mend the torn sail with thread"
    asked = f"I asked you: “{sail}”"

    assert {asked, sail} == {
        one.text for one in remembered(said(asked, category="shared"), said(sail, 1))
    }


def test_boundaries_are_never_blended() -> None:
    """Likeness is not enough to touch what the person forbade."""
    first = said("never mention my weight and food", category="boundary")
    second = said(
        "never mention my weight and food at breakfast", 1, category="boundary"
    )

    assert 2 == len(merged([first, second]))


def test_newer_value_closes_the_older() -> None:
    """Of what one has one of, the newest counts; the old one stays as such."""
    old = said("I live in Fez", 0, slots=(("city", "fez"),))
    new = said("I moved to Rome", 9, slots=(("city", "rome"),))
    memories = {one.text: one for one in remembered(old, new)}

    assert "superseded" == memories["I live in Fez"].status
    assert "current" == memories["I moved to Rome"].status
    assert (memories["I live in Fez"].id,) == memories["I moved to Rome"].supersedes


def test_same_value_closes_nothing() -> None:
    """Saying it twice is no change."""
    first = said("I live in Fez", 0, slots=(("city", "fez"),))
    again = said("I live in Fez by the old wall", 9, slots=(("city", "fez"),))

    assert {"current"} == set(status(first, again).values())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("I drink espresso every day", "I no longer drink espresso"),
        ("我很爱吃麻辣烫", "麻辣烫戒了 医生说的"),
        ("我只喝红茶 早上一大壶", "我把红茶戒了"),
        ("每周二晚上我去练瑜伽", "瑜伽改到周四晚上了"),
        ("每個星期天我去攀岩", "攀岩改到星期三晚上了"),
    ],
)
def test_word_of_change(old: str, new: str) -> None:
    """What is given up is closed."""
    assert {old: "superseded", new: "current"} == status(said(old), said(new, 9))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("I drink espresso every day", "I no longer drive at night"),
        ("医生说我膝盖积水", "我把红茶戒了，医生说的"),
        ("每周二晚上我去练瑜伽", "合唱改到周四晚上了"),
        ("我喜欢在江边慢慢走", "我现在不喝奶茶了"),
    ],
)
def test_change_of_something_else(old: str, new: str) -> None:
    """A word of change closes nothing that it does not touch."""
    assert {old: "current", new: "current"} == status(said(old), said(new, 9))


def test_order() -> None:
    """Boundaries first, then orders, then notes, then by importance."""
    texts = [
        said("I sing", importance=0.99),
        said("I hum", importance=0.5),
        said("User bakes", origin="saved", importance=0.4),
        said("answer in verse", category="instruction", importance=0.3),
        said("never call me buddy", category="boundary", importance=0.2),
    ]

    assert [
        "never call me buddy",
        "answer in verse",
        "User bakes",
        "I sing",
        "I hum",
    ] == [one.text for one in remembered(*texts)]


def test_doubtful_is_for_review() -> None:
    """Weak candidates are for the person to judge; the weakest are dropped."""
    assert {"I sing": "review", "I hum": "review"} == status(
        said("I sing", confidence=0.2),
        said("I hum", importance=0.2),
        said("I yawn", importance=0.05),
    )


def test_orders_and_notes_are_never_dropped() -> None:
    """Whatever their weight, they are current."""
    assert {"current"} == set(
        status(
            said("don't", category="boundary", importance=0.0),
            said("noted", origin="saved", importance=0.0),
        ).values()
    )


def test_older_instructions_are_superseded() -> None:
    """The newest version names what it replaces."""
    kind: dict[str, Any] = {"origin": "instruction", "version": "v", "category": "work"}
    old = said("Be brief.", 0, outdated=True, **kind)
    new = said("Be long.", 3, **kind)
    memories = {one.text: one for one in remembered(old, new)}

    assert "superseded" == memories["Be brief."].status
    assert (memories["Be brief."].id,) == memories["Be long."].supersedes


def test_forgetting() -> None:
    """What the person asked to forget is gone; said again later, it stays."""
    wish = Given(
        id="g", what="saved_memory", text="Forget that the user plays the tuba",
        vendor="chatgpt", conversation="c5", time=NOON + timedelta(days=5), forget=True,
    )  # fmt: skip
    notices: list[Notice] = []
    before = said("User plays the tuba", 1, origin="saved")
    other = said("User has a cat", 1, origin="saved")
    after = said("I play the tuba again", 8)
    memories = memories_of([before, other, after], [wish], notices.append)

    assert {other.text, after.text} == {one.text for one in memories}
    assert [("left_out", "c5")] == [(each.kind, each.where) for each in notices]


def test_ids_are_stable() -> None:
    """The same words in the same place have the same id."""
    first, second = remembered(said("I sing")), remembered(said("I sing"))

    assert first[0].id == second[0].id
    assert first[0].id.startswith("m-")
    assert 12 == len(first[0].id)


def test_sensitivity() -> None:
    """Sensitive memories are labelled."""
    (one,) = remembered(said("I have asthma"))

    assert "health" == one.sensitivity


def test_nothing_to_forget() -> None:
    """A wish that meets nothing, or only orders, changes nothing."""
    wish = Given(
        id="g", what="saved_memory", text="Forget the tuba", vendor="x", forget=True
    )
    order = said("Forget the tuba", origin="instruction", category="instruction")

    assert [order.text] == [one.text for one in remembered(order, wishes=(wish,))]


def test_note_covers_what_says_less() -> None:
    """A saved note speaks for a statement all of whose words and names it has."""
    one, other = remembered(
        said("User has hay fever and takes drops by Korvo", origin="saved"),
        said("User has hay fever", 1, origin="saved"),
        said("I have hay fever", 2),
        said("I have hay fever since 2019", 3),
    )

    assert "User has hay fever and takes drops by Korvo" == one.text
    assert 3 == len(one.evidence)
    assert "I have hay fever since 2019" == other.text


def test_note_covers_no_event_and_no_order() -> None:
    """Two races are two, and an order keeps its words."""
    texts = remembered(
        said("User ran a race in Fez", origin="saved", category="event"),
        said("I ran a race", 1, category="event"),
        said("User wants answers in verse, always short", origin="saved"),
        said("always answers in verse", 2, category="instruction"),
    )

    assert 4 == len(texts)


def test_boundary_and_its_note_are_one() -> None:
    """What was asked for and what the platform wrote down is one boundary."""
    (one,) = remembered(
        said("never mention my stepfather", category="boundary"),
        said(
            "Never mention her stepfather; she left at nine",
            origin="saved",
            category="boundary",
        ),
    )

    assert "saved" == one.origin
    assert 2 == len(one.evidence)


def test_values_named_together_do_not_disagree() -> None:
    """A quarter and its town are one place, if any statement says so."""
    old = said("I live in Ribeira by the river", 0, slots=(("city", "ribeira"),))
    new = said("I live in Porto, I said", 9, slots=(("city", "porto"),))
    both = said("User lives in Ribeira, Porto", 3, origin="saved")

    assert "superseded" == status(old, new)[old.text]
    assert "current" == status(old, new, both)[old.text]


def test_each_move_ends_the_home_before() -> None:
    """A chain of values is linked step by step."""
    homes = [
        said(f"I live in {town} by the sea", day, slots=(("city", town.lower()),))
        for day, town in enumerate(["Fez", "Rome", "Bari"])
    ]
    found = {one.text: one for one in remembered(*homes)}
    fez, rome, bari = (found[home.text] for home in homes)

    assert ("superseded", "superseded", "current") == (
        fez.status,
        rome.status,
        bari.status,
    )
    assert ((), (fez.id,), (rome.id,)) == (
        fez.supersedes,
        rome.supersedes,
        bari.supersedes,
    )


def test_a_wish_stands_once_with_all_its_proof() -> None:
    """The fullest speaks for the others; it is a boundary if any of them is."""
    order = said(
        "Metric units, don't bring up my sister.",
        origin="instruction",
        category="instruction",
        version="chatgpt",
    )
    (one,) = remembered(
        order,
        said("never mention my sister", 1, category="boundary"),
        said("Don't bring up her sister", 2, origin="saved", category="boundary"),
    )

    assert (order.text, "instruction", "boundary") == (
        one.text,
        one.origin,
        one.category,
    )
    assert {"c0", "c1", "c2"} == {proof.conversation for proof in one.evidence}


def test_every_sentence_of_the_instructions_stays() -> None:
    """Each stands as it was written, though another asks for the same."""
    fields: dict[str, Any] = {
        "origin": "instruction",
        "category": "instruction",
        "version": "chatgpt",
    }
    short = said("No lists.", **fields)
    full = said("Metric units, no lists.", 1, **fields)

    assert 2 == len(remembered(short, full))


def test_an_instruction_that_was_taken_back_speaks_for_nothing() -> None:
    """What was said since then stands by itself."""
    old = said(
        "Short answers, no lists.",
        origin="instruction",
        category="instruction",
        version="chatgpt",
        outdated=True,
    )
    new = said("no lists please", 9, category="instruction")

    assert "current" == status(old, new)[new.text]


def test_what_is_avoided_is_so_in_any_words() -> None:
    """Of wishes that became one each still names what is not to be brought up."""
    memories = remembered(
        said("Never mention my sister unless I do.", category="boundary"),
        said("do not mention Ada", 1, category="boundary"),
        said("Do not mention Ada; short answers", 2, category="boundary"),
        said("Ada has the blue house", 3),
    )

    assert (
        "review" == {one.text: one.status for one in memories}["Ada has the blue house"]
    )


def test_many_words_are_not_many_wishes() -> None:
    """The wish that asks for most is kept, not the one that says most."""
    fuller = said(
        "No lists, no emoji, metric units.",
        5,
        origin="instruction",
        category="instruction",
        version="chatgpt",
    )
    wordy = said("ok, right, no lists, I can't read them", category="instruction")
    (one,) = remembered(wordy, fuller)

    assert fuller.text == one.text


def test_what_is_told_in_the_instructions_is_not_told_again() -> None:
    """They speak for what was said in talk, and stay as they are beside a note."""
    told = said(
        "Coeliac since I was nine, I bake for myself.",
        origin="instruction",
        category="health",
        version="chatgpt",
    )
    note = said(
        "User has been coeliac since nine", 1, origin="saved", category="health"
    )
    talk = said("I've been coeliac since I was nine", 2, category="health")
    found = {one.text: one for one in remembered(told, note, talk)}

    assert {told.text, note.text} == set(found)
    assert "c2" in {p.conversation for one in found.values() for p in one.evidence}


def test_the_first_word_of_a_sentence_is_no_name() -> None:
    """Of "I have gout. Never ask" only the gout matters."""
    (one,) = remembered(
        said("User has gout. If it flares up, she rests", origin="saved"),
        said("I have gout", 1),
    )

    assert 2 == len(one.evidence)


def test_no_note_takes_the_place_of_an_instruction() -> None:
    """Those of a project are carried over whole, as the others are."""
    told = said("I play the tuba.", origin="project")
    note = said("She plays the tuba in a brass band", 1, origin="saved")

    assert 2 == len(remembered(told, note))


def test_a_ban_is_said_once() -> None:
    """What another wish forbids is cut, and its proof goes there."""
    order = said(
        "别提我前任，别催我。",
        origin="instruction",
        category="instruction",
        version="v",
    )
    talk = said("别催我，别替他说话", 9, category="boundary")
    first, second = remembered(order, talk)

    assert {"别提我前任，别催我。", "别替他说话"} == {first.text, second.text}
    whole = first if first.text.startswith("别提") else second
    assert ["c0", "c9"] == [each.conversation for each in whole.evidence]
    assert ["别催我，别替他说话"] == [
        one.evidence[0].quote for one in (first, second) if one is not whole
    ]


@pytest.mark.parametrize(
    ("category", "text"),
    [
        ("shared", "lights out! best thing today was the soup"),
        ("shared", "Lights out, I sold the boat"),
        ("event", "lights outside kept me awake until four"),
        ("event", "I turned the lights out at nine"),
        ("event", "the lights out here are red"),
        ("shared", "收摊。今天卖了四十碗"),
        ("event", "收摊车被拖走了"),
        ("event", "昨天收摊，下雨了"),
    ],
)
def test_what_sets_off_a_rite(category: str, text: str) -> None:
    """What begins with the word that the two agreed on is said between them."""
    rules = (
        said("When I say “lights out”, ask me three things.", category="instruction"),
        said("用户说“收摊”时，先问卖了几碗。", origin="saved", category="instruction"),
    )
    found = remembered(*rules, said(text, 9, category="event"))

    assert [category] == [one.category for one in found if one.text == text]
