"""A sentence in a model's words stands only where the quotes on which it rests say the same, in the same person's name."""

import pytest

from assistant.model.claims import Fault, faults
from assistant.model.material import source_of
from tests.assistant.town import citations, minutes

DOCUMENT = minutes("平成30年度は１２，０００件を受け付け、㈱架空開発に委託した。")
SOURCES = [source_of(c, DOCUMENT) for c in citations(DOCUMENT)]
NAMES = {
    "決定": "承認する",
    "甲田": "病歴は条例",
    "乙川": "外部に提供する",
    "課長": "3年間",
    "事務局": "次回",
    "丙山": "㈱",
}


def check(text: str, *names: str) -> tuple[Fault, ...]:
    return faults(text, [next(s for s in SOURCES if NAMES[name] in s.body) for name in names])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("審議会は「本件は全員一致で承認する。」とし、条件を付けました。", "決定"),
        ("審議会は全員一致で承認し、閲覧の記録を5年間保存することを条件としました。", "決定"),
        ("本件は、閲覧の記録を五年間保存することを条件に承認されました。", "決定"),
        ("甲田委員は「条例第12条第2項に該当すると思う。」と述べました。", "甲田"),
        ("委員は、病歴が条例第12条第2項に当たると述べました。", "甲田"),
        ("実施機関は外部に提供しないと説明しました。", "課長"),
        ("市民課長は、病歴を3年間保存し、外部には提供しないと説明しました。", "課長"),
        ("平成30年度は12000件を受け付けたと委員が述べています。", "丙山"),
        ("乙川委員は導入が適当でないと述べました。", "乙川"),
        ("事務局は、次回の会議を12月2日に予定していると述べました。", "事務局"),
    ],
)
def test_what_the_quotes_say_stands(text: str, name: str):
    assert check(text, name) == ()


@pytest.mark.parametrize(
    ("text", "name", "fault"),
    [
        ("甲田委員は「病歴は条例第12条第2項に該当しないと思う。」と述べました。", "甲田", Fault.QUOTE),
        ("甲田委員は『病歴は該当しない』と述べました。", "甲田", Fault.QUOTE),
        ("甲田委員は“病歴は該当しない”と述べました。", "甲田", Fault.QUOTE),
        ('甲田委員は"病歴は該当しない"と述べました。', "甲田", Fault.QUOTE),
        ("甲田委員は《病歴は該当しない》と述べました。", "甲田", Fault.QUOTE),
        ("甲田委員は「病歴は該当しないと述べました。", "甲田", Fault.QUOTE),
        ("乙川委員は「外部に提供する」と述べました。", "乙川", Fault.QUOTE),
        ("実施機関は5年間保存すると述べました。", "課長", Fault.NUMBER),
        ("実施機関は三か月間保存すると述べました。", "課長", Fault.NUMBER),
        ("実施機関は3年以内の保存と述べました。", "課長", Fault.LIMIT),
        ("令和2年10月7日に、実施機関は外部に提供しないと述べました。", "課長", Fault.DATE),
        ("審議会は令和3年10月7日に記録を保存することを条件に承認しました。", "決定", Fault.DATE),
        ("甲田委員は条例第13条に該当すると述べました。", "甲田", Fault.ARTICLE),
        ("例示市の審議会は条件を付けて承認しました。", "決定", Fault.NAME),
        ("福祉総務課は病歴を3年間保存すると述べました。", "課長", Fault.NAME),
        ("試川委員は病歴が条例第12条第2項に該当すると述べました。", "甲田", Fault.NAME),
        ("実施機関は指紋と虹彩を収集すると述べました。", "課長", Fault.WORD),
        ("職員が不足したため、病歴を3年間保存すると述べました。", "課長", Fault.WORD),
        ("実施機関は病歴を必ず3年間保存すると述べました。", "課長", Fault.WORD),
        ("実施機関は病歴だけを3年間保存すると述べました。", "課長", Fault.LIMIT),
        ("実施機関は外部に提供すると述べました。", "課長", Fault.DENIAL),
        ("実施機関は病歴を3年間保存しないと述べました。", "課長", Fault.DENIAL),
        ("実施機関は病歴を3年間保存しなければならないと述べました。", "課長", Fault.MOOD),
        ("実施機関は「病歴は条例第12条第2項に該当すると思う。」と述べました。", "甲田", Fault.SPEAKER),
        ("病歴は条例第12条第2項に該当します。", "甲田", Fault.SPEAKER),
        ("審議会は病歴が条例第12条第2項に該当すると判断しました。", "甲田", Fault.SPEAKER),
        ("病歴を3年間保存することが条件です。", "課長", Fault.RULING),
        ("本件は全員一致で了承されました。", "課長", Fault.RULING),
        ("審議会は全員一致で承認しました。", "決定", Fault.CONDITION),
        ("審議会は条件を付けて承認し、審議は終わりました。", "決定", Fault.END),
        ("結論は継続審議です。", "決定", Fault.END),
        ("審議会は承認しました（https://evil.example/）。", "決定", Fault.FORM),
        ("審議会は**条件**を付けて承認しました。", "決定", Fault.FORM),
        ("閲覧の記録を5年間保存してください。", "決定", Fault.FORM),
    ],
)
def test_what_they_do_not_say_is_caught(text: str, name: str, fault: Fault):
    assert fault in check(text, name)
