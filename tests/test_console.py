"""What people see on stderr."""

import pytest

from migrate40 import console
from migrate40.notices import Kind, Notice


def notice(kind: Kind, where: str, why: str = "broken") -> Notice:
    """Return a notice with little to say."""
    return Notice(kind=kind, where=where, why=why)


@pytest.mark.threat(21)
@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain 中文 ～", "plain 中文 ～"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("a\u202eb\u200bc\U000e0041d\ue200", "abcd"),
        ("tab\tand\nline", "tab\tand\nline"),
    ],
)
def test_nothing_moves_the_cursor(text: str, shown: str) -> None:
    """Control, format and private characters reach no terminal."""
    assert shown == console.clean(text)


def test_alike_notices_are_told_together(capsys: pytest.CaptureFixture[str]) -> None:
    """A thousand broken conversations are one line."""
    console.summarise([notice("skipped_conversation", f"c{n}") for n in range(5)])

    expected = "skipped conversation: c0, c1, c2 ...: broken (5 times)\n"
    assert expected == capsys.readouterr().err


def test_verbose_tells_each(capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever asks sees every place."""
    console.summarise([notice("repaired", "a"), notice("repaired", "b")], verbose=True)

    assert "repaired: a: broken\nrepaired: b: broken\n" == capsys.readouterr().err


def test_many_kinds_are_cut(capsys: pytest.CaptureFixture[str]) -> None:
    """Thirty different lines become twenty and a hint."""
    console.summarise([notice("repaired", "x", f"why {n}") for n in range(30)])
    lines = capsys.readouterr().err.splitlines()

    assert console.SHOWN + 1 == len(lines)
    assert "... and 10 more: --verbose shows all of them" == lines[-1]


def test_no_counter_without_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """A log file is not filled with spinners."""
    assert [1, 2] == list(console.watched([1, 2], "things"))
    assert "" == capsys.readouterr().err


def test_a_counter_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever waits sees that something happens, and gets every item."""
    monkeypatch.setattr(console, "is_lively", lambda: True)

    assert [1, 2] == list(console.watched([1, 2], "things"))
