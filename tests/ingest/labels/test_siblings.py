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


RECORDS = (
    "番号　諮問5\n件名　見守りカメラの設置について\n担当　防災課\n結果　承認\n"
    "番号　諮問6\n件名　図書の貸出履歴の利用について\n担当　図書館\n結果　不承認"
)


def test_fields_of_records_that_recur_tell_of_the_case_that_their_title_opens() -> None:
    lines = with_siblings(labelled(RECORDS, *[Label.HEAD] * 8))
    assert [line.label for line in lines] == [Label.TEXT, Label.CASE, Label.TEXT, Label.TEXT] * 2


def test_the_fields_of_a_single_record_are_the_head_of_its_document() -> None:
    text = RECORDS.split("\n番号　諮問6")[0]
    assert {line.label for line in with_siblings(labelled(text, *[Label.HEAD] * 4))} == {Label.HEAD}
