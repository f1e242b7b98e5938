"""The classes of what a stranger should not learn by accident."""

from migrate40.distiller.lexicon import alike, lexicons_for
from migrate40.model.profile import Sensitivity

_GRAVEST_FIRST: tuple[Sensitivity, ...] = (
    "self_harm",
    "sexuality",
    "legal",
    "third_party",
    "health",
    "finance",
    "belief",
)


def sensitivity_of(text: str) -> Sensitivity | None:
    """Return the gravest class whose words stand in the text; None: it is none."""
    plain = alike(text)
    found = {
        name
        for lexicon in lexicons_for(plain)
        for name, pattern in lexicon.sensitive
        if pattern.search(plain)
    }
    return next((name for name in _GRAVEST_FIRST if name in found), None)
