"""The items that a table lists."""

from ingest.align.items import read_items
from ingest.labels.label import Label, LabelledLine, Voice
from ingest.lines import read_lines


def titles(text: str) -> list[str]:
    return [
        item.title
        for item in read_items([LabelledLine(line, Label.ROW, Voice.NARRATOR) for line in read_lines(text)])
    ]


def test_the_row_that_names_the_columns_is_no_item() -> None:
    found = titles(
        "符号\t事項\t関係条項\t意見\n甲\t健診の結果を大学へ提供すること\t条例第8条第2項\t差支えない\n"
        "乙\t携帯電話へ案内を送ること\t条例第12条第1項\t差支えない"
    )
    assert len(found) == 2
    assert "健診の結果を大学へ提供すること" in found[0]


def test_a_table_without_such_a_row_keeps_its_first() -> None:
    found = titles("諮問第1号\t健診の結果を大学へ提供すること\t承認\n諮問第2号\t携帯電話へ案内を送ること\t承認")
    assert len(found) == 2
