"""Laws of cutting and mending, for any input."""

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from migrate40.notices import Notice
from migrate40.readers.chatgpt import READER
from migrate40.readers.decode import mend
from migrate40.readers.head import head_of_bytes
from migrate40.readers.stream import raw_values

texts = st.text(max_size=30)
scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3)
    ),
    max_leaves=8,
)
conversations = st.builds(
    lambda name, title, mapping: {"id": name, "title": title, "mapping": mapping},
    texts,
    texts,
    st.dictionaries(texts, values, max_size=3),
)
objects = st.dictionaries(texts, values, max_size=4)


class Slow(io.BytesIO):
    """A file that gives at most so many bytes at a time."""

    pace = 1

    def read(self, size: int | None = -1) -> bytes:
        """Read little."""
        return super().read(self.pace if size is None else min(self.pace, size))


def cut(stream: io.BytesIO) -> list[bytes]:
    """Return the raw values."""
    notices: list[Notice] = []
    return [raw for _, raw in raw_values(stream, "f", notices.append, READER)]


@given(st.lists(objects | scalars, max_size=6), st.integers(1, 40), st.booleans())
def test_any_list_in_pieces_of_any_size(
    items: list[object], pace: int, is_ascii: bool
) -> None:
    """Every object comes out as it stood, however the bytes arrive."""
    raws = [json.dumps(item, ensure_ascii=is_ascii).encode() for item in items]
    stream = Slow(b"[" + b", ".join(raws) + b"]")
    stream.pace = pace

    assert [raw for raw in raws if raw.startswith(b"{")] == cut(stream)


@pytest.mark.threat(1)
@given(
    st.lists(conversations, min_size=1, max_size=5),
    st.data(),
    st.binary(max_size=6),
)
def test_damage_never_reaches_back(
    items: list[dict[str, object]], data: st.DataObject, rubbish: bytes
) -> None:
    """No damage raises, or costs a conversation that lies wholly before it."""
    raws = [json.dumps(item).encode() for item in items]
    whole = b"[" + b", ".join(raws) + b"]"
    place = data.draw(st.integers(1, len(whole)))
    length = data.draw(st.integers(0, 12))

    found = cut(io.BytesIO(whole[:place] + rubbish + whole[place + length :]))

    before, end = [], 1
    for raw in raws:
        end += len(raw)
        if end < place:
            before.append(raw)
        end += len(b", ")
    assert before == found[: len(before)]


@given(st.binary(max_size=300))
@settings(max_examples=200)
def test_no_bytes_raise(data: bytes) -> None:
    """Whatever a file holds, cutting it and looking at its head end well."""
    head_of_bytes("x.json", data)
    cut(io.BytesIO(b"[" + data))
    cut(io.BytesIO(data))


@pytest.mark.threat(9)
@given(st.text(st.characters(exclude_categories=[]), max_size=50))
def test_mended_text_can_be_written(text: str) -> None:
    """It encodes as UTF-8, holds no control characters, and needs no more mending."""
    mended = mend(text)

    assert mended.encode().decode() == mended
    assert not {c for c in mended if c < " " and c not in "\n\t"}
    assert mended == mend(mended)
