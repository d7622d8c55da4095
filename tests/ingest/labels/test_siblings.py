"""Lines that are written alike are of one kind."""

from ingest.labels.label import Label, LabelledLine, Voice
from ingest.labels.siblings import with_siblings
from ingest.lines import read_lines


def labelled(text: str, *labels: Label) -> list[LabelledLine]:
    return [
        LabelledLine(line, label, Voice.NARRATOR) for line, label in zip(read_lines(text), labels, strict=True)
    ]


TABLE = (
    "諮問5-1\t名簿の提供\t承認\n諮問5-2\t台帳の閲覧\t承認\n"
    "諮問5-3\t見守りカメラ\t承認\t画像は二週間で消える。委員から保存の期間について質問があった。\n"
    "諮問5-4\t図書の貸出履歴\t不承認"
)


def test_a_row_with_as_many_cells_as_two_others_is_a_row() -> None:
    lines = with_siblings(labelled(TABLE, Label.ROW, Label.ROW, Label.TEXT, Label.TEXT))
    assert [line.label for line in lines] == [Label.ROW, Label.ROW, Label.TEXT, Label.ROW]


def test_one_row_alone_makes_no_other() -> None:
    lines = with_siblings(labelled(TABLE, Label.ROW, Label.TEXT, Label.TEXT, Label.TEXT))
    assert [line.label for line in lines].count(Label.ROW) == 1
