"""Where `compare` takes the replies from."""

import io
import json
import sys
from pathlib import Path

import pytest

from migrate40.cli.options import Shared
from migrate40.cli.replies import read_replies
from migrate40.cli.session import Session
from migrate40.errors import CannotRead, Migrate40Error, NothingFound

TWO = ["Mind the step.", "Two lamps,\n\nand one of them out."]


def read(path: Path, model: str | None = None) -> list[str]:
    """Return the replies in a file."""
    return read_replies(str(path), model, Session(Shared()))


@pytest.mark.parametrize(
    "text",
    [
        "Mind the step.\n---\nTwo lamps,\n\nand one of them out.\n",
        "\ufeffMind the step.\r\n ---- \r\nTwo lamps,\r\n\r\nand one of them out.",
        "\n".join(json.dumps(one) for one in TWO),
        json.dumps(TWO),
        "\n".join(json.dumps({"reply": one}) for one in TWO),
        "\n\n".join(json.dumps({"model": "x", "content": one}) for one in TWO),
        "\n".join(
            json.dumps(
                {
                    "messages": [
                        {"role": "system", "content": "Be brief."},
                        {"role": "user", "content": "Where are you?"},
                        {"role": "assistant", "content": one},
                    ]
                }
            )
            for one in TWO
        ),
    ],
    ids=["text", "bom", "strings", "list", "objects", "spaced", "fine-tuning"],
)
def test_texts_and_lines_of_json(tmp_path: Path, text: str) -> None:
    """Each reply whole, nobody else's words among them."""
    path = tmp_path / "replies"
    path.write_bytes(text.encode())

    assert TWO == read(path)


def test_blank_lines_part_a_text_without_rules(tmp_path: Path) -> None:
    """One reply a paragraph."""
    path = tmp_path / "replies.txt"
    path.write_text("慢慢来。\n还在呢。\n\n我在～\n", encoding="utf-8")

    assert ["慢慢来。\n还在呢。", "我在～"] == read(path)


def test_an_export(samples: Path) -> None:
    """Of the model with the most replies, or of the one asked for."""
    usual = read(samples / "niannian.zip")
    other = read(samples / "niannian.zip", "gpt-5")

    assert len(usual) > len(other) > 0
    assert not set(usual) & set(other)


def test_a_folder_is_an_export(samples: Path) -> None:
    """Unpacked ones, too."""
    assert read(samples / "ines")


def test_the_standard_input(monkeypatch: pytest.MonkeyPatch, samples: Path) -> None:
    """A text; of an export one must give the path."""

    def piped(data: bytes) -> list[str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        return read(Path("-"))

    assert TWO == piped("\n---\n".join(TWO).encode())
    with pytest.raises(CannotRead, match="by its path"):
        piped((samples / "theo.zip").read_bytes())


@pytest.mark.parametrize("text", ["<html></html>", '[{"mapping": {}}]'])
def test_pages_and_exports_are_no_text(tmp_path: Path, text: str) -> None:
    """They go to the readers, which say what is wrong."""
    path = tmp_path / "page"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Migrate40Error):
        read(path)


def test_what_is_not_there(tmp_path: Path) -> None:
    """The system's reason is told."""
    with pytest.raises(CannotRead, match="nowhere"):
        read(tmp_path / "nowhere.txt")


def test_json_that_holds_no_reply_is_read_as_an_export(tmp_path: Path) -> None:
    """And refused as one."""
    path = tmp_path / "export.json"
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(NothingFound):
        read(path)
