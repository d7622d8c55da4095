"""Imports go one way: ingest and assistant to corpus and prompts, app to all of them."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FLOORS = {"corpus", "ingest", "assistant", "prompts", "app"}
MAY_IMPORT = {
    "prompts": {"prompts"},
    "corpus": {"corpus"},
    "ingest": {"ingest", "corpus", "prompts"},
    "assistant": {"assistant", "corpus", "prompts"},
}


def imported(path: Path) -> set[str]:
    """The top-level packages that a module imports."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names


@pytest.mark.parametrize("floor", MAY_IMPORT)
def test_a_floor_imports_only_what_lies_below(floor: str):
    modules = sorted((ROOT / floor).rglob("*.py"))
    assert modules
    for path in modules:
        assert imported(path) & FLOORS <= MAY_IMPORT[floor], path
