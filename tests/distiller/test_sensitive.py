"""The label of what is sensitive."""

import pytest

from migrate40.distiller.sensitive import sensitivity_of


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
