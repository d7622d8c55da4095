"""`python -m ingest evaluate`: figures of cases and of sentences, by one command."""

import json
from pathlib import Path
from typing import Any

import pytest

from ingest.__main__ import main
from ingest.learning.gold import DATA
from ingest.learning.sentences import Labelled, evaluate_sources, labelled_rows

SOURCE = DATA / "a"


def run(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert main(["evaluate", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def written(path: Path, rows: list[dict[str, str]]) -> str:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return str(path)


def test_cases_are_read_from_a_folder(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    gold = json.loads((SOURCE / "cases.json").read_text(encoding="utf-8"))[:2]
    path = tmp_path / "cases.json"
    path.write_text(json.dumps(gold), encoding="utf-8")
    found = run(capsys, str(path), "--documents", str(SOURCE / "documents"))
    assert set(found) == {"accuracy", "silently_wrong", "to_check", "fields", "spurious_cases", "notes"}
    assert found["fields"]["document.kind"] == 1.0
    assert not any("not in the register" in note for note in found["notes"])


def test_cases_are_those_held_where_no_folder_is_given(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    gold = json.loads((SOURCE / "cases.json").read_text(encoding="utf-8"))[:2]
    path = tmp_path / "cases.json"
    path.write_text(json.dumps(gold), encoding="utf-8")
    data = ["--data", str(tmp_path / "data")]
    document = SOURCE / "documents" / gold[0]["document"]
    assert main(["ingest", str(document), *data]) == 0
    capsys.readouterr()
    found = run(capsys, str(path), *data)
    assert [note for note in found["notes"] if "register" in note] == [
        f"{gold[1]['document']}: not in the register"
    ]


def test_a_document_that_cannot_be_read_is_listed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "cases.json"
    path.write_text(json.dumps([{"document": "a.pdf", "cases": []}]), encoding="utf-8")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 broken")
    assert main(["evaluate", str(path), "--documents", str(tmp_path)]) == 1
    assert "a.pdf" in capsys.readouterr().err


def test_sentences_are_told_by_the_released_models(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    rows = [
        {"text": "全員一致で承認することに決定した。", "before": "", "genre": "会議録", "label": "承認"},
        {"text": "次回の日程を事務局で調整する。", "genre": "会議録", "label": "none"},
    ]
    found = run(capsys, written(tmp_path / "s.jsonl", rows))
    assert found["accuracy"] == 1.0
    assert found["labels"]["承認"] == {"precision": 1.0, "recall": 1.0, "n": 1}


def labelled(source: str, label: str, texts: list[str]) -> list[Labelled]:
    return list(labelled_rows([{"text": t, "genre": "会議録", "label": label} for t in texts], source))


APPROVED = [f"{who}承認することに決定した。" for who in ("全員一致で", "本件を", "諮問のとおり", "異議なく")]
TALK = [f"{what}について質問があった。" for what in ("期間", "委託先", "名簿", "費用")]


def test_a_source_is_told_by_models_that_never_saw_it() -> None:
    """What only its own source could teach is unknown; what another teaches is known."""
    alone = [*labelled("a", "承認", APPROVED), *labelled("b", "none", TALK)]
    both = [
        *labelled("a", "承認", APPROVED[:2]),
        *labelled("b", "承認", APPROVED[2:]),
        *labelled("c", "none", TALK),
    ]
    assert evaluate_sources(alone)["outcome"]["labels"]["承認"]["recall"] == 0
    assert evaluate_sources(both)["outcome"]["labels"]["承認"]["recall"] == 1


def test_what_stands_beside_teaches_and_is_not_counted() -> None:
    rows = [*labelled("a", "承認", APPROVED[:2]), *labelled("c", "none", TALK[:2])]
    beside = [*labelled("x", "承認", APPROVED[2:]), *labelled("y", "none", TALK[2:])]
    found = evaluate_sources(rows, beside)["outcome"]
    assert (found["labels"]["承認"]["n"], found["labels"]["承認"]["recall"]) == (2, 1)
    assert evaluate_sources(rows, rows)["outcome"] == evaluate_sources(rows)["outcome"]


def test_the_tasks_are_told_by_the_labels_of_all_rows() -> None:
    assert {row.task for row in labelled("a", "条件", ["名簿を回収すること。"])} == {"attachment"}
    assert {row.task for row in labelled("a", "承認", ["承認する。"])} == {"outcome"}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("g.jsonl", '{"text": "承認する。", "genre": "会議録", "label": "よし"}', "label"),
        ("g.jsonl", '{"text": "承認する。", "genre": "議事", "label": "承認"}', "genre"),
        ("g.jsonl", '{"text": "承認する。", "genre": "会議録"}', "label"),
        ("g.jsonl", '{"question": "？"}', "質問"),
        ("g.jsonl", "{", "読み込めません"),
        ("g.json", '[{"document": "a.txt", "cases": [{"title": "件"}]}]', "outcome"),
        ("g.json", "[]", "採点に使えません"),
    ],
)
def test_an_unusable_gold_file_is_told(
    name: str, content: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.write_text(content + "\n", encoding="utf-8")
    assert main(["evaluate", str(path)]) == 2
    assert message in capsys.readouterr().err


def test_an_option_of_the_other_measure_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sentences = written(tmp_path / "s.jsonl", [{"text": "承認する。", "genre": "会議録", "label": "承認"}])
    cases = tmp_path / "cases.json"
    cases.write_text('[{"document": "a.txt", "cases": []}]', encoding="utf-8")
    assert main(["evaluate", sentences, "--documents", str(tmp_path)]) == 2
    assert main(["evaluate", str(cases), "--left-out"]) == 2
    assert main(["evaluate", str(cases), "--documents", str(tmp_path / "nowhere")]) == 2


def test_the_page_says_the_figures_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path / "s.jsonl", [{"text": "承認する。", "genre": "会議録", "label": "承認"}])
    assert main(["evaluate", path]) == 0
    assert "正解率" in capsys.readouterr().out
    cases = tmp_path / "cases.json"
    cases.write_text('[{"document": "a.txt", "cases": []}]', encoding="utf-8")
    assert main(["evaluate", str(cases), "--data", str(tmp_path / "data")]) == 0
    assert "気づかれない誤り" in capsys.readouterr().out
