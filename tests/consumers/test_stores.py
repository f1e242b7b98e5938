"""Programs that keep memories take what is written."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.consumers
Run = Callable[..., str]
Written = Callable[..., Path]

STORE = """
import json, sys
from importlib.resources import files
from pathlib import Path
from jsonschema import Draft202012Validator
from portable_ai_memory.core.io import load_memory_store
from portable_ai_memory.core.validator import validate
path = Path(sys.argv[1])
schema = files("portable_ai_memory.schemas") / "portable-ai-memory.schema.json"
Draft202012Validator(json.loads(schema.read_text("utf-8"))).validate(
    json.loads(path.read_bytes())
)
store = load_memory_store(path)
print(validate(store), len(store.memories))
"""
GRAPH = """
const server = process.argv[1], file = process.argv[2];
import(server).then(async ({ KnowledgeGraphManager }) => {
  const graph = await new KnowledgeGraphManager(file).readGraph();
  const found = await new KnowledgeGraphManager(file).searchNodes(process.argv[3]);
  console.log(JSON.stringify({ graph, found }));
});
"""
SERVER = "@modelcontextprotocol/server-memory"
WHERE = f"""
const fs = require("fs"), path = require("path");
const roots = process.env.NODE_PATH.split(path.delimiter);
console.log(path.join(roots[0], "{SERVER}", "dist", "index.js"));
"""
HOME = """
import json, sys
from agent.prompt_builder import load_soul_md
from tools.memory_tool import MemoryStore
store = MemoryStore()
store.load_from_disk()
shown = {name: store.format_for_system_prompt(name) for name in ("memory", "user")}
changed = store.replace("user", sys.argv[1], sys.argv[1][:-1])
print(json.dumps({"soul": load_soul_md(), "shown": shown, "changed": changed}))
"""
LISTS = ("USER", "MEMORY")


def test_the_memory_store_is_one(python: Run, written: Written) -> None:
    """By the validator of Portable AI Memory: schema, digests, references."""
    path = written("pam") / "memory-store.json"
    number = len(json.loads(path.read_bytes())["memories"])
    said = python("portable-ai-memory==1.0.0", STORE, str(path))

    assert f"✓ All checks passed {number}\n" == said
    assert 20 < number


def test_the_graph_is_read(node: Run, written: Written) -> None:
    """By the memory server itself, every line of it."""
    path = written("mcp-memory") / "memory.jsonl"
    items = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    friend = next(one for one in items if one.get("entityType") == "assistant persona")
    package = f"{SERVER}@2026.8.31"
    server = node(package, WHERE).strip()
    told = json.loads(node(package, GRAPH, server, str(path), friend["name"]))

    bare = [{k: v for k, v in one.items() if k != "type"} for one in items]
    assert bare == [*told["graph"]["entities"], *told["graph"]["relations"]]
    assert friend["name"] in [one["name"] for one in told["found"]["entities"]]


def test_the_home_is_lived_in(
    python: Run, written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By Hermes Agent: nothing is blocked, nothing cut, and the lists can change."""
    home = written("hermes")
    monkeypatch.setenv("HERMES_HOME", str(home))
    lists = {n: (home / "memories" / f"{n}.md").read_text("utf-8") for n in LISTS}
    soul = (home / "SOUL.md").read_text("utf-8")
    first = lists["USER"].split("\n§\n")[1]
    told = json.loads(python("hermes-agent==0.19.0", HOME, first))

    assert soul.strip() == told["soul"]
    assert lists["USER"].strip() in told["shown"]["user"]
    assert lists["MEMORY"].strip() in told["shown"]["memory"]
    assert told["changed"]["success"], told["changed"]
