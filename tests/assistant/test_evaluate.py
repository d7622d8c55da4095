"""The product's own figures are defined as the gold's: they agree with the measure beside the checkout on every answer."""

import importlib.util
import math
from pathlib import Path

import pytest

from assistant.evaluate import figures, judge, recall_within, squeeze

TEXT = "委員: 削除はいつか。\n担当課: 三十日後に自動で削除する。\n会長: では承認とする。"


def gold(**changes):
    line = {
        "id": "1",
        "kind": "direct_fact",
        "answerable": True,
        "documents": ["a.txt"],
        "passages": [{"document": "a.txt", "quote": "三十日後に自動で削除する。"}],
        "must_not_say": ["不承認"],
    }
    return line | changes


def answer(
    quote: str = "三十日後に自動で削除する。",
    document: str = "a.txt",
    text: str = "削除[1]",
    answered: bool = True,
):
    citations = [{"document": document, "quote": quote}] if quote else []
    return {"id": "1", "answered": answered, "answer": text, "citations": citations, "elapsed_ms": 7}


CASES = {
    "found": (gold(), answer()),
    "half of it": (gold(), answer("三十日後に")),
    "another document": (gold(), answer(document="b.txt")),
    "not to the letter": (gold(), answer("三十日後に手動で削除する。")),
    "violation": (gold(), answer(text="不承認でした")),
    "over-abstained": (gold(), answer("", answered=False)),
    "abstained": (
        gold(answerable=False, documents=[], passages=[], kind="unanswerable"),
        answer("", answered=False),
    ),
    "answered in vain": (gold(answerable=False, documents=[], passages=[], kind="unanswerable"), answer()),
}


@pytest.mark.parametrize("name", CASES)
def test_agrees_with_the_measure(name: str, shared: Path, tmp_path: Path):
    spec = importlib.util.spec_from_file_location("score", shared / "score.py")
    assert spec is not None
    assert spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    line, given = CASES[name]
    theirs = score.score_answers([line], [given], tmp_path)
    ours = figures([judge(line, given, lambda name: squeeze(TEXT) if name == "a.txt" else "")])
    for figure in ("recall", "precision", "verbatim", "abstained", "over_abstained", "violations", "p50_ms"):
        mine, other = getattr(ours, figure), theirs[figure]
        assert mine == other or (math.isnan(mine) and math.isnan(other)), figure


def test_recall_within_a_budget_counts_what_was_read_until_then():
    said = answer("委員: 削除はいつか。") | {
        "citations": [answer("委員: 削除はいつか。")["citations"][0], answer()["citations"][0]]
    }
    read = [recall_within(gold(), said, lambda _: squeeze(TEXT), characters) for characters in (5, 12, 30)]
    assert read == [0.0, 0.0, 1.0]
