"""What a message of ChatGPT's export contains, by the kind of what happened."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from samples._script import SPEECH, Chat, Line, Node, hexadecimal, identity, number

Record = dict[str, Any]

SEDIMENT = datetime(2025, 4, 1, tzinfo=UTC)
"""From about then images have another kind of name."""
IMAGE_BYTES = 70
"""The size of the picture that stands for all pictures."""


def image_file(line: Line) -> tuple[str, str]:
    """Return an image's id in the export and the name that it had at home."""
    digits = hexadecimal(line.id, "image")
    own = f"file-{digits[:22]}" if line.time < SEDIMENT else f"file_{digits}"
    return own, f"IMG_{1000 + number(9000, line.id)}.png"


def text(words: str) -> Record:
    """Return words in the plainest form."""
    return {"content_type": "text", "parts": [words]}


def spoken(chat: Chat, node: Node) -> Record:
    """Return what was said: typed, transcribed, or below a picture."""
    line = node.line
    if chat.voice and line.kind in SPEECH:
        way = "in" if line.kind.startswith("me") else "out"
        heard = {"content_type": "audio_transcription", "text": line.text}
        part = {**heard, "direction": way, "decoding_id": None}
        return {"content_type": "multimodal_text", "parts": [part]}
    images = [_pointer(one) for one in node.extras if one.kind == "image"]
    if images:
        return {"content_type": "multimodal_text", "parts": [*images, line.text]}
    return text(line.text)


def _pointer(image: Line) -> Record:
    own, _ = image_file(image)
    scheme = "file-service" if own.startswith("file-") else "sediment"
    return {
        "content_type": "image_asset_pointer",
        "asset_pointer": f"{scheme}://{own}",
        "size_bytes": IMAGE_BYTES,
        "width": 1,
        "height": 1,
        "fovea": None,
        "metadata": None,
    }


def _thoughts(_chat: Chat, node: Node) -> Record:
    thought = node.line.text
    one = {"summary": thought.partition(".")[0], "content": thought, "chunks": []}
    return {
        "content_type": "thoughts",
        "thoughts": [{**one, "finished": True}],
        "source_analysis_msg_id": identity(node.line.id, "analysis"),
    }


def _recap(_chat: Chat, node: Node) -> Record:
    return {"content_type": "reasoning_recap", "content": node.line.text}


def _code(_chat: Chat, node: Node) -> Record:
    return {
        "content_type": "code",
        "language": "python" if node.line.name == "python" else "unknown",
        "response_format_name": None,
        "text": node.line.text,
    }


def _result(_chat: Chat, node: Node) -> Record:
    """Return what a tool gave back: memory says words, code prints, the web is read."""
    line = node.line
    if line.name == "bio":
        return text(line.text)
    if line.name == "python":
        return {"content_type": "execution_output", "text": line.text}
    return {
        "content_type": "sonic_webpage",
        "url": f"https://example.org/{hexadecimal(line.id)[:8]}",
        "domain": "example.org",
        "title": line.text.partition(".")[0],
        "text": line.text,
        "snippet": "",
        "ref_id": {"turn_index": 0, "ref_type": "search", "ref_index": 0},
    }


CONTENTS: Mapping[str, Callable[[Chat, Node], Record]] = {
    "call": _code,
    "recap": _recap,
    "thought": _thoughts,
    "tool": _result,
}
