"""Results that a record sums up in a table or a list, beside proceedings that decide nothing or read otherwise."""

import pytest

from corpus.model import CaseKind, Outcome, Role
from tests.ingest.outline.reading import read_document

TABLE = """会議概要
会議の名称	令和3年度第1回架空市個人情報保護運営審議会
開催日時	令和3年6月8日（火）　10：00～11：40
出席者	委員	甲野 一（会長）、乙川 二、丙山 三
	担当課	健康部 保健課（丁田課長）
議題及び審議結果
	番号	件名	担当課	結果
	議題１	検診の勧奨に係る住民情報の利用について（諮問第21号）	健康部 保健課	適当と認める
	議題２	公園の見守りカメラの設置について（諮問第22号）	都市部 公園課	適当と認められない
	議題３	相談記録の共有について（諮問第23号）	福祉部 相談室	取下げ
	議題４	請求の件数について（報告）	総務部 文書課	報告のとおり了承

議題１　検診の勧奨に係る住民情報の利用について（諮問第21号）

【主な意見・質疑】

・通知には何を書くのか。
　⇒（担当課）検診の日と場所だけを書く。
・封筒の色は白がよい。

議題２　公園の見守りカメラの設置について（諮問第22号）

【主な意見・質疑】

・子どもの顔も写るのか。
　⇒（担当課）写ることがある。掲示により知らせることとした。
・便利だからと言って何でも認めるというのでは、審議会の意味がない。

議題４　請求の件数について（報告）

【主な意見・質疑】

・条例第30条の手数料は取るのか。
　⇒（担当課）取らない。
"""


def test_a_table_gives_outcomes_and_departments_and_members_remarks_none() -> None:
    found = read_document("summary.txt", TABLE.encode())
    assert [(c.outcome, c.kind, c.department, len(c.articles)) for c in found.cases] == [
        (Outcome.APPROVED, CaseKind.CONSULTATION, "健康部 保健課", 0),
        (Outcome.REFUSED, CaseKind.CONSULTATION, "都市部 公園課", 0),
        (Outcome.NOTED, CaseKind.NOTIFICATION, "総務部 文書課", 0),
        (Outcome.OTHER, CaseKind.CONSULTATION, "福祉部 相談室", 0),
    ]
    for case in found.cases:
        assert case.evidence["department"].of(found.text) == case.department
    roles = {turn.span.of(found.text): turn.role for turn in found.turns}
    assert roles["・封筒の色は白がよい。"] is Role.MEMBER
    assert roles["⇒（担当課）写ることがある。掲示により知らせることとした。"] is Role.EXECUTIVE


LIST = """令和4年度第3回例示区個人情報保護審議会　議事録
開催日　令和4年12月6日（火）
出席委員　甲野会長、乙川委員、丙山委員
議題
議題１　第２回議事録の確定について
議題２　「税務に関する事務　全項目評価書」の第三者点検について（諮問４－２）
議題３　「年金に関する事務　全項目評価書」の軽微な修正について
議事録
会長：議題１です。修正の申出がなければ、この案で確定します。
会長：続いて議題２です。説明をお願いします。
税務課長：税務課です。評価書を作り直しました。
会長：点検の結果を申し上げます。評価書は、指針に照らし、おおむね妥当なものと認められる。よろしいですか。
（異議なし）
会長：では、そのように答申します。
会長：最後に議題３です。
年金課長：年金課です。課の名前を改めましたので御報告します。第三者点検の対象ではありません。
会長：議題３は以上とします。事務局から連絡はありますか。
事務局：架空区個人情報保護条例第16条に基づく諮問はなくなる見込みです。

{head}

議題１　案のとおり確定
議題２　おおむね妥当
議題３　報告済み
"""


@pytest.mark.parametrize("head", ["議決結果一覧", "審議の結果", "会議結果のまとめ"])
def test_a_list_of_results_names_the_items_by_their_numbers_and_is_no_case_itself(head: str) -> None:
    found = read_document("minutes.txt", LIST.format(head=head).replace("\n", "\n\n").encode())
    assert [(c.title[:6], c.kind, c.outcome, len(c.articles)) for c in found.cases] == [
        ("第２回議事録", CaseKind.OTHER, Outcome.APPROVED, 0),
        ("「税務に関す", CaseKind.CONSULTATION, Outcome.APPROVED, 0),
        ("「年金に関す", CaseKind.NOTIFICATION, Outcome.REPORTED, 0),
    ]


def test_what_the_proceedings_say_more_exactly_goes_before_the_list() -> None:
    text = (
        "第4回見本市個人情報保護審議会会議録\n日時 令和2年8月4日(火曜日)\n議題\n諮問第1号 名簿の提供について\n諮問第2号 写真の利用について\n"
        "議事録\n諮問第1号 名簿の提供について\n会長:統計だけに使うことを条件に承認します。\n委員:はい。\n"
        "諮問第2号 写真の利用について\n会長:写真は認めるという方向かと思います。\n委員:いいえ。\n審議結果\n諮問第1号 承認\n諮問第2号 継続審議\n"
    )
    found = read_document("minutes.txt", text.replace("\n", "\n\n").encode())
    assert [case.outcome for case in found.cases] == [Outcome.APPROVED_WITH_CONDITIONS, Outcome.CONTINUED]


def test_a_row_may_give_its_condition_its_kind_and_its_department_in_few_words() -> None:
    text = (
        "令和2年度 第2回 例示市個人情報保護審議会 審議結果\n開催日:令和2年8月27日\n議案番号\t議題\t所管\t審議結果\n"
        "第1号\t訪問に係る情報の提供について\t健康課\t承認（ただし、項目を最小限とすることを条件とする。）\n"
        "第2号\t画像の保存について\t計画課\t承認（無条件）\n報告1\t令和元年度の件数について\t総務課\t了承\n"
    )
    found = read_document("results.txt", text.encode())
    assert [(c.kind, c.department, c.outcome) for c in found.cases] == [
        (CaseKind.CONSULTATION, "健康課", Outcome.APPROVED_WITH_CONDITIONS),
        (CaseKind.CONSULTATION, "計画課", Outcome.APPROVED),
        (CaseKind.NOTIFICATION, "総務課", Outcome.NOTED),
    ]
