"""Many patterns at once: nothing that `re` finds is overlooked."""

import re
import tomllib
from pathlib import Path

import pytest

from migrate40.safety import patterns, sensitive, tables
from migrate40.safety.learnt import GRAVEST_FIRST
from migrate40.safety.looking import Lookout, relaxed
from migrate40.safety.tables import smooth

HERE = Path(__file__).parent
WORDINGS = tomllib.loads((HERE / "wordings.toml").read_text("utf-8"))
STATEMENTS = tomllib.loads((HERE / "statements.toml").read_text("utf-8"))


def _strings(value: object) -> set[str]:
    if isinstance(value, str):
        return {value}
    if isinstance(value, dict):
        value = list(value.values())
    return set().union(*map(_strings, value)) if isinstance(value, list) else set()


TEXTS = sorted(map(smooth, _strings(WORDINGS) | _strings(STATEMENTS)))


@pytest.mark.parametrize(
    ("expected", "source"),
    [
        (r"\bI\b x", r"(?<!\bno )\bI\b(?! (?:a|(?=b))) x"),
        (r"[^，。]{0,4}[\x{3400}-\x{9fff}(]", r"[^，。]{0,4}(?=[)(]x)[\u3400-\u9fff(]"),
        (r"^a\(b\n?$", r"^a\(b$"),
        (r"[\s\va]+[\s\v]\d", r"[\sa]+\s\d"),
        (r"(?P<value>x)(?-i:[A-Z])", r"(?P<value>x)(?-i:[A-Z])"),
        (r"\d(?P<gap>[ -])\d(?s:.*)\d", r"\d(?P<gap>[ -])\d(?P=gap)\d"),
        (r"a{2,9}b{0,}?", r"a{2,9}b{0,16000}?"),
    ],
)
def test_relaxed(expected: str, source: str) -> None:
    """Look-around goes, whatever it holds; the rest says the same to RE2."""
    assert expected == relaxed(source)


def test_relaxed_within() -> None:
    """Without anchors a pattern holds of what lies around a text, too."""
    assert r"a[^b$]" == relaxed("^a[^b$]$", begin="")
    assert r"(?:^|,)a" == relaxed("^a$", begin="(?:^|,)")


def test_numbers() -> None:
    """A text is told the numbers of the patterns that may hold of it."""
    lookout = Lookout([("tea(?! bag)", False), ("Tea", True), (r"(?=cup)c", False)])

    assert [0, 1] == lookout.hits("Tea bag")
    assert [0, 2] == lookout.hits("a cup of tea")
    assert [] == lookout.hits("")


def test_no_secret_is_overlooked() -> None:
    """What a form of a secret matches, the lookout names."""
    forms, lookout = patterns._forms(), patterns._lookout()
    missed = [
        (form.source, text)
        for text in TEXTS
        for number, form in enumerate(forms)
        if form.pattern.search(text) and number not in lookout.hits(text)
    ]

    assert [] == missed
    assert any(lookout.hits(text) for text in TEXTS)


@pytest.mark.parametrize("language", sensitive.LANGUAGES)
def test_no_class_is_overlooked(language: str) -> None:
    """What a class matches, the quick look finds possible."""
    table = tables.read_table(f"sensitive_{language}")
    missed = [
        (form, text)
        for kind in GRAVEST_FIRST
        for form in sensitive._filled(table, table["classes"][kind])
        for text in TEXTS
        if language in sensitive._languages(text)
        and tables.compiled(form).search(text)
        and form not in sensitive._possible(text).get((language, kind), ())
    ]

    assert [] == missed


def test_most_texts_are_possible_in_nothing() -> None:
    """The quick look is worth its while: of light talk it says that it is none."""
    light = STATEMENTS["light"]

    assert sum(not sensitive._possible(smooth(text)) for text in light) > 0


def test_a_run_of_words_is_looked_for() -> None:
    """A recovery phrase has no word that tells of it; its length does."""
    phrase = " ".join(["gorge", "velvet", "orchid", "trumpet", "lizard", "cactus"] * 2)

    assert len(patterns._forms()) in patterns._lookout().hits(phrase)
    assert re.fullmatch(patterns._RUN, phrase)
