"""What kind of case an item is, and whether it is a case at all."""

import re
from collections.abc import Iterator
from pathlib import Path

from corpus.language import fold, squeeze
from corpus.model import CaseKind
from ingest.assemble.readings import KindValue
from ingest.assemble.record import CaseLines, Record
from ingest.labels.label import Label, Voice
from ingest.labels.linear import Classifier, Linear, load_classifier, load_linear

KINDS = Path(__file__).with_name("models") / "kinds.json"
CASES = KINDS.with_name("is_case.json")

_CUES = {
    "consulted": re.compile(r"諮問(?!第|機関|庁|実施)"),
    "consultation-number": re.compile(r"諮問.{0,3}第?\d+号|諮問第|諮問事項"),
    "report-number": re.compile(r"報告第?\d|報告事項|報告案件"),
    "bill-number": re.compile(r"議案第?\d|付議第?\d|審議第?\d|審議事項|案件\d|議題\d"),
    "reported": re.compile(r"報告(?!書)"),
    "report-tag": re.compile(r"[((【〔≪<]報告[))】〕≫>]|^報告"),
    "consultation-tag": re.compile(r"[((【〔≪<]諮問[))】〕≫>・]|^諮問"),
    "answer-draft": re.compile(r"答申.{0,6}案|答申書?の?(?:確認|確定)|文案|案の(?:確認|確定)|前回.{0,6}答申"),
    "answer": re.compile(r"答申"),
    "appeal": re.compile(r"審査請求|異議申立|不服|開示|公開決定|不存在|存否"),
    "minutes": re.compile(r"会議録|議事録"),
    "election": re.compile(r"選任|選出|互選|指名|職務代理"),
    "manner": re.compile(r"公開の取扱|運営|要領|規則|規程|傍聴|スケジュール|計画|年間"),
    "review": re.compile(r"評価書|第三者点検|点検"),
    "state": re.compile(r"状況|件数|実績|届出|履行|進捗|結果$"),
    "mishap": re.compile(r"漏えい|紛失|誤送|誤送付|誤り|入れ違い|流出|誤発送|事故"),
    "discussion": re.compile(r"協議"),
    "deliberation": re.compile(r"審議|点検"),
    "use": re.compile(r"提供|利用|収集|結合|接続|導入|設置|電算|システム|配信|委託"),
    "noted": re.compile(r"了承|報告を(?:受け|終|承)|承りました|聴取"),
    "about": re.compile(r"について$|の件$|に関すること$"),
}
_PROCEDURE = {
    "opening": re.compile(r"開会|閉会|散会|開催$"),
    "greeting": re.compile(r"挨拶|あいさつ|紹介|委嘱"),
    "other": re.compile(r"^(?:その他|そのほか)|その他(?:について)?$"),
    "next": re.compile(r"次回|日程$|今後の予定|予定$"),
    "notice": re.compile(r"事務連絡|連絡事項|お知らせ"),
    "group": re.compile(
        r"^(?:.{0,4}(?:審議|報告|諮問|協議|付議|点検)(?:事項|案件)?|議事|議題|案件|次第|内容|会議.{0,8}|議事.{0,6}|審議の.{0,4}|結果.{0,4}|.{0,6}一覧|.{0,6}概要|.{0,6}要旨|.{0,6}経過)$"
    ),
    "signers": re.compile(r"署名|定足数|出席|資料の確認|傍聴"),
}
_WORDS = _CUES | _PROCEDURE
_DECIDED = re.compile(
    r"承認|了承|同意|適当|妥当|決定|認め|継続|可決|原案|異議|答申|取下げ|撤回|選任|再審議|差し支え|結論|棄却|却下|議決"
)
_BOARD = re.compile(
    r"(?:教育|農業|選挙管理)委員会.{0,12}(?:定例|臨時|会議)|(?:市|町|村|区|県|組合)議会|定例会|臨時会"
)
_COUNCIL = re.compile(r"審議会|審査会|懇話会|検討会|協議会|運営委員会|部会")
_MARK = re.compile(
    r"(?:[^\w\s]|\s|(?:第|日程第|議題)?[\d一二三四五六七八九十ⅠⅡⅢⅣⅤ]{1,3}[.、)号]?(?=\s)|\d+[.、]|[ア-ン](?=\s))*"
)


def _cued(prefix: str, text: str) -> Iterator[str]:
    key = squeeze(fold(text))
    for cue, words in _WORDS.items():
        if words.search(key):
            yield f"{prefix}:{cue}"


def without_mark(text: str) -> str:
    """What a line names, without the mark and number that it begins with."""
    mark = _MARK.match(text)
    return text[mark.end() :] if mark else text


def item_features(case: CaseLines, record: Record) -> dict[str, float]:
    """The features of an item: its title, the line that names it, the group above, and what is said under it."""
    found = {"bias": 1.0}
    title = squeeze(fold(case.title))
    for cue in _cued("title", title):
        found[cue] = 1.0
    for size in (2, 3, 4):
        found[f"ends={title[-size:]}"] = 1.0
    found[f"begins={title[:2]}"] = 1.0
    found[f"length={min(6, len(title) // 5)}"] = 1.0
    for labelled in case.naming:
        text = labelled.line.text
        for cue in _cued("named", text[:60] if labelled.label is Label.ROW else text):
            found[cue] = 1.0
        for cell in text.split("\t"):
            if len(cell) <= 8:
                found |= dict.fromkeys(_cued("cell", cell), 1.0)
        above = record.groups[record.place[labelled.line.number]]
        if above is not None:
            found |= dict.fromkeys(_cued("above", record.lines[above].line.text), 1.0)
    naming = {each.line.number for each in case.naming}
    body = [each for each in case.lines if each.line.number not in naming]
    found["nothing-below"] = float(not body)
    found["lines"] = min(1.0, len(body) / 3)
    voices = {each.voice for each in body}
    found |= {f"voice={voice}": 1.0 for voice in voices}
    if Voice.SECRETARIAT in voices and Voice.EXECUTIVE not in voices:
        found["only-secretariat"] = 1.0
    said = " ".join(each.line.key[:200] for each in body)
    found |= {cue: 1.0 for cue in _cued("said", said) if cue.partition(":")[2] in _SAID}
    if _DECIDED.search(said):
        found["decided"] = 1.0
    found[f"document={document_kind(record)}"] = 1.0
    found["of-a-board"] = float(is_of_a_board(record))
    return found


_SAID = frozenset(
    {
        "consulted",
        "consultation-number",
        "reported",
        "report-number",
        "answer-draft",
        "answer",
        "appeal",
        "mishap",
        "noted",
    }
)


def document_kind(record: Record) -> str:
    """Whether a document is a report of the council, or a record of a meeting: by its first lines."""
    head = "".join(each.line.key for each in record.lines[:8])[:300]
    if re.search(r"議事録|会議録|会議概要|審議概要|概要|要旨|結果", head):
        return "record"
    return "report" if "答申" in head else "other"


def is_of_a_board(record: Record) -> bool:
    """Whether a body that decides by itself met, which nobody consults: an education board, an assembly."""
    head = "".join(each.line.key for each in record.lines[:8])[:300]
    return _BOARD.search(head) is not None and _COUNCIL.search(head) is None


def read_kind(case: CaseLines, record: Record, model: Classifier | None = None) -> KindValue:
    """Read what kind of case it is.

    Args:
        case: the lines that treat or name it.
        record: the document.
        model: None: the released one.
    """
    shares = (model or load_classifier(KINDS)).shares(item_features(case, record))
    (first, best), (second, _) = sorted(shares.items(), key=lambda each: -each[1])[:2]
    return KindValue(CaseKind(first), best, CaseKind(second))


def is_case(item: CaseLines, record: Record, model: Linear | None = None) -> float:
    """The probability that an item of the agenda, or a heading, is a case: not procedure, not a mere group.

    Args:
        item: the lines that treat or name it, and its title.
        record: the document.
        model: None: the released one.
    """
    return (model or load_linear(CASES)).probability(item_features(item, record))
