"""The front of a record: labelled fields (日時, 場所, 出席者, 議題 …) with their values, and where the body begins."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.language import marks, one_of, squeeze
from corpus.model import Span
from ingest.lines import Line
from ingest.outline.legend import is_legend
from ingest.rules import rule

_LABELS: Mapping[str, str] = {
    "name": "会議の名称 会議名称 会議名 審議会名 審議会等の名称 附属機関の名称 附属機関名 名称",
    "date": "開催年月日 会議開催日 開催日時 開催日 会議日時 年月日 日時 期日 とき",
    "place": "開催場所 会議場所 場所 会場 ところ",
    "present": "出席者及び欠席者 出席者の氏名 出席者氏名 出席者等 出席委員数 出席委員の氏名 出席委員 出席状況 出席者 出席 "
    "委員の出欠 委員出席状況 審議会委員 審査会委員 委員氏名 専門委員 構成員 委員",
    "absent": "欠席者の氏名 欠席委員の氏名 欠席委員 欠席者 欠席",
    "executive": "説明者の職・氏名 説明者職氏名 出席説明員 説明職員 説明員 説明者 説明のための出席者 諮問及び案件関係部署 関係部署 "
    "関係課 実施機関の職員 実施機関職員 諮問実施機関 実施機関 諮問庁 処分庁 担当課職員 諮問課 出席課",
    "secretariat": "事務局職員 事務局 担当部課名 担当部署 所管部署 庶務担当 庶務 所管課 担当課",
    "observers": "傍聴者数 傍聴人数 傍聴者の数 傍聴者 傍聴人 傍聴",
    "materials": "会議資料 配布資料 配付資料 提出資料 資料一覧 資料",
    "agenda": "会議の議題 会議次第 議事次第 議事日程 会議の概要 会議事項 付議案件 付議事項 審議案件 審議事項 協議事項 諮問事項 "
    "諮問案件 報告事項 議題等 議題 案件 議案 次第 議事 会議内容",
    "openness": "公開・非公開の別 会議の公開・非公開 会議の公開 公開の可否 公開非公開 非公開の理由 公開区分",
    "next": "次回開催予定日 次回開催日 次回開催予定 次回開催 次回日程",
    "results": "会議結果 審議結果 会議の結果 審議の結果 表決の結果 採決の結果 議決の結果 表決結果 採決結果 議決結果",
    "body": "審議等の内容 議事経過と結果 議事概要 議事の概要 審議の概要 審議概要 議事(要旨) 主な意見 主な発言 議事録 会議録 内容",
}
_BODY = rule("front.body")


def _spaced(label: str) -> str:
    return r"[ \t]*".join(map(re.escape, label))


_FIELDS = {label: field for field, labels in _LABELS.items() for label in labels.split()}
_TABLE_HEAD = rule("front.table_head")
_BULLET = rf"(?:{one_of(marks().bullets + marks().dashes)}+\s*)?(?:第?\s?\d{{1,2}}\s?[.、．]?\s*|\(\d{{1,2}}\)\s*|[一二三四五六七八九十][\s、.]\s*)?"
_LABEL = re.compile(
    _BULLET
    + r"(?P<open>[<【\[〔「]?)\s*(?P<label>"
    + "|".join(_spaced(x) for x in sorted(_FIELDS, key=len, reverse=True))
    + r")(?:(?:及び|と|・|並びに)(?:その)?(?:審議|審査|会議)?の?(?:結果|概要))?"
    + r"\s*(?P<aside>\((?!\d+\))[^()]{1,12}\))?\s*(?P<close>[>】\]〕」]?)(?P<gap>\s*[:;]\s*|\t\s*|\s+|$)"
)
_NOTE_LINES = 12
"""Lines within which the fields begin after a note at the top."""
_SPEECH = rule("front.speech")
_RECORDS = frozenset({"会議の概要", "会議内容"})
"""Labels of the agenda that behind one are labels of the proceedings."""
_TITLES = frozenset({"会議録", "議事録", "会議要旨", "会議結果", "審議結果"})
"""Labels of the proceedings that at the top of a document are its title."""


@dataclass(frozen=True, slots=True)
class Field:
    """One labelled field."""

    kind: str
    """name, date, place, present, absent, executive, secretariat, observers, materials, agenda, openness, next, results, body."""
    lines: tuple[Line, ...]
    """The line with the label, then those of its value."""
    value: Span
    """What stands after the label on its line, to the end of the field; empty where nothing does."""


@dataclass(frozen=True, slots=True)
class Front:
    """The front matter: everything before the proceedings."""

    fields: tuple[Field, ...]
    body: int
    """Number of the first line of the proceedings; the number of lines where there are none."""

    def of(self, *kinds: str) -> tuple[Field, ...]:
        """The fields of these kinds."""
        return tuple(f for f in self.fields if f.kind in kinds)


def read_label(line: Line) -> tuple[str, int] | None:
    """The field that a line begins, with the length of its label; None where it begins none."""
    if _BODY.find(_bare(line)):
        return "body", len(line.text)
    match = _LABEL.match(line.text)
    if match is None or bool(match["open"]) != bool(match["close"]):
        return None
    field = _FIELDS["".join(match["label"].split())]
    rest = line.text[match.end() :]
    if not match["open"] and _SPEECH.find(rest):
        return None
    if field == "body" and rest.strip(" :"):
        return None
    return field, match.end()


_NUMBERED = re.compile(_BULLET)


def _bare(line: Line) -> str:
    """A line without its numbering, brackets and white space."""
    return squeeze(_NUMBERED.sub("", line.text)).strip("<>【】[]〔〕≪≫")


def is_table_head(line: Line) -> bool:
    """Whether it is the head of a table of speeches: 発言者, 内容."""
    return bool(_TABLE_HEAD.find(line.text))


def _is_speech(line: Line) -> bool:
    ends = line.key.endswith("。") or bool(_SPEECH.find(line.key))
    return ends and not line.text.startswith(("※", "(※", "*", "注")) and not is_legend(line)


def _label_follows(lines: Sequence[Line], number: int) -> bool:
    """Whether fields begin soon after a line: then it is a note above them, not yet the proceedings."""
    following = (read_label(line) for line in lines[number + 1 : number + 1 + _NOTE_LINES])
    return any(label is not None and label[0] in ("date", "place", "present", "agenda") for label in following)


def read_front(lines: Sequence[Line], chrome: frozenset[int]) -> Front:
    """Read the fields, up to a label or a sentence with which the proceedings begin at the latest.

    Args:
        lines: the document.
        chrome: lines that are no part of the record.
    """
    found: list[tuple[str, list[Line], int]] = []
    body = len(lines)
    for line in lines:
        if line.number in chrome:
            continue
        label = read_label(line)
        listed = bool(found) and found[-1][0] == "agenda"
        if label is not None and (label[0] == "body" or (listed and _bare(line) in _RECORDS)):
            if line.key in _TITLES and not found:
                continue
            body = line.number
            break
        if label is not None and label[0] == "agenda" and found and found[-1][0] == "agenda":
            found[-1][1].append(line)
        elif label is not None:
            found.append((label[0], [line], line.span.start + label[1]))
        elif is_table_head(line) or (_is_speech(line) and (found or not _label_follows(lines, line.number))):
            body = line.number
            break
        elif found:
            found[-1][1].append(line)
    fields = tuple(
        Field(kind, tuple(held), Span(min(value, held[-1].span.end), held[-1].span.end))
        for kind, held, value in found
    )
    return Front(fields, body)
