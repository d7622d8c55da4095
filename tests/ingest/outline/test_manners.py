"""Records in eight further manners, all invented: what is decided, attached and asked for comes out of each."""

import pytest

from corpus.model import AttachmentKind, CaseKind, Document, Outcome, Role
from tests.ingest.outline.reading import read_document

BULLETS = """令和3年度第2回架空区個人情報保護審議会　会議要録
日時　令和3年9月14日（火）午前10時から
出席委員　例川会長、見野委員、写田委員
議題
1　子育て応援アプリの導入に伴う外部結合について（諮問第12号）【子育て支援課】
2　窓口混雑状況の配信について（報告）【区民課】
発言要旨
1　子育て応援アプリの導入に伴う外部結合について
（子育て支援課）資料1に基づき説明
・（委員）登録した写真はどこに保存されるのか。
・（子育て支援課）国内のデータセンターに保存する。
・（委員）退会した者の写真は、その日のうちに消すようにしてほしい。
・（会長）ほかに意見がなければ、諮問のとおり承認としてよいか。
・（各委員）異議なし。
・（会長）では、諮問第12号は承認とする。
2　窓口混雑状況の配信について
・（区民課）人数だけを配信する。
・（会長）報告を了承する。
"""
"""Remarks as bullets, each with its speaker in brackets."""
TABLE = """第5回例示市個人情報保護審査会　会議概要
開催日時　令和4年11月8日（火曜日）午後2時から3時30分まで
開催場所　例示市役所3階会議室
出席者　例木会長ほか委員4名
議題及び結果
番号	議題	結果
1	諮問第31号 敬老祝い品の配送に係る住民情報の提供について	承認
2	諮問第32号 通学路の見守りカメラの設置について	継続審議
3	個人情報の漏えい事案について	報告を了承
主な意見
委員から、配送の業者が名簿を残さないかとの質問があった。
"""
"""Items and results in a table, nothing else decided."""
LABELLED = """見本町個人情報保護審議会　議事録
日　　時　平成29年7月20日（木）午後1時30分
案件1　防災行政無線の戸別受信機の貸与について
（総務課長）貸与を受ける方の住所を委託先に渡します。
（見藤委員）渡す項目は住所だけですか。
（総務課長）氏名と電話番号も渡します。
【審議結果】条例第8条第2項第3号に該当し、適当と認める。
案件2　空き家の所有者に関する情報の利用について
（住宅課長）税務課の持つ情報を使いたいと考えています。
（例田委員）本人に知らせる方法が決まっていません。
【審議結果】次回に継続して審議する。
"""
"""Each item ends in a labelled result."""
GIST = """答申第21号
令和2年8月3日

架空町長　様

架空町情報公開・個人情報保護審査会
会長　架　井　　守

町民意識調査に係る住民基本台帳の利用について（答申）

令和2年6月1日付け架企第45号で諮問のあったこのことについて、次のとおり答申します。

1　答申の要旨
町民意識調査の対象者を選ぶために住民基本台帳の情報を利用することは、架空町個人情報保護条例第9条第2項第4号に該当し、適当である。

2　審査会の判断
調査は町の計画の基となるもので、公益上の必要がある。利用する項目は氏名、住所及び年齢に限られ、本人の権利を害するおそれは小さい。

3　付言
調査票を送る封筒には、情報の出所を明らかにするよう努められたい。
"""
"""The report's gist stands for its conclusion."""
DISCLOSURE = """例示県公文書開示審査会答申第104号

第１　審査会の結論
例示県知事（以下「実施機関」という。）が行った一部開示決定のうち、別表に掲げる部分は開示すべきであるが、その余の部分を不開示としたことは妥当である。

第２　審査請求の経緯
審査請求人は、令和元年5月7日、例示県情報公開条例（以下「条例」という。）第6条の規定に基づき、「県道の補修に係る契約書」の開示を請求した。

第３　審査請求人の主張の要旨
契約の単価を隠す理由はない。

第４　実施機関の説明の要旨
単価は、法人の競争上の地位を害するため、条例第7条第3号に該当する。

第５　審査会の判断
単価は既に公表されており、条例第7条第3号に該当せず、開示すべきである。担当者の印影は、同条第2号に該当し、不開示としたことは妥当である。

別表
文書	開示すべき部分
契約書	単価

答申に至る経過
令和元年7月1日	諮問
"""
"""A prefecture's council on disclosure."""
ASSEMBLY = """見本町個人情報保護審議会会議録
1 開催日 平成30年2月6日(火)
2 議題
 (1) 諮問第3号 水道メーターの遠隔検針について
 (2) 諮問第4号 子どもの居場所事業における名簿の共有について
○議長（例岡君）　ただいまから会議を開きます。諮問第3号を議題とします。担当課の説明を求めます。
○上下水道課長　検針の値を通信で集めます。
○3番（写本君）　電波が届かない家はどうしますか。
○上下水道課長　従来どおり職員が回ります。
○議長（例岡君）　お諮りします。次の2点を条件に諮問第3号を承認することに御異議ありませんか。一、検針の値を使用料の計算以外に用いないこと。二、通信の障害が起きた日を町民に知らせること。
（「異議なし」と呼ぶ者あり）
○議長（例岡君）　異議なしと認めます。よって、諮問第3号は条件を付して承認することに決定しました。次に、諮問第4号を議題とします。
○福祉課長　学校と名簿を共有します。
○議長（例岡君）　採決します。諮問第4号を原案のとおり承認することに賛成の方は起立願います。
（起立少数）
○議長（例岡君）　起立少数です。よって、諮問第4号は否決されました。
"""
"""A town's council in the manner of an assembly."""
RANGE = """第18回例題市個人情報保護審議会会議録
日時　令和2年10月22日（木）午後3時
次第
1　諮問事項（一括審議）
諮問第5号から第7号まで　災害時の安否確認システムに係る個人情報の取扱いについて（危機管理課）
2　諮問第8号　証明書自動交付機の更新について（市民課）
会議の内容
会　長　それでは、諮問第5号から第7号までを一括して審議します。説明をお願いします。
危機管理課長　安否を登録していただく仕組みです。
委　員　登録の期間は何日ですか。
危機管理課長　30日です。
会　長　諮問第5号から第7号までについては、いずれも諮問のとおり認めることとします。
会　長　続いて、諮問第8号の説明をお願いします。
市民課長　機器を入れ替えるものです。
委　員　古い機器の記憶装置は必ず壊してから廃棄してください。
会　長　お諮りします。本件は、機器の廃棄の記録を3年間残すことを条件として適当と認められる。このように決定してよろしいですか。
委　員　異議なし。
会　長　異議なしと認め、そのように決定いたします。
"""
"""Consultations taken together by their numbers."""
SPACED = """平 成 ２ ８ 年 度 第 １ 回
例 解 市 個 人 情 報 保 護 審 議 会
会 議 録
日 時　平成28年8月4日（木）午後2時
場 所　例解市役所
議 題　（1）ふるさと寄附の受付に係る外部結合について（諮問）
会　長：説明をお願いします。
企画課：寄附を受け付ける事業者とつなぎます。
委　員：カードの番号は市に残りますか。
企画課：残りません。
会　長：審議会の意見として、事業者を変えるときは改めて諮問することを答申に付記します。本件は、以上の意見を付して承認します。
"""
"""Letter-spaced heads."""


def read(text: str) -> Document:
    """Minutes have a paragraph for each line, so that none is taken for a wrap; reports are read as they stand."""
    apart = text if "答申第" in text else text.replace("\n", "\n\n")
    return read_document("record.txt", apart.encode())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            BULLETS,
            [
                ("諮問第12号", CaseKind.CONSULTATION, "子育て支援課", Outcome.APPROVED),
                (None, CaseKind.NOTIFICATION, "区民課", Outcome.NOTED),
            ],
        ),
        (
            TABLE,
            [
                ("諮問第31号", CaseKind.CONSULTATION, None, Outcome.APPROVED),
                ("諮問第32号", CaseKind.CONSULTATION, None, Outcome.CONTINUED),
                (None, CaseKind.NOTIFICATION, None, Outcome.NOTED),
            ],
        ),
        (
            LABELLED,
            [
                (None, CaseKind.CONSULTATION, None, Outcome.APPROVED),
                (None, CaseKind.CONSULTATION, None, Outcome.CONTINUED),
            ],
        ),
        (GIST, [("架企第45号", CaseKind.CONSULTATION, None, Outcome.APPROVED)]),
        (DISCLOSURE, [(None, CaseKind.CONSULTATION, "例示県知事", Outcome.PARTLY_REVOKED)]),
        (
            ASSEMBLY,
            [
                ("諮問第3号", CaseKind.CONSULTATION, None, Outcome.APPROVED_WITH_CONDITIONS),
                ("諮問第4号", CaseKind.CONSULTATION, None, Outcome.REFUSED),
            ],
        ),
        (
            RANGE,
            [
                ("諮問第5号から第7号まで", CaseKind.CONSULTATION, "危機管理課", Outcome.APPROVED),
                ("諮問第8号", CaseKind.CONSULTATION, "市民課", Outcome.APPROVED_WITH_CONDITIONS),
            ],
        ),
        (SPACED, [(None, CaseKind.CONSULTATION, "企画課", Outcome.APPROVED)]),
    ],
)
def test_cases_of_every_manner(
    text: str, expected: list[tuple[str | None, CaseKind, str | None, Outcome]]
) -> None:
    assert [(c.number, c.kind, c.department, c.outcome) for c in read(text).cases] == expected


@pytest.mark.parametrize(
    ("text", "case", "expected"),
    [
        (
            ASSEMBLY,
            0,
            [
                (AttachmentKind.CONDITION, "一、検針の値を使用料の計算以外に用いないこと。"),
                (AttachmentKind.CONDITION, "二、通信の障害が起きた日を町民に知らせること。"),
            ],
        ),
        (
            RANGE,
            1,
            [
                (
                    AttachmentKind.CONDITION,
                    "本件は、機器の廃棄の記録を3年間残すことを条件として適当と認められる。",
                )
            ],
        ),
        (
            SPACED,
            0,
            [
                (
                    AttachmentKind.REQUEST,
                    "審議会の意見として、事業者を変えるときは改めて諮問することを答申に付記します。",
                )
            ],
        ),
        (
            GIST,
            0,
            [(AttachmentKind.REQUEST, "調査票を送る封筒には、情報の出所を明らかにするよう努められたい。")],
        ),
    ],
)
def test_what_is_attached_is_quoted_where_it_is_worded(
    text: str, case: int, expected: list[tuple[AttachmentKind, str]]
) -> None:
    found = read(text)
    assert [(a.kind, a.span.of(found.text)) for a in found.cases[case].attachments] == expected


def test_a_decision_that_only_points_takes_its_words_along() -> None:
    found = read(RANGE)
    span = found.cases[1].outcome_span
    assert span is not None
    assert span.of(found.text).startswith("本件は、機器の廃棄の記録を")
    assert span.of(found.text).endswith("そのように決定いたします。")


def test_a_members_request_is_no_attachment() -> None:
    for text, case, request in (
        (BULLETS, 0, "退会した者の写真は、その日のうちに消すようにしてほしい。"),
        (RANGE, 1, "古い機器の記憶装置は必ず壊してから廃棄してください。"),
    ):
        found = read(text)
        assert [span.of(found.text) for span in found.cases[case].member_requests] == [request]


@pytest.mark.parametrize(
    "said",
    [
        "お願いする。",
        "地図を分けてほしいという申請が毎年あるはずだ。",
        "何でも窓口に出してくださいという話では、だれも使わない。",
        "結局は印刷を減らしてほしいということに尽きる。",
        "「窓口を増やしてほしい」との声が市民から寄せられている。",
        "保存する期間の根拠をもう一度説明してください。",
    ],
)
def test_what_is_imagined_quoted_or_asked_to_be_told_is_no_request(said: str) -> None:
    found = read(
        "見本市個人情報保護審議会会議録\n議題\n1 電子申請の開始について(諮問)\n議事録\n1 電子申請の開始について\n"
        f"会長:説明をお願いします。\n総務課:説明します。よろしくお願いします。\n委員:{said}\n会長:承認します。\n"
    )
    assert found.cases[0].member_requests == ()


@pytest.mark.parametrize(
    ("decision", "quote"),
    [
        (
            "本件は継続審議とし、実施機関に対し、配線の図を示す資料の提出を求めます。",
            "本件は継続審議とし、実施機関に対し、配線の図を示す資料の提出を求めます。",
        ),
        (
            "本件は再審議といたします。総務課は、根拠を整理した資料を次回までに提出してください。",
            "総務課は、根拠を整理した資料を次回までに提出してください。",
        ),
        (
            "運用の状況を1年後に報告することを求めます。本件は、以上の意見を付して承認します。",
            "運用の状況を1年後に報告することを求めます。",
        ),
    ],
)
def test_what_the_chair_demands_in_the_same_breath_is_attached(decision: str, quote: str) -> None:
    found = read(
        "見本市個人情報保護審議会会議録\n議題\n1 電子申請の開始について(諮問)\n議事録\n1 電子申請の開始について\n"
        f"総務課:説明します。\n会長:{decision}\n"
    )
    assert [(a.kind, a.span.of(found.text)) for a in found.cases[0].attachments] == [
        (AttachmentKind.DEMAND, quote)
    ]


def test_told_questions_and_answers_have_the_roles_that_the_record_announces() -> None:
    found = read(
        "試作市個人情報保護審議会会議概要\n議題\n1 電子申請の開始について(諮問)\n会議の内容\n1 電子申請の開始について\n"
        "次の質疑がなされた。\n・記録は残るのか。\n→ 三年間残す。\n・番号で足りると思う。\n→ 氏名は渡さない。\n審議の結果、承認された。\n"
    )
    said = {turn.span.of(found.text): turn.role for turn in found.turns}
    assert said["・記録は残るのか。"] is Role.MEMBER
    assert said["→ 三年間残す。"] is Role.EXECUTIVE
    assert said["・番号で足りると思う。"] is Role.MEMBER
    assert said["→ 氏名は渡さない。"] is Role.EXECUTIVE


def test_a_report_of_several_rulings_has_one_outcome_and_quotes_no_headings() -> None:
    text = (
        "み個審答申第8号\n令和2年3月4日\nみほん町長 様\nみほん町個人情報保護審議会\n災害時の名簿の取扱いについて(答申第8号)\n"
        "令和2年1月7日付けで諮問のありました諮問第2号について、下記のとおり答申します。\n第1 諮問事項\n番号\t諮問事項\t根拠\n"
        "1\t名簿の提供\t条例第9条第1項\n第2 審議会の結論\n(1) 諮問事項1(提供)\n名簿の提供は、次の条件を付して、適当と認める。\n"
        "① 名簿の写しを作らせないこと。\n② 年に一度回収すること。\n(2) 諮問事項2(通知の省略)\n本人への通知の省略は、認められない。\n"
        "第3 審議会の判断\n以上により、条件を付した上で、提供を認めることが相当である。記録を残すことが望ましい。\n第4 付帯意見\n"
        "訓練の折に名簿を確かめられたい。\n別表 名簿の項目\n項目\t内容\n氏名\t本人の氏名\n審議の経過及び委員\n令和2年1月7日\t諮問\n"
    )
    found = read(text)
    (case,) = found.cases
    assert (found.header.number, case.title) == ("答申第8号", "災害時の名簿の取扱いについて")
    assert case.outcome is Outcome.APPROVED_WITH_CONDITIONS
    assert [a.span.of(text) for a in case.attachments] == [
        "名簿の提供は、次の条件を付して、適当と認める。",
        "① 名簿の写しを作らせないこと。",
        "② 年に一度回収すること。",
        "訓練の折に名簿を確かめられたい。",
    ]


def test_what_a_wrap_left_in_a_title_is_closed() -> None:
    found = read(
        "見本市個人情報保護審議会会議録\n議題\n1 通学路の見守りに係 る写真の利用について(諮問)\n議事録\n会長:承認します。\n委員:はい。\n"
    )
    assert found.cases[0].title == "通学路の見守りに係る写真の利用について"
