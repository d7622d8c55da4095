"""Gold files: what a file of right values holds, and its rows."""

import json
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from corpus.errors import SettingsError

Row = Mapping[str, Any]

_DOCUMENT = frozenset({"document", "cases"})
_CASE = frozenset({"title", "kind", "department", "articles", "outcome", "outcome_quote", "attachments"})
LINES = ".jsonl"
"""The ending of files with a row a line."""


class GoldKind(StrEnum):
    """What a gold file tells the right values of."""

    QUESTIONS = "questions"
    SENTENCES = "sentences"
    CASES = "cases"


def kind_of(path: Path) -> GoldKind:
    """What a gold file holds: by the keys of its first row; a folder holds labelled sentences.

    Raises:
        SettingsError: it cannot be read, or holds none of them.
    """
    if path.is_dir():
        return GoldKind.SENTENCES
    first = next(iter(rows_of(path)), None)
    if isinstance(first, Mapping):
        for kind, key in (
            (GoldKind.QUESTIONS, "question"),
            (GoldKind.SENTENCES, "text"),
            (GoldKind.CASES, "cases"),
        ):
            if key in first:
                return kind
    raise SettingsError(
        f"{path}は採点に使えません。質問（question）か文（text・label）を1行に1つ書いたJSONLファイル、"
        "または文書ごとの案件（document・cases）を並べたJSONファイルを指定してください。"
    )


def gold_cases(path: Path) -> list[Row]:
    """The entries of a gold file of cases.

    Raises:
        SettingsError: it cannot be read, or lacks a value.
    """
    rows = list(rows_of(path))
    for number, row in enumerate(rows, start=1):
        demand(path, number, row, _DOCUMENT)
        for case in row["cases"]:
            demand(path, number, case, _CASE)
    return rows


def rows_of(path: Path) -> Sequence[Any]:
    """The objects of a JSON list, or of JSON lines.

    Raises:
        SettingsError: the file cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8")
        if path.suffix == LINES:
            return [json.loads(line) for line in text.splitlines() if line.strip()]
        held = json.loads(text)
    except (OSError, ValueError) as error:
        raise SettingsError(
            f"{path}を読み込めません。UTF-8のJSONまたはJSONLのファイルを指定してください。"
        ) from error
    return held if isinstance(held, list) else [held]


def demand(path: Path, number: int, row: object, keys: frozenset[str]) -> None:
    """Demand the keys of a row.

    Raises:
        SettingsError: it lacks one.
    """
    missing = keys - row.keys() if isinstance(row, Mapping) else keys
    if missing:
        raise SettingsError(f"{path}の{number}件目に{'・'.join(sorted(missing))}がありません。")
