"""The command line says what the contract promises, and what is wrong."""

import json
from pathlib import Path

import pytest

from assistant.__main__ import main
from assistant.assistant import Assistant

QUESTION = "例示市の防犯カメラの映像の提供には、どんな条件が付きましたか。"


def run(assistant: Assistant, *words: str) -> int:
    return main([*words, "--data", str(assistant.settings.data)])


def test_one_answer_as_json(samples: Assistant, capsys: pytest.CaptureFixture[str]):
    assert run(samples, "ask", QUESTION, "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["answered"]
    assert answer["mode"] == "extractive"
    first = answer["citations"][0]
    text = samples.corpus.document(first["document"]).text
    assert text[slice(*first["span"])] == first["quote"]


def test_a_file_of_questions_gives_a_line_each_in_order(
    samples: Assistant, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    path = tmp_path / "questions.jsonl"
    asked = [{"id": "b", "question": QUESTION}, {"id": "a", "question": "その後は？", "conversation": []}]
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in asked), encoding="utf-8")
    assert run(samples, "ask", "--questions", str(path), "--json") == 0
    assert [json.loads(line)["id"] for line in capsys.readouterr().out.splitlines()] == ["b", "a"]


def test_evaluate_prints_the_figures(samples: Assistant, capsys: pytest.CaptureFixture[str]):
    path = Path(__file__).parent / "questions.jsonl"
    assert run(samples, "evaluate", str(path), "--json") == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["questions"] == 60
    assert figures["verbatim"] == 1.0
    assert figures["violations"] == 0
    assert figures["recall"] >= 0.78
    assert figures["abstained"] >= 0.8


@pytest.mark.parametrize(
    ("content", "message"),
    [("{", "読み込めません"), ('{"id": "1", "question": "？"}\n', "kind"), (None, "読み込めません")],
    ids=["no json", "no gold", "no file"],
)
def test_an_unusable_file_is_told(
    samples: Assistant, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str | None, message: str
):
    path = tmp_path / "questions.jsonl"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    assert run(samples, "evaluate", str(path)) == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ["ask"],
        ["ask", QUESTION, "--questions", "questions.jsonl"],
        ["similar"],
        ["similar", "plan.txt", "--case", "first.txt#1"],
        ["draft", "諮問書"],
        ["draft", "諮問書", "plan.txt", "--case", "first.txt#1"],
    ],
    ids=" ".join,
)
def test_neither_or_both_of_what_is_to_be_worked_on_is_wrong_usage(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    """It is told before anything is opened."""
    data = tmp_path / "data"
    assert main([*words, "--data", str(data)]) == 2
    assert "どちらか一方を指定してください" in capsys.readouterr().err
    assert not data.exists()


@pytest.mark.parametrize("words", [["ask", QUESTION, "--mode", "creative"], ["draft", "議事録", "plan.txt"]])
def test_a_value_that_is_no_choice_is_told_with_the_choices(
    words: list[str], capsys: pytest.CaptureFixture[str]
):
    assert main(words) == 2
    err = capsys.readouterr().err
    assert "extractive" in err or "想定問答" in err
