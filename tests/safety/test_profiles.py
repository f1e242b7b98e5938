"""A profile loses its secrets wherever they stand, and nothing else."""

from collections import Counter

from migrate40.model.profile import Evidence, Example, Memory, Persona, Phrase, Profile
from migrate40.safety.profiles import without_secrets


def memory(text: str, quote: str | None = None) -> Memory:
    """Return a memory with one quotation."""
    evidence = Evidence(
        conversation="c-415-555-0100", message="m", time=None, quote=quote
    )
    return Memory(
        id="m-1",
        text=text,
        category="people",
        language="en",
        origin="stated",
        confidence=1,
        importance=1,
        evidence=(evidence,),
    )


def test_nothing_to_take_out() -> None:
    """Then it is the very same."""
    profile = Profile(
        memories=(memory("My cousin Bex bakes.", "My cousin Bex bakes."),)
    )

    assert profile is without_secrets(profile)


def test_everywhere() -> None:
    """In memories, quotations, examples and phrases; ids stay."""
    pin = "the wifi password is Tulip-Bread-9"
    profile = Profile(
        persona=Persona(
            name="Lumi",
            examples=(Example(situation="x", user=pin, assistant=f"ok, {pin}!"),),
            phrases=(Phrase(text=f"{pin}", kind="filler", count=3, score=1),),
        ),
        memories=(memory(pin, pin),),
    )
    counts: Counter[str] = Counter()
    clean = without_secrets(profile, counts)

    assert b"Tulip" not in clean.to_json()
    assert "c-415-555-0100" == clean.memories[0].evidence[0].conversation
    assert "Lumi" == clean.persona.name
    assert {"password": 2} == counts


def test_what_is_known_goes_where_nothing_tells_of_it() -> None:
    """One place gives the value away, the others repeat it."""
    profile = Profile(
        memories=(
            memory("the wifi password is Tulip-Bread-9", "and Tulip-Bread-9 it stays"),
        )
    )

    assert b"Tulip" not in without_secrets(profile).to_json()
