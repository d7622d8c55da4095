"""No pattern backtracks without end: none repeats a repeat, as `(a+)*` does on a row of a's that ends in another letter."""

import importlib
import pkgutil
import re
import re._constants as ops
import re._parser as parser
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

PACKAGES = ("corpus", "ingest", "assistant")
REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT)
MANY = 8
"""Repeats from which a repeat of them costs too much."""


def _modules() -> Iterator[str]:
    for package in PACKAGES:
        for found in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
            if not found.name.endswith("__main__"):
                yield found.name


def _is_passed_over(sequence: Any) -> bool:
    """Whether nothing can match it."""
    return all(
        op is ops.AT
        or op in (ops.ASSERT, ops.ASSERT_NOT)
        or (op in (*REPEATS, ops.POSSESSIVE_REPEAT) and (value[0] == 0 or _is_passed_over(value[2])))
        or (op is ops.SUBPATTERN and _is_passed_over(value[3]))
        or (op is ops.BRANCH and any(map(_is_passed_over, value[1])))
        for op, value in sequence
    )


def _alternatives(sequence: Any) -> Iterator[Any]:
    items = list(sequence)
    if len(items) == 1 and items[0][0] is ops.SUBPATTERN:
        yield from _alternatives(items[0][1][3])
    elif len(items) == 1 and items[0][0] is ops.BRANCH:
        for branch in items[0][1][1]:
            yield from _alternatives(branch)
    else:
        yield items


def _is_repeat(items: list[Any]) -> bool:
    """Whether one repeat can match all that the sequence matches."""
    return any(
        op in REPEATS
        and value[1] > MANY
        and _is_passed_over(items[:place])
        and _is_passed_over(items[place + 1 :])
        for place, (op, value) in enumerate(items)
    )


def _endless(sequence: Any) -> bool:
    for op, value in sequence:
        inner: list[Any] = []
        if op in REPEATS:
            if value[1] > MANY and any(map(_is_repeat, _alternatives(value[2]))):
                return True
            inner = [value[2]]
        elif op is ops.POSSESSIVE_REPEAT:
            inner = [value[2]]
        elif op is ops.SUBPATTERN:
            inner = [value[3]]
        elif op is ops.BRANCH:
            inner = value[1]
        elif op in (ops.ASSERT, ops.ASSERT_NOT):
            inner = [value[1]]
        elif op is ops.ATOMIC_GROUP:
            inner = [value]
        if any(map(_endless, inner)):
            return True
    return False


@pytest.mark.parametrize("pattern", [r"(?:a+|b)*c", r"(?:a*b?)+c", r"x(?:(?:-+))*y", r"(?:\s*a{1,20}\s*)*"])
def test_a_repeat_of_a_repeat_is_told(pattern: str) -> None:
    assert _endless(parser.parse(pattern))


@pytest.mark.parametrize("pattern", [r"(?:a|b)*c", r"(?:a+b)*c", r"(?:a+|b)*+c", r"(?:a{1,2})*"])
def test_what_ends_is_left_alone(pattern: str) -> None:
    assert not _endless(parser.parse(pattern))


def test_no_pattern_repeats_a_repeat() -> None:
    """Every pattern that a module compiles when it is imported, in a process that has imported none of them."""
    script = f"import sys; sys.path[:0] = {sys.path!r}; from tests.test_patterns import told; told()"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    count, *endless = run.stdout.splitlines()
    assert int(count) > 1_000
    assert endless == []


def told() -> None:
    """Print how many patterns there are, and those that repeat a repeat."""
    seen: dict[tuple[str, int], None] = {}
    compiled = re.compile

    def kept(pattern: Any, flags: int = 0) -> re.Pattern[Any]:
        if isinstance(pattern, str):
            seen[pattern, int(flags)] = None
        return compiled(pattern, flags)

    re.compile = kept  # type: ignore[assignment]
    for name in _modules():
        importlib.import_module(name)
    re.compile = compiled
    print(len(seen))
    for pattern, flags in seen:
        if _endless(parser.parse(pattern, flags)):
            print(repr(pattern))
