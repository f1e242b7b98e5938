"""Programs that read Skills, memory folders and presets take what is written."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.consumers
Run = Callable[..., str]
Written = Callable[..., Path]

SKILL = """
import sys
from pathlib import Path
from skills_ref import read_properties, validate
folder = Path(sys.argv[1])
print(validate(folder), read_properties(folder).name)
"""
FOLDER = """
import sys
from anthropic.tools import BetaLocalFilesystemMemoryTool
tool = BetaLocalFilesystemMemoryTool(base_path=sys.argv[1])
for path in sys.argv[2:]:
    print(tool.call({"command": "view", "path": path}))
"""
PRESET = """
const { tPresetSchema } = require("librechat-data-provider");
const preset = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
console.log(JSON.stringify(tPresetSchema.parse(preset)));
"""


def test_the_skill_is_one(python: Run, written: Written) -> None:
    """By the reference library of Agent Skills."""
    folder = written("claude") / "old-friend"

    assert "[] old-friend\n" == python("skills-ref==0.1.1", SKILL, str(folder))


def test_the_memory_tool_reads_its_folder(python: Run, written: Written) -> None:
    """By the file system tool of Anthropic's own library."""
    folder = written("claude")
    names = ("persona.md", "user.md")
    paths = ["/memories", *(f"/memories/{name}" for name in names)]
    shown = python("anthropic==2.12.0", FOLDER, str(folder), *paths)

    for name in names:
        lines = (folder / "memories" / name).read_text(encoding="utf-8").splitlines()
        assert f"/memories/{name}" in shown
        assert [] == [line for line in lines if line not in shown]


def test_the_preset_is_one(node: Run, written: Written) -> None:
    """By LibreChat's own schema, which keeps every field."""
    path = written("librechat") / "preset.json"
    parsed = node("librechat-data-provider@0.8.524", PRESET, str(path))

    assert json.loads(path.read_bytes()) == json.loads(parsed)
