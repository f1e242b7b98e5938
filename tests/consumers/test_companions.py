"""Programs that read character cards take what is written."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.consumers
Run = Callable[..., str]
Written = Callable[..., Path]

SECOND = """
const { v2 } = require("character-card-utils");
const card = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
console.log(JSON.stringify(v2.parse(card)));
"""
BOTH = """
const { CCardLib } = require("@risuai/ccardlib");
for (const path of process.argv.slice(1)) {
  const card = JSON.parse(require("fs").readFileSync(path, "utf8"));
  console.log(CCardLib.character.check(card));
}
"""
FORGE = """
import json, sys
from forge.helper import extract_card_data
from forge.models import CharacterCardV3
card = extract_card_data(sys.argv[1])
card = card if isinstance(card, CharacterCardV3) else CharacterCardV3(**card)
book = card.data.character_book
print(json.dumps([card.data.description, [one.keys for one in book.entries]]))
"""
PICTURE = """
import sys
from base64 import b64decode
from PIL import Image
with Image.open(sys.argv[1]) as picture:
    picture.load()
    print(b64decode(picture.text[sys.argv[2]]).decode())
"""


def test_version_2_is_one(node: Run, written: Written) -> None:
    """By the schema of character-card-utils, which keeps every field it knows."""
    path = written("card") / "old-friend.v2.json"
    parsed = json.loads(node("character-card-utils@2.0.3", SECOND, str(path)))
    card = json.loads(path.read_bytes())

    assert card["data"]["description"] == parsed["data"]["description"]
    assert [one["keys"] for one in card["data"]["character_book"]["entries"]] == [
        one["keys"] for one in parsed["data"]["character_book"]["entries"]
    ]


def test_both_versions_are_known(node: Run, written: Written) -> None:
    """By RisuAI's own library."""
    folder = written("card")
    paths = [str(folder / f"old-friend.{version}.json") for version in ("v2", "v3")]

    assert "v2\nv3\n" == node("@risuai/ccardlib@0.4.2", BOTH, *paths)


@pytest.mark.parametrize(("keyword", "version"), [("chara", "v2"), ("ccv3", "v3")])
def test_the_picture_is_read(
    python: Run, written: Written, keyword: str, version: str
) -> None:
    """By Pillow, with which tools read and write cards in pictures."""
    folder = written("card")
    read = python("pillow==11.3.0", PICTURE, str(folder / "old-friend.png"), keyword)

    assert json.loads(read) == json.loads(
        (folder / f"old-friend.{version}.json").read_bytes()
    )


def test_the_picture_is_a_card(python: Run, written: Written) -> None:
    """By card-forge's models of version 3, out of the picture."""
    folder = written("card")
    read = python("card-forge==0.4.0", FORGE, str(folder / "old-friend.png"))
    data = json.loads((folder / "old-friend.v3.json").read_bytes())["data"]
    keys = [one["keys"] for one in data["character_book"]["entries"]]

    assert [data["description"], keys] == json.loads(read)
