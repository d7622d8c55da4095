"""Every feature of the released models is called something that a clerk can read."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from ingest.align.subject import MODEL as SUBJECT
from ingest.align.titles import MODEL as TITLES
from ingest.assemble import admission, articles, decision, departments, division, head, kinds
from ingest.explain.wording import Wording, wording, words_for
from ingest.labels.labeller import labeller


def row(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def of_classes(held: Any) -> set[str]:
    return {feature for each in held.values() for feature in each["weights"]}


FEATURES: dict[str, Iterable[str]] = {
    "line": labeller().weights,
    "outcome": row(decision.MODEL)["weights"],
    "attachments": of_classes(row(decision.ATTACHMENTS)),
    "department": row(departments.MODEL)["weights"],
    "articles": row(articles.MODEL)["weights"],
    "kind": of_classes(row(kinds.KINDS)),
    "case": row(admission.MODEL)["weights"],
    "cases": row(division.MODEL)["weights"],
    "title": {*row(TITLES)["weights"], *row(SUBJECT)["weights"]},
    "documentkind": of_classes(row(head.MODEL)["kind"]["classes"]),
    "head": of_classes(row(head.MODEL)["fields"]),
}
SMALL = Wording(
    {
        "vocabulary": {"voice": {"chair": "会長"}},  # type: ignore[dict-item]
        "line": {
            "said": "言われた",
            "bias": "",
            "voice={voice}": "{voice}の言葉",
            "+1:{rest}": "次の行: {rest}",
            "ends={any}": "「{any}」で終わる",
        },
        "shared": {"last": "最後", "ends=了": "「了」で終わる文書"},
    }
)


@pytest.mark.parametrize("model", FEATURES)
def test_every_feature_of_a_released_model_has_words(model: str) -> None:
    assert {feature for feature in FEATURES[model] if wording().find(model, feature) is None} == set()


@pytest.mark.parametrize(
    ("feature", "words"),
    [
        ("said", "言われた"),
        ("voice=chair", "会長の言葉"),
        ("+1:voice=chair", "次の行: 会長の言葉"),
        ("+1:last", "次の行: 最後"),
        ("ends=了", "「了」で終わる"),
        ("bias", ""),
        ("+1:bias", ""),
        ("voice=nobody", None),
        ("+1:unknown", None),
    ],
)
def test_words_are_found_by_what_varies(feature: str, words: str | None) -> None:
    assert SMALL.find("line", feature) == words


def test_a_feature_without_words_keeps_its_name() -> None:
    assert words_for("line", "no such feature") == "特徴 no such feature"
    assert words_for("line", "bias") == ""
