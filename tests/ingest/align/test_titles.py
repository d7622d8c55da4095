"""Which part of a line is the title."""

import pytest

from ingest.align.titles import Titles
from ingest.labels.label import Label, LabelledLine, Voice
from ingest.lines import read_lines


def title(label: Label, text: str, at: int = 0) -> str:
    lines = [LabelledLine(line, label, Voice.NARRATOR) for line in read_lines(text)]
    span = Titles(lines).choose(lines[at])
    assert span is not None
    return lines[at].line.text[span[0] : span[1]]


@pytest.mark.parametrize(
    ("label", "text", "expected"),
    [
        (
            Label.ROW,
            "諮問第9号\t雪捨て場の監視カメラの設置について\t建設課\t条例第7条第2項\t条件を付して承認\t映像の保存期間を30日とし、閲覧の記録を残すことを求める。",
            "雪捨て場の監視カメラの設置について",
        ),
        (Label.AGENDA, "(1) 図書館の貸出履歴の提供について(生涯学習課)", "図書館の貸出履歴の提供について"),
        (Label.CASE, "【案件2】給食の献立アプリの導入について", "給食の献立アプリの導入について"),
    ],
)
def test_the_title_is_chosen_among_cells_and_marks(label: Label, text: str, expected: str) -> None:
    assert title(label, text) == expected


def test_a_title_that_runs_into_the_text_ends_where_it_ends() -> None:
    text = "一、農道の通行止めの情報を宅配業者に渡すこと 建設課長から説明があった。地図の上に示したものを毎朝送るという。"
    assert title(Label.CASE, text).startswith("農道の通行止めの情報を宅配業者に渡すこと")
    assert "説明" not in title(Label.CASE, text)


def test_a_blank_line_of_signs_has_no_title() -> None:
    lines = [LabelledLine(line, Label.CASE, Voice.NARRATOR) for line in read_lines("1")]
    assert Titles(lines).choose(lines[0]) is None
