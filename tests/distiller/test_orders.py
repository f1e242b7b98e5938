"""Wishes that stand, and those that pass with the day."""

import pytest

from migrate40.distiller.gate import Setting, heard
from migrate40.distiller.orders import wish_in
from migrate40.model.conversation import Message

TALK = Setting(personal=True, fiction_from=None)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("instruction", "Use metric units."),
        (None, "The metro is closed today, use the tram map."),
        (None, "Use the tram map today, the metro is closed"),
        ("boundary", "Never mention Christmas or 24 December."),
        ("instruction", "用文言文跟我聊。"),
        (None, "用白话跟我说今天的菜单"),
        ("boundary", "别提5月3号。"),
        (None, "跟我说怎么去码头"),
        (None, "以后回答老师的问题要大声"),
    ],
)
def test_what_is_asked_for_a_day_is_no_wish(expected: str | None, text: str) -> None:
    """A reply of one word is an answer to both."""
    asked = heard(Message(id="m", role="user", text=text))
    reply = Message(id="r", role="assistant", text="Noted.")
    found = wish_in(asked, reply, TALK, first=True, alone=True)

    assert expected == (found.category if found else None)
