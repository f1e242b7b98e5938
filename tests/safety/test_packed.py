"""Pictures with texts and archives are looked into before they are written."""

import base64
import io
import json
import zipfile
import zlib
from struct import pack

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate40.safety.packed import PNG, ZIP, repacked, unpacked
from migrate40.safety.rendered import cleaned, counted

SAID = json.dumps({"data": {"description": "my pin is 4471"}}).encode()
CLEAN = SAID.replace(b"4471", b"[redacted: code]")


def chunk(kind: bytes, data: bytes) -> bytes:
    """Return one chunk of a picture."""
    return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))


def picture(*texts: tuple[bytes, bytes]) -> bytes:
    """Return what a reader of PNG text chunks takes for a picture."""
    told = b"".join(chunk(kind, data) for kind, data in texts)
    return PNG + chunk(b"IHDR", b"\xff" * 13) + told + chunk(b"IEND", b"")


def archive(**members: bytes) -> bytes:
    """Return a zip of members with a fixed date."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        for name, data in members.items():
            made.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("kind", "before", "form"),
    [
        (b"tEXt", b"chara\0", base64.b64encode),
        (b"tEXt", b"Comment\0", bytes),
        (b"zTXt", b"chara\0\0", zlib.compress),
        (b"iTXt", b"chara\0\0\0\0\0", bytes),
        (b"iTXt", b"chara\0\0\0en\0word\0", base64.b64encode),
        (b"iTXt", b"chara\0\1\0\0\0", zlib.compress),
    ],
)
def test_a_picture_tells_no_secret(
    kind: bytes, before: bytes, form: type[bytes]
) -> None:
    """Not in any chunk of text; the picture and its check sums stay right."""
    given_picture = picture((kind, before + form(SAID)))

    assert picture((kind, before + form(CLEAN))) == cleaned(given_picture)


def test_an_archive_tells_no_secret() -> None:
    """Not in a member, nor in a picture or an archive that is a member."""
    card = picture((b"tEXt", b"ccv3\0" + base64.b64encode(SAID)))
    clean = picture((b"tEXt", b"ccv3\0" + base64.b64encode(CLEAN)))
    whole = cleaned(archive(a=SAID, b=b"\xff\0", c=card, d=archive(e=SAID)))

    assert archive(a=CLEAN, b=b"\xff\0", c=clean, d=archive(e=CLEAN)) == whole


def test_marks_inside_are_counted() -> None:
    """The manifest tells of them."""
    card = picture((b"tEXt", b"chara\0" + base64.b64encode(CLEAN)))

    assert {"code": 1} == counted([card])
    assert {"code": 2} == counted([archive(a=CLEAN, b=CLEAN)])


def test_nothing_to_take_out_changes_nothing() -> None:
    """Byte for byte: order, padding and what stands behind the end."""
    plain = picture((b"tEXt", b"chara\0" + base64.b64encode(b"{}"))) + b"tail"
    packed = archive(a=b"hello", b=b"\xff")

    assert plain == cleaned(plain)
    assert packed == cleaned(packed)


@pytest.mark.parametrize("start", [PNG, ZIP])
@given(rest=st.binary(max_size=60))
def test_damage_is_left_as_it_is(start: bytes, rest: bytes) -> None:
    """What cannot be opened holds nothing that can be read from it."""
    assert start + rest == repacked(start + rest, bytes)
    assert list(unpacked(start + rest))


def test_a_chunk_that_cannot_be_inflated() -> None:
    """Is no text."""
    damaged = picture((b"zTXt", b"chara\0\0not zlib 4471"))

    assert damaged == cleaned(damaged)
