"""The page for contributors: what it names is there, and no room is missing from it."""

import re

import pytest

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
PROSE = re.sub(r"^```.*?^```", "", PAGE, flags=re.MULTILINE | re.DOTALL)
PATHS = sorted(set(re.findall(r"`((?:\w+/)+(?:[\w.]+)?|\w+\.(?:py|md|toml))`", PROSE)))
INSIDE_A_SOURCE = {"documents/", "labels/"}
"""Folders of every source of labelled documents."""
SOURCE = ROOT / "ingest" / "learning" / "data" / "a"
ROOMS = [
    path.parent.relative_to(ROOT).as_posix()
    for floor in ("assistant", "corpus", "ingest")
    for path in sorted((ROOT / floor).glob("*/__init__.py"))
]


@pytest.mark.parametrize("path", PATHS)
def test_what_it_names_is_there(path: str):
    assert ((SOURCE if path in INSIDE_A_SOURCE else ROOT) / path).exists()


def test_it_names_files_of_every_floor():
    assert {"app.py", "assistant", "corpus", "ingest"} <= {path.partition("/")[0] for path in PATHS}
    assert len(PATHS) > 30


def test_every_room_has_its_line():
    listed = re.findall(r"^\| (\w+/\w+) \|", PAGE, re.MULTILINE)
    assert [room for room in ROOMS if room not in listed] == []


def test_a_change_touches_three_files_at_most():
    changes = PAGE.partition("## What a change touches")[2].split("\n### ")[1:]
    assert len(changes) == 5
    steps = [re.findall(r"^(\d)\. ", change, re.MULTILINE) for change in changes]
    assert {tuple(numbers) for numbers in steps} == {("1", "2", "3")}


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_it_is_linked(page: str):
    assert "(docs/architecture.md)" in (ROOT / page).read_text(encoding="utf-8")
