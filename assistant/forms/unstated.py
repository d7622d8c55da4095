"""The answer form for a value that the document does not state: a day, a number, an amount, a name; it refuses."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.evidence.asked import counted_in
from assistant.forms.form import Form, Found
from assistant.forms.labels import place
from assistant.forms.refusal import Refusal, Why
from assistant.understand.cues import Field, Want
from assistant.understand.question import Question
from corpus.language import find_dates, fold, sentences, squeeze
from corpus.model import Case, Document

_NEAR = 5
"""Passages nearest to the question in which a value is looked for too, wherever they stand in the document."""


@dataclass(frozen=True, slots=True)
class _Record:
    """Where a value is looked for before it is said to be absent."""

    document: Document
    case: Case | None
    text: str
    """What the case holds and the passages nearest to the question: a case may be read too short."""


_FIELDS = {
    Field.REPORT_DATE: ("答申日", "答申の日付"),
    Field.REPORT_NUMBER: ("答申番号", "答申の番号"),
    Field.CONSULTATION_DATE: ("諮問日", "諮問の日付"),
    Field.CONSULTATION_NUMBER: ("諮問番号", "諮問の番号"),
}


def _by_field(question: Question, record: _Record) -> Refusal | None:
    """Refuse where the document does not state the very value asked for."""
    header, case = record.document.header, record.case
    absent = []
    for asked, (name, _) in _FIELDS.items():
        if asked in question.fields:
            if getattr(header, asked.value) is not None:
                return None
            absent.append(name)
    if absent:
        others = ""
        if header.consulted_on and not {Field.CONSULTATION_DATE, Field.CONSULTATION_NUMBER} & set(
            question.fields
        ):
            others = "資料にある日付と番号は諮問のもので、答申のものではありません。"
        return Refusal(
            Why.HEAD,
            f"{place(header)}の資料には、{'と'.join(absent)}の記載がありません。{others}",
            f"{'・'.join(absent)}の記載ではありません",
        )
    one_case = "cases" not in header.unsure and question.wants not in (Want.LIST, Want.COUNT, Want.COMPARISON)
    if Field.ARTICLES in question.fields and not question.articles and case is not None and one_case:
        stated = case.articles or any(p.articles for p in record.document.passages if p.case == case.ordinal)
        if not stated:
            return Refusal(
                Why.FIELD,
                f"{place(header)}の「{case.title}」の審議には、根拠となる条例・法律の条番号の記載がありません。",
                "条番号の記載がありません",
            )
    return None


_COMPANY_ASKED = re.compile(
    r"(?:会社|業者|事業者|企業|法人|ベンダー|メーカー)(?:の)?(?:名|名称|名前)|社名|(?:何|どこ)(?:という|の)(?:会社|業者|事業者|企業)|どの(?:会社|業者|企業)"
)
_COMPANY = re.compile(
    r"(?:株式|有限|合同|合資)会社[^\s、。「」（）()]|[^\s、。「」（）()](?:株式|有限|合同|合資)会社|[(（]株[)）]|㈱"
)
_BODY = re.compile(r"公社|財団|社団|協会|機構|組合|大学")
"""What may run a service for a municipality beside companies."""
_DAY_ASKED = re.compile(
    r"(締結|契約|着手|開始|稼働|施行|発生|公布|決裁|提出|受理|裁決|調印|納品)(?:の)?(?:日(?!時|程)|年月日|期日)"
)


def _by_company(question: Question, record: _Record) -> Refusal | None:
    """Refuse where a company's name is asked for and the case names none."""
    asked = _COMPANY_ASKED.search(question.focus)
    if asked is None or _COMPANY.search(record.text):
        return None
    if "社" not in asked[0] and _BODY.search(record.text):
        return None
    return _unstated(record, "事業者の名称")


def _by_previous(question: Question, record: _Record) -> Refusal | None:
    """Refuse where the day of the meeting before is asked for and no sentence dates it."""
    if Field.HELD_ON not in question.fields or "前回" not in question.focus:
        return None
    text = record.document.text
    said = (s.of(text) for s in sentences(text))
    if any("前回" in sentence and find_dates(sentence) for sentence in said):
        return None
    return _unstated(record, "前回の会議の日")


_AFTERMATH = re.compile(
    r"答申(?:第[0-9]+号)?(?:を受け|の後|後)|(?:[庁会]|機関|[一-鿿]長|管理者)は?[^。]{0,20}裁決|(?:実証(?:実験|事業)?|試行|実験|導入後|実施後|運用後)の結果(?!が良)"
)
_OUTCOME_TOLD = re.compile(r"裁決(?:し|を行|が)|(?:実証(?:実験|事業)?|試行|実験|実施|運用)(?:し|を行っ)た結果")


def _by_aftermath(question: Question, record: _Record) -> Refusal | None:
    """Refuse where what came of a case after the council's decision is asked for and the case does not tell it."""
    if not _AFTERMATH.search(question.focus) or _OUTCOME_TOLD.search(record.text):
        return None
    return _unstated(record, "決定の後に行われたことの結果")


def _by_day(question: Question, record: _Record) -> Refusal | None:
    """Refuse where the day of an act is asked for and no sentence of the case dates that act."""
    asked = _DAY_ASKED.search(question.focus)
    if asked is None:
        return None
    acts = (s.of(record.text) for s in sentences(record.text))
    if any(asked[1] in act and find_dates(act) for act in acts):
        return None
    return _unstated(record, f"{asked[1]}の日")


_HANDED_ASKED = re.compile(
    r"答申書?(?:が|は|を)[^。]{0,14}(?:渡|提出|手交|届け)[^。]{0,8}(?:いつ|何月何日|何日)"
)
_HANDED = re.compile(r"答申.*(?:渡|提出|手交|届け)")


def _by_handing(question: Question, record: _Record) -> Refusal | None:
    """Refuse where the day on which the report was handed over is asked for and no sentence dates that."""
    if not _HANDED_ASKED.search(question.focus) or record.document.header.issued_on is not None:
        return None
    acts = (s.of(record.document.text) for s in sentences(record.document.text))
    if any(_HANDED.search(act) and find_dates(act) for act in acts):
        return None
    return _unstated(record, "答申を渡した日", Why.HEAD)


def _unstated(record: _Record, what: str, why: Why = Why.FIELD) -> Refusal:
    about = f"「{record.case.title}」" if record.case else ""
    reason = f"{place(record.document.header)}の{about}の資料には、{what}の記載がありません。"
    return Refusal(why, reason, f"{what}の記載ではありません")


_AMOUNT_ASKED = re.compile(
    r"いくら|(?:費用|予算|経費|料金)(?:は|が|を)(?:[、。?？]|教|何円|ど(?:れ|の)(?:くらい|程度|ほど)|$)|金額|値段"
)
_AMOUNT = re.compile(
    r"[0-9０-９一二三四五六七八九十百千万億][,，0-9０-９百千万億]*円|無料|無償|お金もかから|費用(?:は|が)かから"
)


def _by_amount(question: Question, record: _Record) -> Refusal | None:
    """Refuse where an amount of money is asked for and the case names none."""
    if not _AMOUNT_ASKED.search(question.focus) or _AMOUNT.search(record.text):
        return None
    return _unstated(record, "金額")


_QUANTITY_ASKED = re.compile(
    r"何(人|件|台|園|校|社|回|円|時間|日間?|か月|ヶ月|カ月|年間?|歳|世帯|枚|種類?|個|点|%|パーセント|割|時(?:から|まで))"
)


def _by_quantity(question: Question, record: _Record) -> Refusal | None:
    """Refuse where a quantity is asked for and the case names none of its kind."""
    asked = _QUANTITY_ASKED.search(question.focus)
    if asked is None or question.wants is not Want.FACT or question.fields:
        return None
    sought = counted_in(fold(question.focus))
    if sought is None or sought.search(fold(record.text)):
        return None
    return _unstated(record, f"お尋ねの数量（何{asked[1].rstrip('からまで')}か）")


_VOTED = re.compile(r"全員|全会|満場|異議|異存|賛成|反対|挙手|採決|起立|票|賛成多数|多数決|一致")


def _by_vote(question: Question, record: _Record) -> Refusal | None:
    """Refuse where it is asked whether all agreed and the record of a decided case tells of no vote."""
    if question.unanimous is None or not question.whether or record.case is None or record.case.votes:
        return None
    if record.case.outcome is None or _VOTED.search(record.text):
        return None
    return _unstated(record, "賛成と反対の別", Why.VOTE)


_OF_A_LAW = re.compile(
    r"([一-鿿]{2,24}法(?:律|施行令|施行規則)?)(?:の|では|は)?(?:、)?第?何条|([一-鿿]{2,24}法(?:律|施行令|施行規則)?)の(?:どの(?:条|規定|条文))"
)


def _by_law(question: Question, record: _Record) -> Refusal | None:
    """Refuse where the article of a law that is named is asked for and the document gives none of that law."""
    asked = _OF_A_LAW.search(question.focus)
    if asked is None:
        return None
    law = asked[1] or asked[2]
    if re.search(
        rf"{re.escape(law)}(?:[(（][^()（）]*[)）])?第?[0-9一二三四五六七八九十]+条",
        squeeze(fold(record.document.text)),
    ):
        return None
    return _unstated(record, f"{law}の条番号", Why.ARTICLE)


_CHANGE_ASKED = re.compile(r"何(?:件|人|名|台|世帯|割|%|パーセント|回)(?:くらい|ぐらい|ほど)?(?:も)?(?:増|減)")
_CHANGE = re.compile(r"増|減|前年|昨年度?(?:は|の)|比べ|から[0-9一二三四五六七八九十]+")


def _by_change(question: Question, record: _Record) -> Refusal | None:
    """Refuse where it is asked by how much something changed and no sentence tells a number with a change."""
    if not _CHANGE_ASKED.search(question.focus):
        return None
    sought = counted_in(fold(question.focus))
    said = (fold(s.of(record.text)) for s in sentences(record.text))
    if sought is None or any(_CHANGE.search(s) and sought.search(s) for s in said):
        return None
    return _unstated(record, "増えた・減った数")


_Check = Callable[[Question, _Record], Refusal | None]
_CHECKS: tuple[_Check, ...] = (
    _by_field,
    _by_amount,
    _by_company,
    _by_day,
    _by_previous,
    _by_aftermath,
    _by_quantity,
    _by_handing,
    _by_change,
    _by_vote,
    _by_law,
)


def _wanted(found: Found) -> bool:
    return not found.chosen.point


def _answer(found: Found) -> Refusal | None:
    """Refuse where the document does not state the value asked for: a day, a number, an amount, a name, what came after."""
    document, case = found.document, found.best.case
    near = [p.turn.span.of(document.text) for p in found.passages if p.header.name == document.header.name][
        :_NEAR
    ]
    text = "\n".join((case.span.of(document.text), *near)) if case else document.text
    record = _Record(document, case, text)
    return next((why for check in _CHECKS if (why := check(found.question, record))), None)


FORM = Form("unstated", _wanted, _answer)
