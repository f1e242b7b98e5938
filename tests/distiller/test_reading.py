"""All patterns at once give what each gives alone."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from migrate40.distiller.lexicon import LANGUAGES, lexicon
from migrate40.distiller.reading import _DIRECT, Reading
from migrate40.safety.looking import relaxed

FORMS = [
    (name, form)
    for language in LANGUAGES
    for name, forms in [
        *lexicon(language).cues.items(),
        *((rule.category, rule.forms) for rule in lexicon(language).rules),
    ]
    for form in forms
]
WORDS = (
    "I I'm my we don't ever call me remember please the sister cat Ola fiancé Zoé 34"
    " asthma live in Fez years love hate it always yesterday \u017felf \u212a"
    " 我 叫 我妈 别 再 提 不 吃 喜欢 猫 昨天 去了 了 过敏 在 北京 岁 三十"
    " 打算 记住 吗 谁 的 是 老师 ， 。 ？ , . ? ! “ ” \ufffc é 字 _ -"
)
PIECES = [*WORDS.split(), " ", " ", " ", "\n", "\u3000"]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(
    st.sampled_from("Iimyce 我叫不了，。\n'?2"), max_size=20
)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
@example("my fiance\n")
@example("A我 ")
def test_hits_are_those_of_plain_patterns(text: str) -> None:
    """A cue holds exactly where one of its patterns is found by `re`."""
    for language in LANGUAGES:
        for name in lexicon(language).cues.keys() - _DIRECT:
            known = [lexicon(each).cue(name) for each in LANGUAGES]
            holding = {each.pattern for each in known if each.search(text)}
            found = Reading(text).holds(name)

            assert not found or holding
            assert found or not _spoken(text, name)


def _spoken(text: str, name: str) -> bool:
    """Whether a cue of a language whose script stands in the text is found."""
    scripts = {"zh": r"[\u3400-\u9fff]", "en": r"[A-Za-z]{2}|\bI\b"}
    return any(
        re.search(scripts[each], text, re.ASCII)
        and lexicon(each).cue(name).search(text)
        for each in LANGUAGES
    )


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_rules_are_those_of_plain_patterns(text: str) -> None:
    """A rule holds exactly where one of its patterns is found by `re`."""
    reading = Reading(text)
    found = {form for rule, _ in reading.rules() for form in rule.forms}
    scripts = {"zh": r"[\u3400-\u9fff]", "en": r"[A-Za-z]{2}|\bI\b"}
    expected = {
        form
        for language in LANGUAGES
        if re.search(scripts[language], text, re.ASCII)
        for rule in lexicon(language).rules
        if any(re.search(each, text, re.IGNORECASE | re.ASCII) for each in rule.forms)
        for form in rule.forms
    }

    assert expected == found


@settings(max_examples=100, deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_a_part_has_no_more_rules_than_the_whole(
    before: str, within: str, after: str
) -> None:
    """What is found of a sentence is found through the message that holds it."""
    whole = Reading(f"{before}\n{within}\n{after}")
    start = len(before) + 1
    part = whole.part(start, start + len(within))

    assert within == part.plain
    assert [rule for rule, _ in Reading(within).rules()] == [r for r, _ in part.rules()]


@pytest.mark.parametrize("name_and_form", FORMS, ids=lambda pair: pair[0])
def test_every_form_is_understood(name_and_form: tuple[str, str]) -> None:
    """No pattern is lost on the way to RE2."""
    import re2

    name, form = name_and_form

    assert re2.compile(relaxed(form)), name


def test_what_may_be() -> None:
    """The fast answer does not look at what stands around."""
    asked = Reading("I don't mention my stepfather")

    assert "boundary" in {rule.category for rule in asked.may_be()}
    assert "boundary" not in {rule.category for rule, _ in asked.rules()}
    assert Reading("the login is lost").may_hold("secret")
    assert not Reading("hello").may_hold("name")
    assert {"en"} == Reading("he left").languages("pronoun")


def test_who_is_spoken_to_is_nobody_named() -> None:
    """A name that only calls the other says nothing about the person."""
    texts = (
        "I baked a pie, Joana!",
        "I baked with Joana!",
        "I bake in Tomar, Portugal",
    )

    assert [False, True, True] == [Reading(text).holds("name") for text in texts]
