"""The classes of what a stranger should not learn by accident, of what is read here."""

import re
from functools import cache
from typing import Any

from migrate40.distiller.reading import relaxed
from migrate40.model.profile import Sensitivity
from migrate40.safety import sensitive
from migrate40.safety.tables import filled, read_table, smooth

_LOOKED_FOR = ("en", "es", "zh")
_OTHER_LETTERS = re.compile(r"[^\W\d_a-zA-Z\u3400-\u9fff]")
"""In words with these RE2 sees other boundaries than `re`."""


def sensitivity_of(text: str) -> Sensitivity | None:
    """Return the gravest class that holds of a text; None: it is none."""
    plain = smooth(text)
    if not _OTHER_LETTERS.search(plain) and not _filter().Match(plain):
        return None
    return sensitive.sensitivity_of(text)


@cache
def _filter() -> Any:
    """Return what finds texts in which any class may hold, most being of none."""
    import re2

    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    found = re2.Filter()
    for language in _LOOKED_FOR:
        table = read_table(f"sensitive_{language}")
        words = {"people": list(table["people"])}
        for forms in (*table["classes"].values(), table["confided"]):
            for form in forms:
                found.Add(_loosened(filled(form, words, {})), options)
    found.Compile()
    return found


def _loosened(form: str) -> str:
    """Return what RE2 looks for; of a form of look-aheads alone the first of them."""
    loose = relaxed(form)
    return loose if loose.strip("^") else relaxed(form.replace("(?=", "(?:", 1))
