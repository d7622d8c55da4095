"""Figures as a page of text."""

from collections.abc import Iterator, Mapping
from typing import Any

from ingest.evaluate.cases import CaseFigures
from ingest.labels.sentences import TASKS

_TASKS = dict(zip(TASKS, ("結果の文", "付された文"), strict=True))


def cases_page(figures: CaseFigures) -> Iterator[str]:
    """The figures of cases, then by value, then what is missing or wrong."""
    yield f"正しく読めた値   {figures.accuracy:.3f}"
    yield f"気づかれない誤り {figures.silently_wrong:.3f}"
    yield f"要確認の値       {figures.to_check:.3f}"
    yield f"余分な案件       {figures.spurious_cases}"
    yield ""
    for name, share in figures.fields.items():
        yield f"{name:22} {share:.3f}"
    if figures.notes:
        yield ""
        yield from figures.notes


def sentences_page(task: str, figures: Mapping[str, Any]) -> Iterator[str]:
    """The figures of labelled sentences, then by label.

    Args:
        task: outcome or attachment; empty where they are not parted by task.
        figures: accuracy, macro_f1, labels.
    """
    if task:
        yield _TASKS[task]
    yield f"正解率  {figures['accuracy']:.3f}"
    yield f"マクロF1 {figures['macro_f1']:.3f}"
    for label, each in figures["labels"].items():
        yield f"  適合率 {each['precision']:.3f}  再現率 {each['recall']:.3f}  {each['n']:4}文  {label}"
