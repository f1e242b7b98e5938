"""What calls a memory up."""

import pytest

from migrate40.model.profile import Category, Memory, Persona, Profile
from migrate40.renderers.companions.keys import keys, words
from migrate40.renderers.memory_entries import RULES, memory_entries


def keyed(*texts: str, category: Category = "people", **persona: object) -> list[str]:
    """Return the keys of the last of some memories."""
    told = tuple(
        Memory(
            id=f"m-{n}",
            text=text,
            category=category,
            language="zh" if text > "一" else "en",
            origin="stated",
            confidence=0.9,
            importance=0.9,
        )
        for n, text in enumerate(texts)
    )
    profile = Profile(memories=told, persona=Persona(**persona))  # type: ignore[arg-type]
    return keys(profile, memory_entries(profile), "en")[texts[-1]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We went with Odalys to the fair", ["Odalys"]),
        ("Odalys's boat is what we took; ask Odalys", ["Odalys"]),
        ("On Friday we met Odalys", ["Odalys"]),
        ("Then Mrs Ferrow and Odalys Quint came", ["Odalys Quint", "Ferrow"]),
        ("We sold it at Stone & Barrow", ["Stone & Barrow"]),
        ("我在杭州坐船", ["杭州"]),
        ("那天和一个人去划船，她叫阿蓝。", ["阿蓝"]),
        ("我们管它叫“大铁桶”", ["大铁桶"]),
    ],
)
def test_names(text: str, expected: list[str]) -> None:
    """A name is in capitals within a sentence, in quotes, or what one is called."""
    assert expected == keyed(text)


def test_a_name_met_elsewhere() -> None:
    """Where it begins a sentence, it is known from another memory."""
    assert ["Odalys"] == keyed("We saw Odalys", "Odalys laughed")
    assert ["laughed"] == keyed("Odalys laughed")


def test_nobody_is_called_by_a_pronoun() -> None:
    """“They call me” is no name."""
    assert not [one for one in keyed("大家叫我来着。") if "我" in one]


def test_the_person_calls_nothing() -> None:
    """A name of their own is said all the time, and so is the friend's."""
    called = keyed("So Milo and Fen met Odalys", names_for_user=("Milo",), name="Fen")

    assert ["Odalys"] == called


def test_words_of_its_own() -> None:
    """Where nobody is named, the rarest words call; others stay where they are."""
    told = ("The kettle sings", "I broke the kettle on sunday, then the lantern")

    assert ["lantern", "broke", "kettle"] == keyed(*told)
    assert ["kettle", "sings", "朋友", "家人", "家里"] == keyed(
        told[0], languages={"en": 0.7, "zh": 0.3}
    )


def test_every_language_in_use() -> None:
    """Who talks in two languages calls in two, and nobody in a third."""
    both = keyed("My sister is here", languages={"en": 0.7, "zh": 0.3})
    one = keyed("My sister is here", languages={"en": 0.99, "zh": 0.01})

    assert ["sister", "姐姐", "妹妹", "我姐", "我妹"] == both
    assert ["sister"] == one


def test_words_are_whole() -> None:
    """A person is no son, and concatenation no cat."""
    assert ["concatenates", "person"] == keyed("A person concatenates")


def test_every_category_has_words() -> None:
    """So no memory is without a key."""
    shown = words().categories

    assert all(shown[name].in_(["en"]) and shown[name].in_(["zh"]) for name in RULES)
    for category in shown:
        assert keyed("nothing", category=category)  # type: ignore[arg-type]


def test_nouns_of_its_own_in_chinese() -> None:
    """Chinese has no white space: a dictionary tells its nouns, the rarest first."""
    told = ("新买的书架有点歪", "书架边上放了一把吉他")

    assert "吉他" == keyed(*told, languages={"zh": 1.0})[0]
    assert ["吉他", "书架"] == [
        one for one in keyed(*told, languages={"zh": 1.0}) if one in {"吉他", "书架"}
    ]
    assert "friend" in keyed(*told, languages={"zh": 0.7, "en": 0.3})
