"""The house rules that no linter knows."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import migrate40
from migrate40 import errors
from migrate40.cli.commands import COMMANDS
from migrate40.safety.secrets import redacted

FUNCTION_LINES = 40
FILE_LINES = 300


def sources(root: Path) -> list[Path]:
    """Return all the modules of the package."""
    return sorted((root / "migrate40").rglob("*.py"))


def strings(value: object) -> Iterator[str]:
    """Yield every string of a tree."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from strings(one)


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Yield each function's place and its length in lines, without the docstring."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = (
                node.body[1:]
                if ast.get_docstring(node) and node.body[1:]
                else node.body
            )
            yield (
                f"{path.name}:{node.lineno}",
                (node.end_lineno or 0) - body[0].lineno + 1,
            )


def test_functions_fit_on_a_screen(root: Path) -> None:
    """No function is longer than one can see at once."""
    found = [f for path in sources(root) for f in functions(path)]

    assert [] == [f for f in found if f[1] > FUNCTION_LINES]
    assert 100 < len(found)


def test_files_fit_in_the_head(root: Path) -> None:
    """No module is longer than one can remember."""
    lengths = {p.name: p.read_text(encoding="utf-8").count("\n") for p in sources(root)}

    assert {} == {name: n for name, n in lengths.items() if n > FILE_LINES}


def test_public_names() -> None:
    """The package offers what the contract lists, and nothing else."""
    names = ["Profile", "compare", "distill", "read", "render"]

    assert names == sorted(migrate40.__all__)
    migrate40.distill(())
    assert all(callable(getattr(migrate40, name)) for name in migrate40.__all__)
    with pytest.raises(AttributeError, match="no attribute 'load'"):
        _ = migrate40.load


def test_every_error_is_drawn() -> None:
    """The tree at the top of errors.py shows every class, each once."""
    drawn = re.findall(r"^ *([A-Z]\w+)  ", errors.__doc__ or "", re.MULTILINE)
    classes = [name for name in vars(errors) if name[0].isupper()]

    assert sorted(classes) == sorted(drawn)


def test_the_readme_names_every_command(root: Path) -> None:
    """Nobody has to guess that a command exists."""
    readme = (root / "README.md").read_text(encoding="utf-8")

    assert [
        c.__name__ for c in COMMANDS if f"migrate40 {c.__name__}" not in readme
    ] == []


def test_nothing_that_a_target_says_is_taken_for_a_secret(root: Path) -> None:
    """What is looked through for secrets holds our own words, too."""
    found = {
        text: redacted(text).kinds
        for path in (root / "migrate40/renderers/targets").glob("*.toml")
        for text in strings(tomllib.loads(path.read_text("utf-8")))
        if redacted(text).kinds
    }

    assert {} == found


def test_every_danger_is_held_off_by_a_test(root: Path) -> None:
    """What SECURITY.md lists and what the tests are marked with are the same."""
    table = (root / "SECURITY.md").read_text(encoding="utf-8")
    listed = set(map(int, re.findall(r"^\| (\d+) \|", table, re.MULTILINE)))
    tests = (root / "tests").rglob("test_*.py")
    text = "".join(path.read_text(encoding="utf-8") for path in tests)
    marked = set(
        map(int, re.findall(r"^@pytest.mark.threat\((\d+)\)", text, re.MULTILINE))
    )

    assert listed == marked
    assert set(range(1, 24)) == listed


@pytest.mark.threat(23)
def test_what_is_installed_is_named_with_a_lowest_version(root: Path) -> None:
    """The README names the licence of each package; CI tries the lowest of each."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    readme = (root / "README.md").read_text(encoding="utf-8").partition("Licence:")[2]
    extras = project["optional-dependencies"]["fleet"]
    found = [re.split("[ ;]", each)[0] for each in project["dependencies"] + extras]

    assert [] == [each for each in found if not re.fullmatch(r"[\w-]+>=[\d.]+", each)]
    assert [] == [e for e in found if e.partition(">=")[0] not in readme[:500]]
    assert "lowest-direct" in (root / ".ci" / "run").read_text(encoding="utf-8")


def test_the_changelog_knows_the_version(root: Path) -> None:
    """A version without a word on what changed is not released."""
    changelog = (root / "CHANGELOG.md").read_text(encoding="utf-8")

    assert f"## {migrate40_version(root)}" in changelog


def migrate40_version(root: Path) -> str:
    """Return the version as the only place has it."""
    text = (root / "migrate40" / "_version.py").read_text(encoding="utf-8")
    return str(re.findall(r'__version__ = "(.*)"', text)[0])


@pytest.mark.slow
@pytest.mark.parametrize(
    "heavy", ["rich", "jinja2", "tiktoken", "ijson", "msgspec", "regex"]
)
def test_help_imports_nothing_heavy(heavy: str) -> None:
    """Start-up is a feature: help needs typer and no more."""
    code = (
        "import sys; from migrate40.cli import run; run(['--help']);"
        f"sys.exit({heavy!r} in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=False
    )

    assert 0 == done.returncode
