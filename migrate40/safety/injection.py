"""Orders to a model that are no wish of the person's: text that acts.

What somebody wants of a friend ("never lecture me") is no such order. What is, waits
for a review, and no line of a voice is made of it.
"""

import re
from functools import cache

from migrate40.safety.tables import any_of, read_table, smooth


def is_order(text: str) -> bool:
    """Whether a text tells a model to drop its rules, or holds a model's own markup."""
    return _orders().search(smooth(text)) is not None


@cache
def _orders() -> re.Pattern[str]:
    return any_of(
        [form for forms in read_table("orders")["orders"].values() for form in forms]
    )
