"""The viewer's markup, out of what the model said."""

import pytest

from migrate40.readers.chatgpt_markers import clean_assistant

OPEN, S, CLOSE = "\ue200", "\ue202", "\ue201"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Rain.{OPEN}cite{S}turn0search0{CLOSE}", "Rain."),
        (f"Rain.{OPEN}cite{S}turn0search0{S}turn1view2{CLOSE} Sun.", "Rain. Sun."),
        (f"a{OPEN}filecite{S}turn0file1{S}L1-L9{CLOSE}b", "ab"),
        (f"a{OPEN}navlist{S}News{S}turn0news1,turn0news2{CLOSE}b", "ab"),
        (f'a{OPEN}image_group{S}{{"query":["x"],"n":1}}{CLOSE}b', "ab"),
        (f'a{OPEN}products{{"selections":[["t","X"]]}}{CLOSE}b', "ab"),
        (f"a{OPEN}video{S}Title{S}turn0video1{CLOSE}b", "ab"),
        (f"a{OPEN}memcite{CLOSE}b", "ab"),
        (f"a{OPEN}never_seen{S}x{CLOSE}b", "ab"),
        (f'In {OPEN}entity{S}["city","Lisbon","capital"]{CLOSE}!', "In Lisbon!"),
        (
            f'In {OPEN}entity{S}["city","L\\u00edsbon \\"x\\""]{CLOSE}!',
            'In Lísbon "x"!',
        ),
        (f'In {OPEN}entity{S}["city","a\\x"]{CLOSE}!', "In a\\x!"),
        (f'In {OPEN}entity{S}["Lisbon"]{CLOSE}!', "In Lisbon!"),
        (f"In {OPEN}entity{S}[]{CLOSE}!", "In !"),
        (f"In {OPEN}entity{S}Lisbon{CLOSE}!", "In Lisbon!"),
        (f"In entity{S}Lisbon{CLOSE}!", "In Lisbon!"),
        (f"See {OPEN}url{S}the page{S}https://example.org/a{CLOSE}.", "See the page."),
        ("\ue203marked\ue204 \ue205group\ue206", "marked group"),
        (f"{OPEN}cite{S}turn0search0", "citeturn0search0"),
        (f"a {OPEN} b {CLOSE} c", "a  b  c"),
        (f"{OPEN}Some prose{CLOSE}", "Some prose"),
        (f"{OPEN}cite{S}x {OPEN}cite{S}y{CLOSE}z", "citex z"),
        (f'a{OPEN}products{{"x":"{OPEN}cite{S}y{CLOSE}"}}{CLOSE}b', "ab"),
        ("logo \uf8ff", "logo "),
        ("Yes【12†source】 and【4:0†file.pdf】.", "Yes and."),
        ("【标题】 stays", "【标题】 stays"),
        ('Look:chatgpt-content-reference{index="1"}.', "Look."),
        (
            'Here:\n:::writing{variant="email" id="1"}\nDear A,\n:::\nGood?',
            "Here:\nDear A,\nGood?",
        ),
        (":::writing{subject=“x”}\nDear A,", "Dear A,"),
        (":::note\nstays\n:::", ":::note\nstays\n:::"),
        (":::writing{a}\nx\n:::\n:::\n", "x\n:::\n"),
        (' { "skipped_mainline" : true } ', ""),
        ("👩‍👩‍👧 Ａ\u3000é", "👩‍👩‍👧 Ａ\u3000é"),
    ],
)
def test_markup(text: str, expected: str) -> None:
    """Markup goes, nouns and labels stay, everything else is untouched."""
    assert expected == clean_assistant(text)


@pytest.mark.parametrize(
    "mark", [OPEN, CLOSE, f"{OPEN}cite{S}", f"cite{S}", "【†", f'{OPEN}entity{S}["']
)
def test_hostile_markup_is_no_work(mark: str) -> None:
    """Endless openings take no time beyond their length."""
    assert not {OPEN, S, CLOSE} & set(
        clean_assistant(mark * 20_000 + CLOSE + "†:::writing")
    )


def test_markup_in_markup_has_an_end() -> None:
    """Deeper than any viewer goes, only the characters themselves are taken out."""
    deep = "x"
    for _ in range(6):
        deep = f"{OPEN}products{{{deep}}}{CLOSE}"

    assert "products{products{}}" == clean_assistant(deep)
