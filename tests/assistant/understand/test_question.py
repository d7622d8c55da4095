"""What a question wants is read from its words."""

from datetime import date

import pytest

from assistant.understand.cues import Field, Want
from assistant.understand.followup import standalone
from assistant.understand.question import Question, understand
from corpus.language import format_reference
from corpus.model import Outcome, Role


def asked(text: str, held: tuple[str, ...] = ("架空市", "見本市")) -> Question:
    return understand(standalone(text), held, date(2026, 11, 21))


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("架空市の電子申請の件は承認されましたか。", Want.RULING),
        ("架空市の電子申請の審議結果を教えてください。", Want.RULING),
        ("架空市の電子申請の承認に付いた条件は何ですか。", Want.CONDITIONS),
        ("審議会は受付端末の利用者について何を求めましたか。", Want.CONDITIONS),
        ("本人通知の省略はなぜ認められたのですか。", Want.REASONS),
        ("架空市と見本市の結論の違いを教えてください。", Want.COMPARISON),
        ("要望が付いた案件を市ごとに整理してください。", Want.COMPARISON),
        ("本市で見守りカメラの諮問を準備しています。参考になる案件はありますか。", Want.SIMILAR),
        ("令和3年度の案件を一覧にしてください。", Want.LIST),
        ("継続審議になった案件は何ですか。", Want.LIST),
        ("再審議とされた案件は何件ありますか。", Want.COUNT),
        ("再委託について委員からどんな質問が出ましたか。", Want.ISSUES),
        ("承認の条件の書きぶりを知りたい。", Want.WORDING),
        ("架空市の受付端末は何台ですか。", Want.FACT),
        ("架空市の審議会は、いつ、どこで開催されましたか。", Want.FACT),
        ("前の説明が間違いだったと認めた例はありますか。", Want.LIST),
        ("架空市の2月の会議で諮問された4件は、それぞれどういう結果でしたか。", Want.LIST),
    ],
)
def test_the_kind_of_answer(text: str, want: Want):
    assert asked(text).wants is want


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("その答申日と答申番号は？", Field.REPORT_DATE),
        ("答申番号を教えてください。", Field.REPORT_NUMBER),
        ("第何条に基づく諮問ですか。", Field.ARTICLES),
        ("会場はどこでしたか。", Field.PLACE),
        ("出席した委員は誰ですか。", Field.ATTENDANCE),
        ("いつ付け・何号の諮問ですか。", Field.CONSULTATION_DATE),
    ],
)
def test_the_field_asked_for(text: str, field: Field):
    assert field in asked(text).fields


def test_where_something_is_kept_is_no_place_of_a_meeting():
    assert Field.PLACE not in asked("名簿の保管場所を見に行っていないと認めたのは誰ですか。").fields


@pytest.mark.parametrize(
    "text",
    [
        "条例第12条の2第1項は",
        "条例１２条の２第１項は",
        "条例第十二条の二第一項は",
        "条例 第 12 条の 2 第 1 項は",
    ],
)
def test_an_article_in_every_notation(text: str):
    assert [format_reference(a) for a in asked(text).articles] == ["第12条の2第1項"]


def test_places_are_known_where_they_are_real_or_held():
    assert asked("大阪市と架空市の防犯カメラの案件は？").municipalities == ("大阪市", "架空市")
    assert asked("審議した市はありますか。他市や本市では？").municipalities == ()


def test_a_name_formed_like_a_municipality_is_a_place_that_is_not_held():
    assert asked("朽葉ヶ原市の審議会は、録音をどう判断しましたか。").municipalities == ("朽葉ヶ原市",)
    assert asked("県内各市の一覧はありますか。").municipalities == ()


def test_a_period_in_either_calendar():
    period = asked("令和元年度に開かれた審議会の案件は？").period
    assert period is not None
    assert (period.since, period.until) == (date(2019, 4, 1), date(2020, 3, 31))
    assert asked("2022年の案件は？").period is not None


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("認められなかった案件はありますか。", Outcome.REFUSED),
        ("再審議とされた案件は？", Outcome.REDELIBERATION),
        ("継続審議になった案件は？", Outcome.CONTINUED),
        ("条件付きで承認された案件は？", Outcome.APPROVED_WITH_CONDITIONS),
    ],
)
def test_outcomes(text: str, outcome: Outcome):
    assert outcome in asked(text).outcomes


def test_roles_and_numbers_and_items():
    question = asked("第7回の諮問第12号の③について、委員はどう述べましたか。")
    assert Role.MEMBER in question.roles
    assert question.meetings == ("第7回",)
    assert question.numbers == ("諮問第12号",)
    assert question.items == ("③",)


def test_topics_leave_out_what_any_question_may_hold():
    question = asked("架空市の窓口で顔認証を使うことについて、過去の審議会の審議結果を教えてください。")
    assert question.topics == ("顔認証",)


def test_a_presumption_is_noticed():
    assert asked("架空市の電子申請は否決されたのですよね。").premise
    assert not asked("架空市の電子申請は否決されましたか。").premise


def test_a_union_is_a_place_by_the_beginning_or_the_end_of_its_name():
    held = ("架空広域水道企業団", "見本川地区消防組合", "架空市")
    assert asked("水道企業団の検針の件は承認されましたか。", held).municipalities == ("架空広域水道企業団",)
    question = asked("見本川地区の消防組合は映像通報をどう判断しましたか。", held)
    assert question.municipalities == ("見本川地区消防組合",)
    assert "見本川地区" not in question.topics
    assert asked("水道の検針の件は承認されましたか。", held).municipalities == ()


def test_a_single_number_is_no_trend():
    assert asked("実験の結果、入力の時間は何時間減りましたか。").wants is Want.FACT


def test_an_outcome_in_quotation_marks_is_one():
    assert asked("はっきり「だめ」とされたものはありますか。").outcomes == (Outcome.REFUSED,)


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("霜幌町で、雪かきの名簿を渡す話はどうなりましたか。", "霜幌町"),
        ("白瀬区の防犯カメラの件を教えてください。", "白瀬区"),
        ("市町村の名簿はどう扱われていますか。", None),
        ("他の町の例を教えてください。", None),
        ("自治区の防犯カメラの件を教えてください。", None),
    ],
)
def test_a_town_that_a_question_begins_with_is_a_place(question: str, place: str | None):
    asked = understand(standalone(question), (), date(2026, 1, 1))
    assert asked.municipalities == ((place,) if place else ())


def test_a_question_that_wonders_presumes_nothing():
    assert not understand(standalone("この件は認められたのでしょうか。"), (), date(2026, 1, 1)).premise
    assert understand(standalone("この件は否決されたのでしょう。"), (), date(2026, 1, 1)).premise


def test_a_slip_in_a_name_is_told_and_put_right():
    held = ("見本ヶ丘市", "架空市")
    found = understand(standalone("見木ヶ丘市のAI-OCRは承認されましたか。"), held, date(2026, 1, 1))
    assert found.municipalities == ("見本ヶ丘市",)
    assert found.respelt == (("見木ヶ丘市", "見本ヶ丘市"),)
    assert "見本ヶ丘市" in found.text


@pytest.mark.parametrize(
    "text", ["見本ヶ丘市の件は。", "大津市の件は。", "仮空市の件は。", "見木ヶ岡市の件は。"]
)
def test_a_name_of_its_own_or_too_far_off_stays(text: str):
    assert understand(standalone(text), ("見本ヶ丘市", "架空市", "大垣市"), date(2026, 1, 1)).respelt == ()


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("よく分かりました。長々とお付き合いくださり、本当にありがとうございました。", Want.THANKS),
        ("りょ 助かった", Want.THANKS),
        ("ありがとうございます。では条件は何ですか", Want.CONDITIONS),
        ("名簿の提供に賛成できないと言ったのは誰で、どういう言い分でしたか", Want.FACT),
        ("そんなに集める必要はないと指摘した委員はどなたですか", Want.FACT),
        ("条件つきで認めたのはどこ？", Want.LIST),
        ("否決ってゼロ？", Want.LIST),
        ("今回決まらなかったのは何？", Want.LIST),
        ("AI-OCRの諮問書の骨子", Want.SIMILAR),
    ],
)
def test_what_people_want_who_word_it_in_their_own_way(text: str, want: Want):
    assert asked(text).wants is want


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("10月の回では通ったの", (10, None)),
        ("翌年2月の会議で承認されましたか", (2, None)),
        ("7月4日の会議で", (7, 4)),
        ("令和3年7月の会議で", None),
        ("来年の10月の支払", None),
    ],
)
def test_a_meeting_is_named_by_its_month(text: str, day: tuple[int, int | None] | None):
    assert asked(text).day == day


def test_what_is_not_asked_for_is_left_out():
    assert asked("条件じゃなくて要望の例は？").text == "要望の例は？"
    assert asked("委員ではなくて事務局の説明は？").roles == (Role.SECRETARIAT,)
