"""The label of what is sensitive."""

import pytest

from migrate40.distiller.sensitive import sensitivity_of
from migrate40.safety.sensitive import sensitivity_of as classified


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
        (None, "I love tea"),
        (None, ""),
    ],
)
def test_label(label: str | None, text: str) -> None:
    """The gravest class whose words stand there."""
    assert label == sensitivity_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "I want to jump off the bridge and end it, I can't go on",
        "我妈上个月住院了",
        "my brother is in jail",
        "tengo depresión",
        "我有点 anxiety",
        "I water the ferns on Sundays",
        "昨天我去看海了",
        "",
    ],
)
def test_the_quick_look_changes_nothing(text: str) -> None:
    """What is looked for first never hides what holds."""
    assert classified(text) == sensitivity_of(text)
