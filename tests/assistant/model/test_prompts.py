"""The wording is in files; what is filled in stays what it is."""

import ast
import json
import re
from importlib.resources import files

import pytest

from assistant.model.reply import Planned, Selected
from corpus.chat import shaped
from prompts import fill

NAMES = sorted(
    path.name.removesuffix(".md") for path in files("prompts").iterdir() if path.name.endswith(".md")
)
VALUES = {
    "conversation": "会話", "question": "質問文", "sheet": "1: 資料の本文", "remaining": "", "summary": "summary は [] にします。",
    "sentences": "1: 文", "manner": "文体", "paper": "諮問書", "passages": "文の並び", "form": "形", "lines": "行", "sections": "項目", "most": "2", "plan": "説明",
}  # fmt: skip


def test_each_step_has_its_file():
    assert NAMES == ["arrange", "assist", "lend", "plan", "select", "smooth"]


@pytest.mark.parametrize(("name", "shape"), [("plan", Planned), ("select", Selected)])
def test_the_example_in_the_wording_has_the_shape_that_is_read(
    name: str, shape: type[Planned] | type[Selected]
):
    system = fill(name, **VALUES).system
    example = system.splitlines()[-1]
    assert shaped(example, shape).model_dump(exclude_unset=True) == json.loads(example)


@pytest.mark.parametrize("name", NAMES)
def test_every_placeholder_is_filled(name: str):
    prompt = fill(name, **VALUES)
    assert prompt.system
    assert prompt.user
    assert not re.search(r"\$\{?\w", prompt.system + prompt.user)


def test_what_a_document_holds_is_no_placeholder():
    hostile = "$summary ${question} {sheet} %(system)s"
    prompt = fill("select", **(VALUES | {"sheet": hostile}))
    assert hostile in prompt.user


def test_a_missing_value_is_an_error():
    with pytest.raises(KeyError):
        fill("select", question="質問文")


@pytest.mark.parametrize("name", NAMES)
def test_documents_are_said_to_be_data(name: str):
    assert re.search("従(?:わず|いません)", fill(name, **VALUES).system)


def test_it_imports_nothing_of_ours():
    tree = ast.parse(files("prompts").joinpath("__init__.py").read_text(encoding="utf-8"))
    nodes = list(ast.walk(tree))
    modules = {node.module for node in nodes if isinstance(node, ast.ImportFrom)}
    modules |= {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    assert "dataclasses" in modules
    assert not [m for m in modules if m and m.split(".")[0] in ("app", "assistant", "corpus", "ingest")]
