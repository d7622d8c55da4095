"""The page that the READMEs show is what the command prints; with README set in the environment it is written there."""

import os
import re
from pathlib import Path

import pytest

from ingest.explain.explanation import explain
from ingest.explain.page import page
from tests.conftest import ROOT

SHOWN = re.compile(
    r"(?<=^\$ senrei explain )(?P<path>\S+) --line (?P<line>\d+)\n(?P<page>.*?)(?=^```$)", re.M | re.S
)


def with_real_page(shown: re.Match[str]) -> str:
    path = ROOT / shown["path"]
    told = page(explain(path.name, path.read_bytes()), [int(shown["line"])])
    return f"{shown['path']} --line {shown['line']}\n" + "".join(f"{line}\n" for line in told)


@pytest.mark.parametrize("readme", ["README.md", "README.ja.md"])
def test_a_readme_shows_what_the_command_prints(readme: str) -> None:
    path: Path = ROOT / readme
    text = path.read_text(encoding="utf-8")
    assert SHOWN.search(text)
    real = SHOWN.sub(with_real_page, text)
    if "README" in os.environ:
        path.write_text(real, encoding="utf-8")
    else:
        assert text == real, "models that were trained again read otherwise: run this test with README=1"
