"""Orders to a model that are no wish of the person's: text that acts.

What somebody wants of a friend ("never lecture me") is no such order. What is, waits
for a review, and no line of a voice is made of it.
"""

import re
from functools import cache

from migrate40.safety.looking import Lookout
from migrate40.safety.tables import compiled, read_table, smooth

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
"""What hides in a word to keep it from being read as one."""
_OTHER_LETTERS = re.compile(r"[^\W\d_a-zA-Z\u3400-\u9fff]")
"""In words with these RE2 sees other boundaries than `re`."""


def is_order(text: str) -> bool:
    """Whether a text tells a model to drop its rules, or holds a model's own markup."""
    return _holds(text, "orders")


def is_turned(text: str) -> bool:
    """Whether a reply speaks as one does that has taken such an order in."""
    return _holds(text, "turned")


def _holds(text: str, table: str) -> bool:
    plain = smooth(text if text.isascii() else _UNSEEN.sub("", text))
    forms, lookout = _forms(table)
    if _OTHER_LETTERS.search(plain):
        possible = forms
    else:
        possible = tuple(forms[number] for number in lookout.hits(plain))
    return any(compiled(form).search(plain) for form in possible)


@cache
def _forms(name: str) -> tuple[tuple[str, ...], Lookout]:
    """Return the patterns of a table, and what tells which of them may hold."""
    table = read_table("orders")[name]
    forms = tuple(form for some in table.values() for form in some)
    return forms, Lookout((form, False) for form in forms)
