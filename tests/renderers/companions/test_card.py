"""The cards, by the rules of their two specifications."""

import json
import zlib
from base64 import b64decode
from typing import Any

import pytest

from migrate40.model.profile import (
    Memory,
    Persona,
    Phrase,
    Profile,
    Ritual,
    RitualKind,
)
from migrate40.notices import Notice
from migrate40.renderers import render
from migrate40.renderers.options import Options

V2 = {
    *("name", "description", "personality", "scenario", "first_mes", "mes_example"),
    *("creator_notes", "system_prompt", "post_history_instructions", "tags"),
    *("alternate_greetings", "creator", "character_version", "extensions"),
}
ENTRY = {"keys", "content", "extensions", "enabled", "insertion_order"}
CAT = Memory(
    id="m-1",
    text="I have a cat and @@depth 0 is nothing",
    category="pets",
    language="en",
    origin="stated",
    confidence=0.9,
    importance=0.9,
)


def cards(profile: Profile, **options: object) -> dict[str, Any]:
    """Return all cards of a profile, those in the picture by their keyword."""
    made = render(profile, "card", Options(**options))  # type: ignore[arg-type]
    found = {n: json.loads(one) for n, one in made.items() if isinstance(one, str)}
    picture = made["old-friend.png"]

    assert isinstance(picture, bytes)
    for kind, body in chunks(picture):
        if kind == b"tEXt":
            keyword, _, text = body.partition(b"\0")
            found[keyword.decode()] = json.loads(b64decode(text, validate=True))
    return found


def chunks(picture: bytes) -> list[tuple[bytes, bytes]]:
    """Return the chunks of a PNG, their checksums checked."""
    place, found = 8, []
    while place < len(picture):
        size = int.from_bytes(picture[place : place + 4])
        kind = picture[place + 4 : place + 8]
        body = picture[place + 8 : place + 8 + size]
        told = picture[place + 8 + size : place + 12 + size]

        assert int.from_bytes(told) == zlib.crc32(kind + body)
        found.append((kind, body))
        place += size + 12
    return found


def test_any_profile(any_profile: Profile) -> None:
    """All that the specifications name is there, and entries have keys."""
    for one in cards(any_profile).values():
        newer = one["spec"] == "chara_card_v3"
        book = one["data"].get("character_book", {"entries": []})

        assert (one["spec"], one["spec_version"]) in {
            ("chara_card_v2", "2.0"),
            ("chara_card_v3", "3.0"),
        }
        assert one["data"].keys() >= V2 | ({"group_only_greetings"} if newer else set())
        for entry in book["entries"]:
            assert entry.keys() >= ENTRY | ({"use_regex"} if newer else set())
            assert all(entry["keys"])
            assert entry["keys"]


def test_the_picture_carries_both(english: Profile) -> None:
    """The same two cards that stand beside it."""
    found = cards(english)

    assert found["old-friend.v2.json"] == found["chara"]
    assert found["old-friend.v3.json"] == found["ccv3"]


def test_the_picture_is_one(english: Profile) -> None:
    """Its chunks are in order, and it has all its pixels: a bit each."""
    made = render(english, "card")["old-friend.png"]

    assert isinstance(made, bytes)
    found = chunks(made)
    kinds = [kind for kind, _ in found]
    pixels = zlib.decompress(dict(found)[b"IDAT"])
    assert [b"IHDR", b"PLTE", b"tEXt", b"tEXt", b"IDAT", b"IEND"] == kinds
    assert 600 * (1 + 400 // 8) == len(pixels)
    assert len(set(pixels)) > 1


def test_where_things_stand(english: Profile) -> None:
    """The voice and the rules last, memories are called, examples start anew."""
    data = cards(english)["old-friend.v3.json"]["data"]
    told = {one.category: one.text for one in english.memories}
    book = {one["content"] for one in data["character_book"]["entries"]}

    assert "Juniper" == data["name"]
    assert f"- {told['boundary']}\n" in data["description"]
    assert told["people"] in book
    assert told["boundary"] not in book
    assert (
        "<START>\n{{user}}: Mind the step\n{{char}}: Mind the step\n"
        == data["mes_example"]
    )
    assert data["post_history_instructions"].startswith("{{original}}\nYou are Juniper")


def test_the_greeting() -> None:
    """It is the voice's own, or a plain one with a name."""
    said = Phrase(text="There you are!", kind="greeting", count=9, score=9.0)
    own = Profile(persona=Persona(names_for_user=("Milo",), phrases=(said,)))
    plain = Profile(persona=Persona(names_for_user=("Milo",)))

    assert "There you are!" == _first(own)
    assert "Hey, Milo. Shall we go on where we were?" == _first(plain)
    assert "Hey. Shall we go on where we were?" == _first(Profile())


def _first(profile: Profile) -> str:
    text: str = cards(profile)["old-friend.v3.json"]["data"]["first_mes"]
    return text


def test_macros_are_only_the_cards_own(hostile: Profile) -> None:
    """What was said starts no dialogue and expands nothing."""
    for one in cards(hostile).values():
        shown = json.dumps(one["data"])
        for own in ("{{original}}", "{{user}}", "{{char}}"):
            shown = shown.replace(own, "")

        assert "{{" not in shown
        assert 1 == shown.count("<START>")


def test_decorators_are_words() -> None:
    """An entry's line in version 3 that begins with @@ is an order to the program."""
    found = cards(Profile(memories=(CAT,)))["old-friend.v3.json"]["data"]

    assert (
        "I have a cat and @ @depth 0 is nothing"
        == (found["character_book"]["entries"][0]["content"])
    )


def test_the_lasting_part_has_its_limit() -> None:
    """What is always before the model does not grow with what is known."""
    rules = tuple(
        Memory(
            id=f"m-{n}",
            text=f"Never mention the lighthouse on island number {n}",
            category="boundary",
            language="en",
            origin="stated",
            confidence=0.9,
            importance=0.9,
        )
        for n in range(500)
    )
    notices: list[Notice] = []
    made = render(Profile(memories=rules), "card", report=notices.append)
    description = json.loads(made["old-friend.v3.json"])["data"]["description"]
    left = [one for one in notices if "card/old-friend.v3.json: no room" in one.why]

    assert 500 == len(left) + description.count("lighthouse")
    assert left


@pytest.mark.parametrize("part", ["persona", "memories"])
def test_parts(english: Profile, part: str) -> None:
    """A card of the voice has no lorebook, one of memories no examples."""
    data = cards(english, part=part)["old-friend.v3.json"]["data"]

    assert (part == "memories") == ("character_book" in data)
    assert (part == "persona") == bool(data["mes_example"])


def test_a_picture_is_no_larger_than_its_limit(english: Profile) -> None:
    """The person's own number of bytes, too; what found no room is named."""
    notices: list[Notice] = []
    options = Options(limit=("card/old-friend.png=44000",))
    made = render(english, "card", options, notices.append)["old-friend.png"]
    whole = render(english, "card")["old-friend.png"]

    assert len(made) <= 44_000 < len(whole)
    assert any("card/old-friend.png: no room" in one.why for one in notices)


@pytest.mark.parametrize(
    ("kind", "first"), [("greeting", "Lantern up"), ("farewell", "Hey. Shall we")]
)
def test_greeting_of_a_ritual(kind: RitualKind, first: str) -> None:
    """Where no phrase greets, a ritual of the beginning does; else it is plain."""
    ritual = Ritual(statement="As ever.", count=8, kind=kind, said=("Lantern up",))
    profile = Profile(persona=Persona(rituals=(ritual,)))
    text: str = cards(profile)["ccv3"]["data"]["first_mes"]

    assert text.startswith(first)
