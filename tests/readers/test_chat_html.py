"""`chat.html` of an old ChatGPT export: the history inside of a web page."""

import json
from pathlib import Path
from typing import Any

import pytest

from migrate40.errors import NotAnExport
from migrate40.model.conversation import Conversation
from migrate40.notices import Notice
from migrate40.readers.history import read_history

STRICT = 'var assetsJson = {"file-service://file-a": "file-a.png"};'
LITERAL = "var assetsJson = {'file-service://file-a': `file-a.png`, sediment: [1,], };"


def entry(name: str, text: str) -> dict[str, Any]:
    """Return a conversation of one message."""
    message = {
        "id": "m",
        "author": {"role": "user"},
        "content": {"content_type": "text", "parts": [text]},
    }
    nodes: dict[str, Any] = {
        "m": {"id": "m", "message": message, "parent": None, "children": []}
    }
    return {"id": name, "title": name, "create_time": 1e9, "mapping": nodes}


def page(*entries: object, before: str = "", behind: str = "") -> str:
    """Return a page as the export has it."""
    data = json.dumps(entries, ensure_ascii=False)
    return (
        "<html>\n<head><style>body { color: red; }</style></head>\n<body>\n"
        f"<div id='root'></div><script>\n{before}\nvar jsonData = {data};\n{behind}\n"
        "function getConversationMessages(c) { return c.mapping; }\n</script></body>"
    )


def read(path: Path) -> tuple[list[Conversation], list[Notice]]:
    """Return the history of one file, and what is reported."""
    notices: list[Notice] = []
    return list(read_history([str(path)], report=notices.append)), notices


@pytest.mark.parametrize(
    "around",
    [
        {},
        {"behind": STRICT},
        {"behind": LITERAL},
        {"before": STRICT},
        {"before": LITERAL},
        {"before": LITERAL.replace("1,", "1, " * 40_000)},
    ],
)
def test_the_list_of_assets_does_not_matter(
    tmp_path: Path, around: dict[str, str]
) -> None:
    """It may be no strict JSON, and stand before or behind."""
    path = tmp_path / "chat.html"
    text = page(entry("a", "我好累"), entry("b", "</script> [x] ];"), **around)
    path.write_text(text, encoding="utf-8")
    found, notices = read(path)

    assert [("a", "我好累"), ("b", "</script> [x] ];")] == [
        (one.id, one.messages[0].text) for one in found
    ]
    assert ["chatgpt", "chatgpt"] == [one.vendor for one in found]
    assert [] == notices


def test_a_damaged_page(tmp_path: Path) -> None:
    """One conversation costs itself there, too."""
    text = page(entry("a", "Hi"), entry("b", "lost"), entry("c", "Yo"), behind=LITERAL)
    path = tmp_path / "chat.html"
    path.write_text(text.replace('"lost"', '"lost'), encoding="utf-8")
    found, notices = read(path)

    assert ["a", "c"] == [one.id for one in found]
    assert ["skipped_conversation"] == [notice.kind for notice in notices]


def test_a_page_without_a_history(tmp_path: Path) -> None:
    """It is a web page, and told to be one."""
    path = tmp_path / "chat.html"
    path.write_text(f"<html><script>{LITERAL}</script>", encoding="utf-8")

    with pytest.raises(NotAnExport, match="web page"):
        read(path)
