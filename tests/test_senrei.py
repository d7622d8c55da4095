"""The command `senrei`: one program, every command of the floors, each of them documented."""

import json
import re
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

import app
from assistant.__main__ import commands as asking
from corpus.__main__ import commands as holding
from ingest.__main__ import commands as reading
from tests.conftest import ROOT

PROMISED = """
serve ingest explain evaluate reread read learn documents cases show doubts correct corrections verify rebuild backup restore ask similar draft
"""
COMMANDS = get_command(app.senrei).commands
READMES = ["README.md", "README.ja.md"]


def commands_below(command: Any) -> dict[str, Any]:
    """The commands of an application by name; one that has a single command is that command."""
    return getattr(command, "commands", None) or {command.name: command}


def test_the_console_script_is_importable_and_lists_all_commands(capsys: pytest.CaptureFixture[str]):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module, _, function = project["scripts"]["senrei"].partition(":")
    assert getattr(import_module(module), function)(["--help"]) == 0
    listed = capsys.readouterr().out.partition("Commands:")[2]
    assert re.findall(r"^  (\w+)", listed, re.MULTILINE) == PROMISED.split()


@pytest.mark.parametrize("readme", READMES)
def test_every_command_is_documented_and_no_other(readme: str):
    shown = re.findall(r"^senrei (\w+)", (ROOT / readme).read_text(encoding="utf-8"), re.MULTILINE)
    assert set(shown) == set(COMMANDS)


def test_every_option_says_what_it_is_for():
    for name, command in COMMANDS.items():
        assert command.help, name
        assert [option.name for option in command.params if not option.help] == [], name


def test_a_floor_runs_the_same_functions():
    for floor in (reading, holding, asking):
        for name, command in commands_below(get_command(floor)).items():
            if name != "evaluate":
                assert command.callback.__wrapped__ is COMMANDS[name].callback.__wrapped__


@pytest.mark.parametrize(
    ("name", "row", "measured"),
    [
        ("questions.jsonl", {"id": "1", "question": "？"}, "answers"),
        ("sentences.jsonl", {"text": "承認する。", "genre": "答申", "label": "承認"}, "reading"),
        ("cases.json", {"document": "a.txt", "cases": []}, "reading"),
    ],
)
def test_evaluate_measures_what_the_file_holds(
    name: str, row: dict[str, Any], measured: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    asked: list[tuple[str, Path]] = []
    monkeypatch.setattr(app, "evaluate_answers", lambda gold, *_, **__: asked.append(("answers", gold)))
    monkeypatch.setattr(app, "evaluate_reading", lambda gold, *_, **__: asked.append(("reading", gold)))
    path = tmp_path / name
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert app.main(["evaluate", str(path), "--json"]) == 0
    assert asked == [(measured, path)]


@pytest.mark.parametrize(
    ("row", "option"),
    [
        ({"question": "？"}, "--left-out"),
        ({"question": "？"}, "--documents=."),
        ({"text": "承認する。", "genre": "答申", "label": "承認"}, "--mode=extractive"),
        ({"document": "a.txt", "cases": []}, "--municipality=例示市"),
    ],
)
def test_evaluate_drops_no_option_in_silence(
    row: dict[str, Any], option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert app.main(["evaluate", str(path), option]) == 2
    assert "使えません" in capsys.readouterr().err


def test_only_what_a_command_needs_is_loaded():
    """The workspace's libraries take seconds to load: no command but `serve` waits for them."""
    code = "import sys, app; app.main(['--help']); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    )
    tops = {name.partition(".")[0] for name in done.stdout.split()}
    assert "ingest" in tops
    assert not tops & {"gradio", "chromadb", "torch", "sentence_transformers"}


def test_without_a_command_the_commands_are_listed_as_wrong_usage(capsys: pytest.CaptureFixture[str]):
    assert app.main([]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert all(re.search(rf"^  {name}\b", printed.err, re.MULTILINE) for name in COMMANDS)


def test_app_py_serves():
    done = subprocess.run(
        [sys.executable, "app.py", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert all(option in done.stdout for option in ("--documents", "--data", "--port"))
