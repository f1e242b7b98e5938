"""What is sensitive, whose it is, and what only sounds like it."""

import tomllib
from pathlib import Path

import pytest

from migrate40.safety.sensitive import sensitivity_of

LINES = tomllib.loads(Path(__file__).with_name("statements.toml").read_text("utf-8"))


@pytest.mark.parametrize(("label", "text"), LINES["statements"])
def test_statements(label: str, text: str) -> None:
    """Something sensitive has a class, in four languages; idioms have none."""
    assert bool(label) == bool(sensitivity_of(text))


def test_classes_are_told_apart() -> None:
    """Nine in ten have the very class that they were written for."""
    labelled = [(label, text) for label, text in LINES["statements"] if label]
    right = sum(label == sensitivity_of(text) for label, text in labelled)

    assert 0.9 <= right / len(labelled)


@pytest.mark.parametrize("text", LINES["grave"])
def test_grave(text: str) -> None:
    """Thoughts of dying are not missed; rather a class too grave than none."""
    assert sensitivity_of(text) in {"self_harm", "health"}


@pytest.mark.parametrize("text", LINES["light"])
def test_light(text: str) -> None:
    """Laughing oneself to death is none of it."""
    assert sensitivity_of(text) is None


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("third_party", "My brother has lupus."),
        ("health", "My brother says I have lupus."),
        ("sexuality", "I told my mum I'm gay."),
        ("legal", "My landlord is suing me."),
        ("third_party", "My flatmate is gay, he only told me."),
        ("third_party", "我弟弟得了癌症"),
        ("health", "我跟弟弟说我得了癌症"),
        ("third_party", "My friend Jo writes poems, don't tell anyone."),
        (None, "Don't tell anyone, I love this song."),
    ],
)
def test_whose_life(label: str | None, text: str) -> None:
    """The one spoken of last before the words is the one they are about."""
    assert label == sensitivity_of(text)


def test_the_gravest_class_counts() -> None:
    """A text of several classes has the gravest."""
    assert "self_harm" == sensitivity_of("I am in debt and I want to die")


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("health", "I take insulin"),
        ("health", "我有哮喘"),
        ("sexuality", "I came out as bisexual"),
        ("self_harm", "我不想活了"),
        ("finance", "I'm in debt since spring"),
        ("finance", "我还欠着房贷"),
        ("third_party", "my uncle died in March"),
        ("belief", "I'm a Buddhist"),
        ("legal", "I was sued by my landlord"),
        ("self_harm", "I want to die and I am in debt"),
        ("health", "tengo depresión"),
        (None, "I love tea"),
        (None, ""),
    ],
)
def test_label(label: str | None, text: str) -> None:
    """The gravest class whose words stand there."""
    assert label == sensitivity_of(text)
