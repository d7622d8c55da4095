"""A sentence decides by its predicate and that predicate's polarity; what only talks about deciding decides nothing."""

import pytest

from corpus.model import Attachment, AttachmentKind, CaseKind, Outcome, Span, Vote
from ingest.outline.attaching import attachments
from ingest.outline.outcomes import classify, conditioned, read_conclusion, read_outcome, votes

UPHELD = (
    "本件決定は、妥当である。",
    "実施機関が行った決定は、いずれも妥当である。",
    "手続に不備はあるが、本件決定は、結論において妥当である。",
    "実施機関が、「会議の記録」を非開示とした決定は、取り消すべきものとは認められない。",
    "各決定は、いずれも取り消すべきものとは認められない。",
    "本件決定を取り消す必要はない。",
    "本件決定を取り消すべき理由はない。",
    "本件決定は妥当でないとまではいえない。",
    "本件処分に違法又は不当な点は認められない。",
    "本件審査請求は、却下すべきである。",
    "本件異議申立ては、不適法なものであり、却下すべきである。",
    "本件審査請求は、棄却されるべきである。",
    "本件審査請求は棄却することが妥当である。",
    "今も不公開とすべきとする箇所は、不公開とすることが妥当である。",
    "本 件 不 開 示 決 定 は 妥 当 で あ る 。",
    "「本件処分を取り消すべきである」との主張に対し、本件処分は妥当であると判断する。",
    "実施機関が公開しないこととしたことは、相当である。",
    "同号に該当するとした処分庁の判断は、是認することができる。",
)
REVOKED = (
    "本件決定は妥当ではなく、開示すべきである。",
    "本件決定は,妥当でなく,開示すべきである。",
    "実施機関は、「職員の職名」を公開すべきである。",
    "本件決定は、取り消すべきである。",
    "理由の付記に不備があり、取り消すべきである。",
    "本件決定を取り消し、改めて開示決定等をすべきである。",
    "写真を探し出した上で、改めて開示、非開示の決定をすべきである。",
    "開示・不開示の判断をすべきである。",
    "本件決定は妥当ではない。",
    "本件決定は妥当とは認められない。",
    "利用停止をしなかったことは妥当性を欠く。",
)
PARTLY_REVOKED = (
    "受付時刻を非開示とした決定は妥当ではなく、開示すべきであるが、その余を非開示とした決定は、妥当である。",
    "氏名を非開示とした決定は妥当であるが、その余の部分は開示すべきである。",
    "決定のうち、受付時刻を公開すべきである。",
    "本件決定は妥当ではなく、別表に示す部分を除いて開示すべきである。",
    "別表に示す部分を除き、妥当である。",
    "「台帳」を特定し、開示した決定については、「写真」についても対象として特定の上、改めて開示、非開示の決定をすべきである。",
)
APPROVED = (
    "原案のとおり承認することとした。",
    "それでは本件は適当と認めることといたします。",
    "答申案は、一部修正の上、承認された。",
    "会長;異議なしということで、原案のとおり可とします。",
    "諮問のとおり実施して差し支えないこととされた。",
    "それでは、適当である旨を答申いたします。",
    "審議の結果、諮問のとおり収集することを認める旨の答申を行うこととした。",
    "○会長 諮問どおり可とする。",
    "全員一致で同意することとした。",
    "評価書の内容は、おおむね問題ありません。",
    "保護者に知らせることは不要とする。",
    "公益上の必要があると認める。",
    "全会一致で可決された。",
    "訂正の申出がなければ、案のとおり確定します。",
)
CONDITIONAL = (
    "次の条件を付して承認する。",
    "協定を結ぶことを条件として、適当と認める。",
    "漏えいを防ぐ措置をとることを条件に、差し支えない。",
)
REFUSED = (
    "本件提供は認められない。",
    "目的外利用は適当でない。",
    "オンラインでの結合は適当とは認められない。",
    "本件は承認しないこととした。",
    "審議会は同意できないとした。",
    "不承認とする。",
    "採決の結果、賛成2人、反対4人で、可とすることができないものと決した。",
    "必要だからといって認めるわけにはいかない。",
    "反対多数により、可とすることはできない。",
    "本件は否とする。",
    "範囲が広すぎるとの意見が多数を占め、同意しないこととし、改めて諮問するよう求めることとした。",
)
OTHERS = (
    ("会長:では、継続審議とする。", Outcome.CONTINUED),
    ("次回に審議を継続することとした。", Outcome.CONTINUED),
    ("次回も引き続き審議することとした。", Outcome.CONTINUED),
    ("追加の資料を求め、再審議を行う。", Outcome.REDELIBERATION),
    ("改めて審議することとなった。", Outcome.REDELIBERATION),
    ("(※議題(3)は、閉会の時刻を過ぎたため、次回審議となった。)", Outcome.NOT_REACHED),
    ("時間の都合により審議に至らなかった。", Outcome.NOT_REACHED),
    (
        "会長から、本件の説明及び審議は次回の会議で行うこととしたいとの提案があり、全員が賛成した。",
        Outcome.NOT_REACHED,
    ),
    ("質疑ののち、報告は了承された。", Outcome.NOTED),
    ("特に意見はなかった。", Outcome.NOTED),
    ("質問及び意見の提出はなかった。", Outcome.NOTED),
    ("事務局から、令和元年度の件数について報告があった。", Outcome.REPORTED),
    ("諮問第8号は、本日は審議を行わず、取下げとして扱います。", Outcome.OTHER),
    ("本件は、実施機関の申出により取り下げられた。", Outcome.OTHER),
    ("では、議案第3号は取下げということで、審査会としても了承します。", Outcome.OTHER),
    ("報告済み", Outcome.REPORTED),
    ("後日、日程を調整することとなった。", Outcome.OTHER),
    ("答申書の文案は、会長に一任することとした。", Outcome.OTHER),
)
UNDECIDED = (
    "承認してよろしいか。",
    "原案のとおり承認することでよろしいでしょうか。",
    "これは認められないと思う。",
    "開示していただきたい。",
    "異存ありません。",
    "条例第9条に当たるかをお諮りします。",
    "三十日で消去します。",
    "「承認する」という語を用いる。",
)
SENTENCES = [
    *((s, Outcome.UPHELD) for s in UPHELD),
    *((s, Outcome.REVOKED) for s in REVOKED),
    *((s, Outcome.PARTLY_REVOKED) for s in PARTLY_REVOKED),
    *((s, Outcome.APPROVED) for s in APPROVED),
    *((s, Outcome.APPROVED_WITH_CONDITIONS) for s in CONDITIONAL),
    *((s, Outcome.REFUSED) for s in REFUSED),
    *OTHERS,
    *((s, None) for s in UNDECIDED),
]


@pytest.mark.parametrize(("sentence", "outcome"), SENTENCES)
def test_a_sentence_states_its_outcome(sentence: str, outcome: Outcome | None) -> None:
    assert classify(sentence) is outcome


def everything(text: str) -> Span:
    return Span(0, len(text))


def test_the_last_decision_of_a_region_counts() -> None:
    text = "前回は継続審議とした。担当課から説明があった。\n審議の結果、本件は承認された。次回は5月に開く。"
    reading = read_outcome(text, everything(text), CaseKind.CONSULTATION)
    assert reading is not None
    assert (reading.outcome, reading.span.of(text)) == (Outcome.APPROVED, "審議の結果、本件は承認された。")


def test_numbered_conclusions_are_one() -> None:
    text = "結論は次のとおり。\n① 外部への提供を認める。\n② 本人への通知は不要とする。\n③ 結合を認める。"
    reading = read_outcome(text, everything(text), CaseKind.CONSULTATION)
    assert reading is not None
    assert reading.outcome is Outcome.APPROVED
    assert reading.span.of(text) == "① 外部への提供を認める。\n② 本人への通知は不要とする。\n③ 結合を認める。"


def test_conclusions_that_differ_are_combined() -> None:
    text = (
        "1 氏名を非開示とした決定は、妥当である。\n2 職名を非開示とした決定は妥当ではなく、開示すべきである。"
    )
    reading = read_conclusion(text, everything(text))
    assert reading is not None
    assert reading.outcome is Outcome.PARTLY_REVOKED
    mixed = "① 目的外利用を認める。\n② 外部への提供は認められない。"
    reading = read_conclusion(mixed, everything(mixed))
    assert reading is not None
    assert reading.outcome is Outcome.OTHER


def test_no_objection_approves_what_was_asked_and_notes_what_was_reported() -> None:
    text = "資料に基づき説明を行った。特に意見はなかった。"
    asked = read_outcome(text, everything(text), CaseKind.CONSULTATION)
    reported = read_outcome(text, everything(text), CaseKind.NOTIFICATION)
    assert asked is not None
    assert reported is not None
    assert (asked.outcome, reported.outcome) == (Outcome.APPROVED, Outcome.NOTED)


def test_a_region_without_a_decision_has_no_outcome() -> None:
    text = "いつから始めるのか。\n四月からである。"
    assert read_outcome(text, everything(text), CaseKind.CONSULTATION) is None
    assert read_conclusion(text, everything(text)) is None


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("委託先と協定を結ぶことを条件とする。", AttachmentKind.CONDITION),
        ("端末の紛失には、十分に備えるよう要望する。", AttachmentKind.REQUEST),
        ("今後、実施機関においては、分かりやすく書くよう努められたい。", AttachmentKind.REQUEST),
        ("速やかに規程を設けることが望まれる。", AttachmentKind.REQUEST),
        ("審議会としては、十分な周知を期待する。", AttachmentKind.REQUEST),
        ("適切な管理を行うことを強く求めるものである。", AttachmentKind.DEMAND),
        ("毎年度、利用の状況を報告するよう求める。", AttachmentKind.DEMAND),
        ("必要性について改めて追加資料を求め、再審議を行う。", AttachmentKind.DEMAND),
        ("画面を見る職員を課長が定めるよう要望する、と。", AttachmentKind.REQUEST),
        ("年度ごとの報告を区に対して求めるという形にします。", AttachmentKind.DEMAND),
        ("手引を配ることを要望する旨を、答申に付したい。", AttachmentKind.REQUEST),
        ("閲覧できる職員を限ることを審議会の意見として付したい。", AttachmentKind.REQUEST),
        ("会長から、周知に努めるよう要望したいとの提案があり、全員がこれに賛成した。", AttachmentKind.REQUEST),
    ],
)
def test_the_councils_own_wishes_are_attached(sentence: str, kind: AttachmentKind) -> None:
    assert attachments(sentence, everything(sentence)) == (Attachment(kind, everything(sentence)),)


@pytest.mark.parametrize(
    "sentence",
    [
        "本件審査請求の趣旨は、決定の取消しを求めるものである。",
        "申立人は、台帳を開示するよう求める。",
        "委員は、周知を要望する。",
        "実施機関は、開示請求書の補正を求めた。",
        "実施機関は、提供先が守秘を条件とすることを約していると説明する。",
        "公にしないことを条件に任意に提供された情報である。",
        "閲覧後、写しの交付を希望する。",
        "平均点は、合計を人数で除して求める。",
        "継続審議とし、次回は福祉課にも出席を求めることといたします。",
    ],
)
def test_what_a_party_or_a_member_asks_for_is_not_attached(sentence: str) -> None:
    assert attachments(sentence, everything(sentence)) == ()


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (
            "次の二点を求めます。一つは、鍵を替えること。もう一つは、台帳を作ること。",
            ["次の二点を求めます。"],
        ),
        (
            "二つのことを書き添えます。一つは、鍵を替えること。もう一つは、台帳を作ること。いずれも求めるという形にします。",
            [],
        ),
    ],
)
def test_what_is_counted_in_speech_is_attached(text: str, items: list[str]) -> None:
    demand = AttachmentKind.DEMAND
    found = [(a.kind, a.span.of(text)) for a in attachments(text, everything(text))]
    counted = ["一つは、鍵を替えること。", "もう一つは、台帳を作ること。"]
    assert found == [(demand, item) for item in [*items, *counted]]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("結合は適当である。ただし、期間は災害の間に限るものとする。", AttachmentKind.CONDITION),
        ("提供を認める。ただし、名簿は毎年集めること。", AttachmentKind.CONDITION),
        ("実施して差し支えない。ただし、周知に配慮すること。", AttachmentKind.REQUEST),
        ("提供は認められない。ただし、名簿は毎年集めること。", None),
        ("氏名を非開示としたことは妥当である。ただし、職名は本号に該当しない。", None),
    ],
)
def test_a_proviso_to_what_is_granted_is_attached(text: str, kind: AttachmentKind | None) -> None:
    found = [(a.kind, a.span.of(text)) for a in attachments(text, everything(text))]
    assert found == ([(kind, text[text.index("ただし") :])] if kind else [])


def test_a_condition_makes_an_approval_conditional() -> None:
    condition = Attachment(AttachmentKind.CONDITION, Span(0, 1))
    request = Attachment(AttachmentKind.REQUEST, Span(0, 1))
    assert conditioned(Outcome.APPROVED, [request]) is Outcome.APPROVED
    assert conditioned(Outcome.APPROVED, [request, condition]) is Outcome.APPROVED_WITH_CONDITIONS
    assert conditioned(Outcome.UPHELD, [condition]) is Outcome.UPHELD


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("採決の結果、賛成5名、反対1名であった。", ("賛成5名、反対1名", False, 5, 1)),
        ("賛成者十二人、反対者なし", ("賛成者十二人", False, 12, None)),
        ("賛成 7 人・反対 0 人", ("賛成 7 人・反対 0 人", True, 7, 0)),
        ("全員賛成により承認された。", ("全員賛成", True, None, None)),
        ("賛成多数により承認された。", ("賛成多数", False, None, None)),
    ],
)
def test_votes_are_counted(text: str, expected: tuple[str, bool, int | None, int | None]) -> None:
    written, unanimous, for_, against = expected
    at = text.index(written)
    assert votes(text, everything(text)) == (Vote(Span(at, at + len(written)), unanimous, for_, against),)
