"""How much reading costs, as a ratio: python tests/benchmarks/read.py [MEGABYTES ...].

Makes an export of each size (constant memory, the same bytes each time), then times
`migrate40 read` and ijson's fastest back end, which only walks over the same file.
Seconds say nothing on a shared machine; the ratio of one run does. Needs a system with
`os.wait4`.
"""

import json
import os
import random  # noqa: TID251  # seeded: the same bytes each time
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

WORDS = (
    "lantern kettle harbour Tuesday — gently ‘quiet’ walnut ferry answer chapter 窗边 "
    "茶杯 下雨 慢慢来 好呀 🌧️ 🍵 because however maybe tomorrow we could simply"
)
MEGA = 1_000_000
WALK = """
import sys, ijson
with open(sys.argv[1], "rb") as stream:
    for chat in ijson.get_backend("yajl2_c").items(stream, "item", use_float=True):
        nodes = chat.get("mapping", {}).values()
        texts = [n["message"]["content"]["parts"] for n in nodes if n["message"]]
        texts += [turn["text"] for turn in chat.get("chat_messages", ())]
"""


def main(sizes: Sequence[int]) -> None:
    """Print a line an export: ratio, seconds of CPU, the largest process."""
    heads = ("x ijson", "read s", "ijson s", "read MB")
    tell(f"{'export':18}" + "".join(f"{head:>9}" for head in heads))
    with TemporaryDirectory() as folder:
        for size in sizes:
            for kind, chat in (("ChatGPT", chatgpt), ("Claude", claude)):
                path = Path(folder, "conversations.json")
                write(path, size * MEGA, chat)
                program = [sys.executable, "-m", "migrate40", "read", str(path)]
                ours, peak = cost(program)
                walk, _ = cost([sys.executable, "-c", WALK, str(path)])
                row = f"{ours / walk:9.2f}{ours:9.2f}{walk:9.2f}{peak:9.0f}"
                tell(f"{f'{kind} {size} MB':18}{row}")


def tell(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def write(path: Path, size: int, chat: Any) -> None:
    """Write conversations up to a size."""
    chance = random.Random(40)  # noqa: S311  # nothing is secret here
    with path.open("w", encoding="utf-8") as stream:
        stream.write("[")
        number = 0
        while stream.tell() < size:
            stream.write(", " if number else "")
            stream.write(json.dumps(chat(number, chance), ensure_ascii=number % 2 == 0))
            number += 1
        stream.write("]")


def said(chance: random.Random) -> Iterator[str]:
    """Yield turns of one conversation, the person's first."""
    for turn in range(chance.choice([2, 4, 8, 40, 120])):
        length = chance.randint(5, 40) if turn % 2 == 0 else chance.randint(20, 160)
        yield " ".join(chance.choices(WORDS.split(), k=length))


def chatgpt(number: int, chance: random.Random) -> dict[str, Any]:
    """Return a conversation as ChatGPT exports it."""
    mapping: dict[str, Any] = {
        "root": {"id": "root", "message": None, "parent": None, "children": ["n0"]}
    }
    above, start = "root", 1.7e9 + number * 5000
    for turn, text in enumerate(said(chance)):
        key = f"n{turn}"
        author: dict[str, Any] = {
            "role": ["user", "assistant"][turn % 2],
            "name": None,
            "metadata": {},
        }
        mapping[key] = {
            "id": key,
            "message": {
                "id": f"{number:08}-{turn:04}",
                "author": author,
                "create_time": start + turn,
                "update_time": None,
                "content": {"content_type": "text", "parts": [text]},
                "status": "finished_successfully",
                "end_turn": True,
                "weight": 1.0,
                "metadata": {"model_slug": "gpt-4o", "citations": [], "is_complete": 1},
                "recipient": "all",
                "channel": None,
            },
            "parent": above,
            "children": [f"n{turn + 1}"],
        }
        above = key
    return {
        "title": f"Talk {number}",
        "create_time": start,
        "update_time": start + 999,
        "mapping": mapping,
        "current_node": above,
        "conversation_id": f"{number:08}",
    }


def claude(number: int, chance: random.Random) -> dict[str, Any]:
    """Return a conversation as Claude exports it."""
    time = "2025-06-15T10:00:00.000000Z"
    return {
        "uuid": f"{number:08}",
        "name": f"Talk {number}",
        "created_at": time,
        "updated_at": time,
        "chat_messages": [
            {
                "uuid": f"{number:08}-{turn:04}",
                "text": text,
                "content": [{"type": "text", "text": text, "citations": []}],
                "sender": ["human", "assistant"][turn % 2],
                "created_at": time,
                "attachments": [],
                "files": [],
            }
            for turn, text in enumerate(said(chance))
        ],
    }


def cost(command: Sequence[str]) -> tuple[float, float]:
    """Return seconds of CPU and megabytes of the largest process, the best of three."""
    runs = [_run(command) for _ in range(3)]
    return min(seconds for seconds, _ in runs), max(peak for _, peak in runs)


def _run(command: Sequence[str]) -> tuple[float, float]:
    process = os.posix_spawn(
        command[0],
        list(command),
        os.environ,
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
    )
    _, status, usage = os.wait4(process, 0)
    if status:
        raise SystemExit(f"{' '.join(command[:4])} failed")
    unit = MEGA if sys.platform == "darwin" else 1000
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [100])
