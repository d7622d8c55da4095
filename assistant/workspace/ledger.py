"""Exports the list of cases as CSV and Excel."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from assistant.workspace.downloads import new_file
from assistant.workspace.precedents import Row, wording
from corpus.doubts import doubtful
from corpus.store import Corpus

_COLUMNS: tuple[tuple[str, int], ...] = (
    ("自治体", 12),
    ("審議会", 26),
    ("回・番号", 14),
    ("日付", 12),
    ("案件", 48),
    ("種別", 8),
    ("諮問番号", 12),
    ("担当", 18),
    ("条項", 24),
    ("結果", 12),
    ("結果の文", 48),
    ("条件・要望・求め", 60),
    ("審議の長さ（字）", 12),
    ("資料", 28),
    ("要確認", 24),
)
"""(name, width in characters)."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(listed: Sequence[Row], corpus: Corpus) -> Path:
    """Write the rows as CSV with an encoding mark, so that Excel reads the Japanese."""
    path = new_file("先例一覧.csv")
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(name for name, _ in _COLUMNS)
        writer.writerows([_harmless(value) for value in line] for line in _lines(listed, corpus))
    return path


def write_excel(listed: Sequence[Row], corpus: Corpus) -> Path:
    """Write the rows as a workbook with a frozen header row and column filters."""
    book = Workbook()
    sheet = book.active or book.create_sheet()
    sheet.title = "先例一覧"
    sheet.append([name for name, _ in _COLUMNS])
    for line in _lines(listed, corpus):
        sheet.append([_harmless(value) for value in line])
    for number, (_, width) in enumerate(_COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.cell(1, number).font = Font(bold=True)
    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    path = new_file("先例一覧.xlsx")
    book.save(path)
    return path


def _lines(listed: Sequence[Row], corpus: Corpus) -> Iterator[list[str | int]]:
    for row in listed:
        header, case = row.header, row.case
        words = wording(row, corpus.text(header.name))
        yield [
            header.municipality or "",
            header.council or "",
            row.meeting,
            header.dated.isoformat() if header.dated else "",
            case.title,
            case.kind.value,
            case.number or header.consultation_number or "",
            case.department or "",
            "、".join(row.references),
            case.outcome.value if case.outcome else "",
            words.outcome,
            "\n".join(f"【{kind}】{said}" for kind, said in words.attachments),
            row.length,
            header.name,
            doubtful((*header.unsure, *case.unsure)),
        ]


def _harmless(value: str | int) -> str | int:
    """The value with protection against formulas, which a document's text could contain."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
