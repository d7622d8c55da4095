"""Headings: the numbered, bracketed or bulleted lines that name what is dealt with."""

import re
from dataclasses import dataclass, replace

from corpus.language import fold, offices, squeeze
from corpus.model import CaseKind, Span
from ingest.lines import Line
from ingest.outline.wording import (
    APPENDIX,
    DECIDING,
    GROUP,
    OWN_AFFAIR,
    PROCEDURE,
    SECTION,
    UNFINISHED,
    is_title,
    kind_of,
)

_KANA = "ア-ン"
_CASE_WORD = r"(?:諮問案件|諮問事項|報告案件|報告事項|審議案件|審議事項|協議事項|付議案件|案件|議題|議案|議事|日程|審議|報告|協議|諮問)"
_ORDINAL = rf"[\d一二三四五六七八九十①-⑳]{{1,3}}|[{_KANA}]"
_NUMBERINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "word",
        re.compile(rf"[【\[(<≪]\s?(?P<word>{_CASE_WORD})\s?(?P<n>{_ORDINAL})(?!\d|号)\s?[】\])>≫]\s*"),
    ),
    ("word", re.compile(rf"(?P<word>{_CASE_WORD})\s?(?P<n>{_ORDINAL})(?!\d|号)(?:\s*[.、．:)]\s*|\s+|$)")),
    ("section", re.compile(r"第\s?(?P<n>[\d一二三四五六七八九十]{1,3})\s+(?!回)")),
    ("paren", re.compile(r"\((?P<n>\d{1,2}|[一二三四五六七八九十]{1,3})\)\s*|(?P<m>[⑴-⒇])\s*")),
    ("digit", re.compile(r"(?P<n>\d{1,2})(?:\s*[.、．)]\s*(?!\d)|\s+)")),
    ("kanji", re.compile(r"(?P<n>[一二三四五六七八九十]{1,3})[\s、.]\s*")),
    ("circled", re.compile(r"(?P<n>[①-⑳])\s*")),
    ("kana", re.compile(rf"(?P<n>[{_KANA}])(?:\s*[.、．)]\s*|\s+)|\((?P<m>[{_KANA}])\)\s*")),
    ("mark", re.compile(r"[◆●■◎◇○▼]\s*")),
    ("bullet", re.compile(r"[・•]\s*|[-*]\s+")),
)
_DASH = re.compile(rf"[-・*]\s*(?=[\d(①-⑳⑴-⒇])|[◆●■◎◇▼]\s*(?={_CASE_WORD}\s?\d|\(\d)")
_KIND_WORD = re.compile(r"(?P<kind>諮問|報告|審議|協議)(?:事項|案件)?(?:\s*:\s*|\s+)(?=\S{6})")
_WRAPPED = re.compile(r"(?P<open>≪|《|<|【|\[|〔|「)(?P<inner>.+)(?P<close>≫|》|>|】|\]|〕|」)")
_PAIRS = {"≪": "≫", "《": "》", "<": ">", "【": "】", "[": "]", "〔": "〕", "「": "」"}
_TAIL = re.compile(r"\s*(?:\[(?P<a>[^\[\]]+)\]|【(?P<b>[^【】]+)】|\((?P<c>[^()]+)\)|〔(?P<d>[^〔〕]+)〕)\s*$")
_ATTRIBUTE_LINE = re.compile(r"(?:\s*(?:\[[^\[\]]+\]|【[^【】]+】|\([^()]+\)|〔[^〔〕]+〕))+")
_UNIT = rf"(?:{offices().unit}|委員会|担当)"
_DEPARTMENT = re.compile(
    rf"(?:(?:担当|所管|諮問|主管|説明)(?:課|部署|部局|室|者)?|実施機関)(?:\s*[:;]\s*|\s+)(?P<named>.+)|(?P<bare>[^。:;]*{_UNIT})"
)
_IN_CHARGE = re.compile(
    r"(?:(?:担当|所管|諮問|主管)(?:課|部署|部局|室)?(?:\s*[:;]\s*|\s+)"
    r"|[【\[(<〈〔](?:担当|所管|諮問|主管)(?:課|部署|部局|室)?[】\])>〉〕]\s*[:;]?\s*)"
    rf"(?P<named>[^。:;、]*{_UNIT})(?:\s*\([^()]*\))?"
)
_NUMBER = re.compile(
    r"(?:諮問|報告|議案|答申|(?!様式|別記|別表|別紙|条例|規則|法律|告示|資料)[一-龥]{1,4})?(?<!様式)第\s?\d+\s?号(?:\s?(?:[・~、,]|及び|から)\s?(?:諮問)?第?\s?\d+\s?号(?:まで)?)*"
)
_TAGGED = re.compile(rf"(?P<open>[【\[(<≪〔])\s?(?P<number>{_NUMBER.pattern})\s?[】\])>≫〕]\s*(?=\S)")
"""A number in brackets that begins a heading: 【諮問第5号】."""
_YEAR = re.compile(r"(?:令和|平成|昭和)(?:\d{1,2}|元)年度?\s?(?=(?:諮問|報告|議案)第\s?\d)")
_STATUS = re.compile(
    r"継続.*|新規.*|再(?:審議|諮問).*|(?:一部)?(?:非)?公開.*|第\d+回|承前|口頭|資料.{0,12}|別紙.{0,6}|前回(?:の|から).*|\d+件"
)
_SECTION_ASIDE = re.compile(rf"\(({SECTION.pattern})\)")
_LONGEST_KIND = 8
"""Characters up to which a bracketed remark gives a kind: (報告), 【諮問】, (答申案の確認)."""
LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that names something, with what it says of it."""

    line: int
    span: Span
    """The title's."""
    start: int
    """Where the heading begins, its numbering included."""
    title: str
    level: str
    """Kind of its numbering: word, section, paren, digit, kanji, circled, kana, mark, bullet, number, plain, group, spoken,
    or its opening bracket."""
    ordinal: str
    """Its number or letter as written, folded; empty for bullets and brackets."""
    department: str | None = None
    department_span: Span | None = None
    number: str | None = None
    number_span: Span | None = None
    kind: CaseKind | None = None
    kind_span: Span | None = None

    @property
    def key(self) -> str:
        """The title without white space."""
        return squeeze(fold(self.title))

    @property
    def is_untitled(self) -> bool:
        """Whether its number stands in for a title."""
        return self.key == self.number

    @property
    def is_open(self) -> bool:
        """Whether its title stands, or goes on, in the next line."""
        return self.is_untitled or bool(UNFINISHED.search(self.key))

    @property
    def is_group(self) -> bool:
        """Whether it only names a group of items: 諮問事項, その他."""
        return bool(GROUP.fullmatch(self.key))

    @property
    def is_procedural(self) -> bool:
        """Whether it names no case of its own: 開会, 次回の日程."""
        return bool(PROCEDURE.fullmatch(self.key))

    @property
    def is_own_affair(self) -> bool:
        """Whether it names an affair of the council's own: 前回会議録の承認, 会長の選出."""
        return bool(OWN_AFFAIR.fullmatch(self.key))

    @property
    def is_section(self) -> bool:
        """Whether it names a part of the treatment of a case: 諮問理由, 質疑."""
        return bool(SECTION.fullmatch(self.key))

    @property
    def is_deciding(self) -> bool:
        """Whether what stands below it is the council's decision: 裁決, 結論."""
        return bool(DECIDING.fullmatch(self.key))

    @property
    def is_appendix(self) -> bool:
        """Whether a list of papers follows, in which nothing is dealt with any more."""
        return bool(APPENDIX.fullmatch(self.key))

    @property
    def names_an_item(self) -> bool:
        """Whether it can stand on an agenda that no label announces."""
        return self.is_title or self.is_group or self.department is not None or self.number is not None

    @property
    def is_title(self) -> bool:
        """Whether it reads as the title of a case."""
        return is_title(self.key)


@dataclass(frozen=True, slots=True)
class _Numbering:
    level: str
    ordinal: str
    length: int
    kind: CaseKind | None = None


def _numbering(text: str) -> _Numbering:
    """The numbering at the beginning of a line; "plain" and nothing where there is none."""
    dash = _DASH.match(text)
    for level, pattern in _NUMBERINGS:
        if match := pattern.match(text, dash.end() if dash else 0):
            groups = match.groupdict()
            kind = kind_of(groups["word"]) if groups.get("word") else None
            return _Numbering(level, groups.get("n") or groups.get("m") or "", match.end(), kind)
    return _Numbering("plain", "", 0)


def _with_attributes(heading: Heading, text: str, at: int) -> Heading:
    """Read the bracketed remarks at the end of `text`, which begins at offset `at`, and shorten the title by them."""
    rest = text
    while tail := _TAIL.search(rest):
        group = next(g for g in "abcd" if tail[g] is not None)
        inner, span = tail[group].strip(), Span(at + tail.start(group), at + tail.end(group))
        key = squeeze(inner)
        if _NUMBER.fullmatch(key):
            heading = replace(heading, number=heading.number or key, number_span=heading.number_span or span)
        elif len(key) <= _LONGEST_KIND and (kind := kind_of(f"({key})")) is not None:
            heading = replace(heading, kind=heading.kind or kind, kind_span=span)
        elif key in ("審議", "協議", "承認") or _STATUS.fullmatch(key):
            pass
        elif match := _DEPARTMENT.fullmatch(inner):
            name = match["named"] or match["bare"]
            heading = replace(heading, department=name.strip(), department_span=span)
        else:
            break
        rest = rest[: tail.start()].rstrip()
        if not rest.strip():
            break
    return replace(heading, title=rest.strip(), span=Span(at, at + len(rest.rstrip())))


def read_heading(line: Line, start: int | None = None, end: int | None = None) -> Heading | None:
    """Read a line, or its part from offset `start` to `end`, as a heading; None where it is a sentence or a table row."""
    begin = line.span.start if start is None else start
    stop = line.span.end if end is None else end
    text = line.text[begin - line.span.start : stop - line.span.start].rstrip()
    if (
        not text
        or len(text) > LONGEST_TITLE
        or text.endswith(("。", "?", ":"))
        or text.startswith(("※", "(※", "→", "⇒"))
    ):
        return None
    numbering = _numbering(text)
    level, ordinal = numbering.level, numbering.ordinal
    body, at = text[numbering.length :], begin + numbering.length
    tagged = _TAGGED.match(body) if level == "plain" else None
    if tagged is not None:
        level, body, at = tagged["open"], body[tagged.end() :], at + tagged.end()
    said_kind = _KIND_WORD.match(body)
    if said_kind is not None:
        body, at = body[said_kind.end() :], at + said_kind.end()
    wrapped = _WRAPPED.fullmatch(body)
    if wrapped and _PAIRS[wrapped["open"]] == wrapped["close"] and wrapped["open"] != "「":
        inner = _numbering(wrapped["inner"])
        if level == "plain":
            level, ordinal = wrapped["open"], inner.ordinal
        at += wrapped.start("inner") + inner.length
        body = wrapped["inner"][inner.length :]
    if section := _SECTION_ASIDE.fullmatch(body):
        level, body, at = "(", section[1], at + 1
    lead = len(body) - len(body.lstrip())
    body, at = body.strip(), at + lead
    if not body or "。" in body:
        return None
    heading = Heading(line.number, Span(at, at + len(body)), begin, body, level, ordinal)
    if numbering.kind is not None:
        heading = replace(heading, kind=numbering.kind, kind_span=Span(begin, begin + numbering.length))
    elif said_kind is not None:
        heading = replace(
            heading, kind=kind_of(said_kind["kind"] + "事項"), kind_span=Span(at - said_kind.end(), at)
        )
    if tagged is not None:
        span = Span(begin + tagged.start("number"), begin + tagged.end("number"))
        heading = replace(heading, number=squeeze(tagged["number"]), number_span=span)
    year = _YEAR.match(body)
    if number := _NUMBER.match(body, year.end() if year else 0):
        span = Span(at + number.start(), at + number.end())
        heading = replace(heading, number=squeeze(number[0]), number_span=span)
        remainder = body[number.end() :]
        remark = re.match(r"\s*\(([^()]+)\)\s*(?=\S)", remainder)
        if remark and (unit := _DEPARTMENT.fullmatch(remark[1])):
            heading = replace(heading, department=(unit["named"] or unit["bare"]).strip())
            remainder = remainder[remark.end() :]
        rest = remainder.lstrip(" :、")
        if rest and (len(rest) < len(remainder) or remark or rest[0] in "「『"):
            at, body = at + len(body) - len(rest), rest
    heading = _with_attributes(heading, body, at)
    heading = replace(heading, title=heading.title or heading.number or body)
    if level != "plain":
        return heading
    if number is not None and heading.number is not None:
        return replace(heading, level="number", ordinal=heading.number)
    return replace(heading, level="group") if heading.is_group else heading


def merged(listed: Heading, met: Heading) -> Heading:
    """What the agenda and the proceedings say of one item; the agenda's wording goes first."""
    titled = met if listed.is_untitled else listed
    return replace(
        titled,
        department=listed.department or met.department,
        department_span=listed.department_span if listed.department else met.department_span,
        number=listed.number or met.number,
        number_span=listed.number_span if listed.number else met.number_span,
        kind=listed.kind or met.kind,
        kind_span=listed.kind_span if listed.kind else met.kind_span,
        ordinal=listed.ordinal,
        level=listed.level,
    )


def names_who_is_in_charge(line: Line) -> bool:
    """Whether the line only labels the department of the heading above it: 担当課:福祉部 保護課."""
    return _IN_CHARGE.fullmatch(line.text) is not None


def read_attributes(line: Line, heading: Heading) -> Heading | None:
    """Add what a line of remarks alone ([担当課:…], (継続審議分) 【…】, 担当課:…) says to the heading above it."""
    if (unit := _IN_CHARGE.fullmatch(line.text)) is not None:
        span = Span(line.span.start + unit.start("named"), line.span.start + unit.end("named"))
        return replace(heading, department=unit["named"], department_span=span)
    if not _ATTRIBUTE_LINE.fullmatch(line.text):
        return None
    read = _with_attributes(heading, line.text, line.span.start)
    said = (read.department, read.number, read.kind) != (heading.department, heading.number, heading.kind)
    if said or _STATUS.fullmatch(line.key.strip("()[]【】〔〕")):
        return replace(read, title=heading.title, span=heading.span)
    return None
