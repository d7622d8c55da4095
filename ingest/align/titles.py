"""Which part of a line is the title of what it names: chosen among its cells and clauses by learned weights.

A row states number, title, section and result side by side; a heading wears its number in front and remarks behind; in a
summary the title runs straight into the text. All of them give candidates: a beginning and an end within the line.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, islice
from math import log
from pathlib import Path

from corpus.language import squeeze
from ingest.labels.label import Label, LabelledLine
from ingest.labels.linear import Linear, load_linear

MODEL = Path(__file__).with_name("titles.json")
"""Weights by feature, made by `python -m ingest learn`."""

_GAP = re.compile(r"\t|\s{2,}|│")
_NUMBER = re.compile(
    r"(?:[^\W\d_]{0,6}|\d{2,4}[-・])第?\s?(?:\d{1,4}|[一二三四五六七八九十]{1,3})\s?号(?:の\d)?(?:議案|案件|事件)?[\s::、]*"
)
_LABEL = re.compile(r"[^\s:、。「」\t()]{1,4}(?:\s{0,3}[^\s:、。「」\t()]){0,6}\s*:\s*")
_WORD = re.compile(r"[^\s、。「」\t()]{1,8}\s+")
_ENUMERATED = re.compile(
    r"[-・*◆●■◎◇○▼□▽△☆★〇]?\s?[(【〔\[《≪<〈]?\s?(?:第|その|案件?|議題|議案|日程|事項|報告|審議|諮問|協議|点検|付議|類型|事件)*\s?(?:\d{1,3}(?:[-の]\d{1,2})?|[一二三四五六七八九十壱弐参]{1,3}|[①-⑳⑴-⒇ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ甲乙丙丁ア-オイロハニホヘトA-Z])(?:-\d{1,2}|-[①-⑳])?\s?(?:号|番|件)?\s?[)】〕\]》≫>〉.、::]*\s*"
)
_OPENED = re.compile(r"[(【〔\[《≪<〈][^()【】〔〕\[\]《》≪≫<>〈〉]{1,24}[)】〕\]》≫>〉]\s*")
_ASKED = re.compile(
    r"諮問(?:の?(?:あった|ありました)|があった|がありました|された|されました|を受けた|を受けました)、?|号(?:により|による|で|をもって)(?:の|諮問)?、?|付けで?(?:の|諮問)?、?|(?:から|より)、?"
)
"""After which running text names what the council was asked."""
_PAIRS = {
    "「": "」",
    "『": "』",
    "(": ")",
    "【": "】",
    "〔": "〕",
    "[": "]",
    "《": "》",
    "≪": "≫",
    "<": ">",
    "〈": "〉",
}
_CLOSING = frozenset(_PAIRS.values())
_TAIL = re.compile(
    r"\s*(?:[(【〔\[《≪<〈][^()【】〔〕\[\]《》≪≫<>〈〉]{1,60}(?:\([^()]{1,30}\)[^()]{0,20})?[)】〕\]》≫>〉])$"
)
_ANSWERED = re.compile(
    r"(?:に関する|についての|に対する|に係る)?(?:答申(?:書|案)?|諮問(?:書)?|審議結果|(?:の)?結果について)$|(?:について|に関し|に対し|に係る)$|(?:の)?(?:件|事案)$"
)
_ENDING = re.compile(
    r"について(?!の)|の件|に関すること|すること|こと(?=[^がをにはで])|報告|状況|制定|改正|導入|設置|提供|利用|結合|点検|審査請求|異議申立て|決定|処分|公表|配布|収集|委託|開示|移行|更新|整備|確認|選任|見直し|管理|運用|公開"
)
_STOP = re.compile(r"[。、]|\s(?=\S)|\(|[「【〔\[]")
_RESULT = re.compile(
    r"承認|了承|同意|可決|適当|妥当|継続|取下|却下|否決|棄却|認め|原案|決定|異議|答申|差し支え|結論|審議"
)
_ARTICLE = re.compile(r"第\s?[\d一二三四五六七八九十]+\s?条")
_UNIT = re.compile(r"(?:課|室|局|部|係|センター|事務所|委員会|支所)(?:長)?$")
_OF_UNIT = re.compile(r"[^\s。、]{1,12}(?:課|室|局|部|係|会)(?:長|から|が|より|の)")
_DATE = re.compile(r"(?:令和|平成|昭和|R|H)\s?(?:\d|元)|\d{1,2}月\d{1,2}日")
_HAS = (("has-result", _RESULT), ("has-article", _ARTICLE), ("has-date", _DATE))
_TITLED = re.compile(r"件\s?名|議\s?題|案\s?件|題\s?名|事\s?案|対象|事項|諮問|内容")
_HEADS = (
    ("title", _TITLED),
    ("result", re.compile(r"結果|結論|判断|決定|意見|採否|可否")),
    ("unit", re.compile(r"担当|所管|課|機関|部署|主管")),
    ("article", re.compile(r"根拠|条項|条文|条")),
    ("number", re.compile(r"番号|No|区分|号")),
    ("remark", re.compile(r"備考|概要|理由|質疑|説明|要旨|日")),
)
_SEEN = 30_000
"""Characters of a document in which a title is looked for again, so that time stays in proportion to its length."""
_AGAIN_FROM = 4
"""Characters from which a part is looked for elsewhere."""
_MOST = 160
_REACH = 160
"""Characters of a line within which running text names a title."""
_SHORTEST, _LONGEST = 2, 180
_NAMING = frozenset({Label.ROW, Label.AGENDA, Label.CASE, Label.TITLE, Label.HEAD})
_CLAUSES = 6
"""Clause ends of one beginning that are candidates."""


@dataclass(frozen=True, slots=True)
class TitleCandidate:
    """A part of a line that may be the title."""

    start: int
    end: int
    features: Mapping[str, float]


def _begins(text: str) -> dict[int, str]:
    """The offsets at which a title may begin, with how."""
    found = {0: "line"}
    for gap in _GAP.finditer(text):
        if gap.end() < len(text):
            found[gap.end()] = "cell"
    todo = list(found)
    for _ in range(4):
        more: list[int] = []
        for at in todo:
            for name, pattern in (
                ("number", _NUMBER),
                ("mark", _ENUMERATED),
                ("label", _LABEL),
                ("bracket", _OPENED),
                ("word", _WORD),
            ):
                match = pattern.match(text, at)
                if match and match.end() > at and match.end() < len(text) and match.end() not in found:
                    found[match.end()] = name
                    more.append(match.end())
            if text[at] in _PAIRS and at + 1 not in found:
                found[at + 1] = "inside"
                more.append(at + 1)
        todo = more
    for match in _ASKED.finditer(text, 0, _REACH):
        if match.end() < len(text):
            found.setdefault(match.end(), "asked")
    for at, char in enumerate(text[:_REACH]):
        if char == "「":
            found.setdefault(at, "quote")
            found.setdefault(at + 1, "inside")
    found.pop(len(text), None)
    return found


def _ends(text: str, begin: int, how: str) -> dict[int, str]:
    """The offsets at which a title that begins at `begin` may end, with how."""
    found: dict[int, str] = {}
    opener = text[begin - 1] if how == "inside" and begin else ""
    if opener:
        close = text.find(_PAIRS[opener], begin)
        if close > begin:
            found[close] = "closed"
    gap = _GAP.search(text, begin + 1)
    last = gap.start() if gap else len(text)
    found.setdefault(last, "cell" if gap else "line")
    if gap and _GAP.search(text, gap.end()) is None:
        found.setdefault(len(text), "line")
    for end in list(found):
        trimmed = end
        for _ in range(3):
            tail = _TAIL.search(text, begin, trimmed) if text[trimmed - 1] in _CLOSING else None
            if tail is None or tail.start() <= begin:
                break
            trimmed = tail.start()
            found.setdefault(trimmed, "tail")
    for end in list(found):
        if (match := _ANSWERED.search(text, begin, end)) and match.start() > begin:
            found.setdefault(match.start(), "answer")
    for match in islice(_STOP.finditer(text, begin + 2, last), _CLAUSES):
        found.setdefault(match.start(), f"stop{match[0]}")
    for match in islice(_ENDING.finditer(text, begin + 2, last), _CLAUSES):
        found.setdefault(match.end(), "word")
    return found


def _bucket(length: int) -> int:
    return bisect_right((4, 7, 11, 16, 24, 40, 60, 90), length)


def _opening(text: str, begin: int, how: str, cell: int, cells: int, column: str) -> dict[str, float]:
    """The features that all parts of a line share which begin at one place."""
    found = {f"begin={how}": 1.0, f"before={squeeze(text[max(0, begin - 3) : begin])}": 1.0}
    if cells:
        found[f"cell={min(cell, 4)}"] = 1.0
        found[f"cells={min(cells, 5)}:{min(cell, 4)}"] = 1.0
    if column:
        known = next((name for name, words in _HEADS if words.search(column)), "unknown")
        found[f"column={known}"] = 1.0
    if text[begin] in _PAIRS:
        found["begins-open"] = 1.0
    return found


def _behind(text: str, end: int) -> dict[str, float]:
    """The features that all parts of a line share which end at one place."""
    after = text[end : end + 12].lstrip()
    found = {f"after={after[:1]}": 1.0}
    if _OF_UNIT.match(after):
        found["before-unit"] = 1.0
    return found


def _of_part(
    part: str, key: str, has: Iterable[tuple[str, re.Pattern[str]]], pairs: Sequence[tuple[str, str]]
) -> dict[str, float]:
    """The features of a part by itself.

    Args:
        part: as it stands.
        key: without white space.
        has: those of `_HAS` that its line has somewhere.
        pairs: the brackets that its line has somewhere.
    """
    found = {
        f"size={_bucket(len(key))}": 1.0,
        "length": log(1 + len(key)),
        f"last1={key[-1:]}": 1.0,
        f"last2={key[-2:]}": 1.0,
        f"last3={key[-3:]}": 1.0,
        f"first={key[:1]}": 1.0,
    }
    if _UNIT.search(key):
        found["unit"] = 1.0
    for name, words in has:
        if words.search(part):
            found[name] = 1.0
    if "。" in part:
        found["sentence"] = 1.0
    if key and key[-1] in "はがをにでとのへ、":
        found["broken"] = 1.0
    if any(part.count(a) != part.count(b) for a, b in pairs):
        found["unbalanced"] = 1.0
    elif "(" in part:
        found["bracketed"] = 1.0
    if part[-1] in ")」】〕]":
        found["ends-closed"] = 1.0
    if _NUMBER.match(part):
        found["begins-number"] = 1.0
    elif _LABEL.match(part):
        found["begins-label"] = 1.0
    elif (match := _ENUMERATED.match(part)) and 0 < match.end() < len(part):
        found["begins-mark"] = 1.0
    return found


class Titles:
    """Chooses titles in the lines of one document.

    Args:
        lines: all of them, labelled.
        model: weights; the released ones where None.
    """

    def __init__(self, lines: Sequence[LabelledLine], model: Linear | None = None) -> None:
        self._lines = lines
        self._model = model
        self._keys = "\n".join(each.line.key for each in lines)[:_SEEN]
        ends = accumulate(len(each.line.key) + 1 for each in lines)
        self._wholly = {each.line.number for each, end in zip(lines, ends, strict=True) if end <= _SEEN}
        """Numbers of the lines of which all is among what is looked through for a title."""
        self._place = {each.line.number: at for at, each in enumerate(lines)}

    @cached_property
    def _heads(self) -> dict[int, list[str]]:
        """For the first row of each table its cells; by the place of every row of the table."""
        found: dict[int, list[str]] = {}
        top: list[str] | None = None
        for at, each in enumerate(self._lines):
            if not _GAP.search(each.line.text):
                top = None
                continue
            if top is None:
                top = [squeeze(cell) for cell in _GAP.split(each.line.text)]
            found[at] = top
        return found

    def candidates(self, labelled: LabelledLine) -> list[TitleCandidate]:
        """The parts of a line that may be its title, with their features."""
        return list(islice(self._parts(labelled), _MOST))

    def _parts(self, labelled: LabelledLine) -> Iterator[TitleCandidate]:
        text = labelled.line.text
        heads = self._heads.get(self._place[labelled.line.number], [])
        cells = [m.end() for m in _GAP.finditer(text)]
        longest = max(len(squeeze(cell)) for cell in _GAP.split(text)) if cells else None
        named = labelled.label in _NAMING
        has = [(name, words) for name, words in _HAS if words.search(text)]
        pairs = [pair for pair in _PAIRS.items() if not set(pair).isdisjoint(text)]
        behind: dict[int, Mapping[str, float]] = {}
        for begin, how in sorted(_begins(text).items()):
            if text[begin].isspace():
                continue
            cell = sum(begin >= c for c in cells)
            column = heads[cell] if len(heads) == len(cells) + 1 and cells else ""
            opening = _opening(text, begin, how, cell, len(cells), column)
            if named:
                opening[f"label={labelled.label}:{how}"] = 1.0
            often = None
            for stop_at, stop in sorted(_ends(text, begin, how).items()):
                part = text[begin:stop_at].rstrip()
                if not _SHORTEST <= len(part) <= _LONGEST:
                    continue
                end, key = begin + len(part), squeeze(part)
                # No longer part of this beginning stands in the document more often than this one, and each stands here.
                if often != 1 or labelled.line.number not in self._wholly:
                    often = self._keys.count(key) if len(key) >= _AGAIN_FROM else None
                if end not in behind:
                    behind[end] = _behind(text, end)
                features = {
                    **opening,
                    **behind[end],
                    **_of_part(part, key, has, pairs),
                    f"again={min(3, (1 if often is None else often) - 1)}:{min(4, _bucket(len(key)))}": 1.0,
                    f"end={stop}": 1.0,
                    f"both={how}:{stop}": 1.0,
                }
                if len(key) == longest:
                    features["longest-cell"] = 1.0
                if named:
                    features[f"label={labelled.label}:{stop}"] = 1.0
                yield TitleCandidate(begin, end, features)

    def choose(self, labelled: LabelledLine) -> tuple[int, int] | None:
        """The beginning and end of a line's title within its text; None where nothing can be one."""
        if labelled.told is not None:
            return labelled.told
        options = self.candidates(labelled)
        if not options:
            return None
        model = self._model or load_linear(MODEL)
        best = max(options, key=lambda option: model.score(option.features))
        return best.start, best.end
