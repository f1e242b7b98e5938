"""Tokens of o200k_base, counted offline: the vocabulary ships with the program."""

from binascii import a2b_base64
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import tiktoken

DIGEST = "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d"
SHORT = 2000
"""Texts up to here are remembered: entries are counted again and again."""

_ENDINGS = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
_PATTERN = "|".join(
    (
        (
            r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*"
            rf"[\p{{Ll}}\p{{Lm}}\p{{Lo}}\p{{M}}]+{_ENDINGS}"
        ),
        (
            r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+"
            rf"[\p{{Ll}}\p{{Lm}}\p{{Lo}}\p{{M}}]*{_ENDINGS}"
        ),
        r"\p{N}{1,3}",
        r" ?[^\s\p{L}\p{N}]+[\r\n/]*",
        r"\s*[\r\n]+",
        r"\s+(?!\S)",
        r"\s+",
    )
)
"""How o200k_base cuts text into words, as tiktoken has it."""


def count(text: str) -> int:
    """Return how many tokens a text costs; control tokens in it count as text."""
    return _count_short(text) if len(text) <= SHORT else _count(text)


@cache
def _count_short(text: str) -> int:
    return _count(text)


def _count(text: str) -> int:
    return len(encoding().encode(text, disallowed_special=()))


@cache
def encoding() -> "tiktoken.Encoding":
    """Load the tokenizer: about a third of a second, once."""
    import tiktoken

    words = vocabulary().split()
    ranks = zip(map(a2b_base64, words[::2]), map(int, words[1::2]), strict=True)
    return tiktoken.Encoding(
        name="o200k_base",
        pat_str=_PATTERN,
        mergeable_ranks=dict(ranks),
        special_tokens={"<|endoftext|>": 199999, "<|endofprompt|>": 200018},
    )


def vocabulary() -> bytes:
    """Return the vocabulary in tiktoken's text form; raises `ValueError` if damaged."""
    import lzma

    packed = files("migrate40") / "data" / "o200k_base.tiktoken.xz"
    text = lzma.decompress(packed.read_bytes())
    if sha256(text).hexdigest() != DIGEST:
        raise ValueError("o200k_base.tiktoken.xz is damaged: install migrate40 again")
    return text
