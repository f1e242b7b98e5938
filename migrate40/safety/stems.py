"""Words without their endings: what several forms of one have in common."""

from functools import lru_cache
from typing import Final

ENDINGS: Final = ("ing", "ied", "ies", "ed", "es", "ly", "er", "s")
"""What a word may lose, the longer first; at least `STEM` letters stay."""
STEM: Final = 3


@lru_cache(maxsize=1 << 14)
def stem(word: str) -> str:
    """Return a word without its ending: what "drowned" and "drowning" share.

    Rough, and for telling apart only: nobody reads it.
    """
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) >= STEM + len(ending):
            word = word.removesuffix(ending)
            is_doubled = len(word) > STEM and word[-1] == word[-2]
            word = word[:-1] if is_doubled and word[-1] not in "ls" else word
            break
    return word.removesuffix("e") if len(word) > STEM else word
