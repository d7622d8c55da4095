"""Labelled sentences as gold, and how well they are told: by the released models, or by models that never saw their source."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from corpus.errors import SettingsError
from ingest.evaluate.gold import LINES, demand, rows_of
from ingest.labels.sentences import TASKS, sentence_model
from ingest.labels.vector import Genre
from ingest.learning.sentences import (
    Labelled,
    evaluate_sources,
    labelled_rows,
    labelled_sentences,
)

_NEEDED = frozenset({"text", "genre", "label"})


def gold_sentences(path: Path) -> list[Labelled]:
    """The labelled sentences of a file, or of the files of a folder; each file is a source.

    Raises:
        SettingsError: one of them cannot be read, lacks a value or has one that there is not; there are none.
    """
    found: list[Labelled] = []
    for file in sorted(path.glob(f"*{LINES}")) if path.is_dir() else [path]:
        rows = list(rows_of(file))
        for number, row in enumerate(rows, start=1):
            demand(file, number, row, _NEEDED)
            _demand_one_of(file, number, row, "genre", tuple(Genre))
        labelled = list(labelled_rows(rows, file.stem))
        for number, each in enumerate(labelled, start=1):
            _demand_one_of(file, number, {"task": each.task}, "task", TASKS)
            known = sentence_model().labels(each.task)
            _demand_one_of(file, number, {"label": each.label}, "label", known)
        found += labelled
    if not found:
        raise SettingsError(f"{path}に文がありません。文を1行に1つ書いたJSONLファイルを指定してください。")
    return found


def left_out(rows: list[Labelled]) -> dict[str, Mapping[str, Any]]:
    """The figures of each task, each sentence told by models that were trained on the project's other sources.

    Args:
        rows: labelled sentences; where they are among the project's own, they are left out of those.
    """
    found = evaluate_sources(rows, labelled_sentences())
    return {task: {k: v for k, v in each.items() if k != "temperature"} for task, each in found.items()}


def _demand_one_of(path: Path, number: int, row: Mapping[str, Any], key: str, known: tuple[str, ...]) -> None:
    if row[key] not in known:
        raise SettingsError(
            f"{path}の{number}件目の{key}「{row[key]}」は使えません。{'・'.join(known)}のどれかを書いてください。"
        )
