"""A profile without its secrets, whoever made it."""

from collections import Counter
from collections.abc import Mapping
from typing import Any, Final, TypeVar

import msgspec

from migrate40.model.profile import Profile
from migrate40.safety.secrets import redacted, replaced, secrets_in

SAID: Final = frozenset(
    {"assistant", "name", "names_for_user", "quote", "statement", "text", "user"}
)
"""The fields of a profile that hold what somebody said, or what was made of it."""
_TELLING: Final = 6
"""Characters from which on a secret is looked for wherever it may stand."""

T = TypeVar("T")


def without_secrets(profile: Profile, counts: Counter[str] | None = None) -> Profile:
    """Return the profile with marks in the places of secrets; they are counted by kind.

    What was found in one place is taken out of all others, where no word tells of it.
    """
    texts = list(_texts(profile))
    known: dict[str, str] = {}
    for text in dict.fromkeys(texts):
        for one in secrets_in(text):
            known.setdefault(text[one.start : one.end], one.kind)
    if not known:
        return profile
    told = {value: kind for value, kind in known.items() if _is_telling(value)}
    table = {text: _clean(text, told, counts) for text in dict.fromkeys(texts)}
    return _mapped(profile, table, said=False)


def _is_telling(value: str) -> bool:
    """Whether a value is no word of its own: then it is a secret wherever it stands."""
    odd = any(not one.isalpha() for one in value)
    return len(value) >= _TELLING and odd


def _clean(text: str, known: Mapping[str, str], counts: Counter[str] | None) -> str:
    clean = redacted(text)
    rest = replaced(clean.text, known)
    if counts is not None:
        counts.update((*clean.kinds, *rest.kinds))
    return rest.text


def _texts(value: Any, *, said: bool = False) -> list[str]:
    if isinstance(value, str):
        return [value] if said else []
    if isinstance(value, tuple):
        return [text for one in value for text in _texts(one, said=said)]
    if isinstance(value, msgspec.Struct):
        return [
            text
            for name in value.__struct_fields__
            for text in _texts(getattr(value, name), said=name in SAID)
        ]
    return []


def _mapped(value: T, table: Mapping[str, str], *, said: bool) -> T:
    """Return a value with every text in it that was said as the table has it."""
    if isinstance(value, str):
        return table.get(value, value) if said else value  # type: ignore[return-value]
    if isinstance(value, tuple):
        return tuple(_mapped(one, table, said=said) for one in value)  # type: ignore[return-value]
    if isinstance(value, msgspec.Struct):
        fields = {
            name: _mapped(getattr(value, name), table, said=name in SAID)
            for name in value.__struct_fields__
        }
        return type(value)(**fields)
    return value
