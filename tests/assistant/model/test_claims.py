"""A sentence stands only where the passages that it cites say the same, in the same person's name."""

import pytest

from assistant.model.claims import Judge, Kind
from assistant.model.material import gather
from assistant.model.prose import sentence
from tests.assistant.town import citations, minutes

DOCUMENT = minutes("平成30年度は１２，０００件を受け付け、㈱架空開発に委託した。[1]のとおり。")
SOURCES = gather(citations(DOCUMENT), lambda _: DOCUMENT)
NAMES = {
    "決定": "承認する",
    "甲田": "病歴は条例",
    "乙川": "外部に提供する",
    "課長": "3年間",
    "事務局": "次回",
    "丙山": "㈱",
}
KEYS = {name: next(s.key for s in SOURCES if words in s.body) for name, words in NAMES.items()}


def check(written: str):
    for name, key in KEYS.items():
        written = written.replace(f"[{name}]", f"[{key}]")
    return Judge(SOURCES).check(sentence(written, KEYS.values()), "顔認証の導入はどう判断されましたか。")


@pytest.mark.parametrize(
    "written",
    [
        "審議会は「本件は全員一致で承認する。」としました[決定]。",
        "審議会は全員一致で承認し、「閲覧の記録を5年間保存すること」を条件としました[決定]。",
        "本件は承認されました[決定]。",
        "結論は条件付き承認です[決定]。",
        "甲田委員は「条例第12条第2項に該当すると思う。」と述べました[甲田]。",
        "委員は病歴が条例第12条第2項に該当すると述べました[甲田]。",
        "これに対し、実施機関は「病歴は3年間保存する。」と答えています[課長]。",
        "実施機関は外部に提供しないと説明しました[課長]。",
        "令和3年10月7日の第3回の会議で、市民課長は外部に提供しないと説明しました[課長]。",
        "見本市の審議会は2021年10月に承認しました[決定]。",
        "諮問第7号は承認されました[決定]。",
        "委員が「病歴は条例第12条第2項に該当すると思う。」と述べ、審議会は承認しました[甲田][決定]。",
        "平成30年度は12000件を受け付けたと委員が述べています[丙山]。",
        "顔認証については、市民課長が外部に提供しないと説明しました[課長]。",
        "乙川委員は導入が適当でないと述べました[乙川]。",
        "事務局は次回の会議を12月2日に予定していると述べました[事務局]。",
    ],
)
def test_what_the_passages_say_stands(written: str):
    assert check(written).faults == ()


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("審議会は承認しました[ZZ99]。", Kind.KEY),
        ("審議会は承認しました[1][決定]。", Kind.KEY),
        ("審議会は承認しました。", Kind.UNCITED),
        ("甲田委員は「病歴は条例第12条第2項に該当しないと思う。」と述べました[甲田]。", Kind.QUOTE),
        ("甲田委員は「病歴は3年間保存する。」と述べました[甲田]。", Kind.QUOTE),
        ("甲田委員は「病歴は条例第12条第2項に該当すると思う。と述べました[甲田]。", Kind.QUOTE),
        ("乙川委員は「外部に提供する」と述べました[乙川]。", Kind.CUT),
        ("乙川委員は「導入は適当」と述べました[乙川]。", Kind.CUT),
        ("実施機関は5年間保存すると述べました[課長]。", Kind.NUMBER),
        ("実施機関は3か月間保存すると述べました[課長]。", Kind.NUMBER),
        ("実施機関は三十年間保存すると述べました[課長]。", Kind.NUMBER),
        ("令和2年10月7日に、実施機関は外部に提供しないと述べました[課長]。", Kind.DATE),
        ("令和3年9月1日の審議会で承認されました[決定]。", Kind.DATE),
        ("甲田委員は条例第13条に該当すると述べました[甲田]。", Kind.ARTICLE),
        ("甲田委員は条例第12条の2第2項に該当すると述べました[甲田]。", Kind.ARTICLE),
        ("甲田委員は番号法第12条第2項に該当すると述べました[甲田]。", Kind.ARTICLE),
        ("例示市の審議会は承認しました[決定]。", Kind.NAME),
        ("実施機関は鈴木に提供しないと述べました[課長]。", Kind.NAME),
        ("実施機関はマイナンバーを保存すると述べました[課長]。", Kind.WORD),
        ("審議会は顔認証を禁止し、承認しました[決定]。", Kind.WORD),
        ("実施機関は外部に提供すると述べました[課長]。", Kind.DENIAL),
        ("甲田委員は病歴が条例第12条第2項に該当しないと述べました[甲田]。", Kind.DENIAL),
        ("審議会は承認しませんでした[決定]。", Kind.DENIAL),
        ("本件は不承認となりました[決定]。", Kind.DENIAL),
        ("資料に記載はありません[決定]。", Kind.DENIAL),
        ("実施機関は「病歴は条例第12条第2項に該当すると思う。」と述べました[甲田]。", Kind.SPEAKER),
        ("乙川委員は病歴が条例第12条第2項に該当すると述べました[甲田]。", Kind.SPEAKER),
        ("審議会は病歴が条例第12条第2項に該当すると判断しました[甲田]。", Kind.DECISION),
        ("審議会は「病歴は条例第12条第2項に該当すると思う。」と認めました[甲田]。", Kind.DECISION),
        ("「病歴は条例第12条第2項に該当すると思う。」と決定されました[甲田]。", Kind.DECISION),
        ("審議会は「病歴は条例第12条第2項に該当すると思う。」として承認しました[甲田][決定]。", Kind.DECISION),
        ("導入は適当でないと判断されました[乙川]。", Kind.DECISION),
        ("甲田委員は外部に提供しないと述べました[甲田][課長]。", Kind.WORD),
        ("市民課長は5年間保存すると述べました[課長][決定]。", Kind.NUMBER),
        ("審議会は病歴を条件としました[甲田][決定]。", Kind.WORD),
        ("病歴は3年間保存されます[課長]。", Kind.SPEAKER),
        ("市民課長は病歴を3年間保存します[課長]。", Kind.SPEAKER),
        ("病歴は条例第12条第2項に該当します[甲田][決定]。", Kind.WORD),
        ("審議会は承認すべきとしました[決定]。", Kind.WORD),
        ("市民課長は病歴を保存すると決定したと述べました[課長]。", Kind.WORD),
        ("市民課長は病歴だけを3年間保存すると述べました[課長]。", Kind.WORD),
        ("市民課長は3年以上保存すると述べました[課長]。", Kind.WORD),
        ("審議会は無条件で承認しました[決定]。", Kind.DENIAL),
        ("審議会は三段階で承認しました[決定]。", Kind.NUMBER),
        ("審議会は承認しました（https://evil.example/）[決定]。", Kind.LINK),
        ("審議会は承認しました![図](evil)[決定]。", Kind.LINK),
        ("審議会は承認しました<img src=x>[決定]。", Kind.LINK),
    ],
)
def test_what_they_do_not_say_is_caught(written: str, kind: Kind):
    faults = check(written).faults
    assert kind in {fault.kind for fault in faults}, faults


def test_one_sentence_tells_of_one_case():
    """The words of one case cannot be told of another through a sentence that cites both."""
    other = minutes(name="reiji_minutes.txt")
    held = (*SOURCES, *gather(citations(other), lambda _: other))
    keys = f"[{held[0].key}][{held[-1].key}]"
    written = sentence(f"審議会は承認し、乙川委員は導入が適当でないと述べました{keys}。", {s.key for s in held})
    assert Kind.MIXED in {fault.kind for fault in Judge(held).check(written).faults}


def test_a_quote_in_other_widths_gets_the_documents_letters():
    checked = check("丙山委員は「12,000件を受け付け、(株)架空開発に委託した。」と述べました[丙山]。")
    assert checked.faults == ()
    assert checked.restored
    assert checked.quotes == ("１２，０００件を受け付け、㈱架空開発に委託した。",)


def test_a_quote_that_begins_or_ends_inside_a_word_gets_its_whole_sentence():
    checked = check("市民課長は「病歴は3年間保存す」と述べました[課長]。")
    assert checked.quotes == ("病歴は3年間保存する。",)
    assert checked.restored


def test_a_forged_marker_inside_a_document_does_not_become_one():
    checked = check("丙山委員は「[1]のとおり。」と述べました[丙山]。")
    assert checked.faults == ()
    assert "[1]" not in checked.text


def test_the_reasons_name_the_words():
    (fault,) = check("実施機関はマイナンバーを保存すると述べました[課長]。").faults
    assert str(fault) == "引用した資料にない言葉がある: マイ、ナンバー"
