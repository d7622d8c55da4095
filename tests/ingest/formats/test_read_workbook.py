"""Workbooks: what their sheets show, row by row."""

import io
from collections.abc import Callable
from datetime import date, datetime, time

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from corpus.errors import UnreadableError
from ingest.formats import Reading, read


def made(fill: Callable[[Worksheet], object]) -> bytes:
    book = openpyxl.Workbook()
    fill(book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def reading(fill: Callable[[Worksheet], object]) -> Reading:
    return read("a.xlsx", made(fill))


def lines(fill: Callable[[Worksheet], object]) -> list[str]:
    return [line for line in reading(fill).text.split("\n") if line]


def test_rows_keep_their_cells_and_empty_columns_go() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["E1"] = "発言者", "内容"
        sheet["A2"], sheet["E2"] = "会長", "諮る。\n異議はないか。"
        sheet["E3"] = "続き。"

    assert lines(fill) == ["発言者\t内容", "会長\t諮る。", "異議はないか。", "\t続き。"]


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (date(2019, 9, 3), "yyyy/m/d", "2019年9月3日"),
        (date(2019, 9, 3), 'ggge"年"m"月"d"日"', "令和元年9月3日"),
        (datetime(2019, 9, 3, 14, 5), "yyyy/m/d h:mm", "2019年9月3日14:05"),
        (time(9, 30), "h:mm", "09:30"),
        (7, "General", "7"),
        (7.0, "0.00", "7"),
        (0.25, "0.0%", "25.0%"),
        (1234567.5, "General", "1234567.5"),
        (True, "General", "True"),
    ],
)
def test_values_are_written_as_the_sheet_shows_them(value: object, form: str, shown: str) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = value
        sheet["A1"].number_format = form

    assert lines(fill) == [shown]


def test_what_is_hidden_or_struck_out_is_no_text() -> None:
    def fill(sheet: Worksheet) -> None:
        for at, text in enumerate(["会長：承認します。", "隠れた行", "取り消した行"], start=1):
            sheet[f"A{at}"] = text
        sheet.row_dimensions[2].hidden = True
        sheet["A3"].font = Font(strike=True)
        sheet["B1"] = "隠れた列"
        sheet.column_dimensions["B"].hidden = True
        struck = TextBlock(InlineFont(strike=True), "不承認とします。")
        sheet["A4"] = CellRichText("委員：", struck, "賛成です。")
        sheet.parent.create_sheet("控え")["A1"] = "隠れたシート"
        sheet.parent["控え"].sheet_state = "hidden"

    assert lines(fill) == ["会長：承認します。", "委員：賛成です。"]


def test_sheets_follow_each_other_under_their_names() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.title = "第1回"
        sheet["A1"] = "会長：始めます。"
        sheet.parent.create_sheet("第2回")["A1"] = "会長：終わります。"

    assert lines(fill) == ["第1回", "会長：始めます。", "第2回", "会長：終わります。"]


def test_a_merged_cell_is_written_once() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["C1"] = "件名", "結果"
        sheet.merge_cells("A1:B1")

    assert lines(fill) == ["件名\t結果"]


def test_a_formula_without_a_result_is_flagged() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["B1"] = "合計", "=1+1"

    assert reading(fill).text.strip() == "合計"
    assert "計算結果" in reading(fill).flags[0]


def test_a_damaged_workbook_is_refused() -> None:
    with pytest.raises(UnreadableError, match="壊れて"):
        read("a.xlsx", made(lambda sheet: sheet.append(["x"]))[:-200])
