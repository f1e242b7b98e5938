"""The last look at what is about to be written: whatever came together, no secret.

Pictures and archives are looked into, as whoever opens them does.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from migrate40.safety.packed import repacked, unpacked
from migrate40.safety.patterns import Secret
from migrate40.safety.secrets import MARK, redacted, secrets_in, without

_LITERAL = re.compile(r'"(?:[^"\\\x00-\x1f]|\\.)*"')
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_SHORTEST: Final = 8
"""Characters of a JSON string, quotes and all, that may hold a secret."""


def cleaned(content: str | bytes) -> str | bytes:
    """Return the content of a file with marks in the places of secrets."""
    if isinstance(content, str):
        return _cleaned(content)
    return _cleaned_bytes(content)


def counted(contents: Iterable[bytes]) -> dict[str, int]:
    """Return how many secrets were taken out of files, by kind."""
    marks: Counter[str] = Counter()
    for content in contents:
        for part in unpacked(content):
            marks.update(MARK.findall(part.decode(errors="ignore")))
    return dict(sorted(marks.items()))


def _cleaned_bytes(content: bytes) -> bytes:
    inside = repacked(content, _cleaned_bytes)
    if inside != content:
        return inside
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return content
    clean = _cleaned(text)
    return content if clean == text else clean.encode()


def _cleaned(text: str) -> str:
    if _is_json(text):
        return _LITERAL.sub(_clean_literal, text)
    text = redacted(text).text
    return _without_escaped(text) if "\\u" in text else text


def _is_json(text: str) -> bool:
    """Whether a text is JSON, or JSON in every line."""
    if not text.lstrip().startswith(("{", "[")):
        return False
    try:
        json.loads(text)
    except ValueError:
        lines = [line for line in text.splitlines() if line.strip()]
        return all(line.startswith("{") and line.endswith("}") for line in lines)
    except RecursionError:
        return False
    return True


def _clean_literal(match: re.Match[str]) -> str:
    literal = match[0]
    if len(literal) < _SHORTEST:
        return literal
    try:
        said = json.loads(literal)
    except ValueError:
        return literal
    clean = redacted(said)
    if not clean.kinds:
        return literal
    return json.dumps(clean.text, ensure_ascii=literal.isascii())


def _without_escaped(text: str) -> str:
    r"""Return a text without what is a secret once its `\u0041` are undone."""
    places, undone, last = [0], "", 0
    for match in _ESCAPE.finditer(text):
        plain = text[last : match.start()]
        undone += plain + chr(int(match[1], 16))
        places += range(last + 1, match.start() + 1)
        places.append(match.end())
        last = match.end()
    undone += text[last:]
    places += range(last + 1, len(text) + 1)
    found = [
        Secret(places[one.start], places[one.end], one.kind)
        for one in secrets_in(undone)
    ]
    return without(text, found)
