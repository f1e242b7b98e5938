"""What becomes of a statement that holds a secret."""

import pytest

from migrate40.distiller.candidate import Candidate
from migrate40.distiller.secrecy import Secrecy, tell_secrets
from migrate40.model.profile import Evidence
from migrate40.notices import Notice


def candidate(
    text: str, line: str | None = None, quote: str | None = None
) -> Candidate:
    """Return a statement with its quotation."""
    return Candidate(
        text=text,
        line=line,
        category="people",
        language="en",
        origin="stated",
        importance=1,
        confidence=1,
        evidence=(
            Evidence(conversation="c", message="m", time=None, quote=quote),
            Evidence(conversation="c", message="m", time=None, quote=text),
        ),
    )


def test_the_lead_stays() -> None:
    """In the text, in the line and in the quotations a mark stands for the secret."""
    text = "My cousin Bex bakes bread, her pin is 4471"
    kept = Secrecy().kept(candidate(text, f"{text} (May 2024)"))

    assert kept is not None
    assert "My cousin Bex bakes bread, her pin is [redacted: code]" == kept.text
    assert f"{kept.text} (May 2024)" == kept.line
    assert [None, kept.text] == [one.quote for one in kept.evidence]


@pytest.mark.parametrize(
    "text", ["my pin is 4471", "the shed's secret 88a login is like 77b or so"]
)
def test_nothing_is_left(text: str) -> None:
    """A statement of a secret alone is dropped, and one that may hold another."""
    assert Secrecy().kept(candidate(text)) is None


def test_no_secret() -> None:
    """Then it is the very same."""
    whole = candidate("My cousin Bex has 2 ovens")

    assert whole is Secrecy().kept(whole)
    assert whole is Secrecy().kept(whole, "My cousin Bex has 2 ovens. Great!")


def test_the_message_tells() -> None:
    """What the sentence before gives away is known in this one."""
    first = "The wifi password is Tulip!Bread9"
    whole = f"{first}. My cousin Bex bakes bread, shouting Tulip!Bread9."
    kept = Secrecy().kept(candidate(whole.split(". ")[1]), whole)

    assert kept is not None
    assert "Tulip" not in kept.text


def test_kinds_are_told() -> None:
    """How many of each, sorted, and not one word of them."""
    first, second = Secrecy(), Secrecy()
    first.kept(candidate("my pin is 4471"))
    second.kept(candidate("his pin is 4472"))
    second.kept(candidate("ring me at (415) 555-0100"))
    told: list[Notice] = []
    tell_secrets([first, second], told.append)

    assert [("code", "a secret: 2 of them taken out")] == [
        (one.where, one.why) for one in told if one.where == "code"
    ]
    assert ["code", "phone"] == [one.where for one in told]
