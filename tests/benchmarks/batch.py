"""Serve a crowd with one process and with two; say how many times as fast two are.

    python tests/benchmarks/batch.py [PEOPLE] [CHATS] [ROUNDS]

Everybody is invented, no two alike: half speak with ChatGPT, half with Claude. The two
take turns, and the best wall time of each counts.
"""

import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from random import Random  # noqa: TID251  # seeded: the same crowd each time
from time import perf_counter
from typing import Any

NAMES = ("Ada", "Bo", "Cleo", "Dov", "Edda", "Finn", "Gil", "Hana", "Ivo", "Jun", "Pia")
PLACES = ("Arles", "Bergen", "Cork", "Delft", "Evora", "Faro", "Ghent", "Izmir", "Jena")
THINGS = (
    "goats",
    "kayaks",
    "bees",
    "looms",
    "kites",
    "ovens",
    "boats",
    "lutes",
    "maps",
)
SAID = (
    "I live in {place} now and keep {number} {thing}.",
    "My sister {name} is coming from {place} on Sunday, I am nervous.",
    "I failed the test about {thing} again. I feel awful today.",
    "Please call me {name}. And never write lists, I hate lists.",
    "Good news: I sold {number} {thing} in {place}!",
    "How would you mend {thing} for {name} if you had {number} minutes?",
)
ANSWERED = (
    "{pet}, that is lovely news! {number} {thing}, who would have thought?",
    "Oh {pet}. One breath first. Then we look at the {thing} together.",
    "Ha! {place} will not know what hit it. Kettle on, {pet}?",
    "Slowly, {pet}: {name} loves you, and the {thing} can wait until morning.",
    "I would start with the {thing}, {pet}. {number} minutes are plenty.",
)
PETS = ("captain", "sparrow", "my dear", "chief", "little owl", "pal")


def _talk(random: Random, turns: int) -> Iterator[tuple[str, str]]:
    pet = random.choice(PETS)
    for turn in range(turns):
        words = {
            "name": random.choice(NAMES),
            "place": random.choice(PLACES),
            "thing": random.choice(THINGS),
            "number": random.randint(2, 90),
            "pet": pet,
        }
        kinds = (SAID, ANSWERED)[turn % 2]
        said = " ".join(random.choice(kinds) for _ in range(1 + random.randint(0, 2)))
        yield ("user", "assistant")[turn % 2], said.format(**words)


def _ids(random: Random) -> Iterator[str]:
    own = f"{random.getrandbits(32):08x}"
    return (f"{own}-0000-4000-8000-{number:012x}" for number in count())


def _chatgpt(random: Random, ids: Iterator[str], turns: int) -> dict[str, Any]:
    began = 1.7e9 + random.randint(0, 30_000_000)
    mapping: dict[str, Any] = {}
    parent = None
    for turn, (role, text) in enumerate(_talk(random, turns)):
        node = next(ids)
        message = {
            "id": node,
            "author": {"role": role},
            "create_time": began + 60 * turn,
            "content": {"content_type": "text", "parts": [text]},
            "metadata": {"model_slug": "gpt-4o"} if role == "assistant" else {},
        }
        mapping[node] = {"id": node, "message": message, "parent": parent}
        parent = node
    return {
        "id": next(ids),
        "title": "A talk",
        "create_time": began,
        "update_time": began + 60 * turns,
        "current_node": parent,
        "mapping": mapping,
    }


def _claude(random: Random, ids: Iterator[str], turns: int) -> dict[str, Any]:
    day = f"2025-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
    times = [f"{day}T10:{turn // 60:02}:{turn % 60:02}Z" for turn in range(turns)]
    messages = [
        {
            "uuid": next(ids),
            "sender": "human" if role == "user" else "assistant",
            "text": text,
            "created_at": times[turn],
        }
        for turn, (role, text) in enumerate(_talk(random, turns))
    ]
    return {
        "uuid": next(ids),
        "name": "A talk",
        "created_at": times[0],
        "updated_at": times[-1],
        "chat_messages": messages,
    }


def export(number: int, chats: int) -> bytes:
    """Return one person's conversations: even ones met ChatGPT, odd ones Claude."""
    random = Random(number)  # noqa: S311
    ids = _ids(random)
    kind = (_chatgpt, _claude)[number % 2]
    told = [kind(random, ids, random.randrange(6, 24, 2)) for _ in range(chats)]
    return json.dumps(told).encode()


def crowd(folder: Path, people: int, chats: int = 3) -> Path:
    """Write the exports of so many different people into a folder."""
    folder.mkdir(parents=True)
    for number in range(people):
        data = export(number, chats)
        path = folder / f"person-{number:03}.json"
        if number % 4 < 2:
            path.write_bytes(data)
            continue
        with zipfile.ZipFile(path.with_suffix(".zip"), "w", 8) as archive:
            archive.writestr("conversations.json", data)
    return folder


def seconds(exports: Path, out: Path, jobs: int) -> float:
    """Return how long a batch takes, start-up and all."""
    program = [sys.executable, "-m", "migrate40", "batch", str(exports), "--quiet"]
    words = ["--to", "prompt", "--out", str(out), "--jobs", str(jobs)]
    began = perf_counter()
    subprocess.run([*program, *words], check=True)
    return perf_counter() - began


def main(people: int = 200, chats: int = 12, rounds: int = 2) -> None:
    """Measure, and print one line."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        exports = crowd(folder / "in", people, chats)
        size = sum(len(export(number, chats)) for number in range(people))
        taken: dict[int, list[float]] = {1: [], 2: []}
        for turn in range(2 * rounds):
            jobs = 1 + turn % 2
            taken[jobs].append(seconds(exports, folder / f"out-{turn}", jobs))
        best = {jobs: min(all_of_it) for jobs, all_of_it in taken.items()}
    print(  # noqa: T201
        f"{people} people, {size / 1e6:.1f} MB of JSON: {best[1]:.1f} s with one, "
        f"{best[2]:.1f} s with two, x {best[1] / best[2]:.2f}; "
        f"{best[1] / size * 1e6:.2f} s a MB and process"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
