"""What a question asks: articles, places, period, outcomes, roles, and the kind of answer that is wanted."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.answering.followup import Standalone
from corpus.article import Article, find_articles
from corpus.calendar import Period, find_periods
from corpus.document import CaseKind, Outcome, Role, Span
from corpus.phrases import noun_phrases
from corpus.places import find_municipalities
from corpus.text import content_lemmas, fold


class Want(StrEnum):
    """What kind of answer is wanted."""

    RULING = "ruling"
    CONDITIONS = "conditions"
    REASONS = "reasons"
    FACT = "fact"
    LIST = "list"
    COUNT = "count"
    COMPARISON = "comparison"
    COURSE = "course"
    SIMILAR = "similar"
    WORDING = "wording"
    ISSUES = "issues"
    """What was asked or objected to."""


class Field(StrEnum):
    """A value of the register that a question asks for by name."""

    HELD_ON = "held_on"
    PLACE = "place"
    ATTENDANCE = "attendance"
    REPORT_DATE = "issued_on"
    REPORT_NUMBER = "number"
    CONSULTATION_DATE = "consulted_on"
    CONSULTATION_NUMBER = "consultation_number"
    ARTICLES = "articles"
    DEPARTMENT = "department"
    VOTE = "votes"


_WANTS: tuple[tuple[Want, str], ...] = (
    (Want.COUNT, r"(?:案件|諮問|答申|件数|審議会).{0,12}(?:何件|いくつ|件数)|何件の(?:案件|諮問|答申)|件数を"),
    (
        Want.COMPARISON,
        r"比べ|比較|違い|違[うっい]|異な[るり]|それぞれどの(?:市|町|村|自治体)|(?:市|町|村|自治体|審議会)(?:ごと|によって|別)"
        r"|各(?:市|町|村|区|自治体)|共通(?:点|して)",
    ),
    (
        Want.SIMILAR,
        r"似た|似て|類似|参考になる|参考に(?:できる|したい)|同様の(?:案件|事例|先例|事業)|近い(?:案件|事例|先例)"
        r"|先例(?:は|が|を|と)|前例|(?:過去|他市|ほかの市|他の市)の?(?:案件|事例)|諮問を(?:準備|予定|検討)|諮問した(?:先例|例|事例)",
    ),
    (Want.WORDING, r"書きぶり|文言|言い回し|文例|書き方|表現(?:は|を|の)|言い方|定型"),
    (
        Want.CONDITIONS,
        r"条件(?!付)|付帯意見|付言|付記|附帯|要望(?:は|が|を|事項|し|さ|と)|求め(?:た|まし|られ|てい)|留意(?:点|事項)|注文|条件付",
    ),
    (Want.REASONS, r"なぜ|理由|どうして|根拠(?:は|を|と|に)|わけ(?:は|を)|判断の?(?:基準|根拠)|決め手"),
    (
        Want.ISSUES,
        r"論点|問題(?:に|と)なった|懸念|指摘|心配|どんな(?:質問|意見)|何を(?:聞|質問|問|指摘)|質問(?:は|が|を|され|し)|想定問答|議論|疑問",
    ),
    (Want.COURSE, r"経緯|経過|流れ|いきさつ|推移|その後|最終的に"),
    (
        Want.RULING,
        r"判断|結論|結果|どうなり|どうなっ|承認|同意|採決|議決|裁決|通(?:り|っ)|可否|認め(?:られ|た|まし|て|る)|否決|却下|棄却|取り?消|扱われ"
        r"|決ま[りっ]|決定|妥当|適当|答申(?:は|を|では)|再審議|継続審議|どう(?:扱|裁)",
    ),
)
_LIST = re.compile(
    r"一覧|すべて|全て|列挙|挙げて|リスト|整理して|まとめて(?:ください|教)|どの(?:市|町|村|自治体|審議会)|どんな(?:案件|事例|例)|どのような(?:案件|事例|例)"
    r"|(?:案件|諮問|答申|報告|事例)(?:は|に(?:は)?|として)(?:何|どれ|どんな|どのような)|(?:案件|例|事例|市|答申|諮問)(?:は|が|って)(?:あり|ない|ある)|市はあり"
)
_EXISTS = re.compile(
    r"(?:例|事例|案件|先例|市|町|話|こと|もの|答申|ところ|自治体)(?:は|が|って)?(?:あります|ありまし|ある|ない|存在|あった)"
)
_FIELDS: tuple[tuple[Field, str], ...] = (
    (
        Field.REPORT_DATE,
        r"答申(?:日|の日付|年月日|された日|が出(?:た|され)た?日)|いつ(?:の)?答申|答申(?:は|が)いつ|答申された(?:の)?は?いつ",
    ),
    (Field.REPORT_NUMBER, r"答申(?:の)?番号|答申は?第?何号"),
    (
        Field.CONSULTATION_DATE,
        r"諮問(?:日|の日付|年月日)|いつ(?:付け|付)?.{0,12}諮問|諮問(?:は|が)いつ|諮問された(?:の)?は?いつ",
    ),
    (Field.CONSULTATION_NUMBER, r"諮問(?:の)?番号|(?:第?何号|文書番号).{0,8}諮問|諮問は?第?何号"),
    (Field.ARTICLES, r"(?:第|条例|法)?何条|条番号|(?:どの|根拠)(?:と?なる)?(?:条文|条項|規定)"),
    (Field.PLACE, r"どこで(?:開|行)|開催場所|会場|場所(?:は|を|で)|(?:いつ|日時)[、とや]?(?:どこ|場所)"),
    (
        Field.HELD_ON,
        r"(?:いつ|何月何日|何年何月|何日).{0,10}(?:開|行われ|審議|会議)|(?:開催|審議会|会議)(?:は|が|の)?.{0,6}(?:いつ|日時)|日時|開催日|何時",
    ),
    (
        Field.ATTENDANCE,
        r"出席|欠席|傍聴|委員(?:は|の)(?:誰|何人|名簿|氏名)|会長(?:は|の)(?:誰|氏名|名前)|メンバー|説明者|構成",
    ),
    (Field.DEPARTMENT, r"(?:担当|所管|諮問した?)(?:課|部署|部局|の課)|どの(?:課|部署|部局)|何課"),
    (Field.VOTE, r"採決|賛成|反対(?:は|が|し)|票|全員一致|全会一致"),
)
_OF_HEADER = frozenset(Field) - {Field.ARTICLES, Field.DEPARTMENT, Field.VOTE}
"""Fields that a document's head states."""
_OUTCOMES: tuple[tuple[Outcome, str], ...] = (
    (
        Outcome.APPROVED_WITH_CONDITIONS,
        r"条件付き?(?:で)?(?:承認|同意|認め|適当)|条件(?:を|が)付(?:け|い)(?:て|た)",
    ),
    (Outcome.REDELIBERATION, r"再審議"),
    (Outcome.CONTINUED, r"継続(?:審議|に|と)"),
    (Outcome.NOT_REACHED, r"未審議|審議され(?:なかった|ていない)|審議できなかった|次回(?:審議|に回|送り)"),
    (
        Outcome.REFUSED,
        r"不承認|否決|認められなかった|認めなかった|承認されなかった|不適当|反対(?:の)?答申|退けられた",
    ),
    (Outcome.PARTLY_REVOKED, r"一部(?:を)?(?:取り?消|開示すべき|認容)"),
    (Outcome.REVOKED, r"(?<!一部)取り?消(?:し|す)|開示すべき|認容|覆(?:っ|さ|し)"),
    (Outcome.UPHELD, r"妥当(?!では?ない)|棄却"),
    (Outcome.NOTED, r"了承"),
    (Outcome.APPROVED, r"承認され(?:た|まし)|認められた|同意(?:され|した)|(?<!不)(?<!条件付き)承認(?:の|した)"),
)
_ROLES: tuple[tuple[Role, str], ...] = (
    (Role.CHAIR, r"会長(?!は誰|の氏名)|委員長|部会長"),
    (Role.MEMBER, r"委員(?!会|長|は誰|の氏名|名簿)"),
    (
        Role.EXECUTIVE,
        r"実施機関|担当課|所管課|市側|役所(?:は|が|の(?:説明|答え|回答))|説明員|市の(?:説明|答|回答)",
    ),
    (Role.SECRETARIAT, r"事務局"),
    (Role.COUNCIL, r"審議会(?:は|が|として|の(?:判断|決定|結論|意見))"),
)
_GENERIC = frozenset(
    [
        "審議会",
        "審査会",
        "委員会",
        "運営審議会",
        "個人情報保護審議会",
        "案件",
        "事案",
        "議題",
        "会議",
        "会議録",
        "議事録",
        "答申",
        "諮問",
        "条例",
        "個人情報保護条例",
        "法",
        "規定",
        "条文",
        "判断",
        "結論",
        "結果",
        "理由",
        "条件",
        "要望",
        "意見",
        "説明",
        "質問",
        "回答",
        "発言",
        "過去",
        "例",
        "事例",
        "先例",
        "前例",
        "場合",
        "内容",
        "件",
        "市",
        "町",
        "村",
        "区",
        "自治体",
        "市町村",
        "本市",
        "他市",
        "当市",
        "委員",
        "会長",
        "事務局",
        "実施機関",
        "役所",
        "個人情報",
        "情報",
        "保護",
        "取扱い",
        "取り扱い",
        "取扱",
        "扱い",
        "参考",
        "問題",
        "点",
        "論点",
        "話",
        "際",
        "時",
        "方",
        "側",
        "仕組み",
        "業務",
        "事業",
        "導入",
        "実施",
        "関係",
        "もの",
        "こと",
        "ため",
        "とき",
        "ところ",
        "資料",
        "審議",
        "承認",
        "同意",
        "決定",
        "経緯",
        "採決",
        "可否",
        "対応",
        "必要",
        "主",
        "何",
        "誰",
        "声",
        "事項",
        "文面",
        "文面案",
        "案",
        "それぞれ",
        "一覧",
        "件名",
        "名称",
        "概要",
        "目的",
        "再審議",
        "継続審議",
        "施行後",
        "施行",
        "改正",
        "開催",
        "時代",
        "以降",
        "以後",
        "以前",
        "年度",
        "者",
        "皆さん",
        "準備",
        "システム",
        "事務",
        "職員",
        "市民",
        "住民",
        "担当",
        "うち",
        "人",
        "窓口",
        "利用",
        "使用",
        "他",
        "別",
        "決裁",
        "全部",
        "すべて",
        "全て",
        "各市",
        "中",
        "後",
        "前",
        "今後",
        "現在",
        "第三者",
        "国",
        "県",
        "都",
        "府",
        "道",
        "データ",
        "手続",
        "手続き",
        "サービス",
        "機能",
        "追加",
        "設置",
        "運用",
        "管理",
        "対象",
        "見解",
        "考え",
        "考え方",
        "根拠",
        "違い",
        "言い方",
        "書きぶり",
        "文言",
        "表現",
        "最終的",
        "最終",
        "途中",
        "当初",
        "最初",
    ]
)
_QUOTED = re.compile(r"[「『]([^「」『』]{2,40})[」』]")
_MEETING = re.compile(r"第\s*(\d+)\s*回")
_CASE_NUMBER = re.compile(r"(諮問|答申|報告|議案)?第\s*(\d+)\s*号")
_ITEM = re.compile(
    r"[①-⑳]|(?:諮問事項|案件|議題|諮問|報告事項)の?[\s]*([ア-オカ-コ]|[(（]?\d{1,2}[)）]?)(?![\d号条回項年月件])"
)
_ARTICLE_TEXT = re.compile(
    r"条文|(?:全文|本文)を(?:教|見|示)|規定(?:の内容|ぶり)|何と(?:書|規定|定め)|どう(?:書かれ|規定され|定められ)|どのように(?:規定|定め)"
)
_PREMISE = re.compile(r"(?:の|ん)(?:です|でし)(?:よね|よ?ね|ょう)|ですよね|でしたよね|ましたよね")


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is understood."""

    standalone: Standalone
    wants: Want
    exists: bool
    """Whether it asks if there is such a case at all."""
    many: bool
    """Whether the answer is about more cases than one."""
    fields: tuple[Field, ...]
    articles: tuple[Article, ...]
    municipalities: tuple[str, ...]
    """Those named in the question, held or not."""
    period: Period | None
    outcomes: tuple[Outcome, ...]
    roles: tuple[Role, ...]
    kinds: tuple[CaseKind, ...]
    meeting: str | None
    numbers: tuple[str, ...]
    """Numbers of consultations or reports: 諮問第76号."""
    items: tuple[str, ...]
    """Items of a list that it points at: ③, ア."""
    quoted: tuple[str, ...]
    """What stands in 「」 in the question."""
    topics: tuple[str, ...]
    """Noun phrases that say what the question is about."""
    article_text: bool
    """Whether it asks for an article's own words, which the corpus does not hold."""
    premise: bool
    """Whether it presumes something and asks for agreement."""

    @property
    def text(self) -> str:
        """The standalone question."""
        return self.standalone.text

    @property
    def focus(self) -> str:
        """What is asked, without the subject that the conversation gave."""
        return self.standalone.focus


def understand(asked: Standalone, today: date | None = None) -> Question:
    """Read a standalone question. `today` anchors relative periods (ここ5年)."""
    text, focus = fold(asked.text), fold(asked.focus)
    articles = tuple(dict.fromkeys(m.article for m in find_articles(text)))
    places = tuple(dict.fromkeys(p.name for p in find_municipalities(text, unknown=True)))
    periods = find_periods(text, today)
    outcomes = tuple(outcome for outcome, pattern in _OUTCOMES if re.search(pattern, focus))
    fields = tuple(field for field, pattern in _FIELDS if re.search(pattern, focus))
    wants = Want.FACT if _OF_HEADER & set(fields) else _wants(focus)
    exists = bool(_EXISTS.search(focus))
    numbers = tuple((m[1] or "") + f"第{m[2]}号" for m in _CASE_NUMBER.finditer(text))
    meeting = _MEETING.search(text)
    return Question(
        standalone=asked,
        wants=wants,
        exists=exists,
        many=wants in (Want.LIST, Want.COUNT, Want.COMPARISON, Want.SIMILAR) or len(places) > 1,
        fields=fields,
        articles=articles,
        municipalities=places,
        period=periods[0].period if periods else None,
        outcomes=outcomes,
        roles=tuple(role for role, pattern in _ROLES if re.search(pattern, focus)),
        kinds=_kinds(focus),
        meeting=f"第{meeting[1]}回" if meeting else None,
        numbers=numbers,
        items=tuple(m[1].strip("()（）") if m[1] else m[0] for m in _ITEM.finditer(focus)),
        quoted=tuple(m[1] for m in _QUOTED.finditer(asked.focus)),
        topics=_topics(asked.text, places, [p.span for p in periods]),
        article_text=bool(articles) and bool(_ARTICLE_TEXT.search(focus)),
        premise=bool(_PREMISE.search(focus)),
    )


def _wants(focus: str) -> Want:
    matched = [want for want, pattern in _WANTS if re.search(pattern, focus)]
    if _LIST.search(focus) and not {Want.COUNT, Want.COMPARISON, Want.SIMILAR} & set(matched):
        return Want.LIST
    return matched[0] if matched else Want.FACT


def _kinds(focus: str) -> tuple[CaseKind, ...]:
    if re.search(r"報告(?:事項|案件|された|の件)", focus):
        return (CaseKind.NOTIFICATION,)
    return ()


def _generic(phrase: str) -> bool:
    """Whether a phrase is made of words that any question of the field may hold: 審議結果, 過去案件."""
    return phrase in _GENERIC or all(lemma in _GENERIC for lemma in content_lemmas(phrase))


def _topics(text: str, places: Collection[str], periods: Collection[Span]) -> tuple[str, ...]:
    """Noun phrases that are no place, date, article or word that any question of the field may hold."""
    kept = []
    for phrase, span in noun_phrases(text):
        inside_period = any(p.start < span.end and span.start < p.end for p in periods)
        bare = phrase
        for place in places:
            bare = bare.replace(place, "")
        if (
            inside_period
            or len(bare) < 2
            or bare in _GENERIC
            or re.fullmatch(r"第?[\d条項号のM回]+.*|[\d.,]+\D?", fold(bare))
        ):
            continue
        kept.append(bare)
    return tuple(dict.fromkeys(kept))
