"""A report of any council is read into its header, its sections and its case. All texts here are invented."""

from datetime import date
from itertools import pairwise

import pytest

from corpus.model import AttachmentKind, DocumentKind, Header, Outcome, Role
from ingest.outline.report import ReportOutline, outline_report


def outlined(text: str) -> ReportOutline:
    return outline_report(text, Header("報告.txt", DocumentKind.REPORT, None, None, None, None, None))


PREFECTURE = """見本府情報公開審査会答申(見公審答申第88号)
〔休日夜間の電話相談記録部分公開決定異議申立事案〕
(答申日 平成26年3月28日)

第一 審査会の結論
実施機関(見本府知事)は、本件決定において非公開とした部分のうち、相談の受付時刻を公開すべきである。
実施機関のその余の判断は妥当である。

第二 異議申立ての経過
1 異議申立人は、平成25年6月3日付けで、見本府情報公開条例(平成11年見本府条例第39号。以下「条例」という。)第6条の規定により、「休日夜間の電話相談記録」の公開を請求した。
2 実施機関は、平成25年8月9日、審査会に諮問した。

第三 異議申立人の主張要旨
受付時刻は誰のものとも分からないから、本件決定は取り消すべきである。

第四 実施機関の主張要旨
受付時刻は条例第9条第1号に該当する。本件決定は妥当である。

第五 審査会の判断
1 受付時刻について
受付時刻だけから個人を識別することはできない。

第六 結論
以上のとおりであるから、条例第8条第2号に照らし、「第一 審査会の結論」のとおり答申する。
"""

NATIONAL = """諮問庁:見本大臣
諮問日:平成30年4月16日(平成30年(行情)諮問第198号)
答申日:令和元年6月27日(令和元年度(行情)答申第93号)
事件名:特定会議の議事録の不開示決定(不存在)に関する件

答 申 書

第1 審査会の結論
「特定会議の議事録」(以下「本件対象文書」という。)につき、これを保有していないとして不開示とした決定は、取り消すべきものとは認められない。

第2 審査請求人の主張の要旨
会議を開いたのに議事録がないはずはない。

第3 諮問庁の説明の要旨
議事録は作っていない。原処分は妥当である。

第4 調査審議の経過
① 平成30年4月16日 諮問の受理
② 令和元年6月25日 審議

第5 審査会の判断の理由
作成しなかったとの説明に不自然な点は認められない。

第6 答申に関与した委員
委員 甲野一郎、委員 乙川花子
"""

LETTER = """例審第7号
令和2年3月19日

例示市長 丁野 正 様

例示市個人情報保護審議会
会長 戊田 和子

避難行動要支援者名簿の外部提供について(答申)

令和2年2月20日付け例福第512号で諮問のあった標記の件について、審議の結果、下記のとおり答申します。

記

1 結論
名簿を自主防災組織に提供することは、例示市個人情報保護条例(平成13年例示市条例第4号。以下「条例」という。)第10条第1項第5号に当たり、適当である。

2 理由
災害の時に、名簿が無ければ支援が届かない。実施機関は「協定は要らない」と説明した。

3 条件
(1) 提供先と、秘密の保持を定めた協定を結ぶこと。
(2) 提供した名簿は、年に一度集め、確実に廃棄すること。

4 付帯意見
名簿に載ることを望まない者の意思を確かめる手順を、速やかに定められたい。

5 審議会委員
会 長 戊 田 和 子
委 員 己 川 三 郎
"""

BARE_LETTER = """架審答申第3号
平成31年2月8日

架空町教育委員会 御中

架空町情報公開・個人情報保護審議会
会長 己川 三郎

平成31年1月15日付け架教総第41号により諮問のありました防犯カメラの設置に係る本人外収集の制限の例外について、次のとおり答申します。

当審議会は、これを適当と認めます。
なお、撮影した画像を残す期間を定め、来校者に知らせるよう要望します。
"""

KANJI = """答申第二十一号
平成十五年九月十二日

例示村長 庚野 梅子 殿

例示村個人情報保護審査会

一 諮問事項
住民情報の委託先への提供について

二 審査会の結論
本件提供は、例示村個人情報保護条例第九条第二項に照らし、認められない。

三 実施機関の説明
委託により経費が下がるので、承認されたい。

四 審査会の判断
経費の外に理由が示されていない。
"""

CATEGORY = """個人情報の目的外利用に係る類型の承認について(答申)

令和元年5月10日

見本区長 辛田 冬子 様

見本区個人情報保護審議会 会長 壬山 四郎

令和元年4月8日付31見総第9号をもって諮問された事項について、次のとおり答申します。

件名:統計作成のための目的外利用(類型第4号)

次の類型に当たる目的外利用は、あらかじめ審議会の意見を聴いたものとして取り扱って差し支えない。
ただし、毎年度の利用の状況を審議会に報告することを条件とする。
"""

THIRD_PARTY_REVIEW = """見本市特定個人情報保護評価書(全項目評価書)の第三者点検について(答申)

答申第14号
令和3年8月2日

見本市長 癸井 五郎 様

見本市個人情報保護審査会

令和3年6月1日付け見市民第88号で諮問のあった住民基本台帳に関する事務に係る特定個人情報保護評価書の第三者点検について、次のとおり答申します。

1 審査会の結論
評価書の内容は、おおむね問題ありません。

2 審査会の意見
リスク対策は具体的に書かれている。今後、点検の結果を住民に分かりやすく示すことを求める。
"""

GLUED = (
    "例示市情報公開審査会答申（答申第２１２号から第２１４号まで）平成２０年５月９日"
    "例情審答申第212号から第214号まで平成20年5月9日例示市公営企業管理者甲野一様例示市情報公開審査会会長乙野二"
    "例示市情報公開条例第18条第1項の規定に基づく諮問について（答申）"
    "平成19年10月3日例水第77号から第79号までによる次の諮問について、別紙のとおり答申します。"
    "「水源の水質の記録」の一部開示決定に対する異議申立てについての諮問別答1紙申審査会の結論\n"
    "例示市公営企業管理者が、「水源の水質の記録」を一部開示とした決定は妥当ではなく、開示すべきである。\n"
    "2)異議申立ての趣旨本件異議申立ての趣旨は、決定の取消しを求めるというものである。\n"
    "3)実施機関の一部公開理由説明要旨\n(1)条例第7条第2項第3号の該当性について本件処分は妥当である。"
    "4申立人の本件決定に対する意見\n全て開示せよ。\n"
    "5)審査会の判断\n(1)本件申立文書について本件文書は、水質の記録である。\n(2)付言\n"
    "今後、実施機関においては、記録の名称を分かりやすくするよう努められたい。\n"
    "(3)結論\n以上のとおり、条例第7条第2項第3号に該当しないから、開示すべきである。\n"
    "（第一部会）委員丙野三、委員丁野四《参考》審年月査会の経過日平成19年10月3日・諮問書を受理"
)

SPACED = """諮 問 番 号 : 平 成 1 5 年 諮 問 第 9 号
諮 問 日 : 平 成 1 5 年 8 月 5 日
答 申 日 : 平 成 1 6 年 6 月 1 1 日
答 申 書
第 1 審 査 会 の 結 論
本 件 不 開 示 決 定 は 妥 当 で は な く 、 開 示 す
べ き で あ る 。
第 2 審 査 請 求 人 の 主 張
開 示 を 求 め る 。
"""

NUMBER_ON_ITS_OWN_LINE = """【諮問第208号】
18例個審第18号
平成 19 年1月 15 日
例示市長
阿
部
一
様
例示市個人情報保護審査会
会
長
1
審査会の結論
手続に不備はあるが、本件決定は、
結論において妥当である。
2
不服申立ての趣旨及び経緯
(1)
不服申立人は、平成 18 年 3 月 10 日付けで、「前
掲申請書」の削除請求を行った。
"""


ORDINAL = """見個審答申第41号
令和4年2月18日

見本市長
　甲野　一郎　様

見本市個人情報保護審議会
会長　乙川　二郎

見本市個人情報保護条例第45条に基づく審査請求について（答申）

令和3年5月10日付け見健第302号により諮問のありました標題の件について、次のとおり答申いたします。

第１　審議会の結論
　見本市長（以下「実施機関」という。）が行った部分開示決定は、別表に掲げる部分を除き、妥当である。

第２　審査請求に至る経過
１　開示請求
　審査請求人は、見本市個人情報保護条例（平成7年見本市条例第11号。以下「条例」という。）第17条第1項に基づき、「自分に係る救急活動記録票」の開示を求める請求を行った。
２　本件決定
　実施機関は、部分開示決定を行った。

第３　審査請求人の主張
１　通報者の氏名は既に知っている。
２　本件決定は違法であり、取り消すべきである。

第４　審議会の判断
１　基本的な考え方
　自己の情報の開示を請求する権利は、具体的に保障される。
２　条例第19条第2号の該当性について
　通報者の氏名は、同号に該当する。
３　結論
　以上により、第１記載のとおり、判断する。

（答申に関与した委員の氏名）
委員　丙野　三郎、委員　丁山　四郎
"""

ENCLOSED = """　　　　　　　　　　　　　　　　　令和元年11月6日
　例示町教育委員会教育長　己川　梅子　様
　　　　　　　　　　　　　　　　　例示町個人情報保護審査会
　　　　　　　　　　　　　　　　　　会　長　　庚田　六郎
　　　例示町個人情報保護条例の規定に基づく意見について（答申）
　令和元年10月1日付け例教学第215号で諮問のありました下記の事項について、慎重に審議した結果、別紙のとおり答申します。
　　　　　　　　　　　記
　諮問事項　　校務支援システムの導入に伴うオンライン結合について

別紙
１　審査会の結論
　　外部の事業者の電子計算機と通信回線により結合することは、次の事項を条件に認める。
　　(1)　通信を暗号化すること。
　　(2)　事業者への立入調査を年1回行うこと。
２　審査会の判断理由
　(1)　公益上の必要性
　　教職員の事務の負担を軽くするもので、必要性が認められる。
"""

SIGNED_AT_THE_END = """答申書

第1　諮問の趣旨
例示県知事から、例示県個人情報保護条例（平成14年例示県条例第55号）第8条第3項第7号の規定に基づき、犯罪被害者等の支援に係る個人情報の収集について、意見を求められた。

第2　審議会の意見
当審議会は、次の理由により、諮問のとおり収集することはやむを得ないものと認める。

第3　理由
1　必要性
支援の計画を作るには、障害の状況を知ることが欠かせない。

第4　審議会委員
辛山七郎（会長）、壬田八子、癸川九郎

平成29年3月24日
例示県個人情報保護審議会
"""


@pytest.mark.parametrize(
    ("text", "number", "issued", "consultation", "consulted"),
    [
        (PREFECTURE, "見公審答申第88号", date(2014, 3, 28), None, date(2013, 8, 9)),
        (
            NATIONAL,
            "令和元年度(行情)答申第93号",
            date(2019, 6, 27),
            "平成30年(行情)諮問第198号",
            date(2018, 4, 16),
        ),
        (LETTER, "例審第7号", date(2020, 3, 19), "例福第512号", date(2020, 2, 20)),
        (BARE_LETTER, "架審答申第3号", date(2019, 2, 8), "架教総第41号", date(2019, 1, 15)),
        (KANJI, "答申第二十一号", date(2003, 9, 12), None, None),
        (CATEGORY, None, date(2019, 5, 10), "31見総第9号", date(2019, 4, 8)),
        (THIRD_PARTY_REVIEW, "答申第14号", date(2021, 8, 2), "見市民第88号", date(2021, 6, 1)),
        (
            GLUED,
            "答申第212号から第214号まで",
            date(2008, 5, 9),
            "例水第77号から第79号まで",
            date(2007, 10, 3),
        ),
        (SPACED, None, date(2004, 6, 11), "平成15年諮問第9号", date(2003, 8, 5)),
        (NUMBER_ON_ITS_OWN_LINE, "18例個審第18号", date(2007, 1, 15), "諮問第208号", None),
        (ORDINAL, "見個審答申第41号", date(2022, 2, 18), "見健第302号", date(2021, 5, 10)),
        (ENCLOSED, None, date(2019, 11, 6), "例教学第215号", date(2019, 10, 1)),
        (SIGNED_AT_THE_END, None, date(2017, 3, 24), None, None),
    ],
)
def test_the_consultations_number_and_day_are_never_the_reports(
    text: str, number: str | None, issued: date | None, consultation: str | None, consulted: date | None
) -> None:
    header = outlined(text).header
    assert (header.number, header.issued_on) == (number, issued)
    assert (header.consultation_number, header.consulted_on) == (consultation, consulted)
    assert header.kind is DocumentKind.REPORT
    assert header.held_on is None


@pytest.mark.parametrize(
    ("text", "municipality", "council"),
    [
        (PREFECTURE, "見本府", "見本府情報公開審査会"),
        (NATIONAL, None, None),
        (LETTER, "例示市", "例示市個人情報保護審議会"),
        (BARE_LETTER, "架空町", "架空町情報公開・個人情報保護審議会"),
        (KANJI, "例示村", "例示村個人情報保護審査会"),
        (CATEGORY, "見本区", "見本区個人情報保護審議会"),
        (GLUED, "例示市", "例示市情報公開審査会"),
        (NUMBER_ON_ITS_OWN_LINE, "例示市", "例示市個人情報保護審査会"),
        (ORDINAL, "見本市", "見本市個人情報保護審議会"),
        (ENCLOSED, "例示町", "例示町個人情報保護審査会"),
        (SIGNED_AT_THE_END, "例示県", "例示県個人情報保護審議会"),
    ],
)
def test_the_council_is_the_one_that_signs(text: str, municipality: str | None, council: str | None) -> None:
    header = outlined(text).header
    assert (header.municipality, header.council) == (municipality, council)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (PREFECTURE, "休日夜間の電話相談記録部分公開決定異議申立事案"),
        (NATIONAL, "特定会議の議事録の不開示決定(不存在)に関する件"),
        (LETTER, "避難行動要支援者名簿の外部提供について"),
        (BARE_LETTER, "防犯カメラの設置に係る本人外収集の制限の例外について"),
        (KANJI, "住民情報の委託先への提供について"),
        (CATEGORY, "統計作成のための目的外利用(類型第4号)"),
        (
            THIRD_PARTY_REVIEW,
            "住民基本台帳に関する事務に係る特定個人情報保護評価書の第三者点検について",
        ),
        (GLUED, "「水源の水質の記録」の一部開示決定に対する異議申立てについての諮問"),
        (NUMBER_ON_ITS_OWN_LINE, "「前掲申請書」の削除請求"),
        (ORDINAL, "「自分に係る救急活動記録票」の開示を求める請求"),
        (ENCLOSED, "校務支援システムの導入に伴うオンライン結合について"),
        (SIGNED_AT_THE_END, "犯罪被害者等の支援に係る個人情報の収集について"),
    ],
)
def test_the_subject_titles_the_case(text: str, title: str) -> None:
    outline = outlined(text)
    assert [case.title for case in outline.cases] == [title]
    assert outline.header.title == title


@pytest.mark.parametrize(
    ("text", "outcome", "quote"),
    [
        (
            PREFECTURE,
            Outcome.PARTLY_REVOKED,
            "実施機関(見本府知事)は、本件決定において非公開とした部分のうち、相談の受付時刻を公開すべきである。\n実施機関のその余の判断は妥当である。",
        ),
        (
            NATIONAL,
            Outcome.UPHELD,
            "「特定会議の議事録」(以下「本件対象文書」という。)につき、これを保有していないとして不開示とした決定は、取り消すべきものとは認められない。",
        ),
        (
            LETTER,
            Outcome.APPROVED_WITH_CONDITIONS,
            "名簿を自主防災組織に提供することは、例示市個人情報保護条例(平成13年例示市条例第4号。以下「条例」という。)第10条第1項第5号に当たり、適当である。",
        ),
        (BARE_LETTER, Outcome.APPROVED, "当審議会は、これを適当と認めます。"),
        (
            KANJI,
            Outcome.REFUSED,
            "本件提供は、例示村個人情報保護条例第九条第二項に照らし、認められない。",
        ),
        (
            CATEGORY,
            Outcome.APPROVED_WITH_CONDITIONS,
            "次の類型に当たる目的外利用は、あらかじめ審議会の意見を聴いたものとして取り扱って差し支えない。",
        ),
        (THIRD_PARTY_REVIEW, Outcome.APPROVED, "評価書の内容は、おおむね問題ありません。"),
        (
            GLUED,
            Outcome.REVOKED,
            "例示市公営企業管理者が、「水源の水質の記録」を一部開示とした決定は妥当ではなく、開示すべきである。",
        ),
        (
            SPACED,
            Outcome.REVOKED,
            "本 件 不 開 示 決 定 は 妥 当 で は な く 、 開 示 す\nべ き で あ る 。",
        ),
        (
            NUMBER_ON_ITS_OWN_LINE,
            Outcome.UPHELD,
            "手続に不備はあるが、本件決定は、\n結論において妥当である。",
        ),
        (
            ORDINAL,
            Outcome.PARTLY_REVOKED,
            "見本市長（以下「実施機関」という。）が行った部分開示決定は、別表に掲げる部分を除き、妥当である。",
        ),
        (
            ENCLOSED,
            Outcome.APPROVED_WITH_CONDITIONS,
            "外部の事業者の電子計算機と通信回線により結合することは、次の事項を条件に認める。",
        ),
        (
            SIGNED_AT_THE_END,
            Outcome.APPROVED,
            "当審議会は、次の理由により、諮問のとおり収集することはやむを得ないものと認める。",
        ),
    ],
)
def test_the_council_decides_and_no_party(text: str, outcome: Outcome, quote: str) -> None:
    case = outlined(text).cases[0]
    assert case.outcome is outcome
    assert case.outcome_span is not None
    assert case.outcome_span.of(text) == quote


def test_conditions_demands_and_requests_are_told_apart() -> None:
    attached = {
        name: [(a.kind, a.span.of(text)) for a in outlined(text).cases[0].attachments]
        for name, text in {
            "letter": LETTER,
            "bare": BARE_LETTER,
            "category": CATEGORY,
            "review": THIRD_PARTY_REVIEW,
            "glued": GLUED,
            "enclosed": ENCLOSED,
        }.items()
    }
    condition, request, demand = AttachmentKind.CONDITION, AttachmentKind.REQUEST, AttachmentKind.DEMAND
    assert attached == {
        "letter": [
            (condition, "(1) 提供先と、秘密の保持を定めた協定を結ぶこと。"),
            (condition, "(2) 提供した名簿は、年に一度集め、確実に廃棄すること。"),
            (request, "名簿に載ることを望まない者の意思を確かめる手順を、速やかに定められたい。"),
        ],
        "bare": [(request, "なお、撮影した画像を残す期間を定め、来校者に知らせるよう要望します。")],
        "category": [(condition, "ただし、毎年度の利用の状況を審議会に報告することを条件とする。")],
        "review": [(demand, "今後、点検の結果を住民に分かりやすく示すことを求める。")],
        "glued": [
            (
                request,
                "今後、実施機関においては、記録の名称を分かりやすくするよう努められたい。",
            )
        ],
        "enclosed": [
            (
                condition,
                "外部の事業者の電子計算機と通信回線により結合することは、次の事項を条件に認める。",
            ),
            (condition, "(1)　通信を暗号化すること。"),
            (condition, "(2)　事業者への立入調査を年1回行うこと。"),
        ],
    }


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        (PREFECTURE, [("第8条第2号", "見本府情報公開条例")]),
        (LETTER, [("第10条第1項第5号", "例示市個人情報保護条例")]),
        (KANJI, [("第9条第2項", "例示村個人情報保護条例")]),
        (ORDINAL, [("第19条第2号", "見本市個人情報保護条例")]),
        (SIGNED_AT_THE_END, [("第8条第3項第7号", "例示県個人情報保護条例")]),
        (NATIONAL, []),
    ],
)
def test_the_articles_are_those_of_the_conclusion(text: str, articles: list[tuple[str, str]]) -> None:
    assert [(a.reference, a.law) for a in outlined(text).cases[0].articles] == articles


@pytest.mark.parametrize(
    ("text", "department"),
    [
        (PREFECTURE, "見本府知事"),
        (NATIONAL, "見本大臣"),
        (LETTER, None),
        (CATEGORY, None),
        (GLUED, "例示市公営企業管理者"),
        (ORDINAL, "見本市長"),
        (NUMBER_ON_ITS_OWN_LINE, None),
    ],
)
def test_the_agency_is_named_or_unknown(text: str, department: str | None) -> None:
    assert outlined(text).cases[0].department == department


def test_sections_are_turns_with_headings_and_roles() -> None:
    spoken = [(t.heading, t.role, t.speaker) for t in outlined(PREFECTURE).turns]
    assert spoken == [
        ("", Role.COUNCIL, None),
        ("第一 審査会の結論", Role.COUNCIL, None),
        ("第二 異議申立ての経過", Role.COUNCIL, None),
        ("第三 異議申立人の主張要旨", Role.UNKNOWN, "異議申立人"),
        ("第四 実施機関の主張要旨", Role.EXECUTIVE, "実施機関"),
        ("第五 審査会の判断 › 1 受付時刻について", Role.COUNCIL, None),
        ("第六 結論", Role.COUNCIL, None),
    ]


def test_headings_glued_to_the_text_are_found() -> None:
    outline = outlined(GLUED)
    assert [(t.heading, t.role, t.span.of(GLUED)) for t in outline.turns[2:5]] == [
        ("2) 異議申立ての趣旨", Role.COUNCIL, "本件異議申立ての趣旨は、決定の取消しを求めるというものである。"),
        (
            "3) 実施機関の一部公開理由説明要旨 › (1) 条例第7条第2項第3号の該当性について",
            Role.EXECUTIVE,
            "本件処分は妥当である。",
        ),
        ("4 申立人の本件決定に対する意見", Role.UNKNOWN, "全て開示せよ。"),
    ]
    assert [p.name for p in outline.members] == ["丙野三", "丁野四"]


def test_every_turn_and_value_is_a_slice_of_the_document() -> None:
    for text in (PREFECTURE, NATIONAL, LETTER, BARE_LETTER, KANJI, CATEGORY, GLUED, SPACED):
        outline = outlined(text)
        ends = [turn.span for turn in outline.turns]
        assert ends
        assert outline.header.evidence
        assert all(a.end <= b.start for a, b in pairwise(ends))
        assert [turn.ordinal for turn in outline.turns] == list(range(len(outline.turns)))
        for span in outline.header.evidence.values():
            assert span.of(text).strip() == span.of(text) != ""


def test_questions_are_listed_below_the_subject() -> None:
    text = """例示市長 様
例示市個人情報保護審議会
1 審査した案件の件名及び内容
見守り端末の貸与について

- ① 見守り端末の記録を警察に渡すことが、例示市個人情報保護条例第9条第2項第4号に当たるか
- ② 本人への通知を省くことができるか
2 答申の内容
- ① 例示市個人情報保護条例第9条第2項第4号に当たると認める。
- ② 本人への通知は不要とする。
"""
    case = outlined(text).cases[0]
    assert case.title == "見守り端末の貸与について"
    assert [q.of(text) for q in case.questions] == [
        "① 見守り端末の記録を警察に渡すことが、例示市個人情報保護条例第9条第2項第4号に当たるか",
        "② 本人への通知を省くことができるか",
    ]
    assert case.outcome is Outcome.APPROVED
    assert case.outcome_span is not None
    assert case.outcome_span.of(text).startswith("① ")
    assert case.outcome_span.of(text).endswith("不要とする。")


def test_consultations_answered_one_by_one_are_cases_of_their_own() -> None:
    text = """答申第9号
令和2年8月3日
例示町長 様
例示町個人情報保護審議会
令和2年7月1日付け例総第12号で諮問のあった事項について、次のとおり答申します。

諮問第31号 図書館の防犯カメラの設置について
例示町個人情報保護条例第7条第2項により、適当と認める。

諮問第32号 学校給食費の口座情報の外部提供について
認められない。

諮問第33号
介護予防事業の委託について
再委託を禁じることを条件として、差し支えない。
"""
    outline = outlined(text)
    assert [(c.number, c.title, c.outcome) for c in outline.cases] == [
        ("諮問第31号", "図書館の防犯カメラの設置について", Outcome.APPROVED),
        ("諮問第32号", "学校給食費の口座情報の外部提供について", Outcome.REFUSED),
        ("諮問第33号", "介護予防事業の委託について", Outcome.APPROVED_WITH_CONDITIONS),
    ]
    assert [[a.reference for a in case.articles] for case in outline.cases] == [["第7条第2項"], [], []]
    assert [turn.case for turn in outline.turns] == [None, 0, 1, 2]
    assert outline.header.consultation_number == "例総第12号"


def test_members_come_from_their_list() -> None:
    assert [(p.name, p.role, p.post) for p in outlined(LETTER).members] == [
        ("戊田和子", Role.CHAIR, "会長"),
        ("己川三郎", Role.MEMBER, "委員"),
    ]
    assert [p.name for p in outlined(NATIONAL).members] == ["甲野一郎", "乙川花子"]
    assert [p.name for p in outlined(ORDINAL).members] == ["丙野三郎", "丁山四郎"]
    assert [(p.name, p.role) for p in outlined(SIGNED_AT_THE_END).members] == [
        ("辛山七郎", Role.CHAIR),
        ("壬田八子", Role.MEMBER),
        ("癸川九郎", Role.MEMBER),
    ]


def test_parts_of_a_section_are_turns_under_its_heading() -> None:
    assert [turn.heading for turn in outlined(ORDINAL).turns[-4:]] == [
        "第4 審議会の判断 › 1 基本的な考え方",
        "第4 審議会の判断 › 2 条例第19条第2号の該当性について",
        "第4 審議会の判断 › 3 結論",
        "答申に関与した委員の氏名",
    ]


def test_a_date_that_cannot_be_is_flagged_and_not_guessed() -> None:
    text = """答申第305
令和6年5月31

架空市長 様

架空市個人情報保護審議会

令和4年1205日付け架平第88号により諮問のありました件について、次のとおり答申いたします。

第1 審議会の結論
実施機関が行った決定は、いずれも妥当である。
"""
    header = outlined(text).header
    assert header.issued_on == date(2024, 5, 31)
    assert header.consulted_on is None
    assert header.consultation_number == "架平第88号"
    assert any(flag.startswith("令和4年1205日") for flag in header.flags)


def test_an_update_of_the_page_is_not_the_reports_day() -> None:
    text = "更新日:令和4(2022)年3月4日\n答申第292号\n平成29年12月5日\n見本県知事\n諮問第277号\n実施機関のした決定は、妥当である。\n"
    header = outlined(text).header
    assert (header.issued_on, header.number) == (date(2017, 12, 5), "答申第292号")
    assert header.municipality == "見本県"


def test_a_text_without_structure_is_one_turn_and_one_case() -> None:
    outline = outlined("答申\n実施機関が非公開としたことは、妥当である。\n")
    assert len(outline.turns) == 1
    assert outline.cases[0].outcome is Outcome.UPHELD
    assert outline.cases[0].department is None


def test_an_empty_text_has_nothing() -> None:
    outline = outlined(" \n\n")
    assert (outline.turns, outline.cases, outline.members) == ((), (), ())


SEVERAL_QUESTIONS = """例個審答申第9号
令和3年5月6日

例示市長 様

例示市個人情報保護審査会

{subject}

令和3年4月1日付けで諮問のあった標記の件について、次のとおり答申します。

記

第1 諮問事項

1 名簿の作成のため、台帳の情報を目的外に利用することについて

2 名簿を自治会に外部提供することについて

第2 審査会の結論

1 目的外利用を行うことは適当であると認める。

2 外部提供を行うことは適当であると認める。
"""


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        (
            "見守り名簿の整備に係る個人情報の取扱いについて（答申）",
            "見守り名簿の整備に係る個人情報の取扱いについて",
        ),
        ("見守り名簿の整備に関する答申", "見守り名簿の整備に関する答申"),
        ("", "名簿の作成のため、台帳の情報を目的外に利用することについて"),
    ],
)
def test_the_subject_line_goes_before_the_first_of_several_questions(subject: str, title: str) -> None:
    assert outlined(SEVERAL_QUESTIONS.format(subject=subject)).cases[0].title == title


def test_without_a_subject_the_disputed_documents_title_the_case() -> None:
    text = """答申第7号
（諮問第8号）

答　申

第１　審査会の結論

例示市教育委員会（以下「実施機関」という。）が行った一部公開決定は、妥当である。

第２　審査請求の経過

１　審査請求人は、実施機関に対し、「学校の遊具の点検に関する報告書」の公
開を請求した。
"""
    assert outlined(text).cases[0].title == "「学校の遊具の点検に関する報告書」の公開"


def test_a_remark_worded_as_a_demand_is_one() -> None:
    text = SEVERAL_QUESTIONS.format(subject="") + (
        "\n第3 付帯意見\n\n1 申出の方法を周知することを求める。\n\n2 研修を実施されたい。\n"
    )
    attached = outlined(text).cases[0].attachments
    assert [a.kind for a in attached] == [AttachmentKind.DEMAND, AttachmentKind.REQUEST]


def test_a_page_number_above_a_heading_is_no_part_of_its_number() -> None:
    text = """答申第7号

第１　審査会の結論

一部公開決定は、妥当である。

第５　審査会の判断の理由

１　条例第 7 条該当性について
非公開としたことは妥当である。
　　　　　　2

２　条例第 8 条（部分公開）について
容易に区分することはできない。
"""
    assert [turn.heading for turn in outlined(text).turns][-1] == (
        "第5 審査会の判断の理由 › 2 条例第8条(部分公開)について"
    )


ENCLOSURES = """架個審第9号
令和4年2月24日

架空町長　様

架空町個人情報保護審議会
会長　甲野　一

予約の仕組みの導入及び乗降の履歴の提供について（答申）

令和3年12月6日付け架企第12号により諮問のありました標記の件について、別紙のとおり答申します。

別紙１{gap}審議会の結論

事項１について　適当である。

事項２について　別紙２の条件を付して、公益上の必要があると認める。

別紙２{gap}条件及び付帯意見

１　事項２に係る条件

（１）提供する履歴からは、氏名を削除すること。

（２）町による立入調査の受入れを協定に定めること。

２　付帯意見

（１）希望しない者が申し出ることのできる機会を設けるよう配慮されたい。

別紙３{gap}結論に至った理由

１　事項１について

架空町個人情報保護条例第12条第2項第3号に当たる。

２　付帯意見について

付帯意見は、信頼の上に成り立つ事業であることを踏まえて申し添えるものである。

３　審議の経過

令和4年1月20日　第1回審議
"""


@pytest.mark.parametrize("gap", ["\n\n　　", "　"])
def test_each_enclosure_is_a_section_and_what_is_numbered_inside_is_of_it(gap: str) -> None:
    text = ENCLOSURES.format(gap=gap)
    found = outlined(text)
    assert [turn.heading for turn in found.turns][1:] == [
        "審議会の結論",
        "条件及び付帯意見 › 1 事項2に係る条件",
        "条件及び付帯意見 › 2 付帯意見",
        "結論に至った理由 › 1 事項1について",
        "結論に至った理由 › 2 付帯意見について",
        "3 審議の経過",
    ]
    (case,) = found.cases
    assert case.outcome is Outcome.APPROVED_WITH_CONDITIONS
    assert [(a.kind, a.span.of(text)[:6]) for a in case.attachments] == [
        (AttachmentKind.CONDITION, "（１）提供す"),
        (AttachmentKind.CONDITION, "（２）町によ"),
        (AttachmentKind.REQUEST, "（１）希望し"),
    ]


def test_the_letter_may_quote_its_subject() -> None:
    letter = (
        "令和4年3月14日\n架空市長　様\n架空市個人情報保護審議会\n令和4年1月20日付け架総第55号により諮問のあった「見守りに係る使用量の"
        "収集について」は、慎重に審議した結果、下記のとおり答申する。\n記\n1　結論\n収集することは、適当と認める。\n"
    )
    assert outlined(letter).cases[0].title == "見守りに係る使用量の収集について"


def test_the_mark_of_what_follows_a_letter_is_no_part_of_the_subject() -> None:
    letter = (
        "令和元年7月4日\n架空市教育委員会教育長　殿\n架空市個人情報保護審査会\n平成30年11月13日付け30架教第88号による下記の諮問について、"
        "次のとおり答申します。\n記\n「指導要録」の部分開示決定に対する審査請求\n1　審査会の結論\n本件決定は、妥当である。\n"
    )
    assert outlined(letter).cases[0].title == "「指導要録」の部分開示決定に対する審査請求"
