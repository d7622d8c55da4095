"""Records that mark speakers by a sign alone and explain the signs somewhere."""

import pytest

from corpus.model import Outcome, Role
from ingest.lines import read_lines
from ingest.outline.legend import read_legend
from tests.ingest.outline.reading import read_document

HEAD = "令和5年度第2回見本市個人情報保護審議会　会議録\n■日時：令和5年10月2日(月) 午後2時\n■出席：甲野会長、乙川委員、丙山委員\n"
BODY = """【議事】
(1) 図書館の利用者の統計について（諮問第4号）

(1) 図書館の利用者の統計について（諮問第4号）　【図書館】

● 条例第9条第1項第3号により諮問する。統計は年に一度まとめる。
○ 条例第6条第2項の制限には触れないのか。
● 触れない。読んだ本の題名は記録しない。
◎ 諮問第4号は、統計が済み次第、氏名を消すことを条件に承認する。
"""
ROLES = [Role.EXECUTIVE, Role.MEMBER, Role.EXECUTIVE, Role.CHAIR]


@pytest.mark.parametrize(
    "legend",
    [
        "※ 発言の頭の記号は、◎が会長、〇が委員、●が市（事務局を除く。）を示す。",
        "（凡例）◎：会長　○：委員　●：担当課",
        "◎=会長\n○=委員\n●=実施機関",
        "「◎」は会長の発言、「○」は委員の発言、「●」は行政側の発言である。",
    ],
)
def test_the_legend_tells_who_speaks_behind_each_sign(legend: str) -> None:
    found = read_document("minutes.txt", f"{HEAD}{legend}\n\n{BODY}".replace("\n", "\n\n").encode())
    spoken = [turn for turn in found.turns if turn.mark is not None]
    assert [turn.role for turn in spoken] == ROLES
    assert [turn.mark.of(found.text) for turn in spoken if turn.mark] == ["●", "○", "●", "◎"]
    (case,) = found.cases
    assert case.outcome is Outcome.APPROVED_WITH_CONDITIONS
    assert [use.reference for use in case.articles] == ["第9条第1項第3号"]


def test_the_speaker_is_called_as_the_legend_calls_him() -> None:
    text = f"{HEAD}※ ◎は座長、○は委員、●は市の発言\n\n{BODY}"
    found = read_document("minutes.txt", text.encode())
    assert {turn.speaker for turn in found.turns if turn.mark is not None} == {"座長", "委員", "市"}


@pytest.mark.parametrize(
    "text",
    [
        "○は委員の発言である。",
        "◎：大変よい　○：よい　●：よくない",
        "● 会長は、○月○日の会議で委員に伝えた。",
        "評価は◎が最も高く、○が普通である。",
    ],
)
def test_signs_that_name_no_two_speakers_are_no_legend(text: str) -> None:
    assert read_legend(read_lines(text)) == {}
