"""Cases of minutes: which are there, of which kind, how they ended, and what is only said."""

from pathlib import Path

import pytest

from corpus.model import AttachmentKind, Case, CaseKind, Document, Outcome, Role
from tests.ingest.outline.reading import read_document

HEAD = "第3回見本市個人情報保護審議会会議録\n日時 令和3年5月12日(水曜日)午後2時から\n出席者 甲野会長、乙川委員、丙山委員\n"


def read(text: str, head: str = HEAD) -> Document:
    """Each line a paragraph, so that none is taken for a wrap."""
    return read_document("minutes.txt", (head + text).replace("\n", "\n\n").encode())


def outcomes(found: Document) -> list[tuple[str, Outcome | None]]:
    return [(case.title, case.outcome) for case in found.cases]


def quote(found: Document, case: Case) -> str | None:
    return case.outcome_span.of(found.text) if case.outcome_span else None


TWO = "議題\n1 電子申請の開始について(諮問)【総務課】\n2 事故の状況について(報告)\n3 その他\n"


def test_agenda_and_headings_are_joined_by_their_titles() -> None:
    found = read(
        TWO
        + "議事録\n1 電子申請の開始について\n会長:始めます。\n総務課:説明します。\n会長:承認といたします。\n"
        "2 事故の状況について\n総務課:報告します。\n会長:報告を了承します。\n3 その他\n事務局:特にありません。\n"
    )
    first, second = found.cases
    assert (first.kind, first.department, first.outcome) == (CaseKind.CONSULTATION, "総務課", Outcome.APPROVED)
    assert (second.kind, second.department, second.outcome) == (
        CaseKind.NOTIFICATION,
        "総務課",
        Outcome.NOTED,
    )
    assert quote(found, first) == "承認といたします。"
    assert found.text[first.span.start :].startswith("1 電子申請")
    assert first.span.end <= second.span.start


def test_every_turn_knows_its_case() -> None:
    found = read(
        TWO + "議事録\n会長:開会します。\n1 電子申請の開始について\n会長:承認といたします。\n"
        "2 事故の状況について\n総務課:報告します。\n会長:報告を了承します。\n"
    )
    spoken = [turn.case for turn in found.turns if turn.mark is not None]
    assert spoken == [None, 0, 1, 1]


def test_items_taken_up_in_speech_are_cases() -> None:
    """No agenda, no heading: department and title stand in the chair's words."""
    found = read(
        "会 長　それでは、審議に入ります。\n"
        "諮問事項ア、図書館及び総務課所管の「電子図書館の導入」を審議します。説明を求めます。\n"
        "説明員　御説明します。\n会 長　諮問事項アについて、御意見はいかがでしょうか。\n委 員　よいと思います。\n"
        "会 長　挙手全員です。したがいまして、諮問事項アを承認と決定いたします。続いて、諮問事項イ、保育課所管の"
        "「登園管理の開始」を審議します。説明を求めます。\n説明員　御説明します。\n"
        "会 長　諮問事項のイは、継続審議といたします。\n"
        "会 長　次に、報告事項の「ア 登録簿について」報告をお願いします。\n事務局　(資料6に基づき説明)\n"
        "会 長　ほかになければ、質疑を終わりとします。\n会 長　それでは、その他に移ります。\n委 員　ありません。\n"
    )
    assert [(c.title, c.kind, c.department, c.outcome) for c in found.cases] == [
        ("電子図書館の導入", CaseKind.CONSULTATION, "図書館及び総務課", Outcome.APPROVED),
        ("登園管理の開始", CaseKind.CONSULTATION, "保育課", Outcome.CONTINUED),
        ("登録簿について", CaseKind.NOTIFICATION, None, Outcome.REPORTED),
    ]
    assert quote(found, found.cases[0]) == "したがいまして、諮問事項アを承認と決定いたします。"
    assert found.turns[-1].case is None


def test_an_announcement_inside_a_turn_parts_it() -> None:
    found = read(
        "議題\n1 電子申請の開始について(諮問)\n2 台帳の提供について(諮問)\n議事録\n"
        "会長:議題1、電子申請の開始について審議します。\n委員:よい。\n"
        "会長:本件は承認します。続いて、議題2について説明をお願いします。\n委員:よい。\n会長:本件は不承認とします。\n"
    )
    assert outcomes(found) == [
        ("電子申請の開始について", Outcome.APPROVED),
        ("台帳の提供について", Outcome.REFUSED),
    ]
    parted = [t for t in found.turns if t.speaker == "会長" and t.mark is None]
    assert [t.span.of(found.text) for t in parted] == ["続いて、議題2について説明をお願いします。"]


def test_a_lost_heading_begins_the_next_item() -> None:
    """The sections of the case begin anew; its 再審議 is not the first case's."""
    found = read(
        "案件\n1 諮問案件\n(1) 電子申請の開始について 【総務課】\n(2) 台帳の提供について 【福祉課】\n(3) 写真の利用について 【広報課】\n"
        "(※案件(3)は、時間の都合により、次回に持ち越した。)\n2 その他\n"
        "諮問案件 1 電子申請の開始について\n1 諮問内容\n(1) 概要\n申請を電子化します。\n2 議事要旨\n委員：よい。\n実施機関：はい。\n"
        "3 委員間協議・裁決\n全員一致で同意する。資料の管理については、徹底するよう要望する。\n"
        "1 諮問内容\n(1) 概要\n台帳を渡します。\n2 議事要旨\n委員：足りない。\n実施機関：補います。\n"
        "3 委員間協議・裁決\n追加資料を求め、再審議を行う。\n"
    )
    assert [(c.title, c.department, c.outcome) for c in found.cases] == [
        ("電子申請の開始について", "総務課", Outcome.APPROVED),
        ("台帳の提供について", "福祉課", Outcome.REDELIBERATION),
        ("写真の利用について", "広報課", Outcome.NOT_REACHED),
    ]
    kinds = [[a.kind for a in case.attachments] for case in found.cases[:2]]
    assert kinds[0] == [AttachmentKind.REQUEST]
    assert (quote(found, found.cases[2]) or "").startswith("(※案件(3)")


def test_two_items_of_one_title_stay_two() -> None:
    found = read(
        "1.答申書の確認\n・全項目評価書に係る点検について\n[担当課:市民課]\n・全項目評価書に係る点検について\n[担当課:税務課]\n"
        "≪1 答申書の確認≫\n<全項目評価書に係る点検について>\n答申案が提案され、承認された。\n"
        "<全項目評価書に係る点検について>\n答申案は、継続審議とされた。\n"
    )
    assert [(c.kind, c.department, c.outcome) for c in found.cases] == [
        (CaseKind.REPORT_CONFIRMATION, "市民課", Outcome.APPROVED),
        (CaseKind.REPORT_CONFIRMATION, "税務課", Outcome.CONTINUED),
    ]


def test_procedure_is_a_case_only_where_something_is_decided() -> None:
    said = read(
        TWO + "議事録\n1 電子申請の開始について\n会長:承認します。\n3 その他\n事務局:次回は8月です。\n閉会\n"
    )
    assert "その他" not in dict(outcomes(said))
    told = read(
        TWO
        + "議事録\n1 電子申請の開始について\n会長:承認します。\n3 その他\n次回の日程について\n次回は、後日調整することとなった。\n"
    )
    assert ("次回の日程について", Outcome.OTHER) in outcomes(told)


def test_an_item_that_is_listed_but_never_dealt_with_has_no_outcome() -> None:
    found = read(TWO + "議事録\n1 電子申請の開始について\n会長:承認します。\n委員:はい。\n")
    assert outcomes(found)[1] == ("事故の状況について", None)
    assert quote(found, found.cases[1]) is None


def test_a_single_item_is_dealt_with_by_all_that_is_said() -> None:
    found = read(
        "議題 (1) 全項目評価書の第三者点検について(諮問第7号) (2) その他\n発言者\t内容\n会長\t説明をお願いします。\n"
        "市民課長\t説明します。前回は「支障なし」との答申を得ました。\n"
        "事務局\t文面案を読み上げます。「諮問第7号答申 評価書の内容については、国の指針に沿っており、おおむね問題ありません。"
        "ただし、職員の研修を行うことを求めます。」以上です。\n会長\tよろしいですか。\n(委員了承)\n"
        "会長\t次に、報告事項に移ります。\n事務局\t特にございません。\n"
    )
    (case,) = found.cases
    assert (case.number, case.outcome) == ("諮問第7号", Outcome.APPROVED)
    assert (quote(found, case) or "").endswith("おおむね問題ありません。")
    assert [a.kind for a in case.attachments] == [AttachmentKind.DEMAND]
    assert found.turns[-1].case is None


@pytest.mark.parametrize(
    ("closing", "outcome"),
    [
        ("会長:原案のとおり承認します。", Outcome.APPROVED),
        ("会長:条件を付して承認することに決定しました。", Outcome.APPROVED_WITH_CONDITIONS),
        ("会長:本件は承認しないこととします。", Outcome.REFUSED),
        ("会長:本件は次回に継続して審議することとします。", Outcome.CONTINUED),
        ("会長:本件は再審議といたします。", Outcome.REDELIBERATION),
        ("会長:本件を承認することとしてよろしいでしょうか。\n各委員:異議なし。", Outcome.APPROVED),
        ("委員:私は反対する。認められない。", None),
        ("総務課:前回は承認されたと聞いています。", None),
        ("会長:ほかに質問はよろしいでしょうか。\n各委員:はい。", None),
        ("会長:次回は、令和3年8月20日に開催することと決定しました。", None),
    ],
)
def test_only_the_councils_resolution_of_this_case_is_its_outcome(
    closing: str, outcome: Outcome | None
) -> None:
    found = read(
        "議題\n1 電子申請の開始について(諮問)\n議事録\n1 電子申請の開始について(諮問)\n"
        f"会長:説明をお願いします。\n総務課:四月から始めます。\n{closing}\n"
    )
    assert outcomes(found) == [("電子申請の開始について", outcome)]


def test_a_counted_vote_and_a_members_request_are_kept_apart_from_the_decision() -> None:
    found = read(
        "議題\n1 電子申請の開始について(諮問)\n議事録\n1 電子申請の開始について(諮問)\n会長:始めます。\n"
        "委員:資料の保存期間を説明してほしい。\n委員:封筒に課の名前を書かないでいただきたい。\n"
        "会長:賛成4名、反対2名、よって、本件は承認することに決定しました。\n"
    )
    (case,) = found.cases
    assert [(vote.for_, vote.against, vote.unanimous) for vote in case.votes] == [(4, 2, False)]
    assert [span.of(found.text) for span in case.member_requests] == [
        "封筒に課の名前を書かないでいただきたい。"
    ]
    assert case.attachments == ()


def test_articles_are_those_of_the_ordinance_not_of_papers_read_out() -> None:
    found = read(
        "議題\n1 電子申請の開始について(諮問)\n議事録\n1 電子申請の開始について(諮問)\n"
        "総務課:見本市個人情報保護条例(以下「条例」という。)第12条の規定による諮問である。要綱案については、第1条で趣旨を、"
        "第2条から第4条までで責務を定めている。\n委員:第2項には該当しないのか。\n会長:本件は承認します。\n"
    )
    assert [use.reference for use in found.cases[0].articles][:1] == ["第12条"]
    assert "第3条" not in [use.reference for use in found.cases[0].articles]


def test_a_decision_without_any_title_is_still_listed() -> None:
    found = read("会長:本件の説明をお願いします。\n担当課:説明します。\n会長:原案のとおり承認します。\n")
    assert outcomes(found) == [("件名の記載なし", Outcome.APPROVED)]
    assert found.cases[0].title_span is None


def test_a_condition_in_the_question_that_met_with_assent_counts() -> None:
    found = read(
        "議題\n1 電子申請の開始について(諮問)\n議事録\n1 電子申請の開始について(諮問)\n担当課:説明します。\n"
        "会長:統計だけに使うことを条件に承認ということでよろしいでしょうか。\n各委員:異議なし。\n会長:それでは、承認します。\n"
    )
    assert found.cases[0].outcome is Outcome.APPROVED_WITH_CONDITIONS
    assert [a.kind for a in found.cases[0].attachments] == [AttachmentKind.CONDITION]


def test_numbers_alone_head_the_cases_of_narrative_minutes() -> None:
    found = read(
        "会議の結果\n諮問第80号~第82号(保健予防課) 感染症対策業務に係る外部提供について\n審議の結果、承認された。\n"
        "諮問第83号(課税課) 課税業務に係る結合について\n審議の結果、継続審議となった。\n"
        "報告第10号 事故について\n事務局から報告があった。\n"
    )
    assert [(c.number, c.kind, c.department, c.outcome) for c in found.cases] == [
        ("諮問第80号~第82号", CaseKind.CONSULTATION, "保健予防課", Outcome.APPROVED),
        ("諮問第83号", CaseKind.CONSULTATION, "課税課", Outcome.CONTINUED),
        ("報告第10号", CaseKind.NOTIFICATION, None, Outcome.REPORTED),
    ]


def test_what_the_executive_explains_and_the_council_decides_is_a_consultation() -> None:
    found = read(
        "議題\n審議1 調査に係る外部提供について\n報告1 請求の件数について\n会議の内容\n審議1 調査に係る外部提供について\n"
        "税務課長:協力するものです。\n会長:原案どおり承認します。\n報告1 請求の件数について\n税務課長:12件です。\n会長:報告を受けました。\n"
    )
    assert [case.kind for case in found.cases] == [CaseKind.CONSULTATION, CaseKind.NOTIFICATION]


def test_a_list_of_papers_at_the_end_holds_no_cases() -> None:
    found = read(
        "議題\n1 電子申請の開始について(諮問)\n議事録\n1 電子申請の開始について(諮問)\n会長:承認します。\n委員:はい。\n"
        "第3回見本市個人情報保護審議会 資料一覧\n●資料1\n・ 登録の状況について\n●資料2\n・ 事故の概要について\n"
    )
    assert len(found.cases) == 1


def test_members_are_read_from_the_list() -> None:
    found = read("会長:始めます。\n委員:はい。\n")
    assert [(person.name, person.role) for person in found.members] == [
        ("甲野", Role.CHAIR),
        ("乙川", Role.MEMBER),
        ("丙山", Role.MEMBER),
    ]


def test_every_value_stands_in_the_text() -> None:
    found = read(
        TWO
        + "議事録\n1 電子申請の開始について\n会長:承認といたします。\n2 事故の状況について\n会長:了承します。\n"
    )
    evidence = found.cases[0].evidence
    assert evidence["title"].of(found.text) == found.cases[0].title
    assert evidence["department"].of(found.text) == "総務課"


REAL = {
    "000_3aad85167cbf7dd1.txt": ["了承", "承認", "承認", "了承", "その他"],
    "001_c339a8eb093e21c8.txt": ["承認", "再審議", "未審議"],
    "002_a5b94a5605c68398.txt": ["承認"],
    "003_4a6c5f40ad5b6a3a.txt": ["承認", "承認", "承認", "承認", "承認", "報告", "報告", "報告"],
    "004_4bfa099b492c45e0.txt": ["条件付き承認"],
}


@pytest.mark.shared
@pytest.mark.parametrize("name", REAL)
def test_outcomes_of_the_real_documents(shared: Path, name: str) -> None:
    found = read_document(name, (shared / "documents" / name).read_bytes())
    assert [case.outcome for case in found.cases] == REAL[name]


@pytest.mark.shared
def test_roles_in_the_real_table(shared: Path) -> None:
    """Officials of one title stand on both sides: who is of the secretariat only the list tells."""
    name = "002_a5b94a5605c68398.txt"
    found = read_document(name, (shared / "documents" / name).read_bytes())
    roles = {turn.speaker: turn.role for turn in found.turns if turn.mark is not None}
    officials = {
        speaker: role for speaker, role in roles.items() if speaker and speaker.endswith(("課長", "主事"))
    }
    assert sorted(officials.values()) == [Role.SECRETARIAT, Role.SECRETARIAT, Role.EXECUTIVE, Role.EXECUTIVE]


def test_titles_that_the_body_repeats_are_no_cases_of_their_own() -> None:
    text = """令和5年度第1回例示市個人情報保護審議会　会議概要

３　出席者
【委員】見本会長、架空委員
【担当課】総務部 情報課、福祉部 高齢課

４　議題
（１）報告
　① 誤送付の事案について
（２）諮問
　② 見守り端末の導入について

５　会議の概要

（１）報告

① 誤送付の事案について（総務部 情報課）

情報課から説明があった。

本件は了承された。

（２）諮問

② 見守り端末の導入について（福祉部 高齢課）

高齢課から説明があった。

審議の結果、原案のとおり承認された。
"""
    found = read_document("minutes.txt", text.encode())
    assert [(c.title, c.kind, c.department, c.outcome) for c in found.cases] == [
        ("誤送付の事案について", CaseKind.NOTIFICATION, "総務部 情報課", Outcome.NOTED),
        ("見守り端末の導入について", CaseKind.CONSULTATION, "福祉部 高齢課", Outcome.APPROVED),
    ]


CITED = """例示市個人情報保護条例（以下「条例」という。）の諮問です。
委 員　条例第20条の2ではなく、第20条第1項ですか。以前、条例第31条でも議論がありました。
実施機関　条例第20条の2の結合には当たらず、第20条第1項に当たります。
委 員　条例第8条第2項の情報ではないか。
実施機関　条例第8条第2項は収集の制限です。
会 長　承認といたします。
"""


def test_articles_are_those_of_consultation_and_decision_not_denied_or_mentioned_in_passing() -> None:
    found = read("議題1 電子申請の開始について\n会 長　説明を求めます。\n実施機関　" + CITED)
    (case,) = found.cases
    assert [use.reference for use in case.articles] == ["第20条第1項"]
    assert {use.law for use in case.articles} == {"例示市個人情報保護条例"}


def test_a_speakers_mark_is_no_part_of_a_laws_name() -> None:
    found = read(
        "議題1 電子申請の開始について\n会 長　説明を求めます。\n"
        "実施機関　諮問です。例示市個人情報保護条例（以下「条例」という。）第8条によります。\n"
        "委 員　よいと思います。\n会 長　条例第20条第1項により承認といたします。\n"
    )
    assert [use.law for use in found.cases[0].articles] == ["例示市個人情報保護条例"] * 2


@pytest.mark.parametrize(
    "decision",
    [
        "閲覧の範囲に関する資料の提出を待って、次回引き続き審議することとします。",
        "照会の結果を整理していただき、次回に継続して審議することとします。",
        "保護の手順を示した資料を改めて提出していただき、再審議することとします。",
    ],
)
def test_what_is_ordered_together_with_a_further_deliberation_is_a_demand(decision: str) -> None:
    found = read(f"議題1 電子申請の開始について\n会長:説明を。\n総務課:説明します。\n会長:では、{decision}\n")
    assert [(a.kind, a.span.of(found.text)) for a in found.cases[0].attachments] == [
        (AttachmentKind.DEMAND, f"では、{decision}")
    ]


def test_a_further_deliberation_alone_demands_nothing() -> None:
    found = read(
        "議題1 電子申請の開始について\n会長:説明を。\n総務課:説明します。\n会長:では、次回に継続して審議することとします。\n"
    )
    assert found.cases[0].attachments == ()


def test_a_report_that_is_received_is_reported() -> None:
    found = read(
        TWO
        + "議事録\n1 電子申請の開始について\n会長:承認といたします。\n2 事故の状況について\n総務課:報告します。\n"
        "会長:ほかになければ、報告を受けたものとします。\n会長:次の件は、次回に回すこととします。\n"
    )
    assert found.cases[1].outcome is Outcome.REPORTED
    assert quote(found, found.cases[1]) == "ほかになければ、報告を受けたものとします。"


def test_the_record_restates_what_the_chair_put_off() -> None:
    found = read(
        "議題1 電子申請の開始について\n会長:説明を。\n総務課:説明します。\n"
        "会長:資料の提出を待って、次回引き続き審議することとする。\n以上の質疑の後、本件は継続審議となった。\n"
    )
    assert quote(found, found.cases[0]) == "以上の質疑の後、本件は継続審議となった。"
    assert [a.kind for a in found.cases[0].attachments] == [AttachmentKind.DEMAND]


SPOKEN = """議題
諮問第14号 家賃の収納について
諮問第15号 検診の履歴の提供について
諮問第16号 空家の調査について
諮問第17号 台帳の電子化について
報告第3号 誤送信について
議事録
会長:初めに、諮問第14号について、説明をお願いします。
住宅課:説明します。折衝の記録を渡します。
会長:まとめます。記録を渡す際は、二人で確かめるよう要望する、と。これでいかがですか。
〔「異議なし」の声あり〕
会長:異議なしと認めます。諮問第14号は、ただいまの要望を付して承認することに決しました。
続きまして、諮問第15号ですが、事務局から何かあるということですので。
事務局:諮問を取り下げたい旨の申出書が提出されました。
会長:では、諮問第15号は、本日は審議を行わず、取下げとして処理いたします。
会長:では、諮問第16号に入ります。水道部、お願いします。
水道部:説明します。市税条例第10条は税について定めているもので、見本市個人情報保護条例第7条第2項により諮問します。
会長:諮問第16号は、継続審議とし、次回、都市部にも出席を求めることといたします。
会長:次の諮問第17号ですが、時間が押しております。先に報告第3号をお願いします。
健康課:宛先を誤りました。
会長:では、了承といたします。諮問第17号については、本日は時間がございませんので、次回の冒頭で取り扱うことにしたいと思います。
事務局:次回は12月です。
"""


def test_items_called_by_their_numbers_alone_end_each_in_its_own_way() -> None:
    found = read(SPOKEN)
    assert [(case.number, case.outcome) for case in found.cases] == [
        ("諮問第14号", Outcome.APPROVED),
        ("諮問第15号", Outcome.OTHER),
        ("諮問第16号", Outcome.CONTINUED),
        ("報告第3号", Outcome.NOTED),
        ("諮問第17号", Outcome.NOT_REACHED),
    ]
    assert [[a.span.of(found.text) for a in case.attachments] for case in found.cases] == [
        ["記録を渡す際は、二人で確かめるよう要望する、と。"],
        [],
        [],
        [],
        [],
    ]
    assert [use.reference for use in found.cases[2].articles] == ["第7条第2項"]


def test_a_member_of_the_public_body_who_assents_decides_what_was_put_before() -> None:
    found = read(
        "議題\n1 指針の制定について(諮問)\n議事録\n1 指針の制定について\n総務課:説明します。\n"
        "会長:諮問については、末尾の文言を削ることを条件として、適当と認める旨を答申する。これでよいか。\n委員:(全員)異議なし。\n"
        "会長:併せて、手引を作ることを要望する旨を、答申に付したい。\n委員:(全員)異議なし。\n"
    )
    (case,) = found.cases
    assert case.outcome is Outcome.APPROVED_WITH_CONDITIONS
    assert (quote(found, case) or "").startswith("諮問については、末尾の文言を削ることを条件として")
    assert [a.kind for a in case.attachments] == [AttachmentKind.CONDITION, AttachmentKind.REQUEST]


def test_what_is_said_in_the_councils_name_is_attached_wherever_it_stands() -> None:
    found = read(
        "議題\n1 事故の状況について(報告)\n議事録\n1 事故の状況について\n福祉課:報告します。\n"
        "会長:審議会としては、過去の対策を全ての部で分け合うよう求める。\n委員:賛成です。\n会長:報告を受けたということで終わります。\n"
    )
    (case,) = found.cases
    assert (case.outcome, [a.kind for a in case.attachments]) == (Outcome.REPORTED, [AttachmentKind.DEMAND])


def test_what_is_to_be_brought_to_the_next_deliberation_is_a_demand() -> None:
    found = read(
        "議題\n1 評価書の点検について(諮問)\n議事録\n1 評価書の点検について\n市民課:説明します。\n"
        "会長:今日は判断できません。評価書を作り直した上で、区民の意見を添えて提出していただく。それを受けて、再度審議を行う。いかがでしょう。\n"
        "委員:結構です。\n"
    )
    (case,) = found.cases
    assert case.outcome is Outcome.REDELIBERATION
    assert [(a.kind, a.span.of(found.text)) for a in case.attachments] == [
        (AttachmentKind.DEMAND, "評価書を作り直した上で、区民の意見を添えて提出していただく。")
    ]


NARRATED = """会議に付した事件
諮問第5号　健診の委託について（健康課）
諮問第6号　勤務先への照会について（福祉課）
報告第2号　台帳の閲覧について（町民課）
会議の経過

諮問第5号　健診の委託について

健康課長から、次のとおり説明があった。
健診の結果の入力を委託したいので、見本町個人情報保護条例第9条第2項により意見を求める。

問　条例14条では、業者にも守る義務があるのか。
答　第14条は職員の義務を定めたもので、業者については別に定めがある。

会長が、意見を次のとおり取りまとめた。
委託はやむを得ない。ただし、町は次の事項を守らなければならない。
　ア　情報は一か月で消すこと。
　イ　再委託を禁止すること。
諮問第5号は、ア及びイの条件を付して可とすることに、全員が賛成した。

諮問第6号　勤務先への照会について

問　勤務先に知られるのではないか。
答　そのおそれはある。

以上の質疑の後、採決の結果、賛成1人、反対3人で、諮問第6号は、可とすることができないものと決した。

報告第2号　台帳の閲覧について

町民課長から、閲覧は13件である旨の報告があった。
会長から、審議会としては、町が国に見直しを働きかけるよう要望したいとの提案があり、全員がこれに賛成した。報告第2号は、了承された。

その他
次回の会議は、平成16年2月に開催することとした。
"""


def test_narrated_minutes_end_each_case_in_its_own_way_and_the_next_meeting_is_none() -> None:
    found = read(NARRATED)
    assert [(case.number, case.outcome) for case in found.cases] == [
        ("諮問第5号", Outcome.APPROVED_WITH_CONDITIONS),
        ("諮問第6号", Outcome.REFUSED),
        ("報告第2号", Outcome.NOTED),
    ]
    assert [[a.kind for a in case.attachments] for case in found.cases] == [
        [AttachmentKind.CONDITION] * 2,
        [],
        [AttachmentKind.REQUEST],
    ]
    first = found.cases[0]
    assert [a.span.of(found.text).strip() for a in first.attachments] == [
        "ア　情報は一か月で消すこと。",
        "イ　再委託を禁止すること。",
    ]
    assert [use.reference for use in first.articles] == ["第9条第2項"]


def test_an_articles_item_in_a_decision_is_no_consultations_number() -> None:
    found = read(
        "案　　件\n(1) 空き情報の配信について(諮問第51号)\n(2) 画像の公開について(諮問第52号)\n議事の内容\n"
        "(1) 空き情報の配信について(諮問第51号)\n【審議結果】\n条例第11条第2項第6号に該当するものとして、下記の条件を付して承認する。\n"
        "① 一か月で消すこと。\n(2) 画像の公開について(諮問第52号)\n【審議結果】\n賛成少数により、承認しないこととした。\n"
    )
    assert [case.outcome for case in found.cases] == [Outcome.APPROVED_WITH_CONDITIONS, Outcome.REFUSED]


def test_what_is_put_and_met_with_assent_is_decided_and_another_item_is_not_reached() -> None:
    found = read(
        "会長:まず、議題の1番目、住民課から「証明書の交付について」説明をお願いします。\n住民課:説明します。\n"
        "会長:条件を申し上げます。第一に、取り忘れを防ぐこと。第二に、一年後に報告すること。以上の2点を条件として、承認ということでよろしいでしょうか。\n"
        "(異議なしの声)\n会長:異議なしと認めます。\n"
        "会長:続いて、2番目の議題「端末の設置について」、建設課お願いします。\n建設課:置きます。\n会長:本件は、継続といたします。\n"
        "会長:3番目の議題は、時間がありませんので次回に回します。\n事務局:承知しました。\n"
    )
    assert outcomes(found) == [
        ("証明書の交付について", Outcome.APPROVED_WITH_CONDITIONS),
        ("端末の設置について", Outcome.CONTINUED),
    ]
    assert [a.span.of(found.text) for a in found.cases[0].attachments] == [
        "第一に、取り忘れを防ぐこと。",
        "第二に、一年後に報告すること。",
    ]


def test_the_councils_own_affairs_are_nobodys_consultation() -> None:
    found = read(
        "議題\n議案第1号 前回会議録の承認について\n議案第2号 名簿の利用について(福祉課)\n議案第3号 審議会の日程について\n議事録\n"
        "議案第1号 前回会議録の承認について\n会長:承認されたものとします。\n議案第2号 名簿の利用について\n"
        "福祉課:見本市個人情報保護条例第9条第1項第2号により諮問します。第13条は外部に渡す場合の定めであるから、通知は要しません。\n"
        "会長:承認します。\n議案第3号 審議会の日程について\n事務局:次回は12月です。\n"
    )
    assert [(case.title, case.kind) for case in found.cases] == [
        ("前回会議録の承認について", CaseKind.OTHER),
        ("名簿の利用について", CaseKind.CONSULTATION),
    ]
    assert [use.reference for use in found.cases[1].articles] == ["第9条第1項第2号"]


def test_the_first_case_begins_above_what_is_told_under_its_heading() -> None:
    found = read(
        "出席課 総務部文書課、福祉部保険課\n■審議事項\n【議題1】予約の仕組みの更新について(諮問第110号)\n<所管説明>文書課\n"
        "・条例第16条第1項に基づき諮問する。\n<質疑等>\n委員:手帳の情報は移すのか。\n所管:移さない。\n"
        "会長:閲覧できる職員を限ることを審議会の意見として付したい。\n(委員全員了承)\n<結論>諮問どおり承認する(意見を付す)。\n"
        "【議題2】選考の計算について(諮問第111号)\n<所管説明>保険課\n・計算だけに使う。\n<質疑等>\n委員:資料が足りない。\n"
        "会長:範囲が広すぎるとの意見が多数であり、同意しないこととします。\n"
    )
    assert [(case.number, case.department, case.outcome) for case in found.cases] == [
        ("諮問第110号", "総務部文書課", Outcome.APPROVED),
        ("諮問第111号", "福祉部保険課", Outcome.REFUSED),
    ]
    assert [a.kind for a in found.cases[0].attachments] == [AttachmentKind.REQUEST]
    assert [use.reference for use in found.cases[0].articles] == ["第16条第1項"]


def test_rows_of_agenda_and_results_whose_numbers_carry_a_year_are_read_item_by_item() -> None:
    text = (
        "見本市個人情報保護審議会 会議録\n\n開催日時\t令和5年2月6日 月曜日\n議題\t1 令和4年度諮問第5号 航空写真の利用について\n"
        "\t2 令和4年度諮問第6号 入退室の管理について\n\t3 その他\n会議結果\t1 諮問第5号は、原案のとおり承認\n\t2 諮問第6号は、条件付きで承認\n\n"
        "発言者\t発言内容\n会長\t諮問第5号について、税務課から説明してください。\n税務課\t税務課で増築を把握します。\n"
        "会長\t諮問第5号は承認することとします。\n\t次に、諮問第6号について、説明をお願いします。\nこども課\tこども課がメールを送ります。\n"
        "会長\t一か月で消すことを条件として承認するということでいかがでしょうか。\n委員\t(異議なし)\n会長\tでは、そのように決定します。\n"
    )
    found = read_document("minutes.txt", text.encode())
    assert [(c.number, c.title, c.department, c.outcome) for c in found.cases] == [
        ("諮問第5号", "航空写真の利用について", "税務課", Outcome.APPROVED),
        ("諮問第6号", "入退室の管理について", "こども課", Outcome.APPROVED_WITH_CONDITIONS),
    ]


def test_a_bulleted_decision_ends_a_members_speech() -> None:
    found = read(
        "会議の概要\n1.開会\n2.議事\n(1)診療情報の提供について\n・病院から説明。\n・主な意見\n委員:まれな病気だと分かるのでは。\n委員:心配である。\n"
        "・審議の結果、継続審議とし、次回までに審査の結果を提出するよう求めた。\n"
    )
    assert outcomes(found) == [("診療情報の提供について", Outcome.CONTINUED)]
    assert [a.kind for a in found.cases[0].attachments] == [AttachmentKind.DEMAND]
