"""Agenda items and headings: the numbered, bracketed or bulleted lines that name what is dealt with."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.document import CaseKind, Span
from corpus.text import fold, squeeze
from ingest.outline.lines import Line

_KANA = "ア-ン"
_CASE_WORD = r"(?:諮問案件|諮問事項|報告案件|報告事項|審議案件|審議事項|協議事項|付議案件|案件|議題|議案|議事|日程|審議|報告|協議|諮問)"
_ORDINAL = rf"[\d一二三四五六七八九十①-⑳]{{1,3}}|[{_KANA}]"
_NUMBERINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("word", re.compile(rf"{_CASE_WORD}\s?(?P<n>{_ORDINAL})(?!\d|号)(?:\s*[.、．:)]\s*|\s+|$)")),
    ("section", re.compile(r"第\s?(?P<n>[\d一二三四五六七八九十]{1,3})\s+(?!回)")),
    ("paren", re.compile(r"\((?P<n>\d{1,2})\)\s*|(?P<m>[⑴-⒇])\s*")),
    ("digit", re.compile(r"(?P<n>\d{1,2})(?:\s*[.、．)]\s*(?!\d)|\s+)")),
    ("kanji", re.compile(r"(?P<n>[一二三四五六七八九十]{1,3})[\s、.]\s*")),
    ("circled", re.compile(r"(?P<n>[①-⑳])\s*")),
    ("kana", re.compile(rf"(?P<n>[{_KANA}])(?:\s*[.、．)]\s*|\s+)|\((?P<m>[{_KANA}])\)\s*")),
    ("mark", re.compile(r"[◆●■◎◇○▼]\s*")),
    ("bullet", re.compile(r"[・•]\s*|[-*]\s+")),
)
_DASH = re.compile(r"[-・*]\s*(?=[\d(①-⑳⑴-⒇])")
_KIND_WORD = re.compile(r"(?P<kind>諮問|報告|審議|協議)(?:事項|案件)?(?:\s*:\s*|\s+)(?=\S{6})")
_WRAPPED = re.compile(r"(?P<open>≪|《|<|【|\[|〔|「)(?P<inner>.+)(?P<close>≫|》|>|】|\]|〕|」)")
_PAIRS = {"≪": "≫", "《": "》", "<": ">", "【": "】", "[": "]", "〔": "〕", "「": "」"}
_TAIL = re.compile(r"\s*(?:\[(?P<a>[^\[\]]+)\]|【(?P<b>[^【】]+)】|\((?P<c>[^()]+)\)|〔(?P<d>[^〔〕]+)〕)\s*$")
_ATTRIBUTE_LINE = re.compile(r"(?:\s*(?:\[[^\[\]]+\]|【[^【】]+】|\([^()]+\)|〔[^〔〕]+〕))+")
_UNIT = r"(?:課|室|部|局|所|係|センター|委員会|館|校|園|署|団|担当)"
_DEPARTMENT = re.compile(
    rf"(?:(?:担当|所管|諮問|主管|説明)(?:課|部署|部局|室|者)?|実施機関)\s*[:;]\s*(?P<named>.+)|(?P<bare>[^。:;]*{_UNIT})"
)
_NUMBER = re.compile(
    r"(?:諮問|報告|議案|答申|[一-龥]{1,4})?第\s?\d+\s?号(?:\s?(?:[・~、,]|及び|から)\s?(?:諮問)?第?\s?\d+\s?号(?:まで)?)*"
)
_STATUS = re.compile(
    r"継続.*|新規.*|再(?:審議|諮問).*|(?:一部)?(?:非)?公開.*|第\d+回|承前|口頭|資料.{0,12}|別紙.{0,6}|前回(?:の|から).*|\d+件"
)
_KINDS: tuple[tuple[CaseKind, re.Pattern[str]], ...] = (
    (
        CaseKind.REPORT_CONFIRMATION,
        re.compile(
            r"答申(?:書|案|文)?(?:\(案\))?(?:の|について)*(?:確認|確定|検討|審議|内容|案)|答申(?:書|案)"
        ),
    ),
    (
        CaseKind.NOTIFICATION,
        re.compile(r"報告(?:事項|案件)?$|\(報告\)|報告(?:事項|案件|\d|第\d)|の?報告(?:について)?$"),
    ),
    (CaseKind.CONSULTATION, re.compile(r"諮問|審査請求|異議申立|審議(?:事項|案件)|第三者点検|付議")),
)
_GROUP = re.compile(
    r"(?:新規)?(?:(?:諮問|審議|協議|付議|報告)(?:事項|案件|事案|議案)(?:の?(?:審議|説明|確認))?|諮問の?審議|諮問|協議|報告)|議事|議題|案件|会議次第|次第|その他|内容"
    r"|答申(?:書|案|文)?の?(?:確認|検討|審議)|継続(?:審議)?(?:案件|事項)"
)
_APPENDIX = re.compile(r".{0,40}(?:資料一覧|配[布付]資料(?:一覧)?|会議資料(?:一覧)?)")
PROCEDURAL = re.compile(
    r"(?:その他|開会|閉会|挨拶|あいさつ|会長(?:の)?(?:挨拶|あいさつ)|委員(?:の)?紹介|事務連絡|連絡事項|休憩|次回(?:の)?(?:開催|日程|会議|審議会)?.*"
    r"|日程(?:調整)?(?:について)?|(?:会議録|議事録)?署名(?:議員|委員|人).*|定足数.*|委嘱(?:状)?.*|傍聴.*|資料(?:の)?確認|出席者.*|散会|諸般の報告|第\d+日|議事日程|.{0,10}(?:開会|閉会|散会))(?:について)?"
)
_SECTION = re.compile(
    r"(?:諮問|審議|報告|案件)?(?:の)?(?:内容|概要|目的|効果|理由|趣旨|経緯|背景)|対象業務|諮問(?:理由|内容|事項の説明)|議事要旨.*|(?:主な)?質疑(?:応答)?(?:等|・意見|の(?:内容|概要|要旨))?|審議(?:内容|結果|経過|状況)?"
    r"|(?:事務局|実施機関|担当課)?(?:の|による|から)?説明|(?:委員間)?協議.*|.*裁決|.*採決|結論|結果|審議(?:会)?の結(?:論|果)|主な(?:質疑|意見|質問|発言|内容).*|意見(?:交換|等)?"
    r"|決定(?:事項)?|答申|まとめ|討議|検討|議決|(?:主な)?質問.*"
)
_SECTION_ASIDE = re.compile(rf"\(({_SECTION.pattern})\)")
_DECIDING = re.compile(r".*(?:裁決|採決|結論|結果|決定(?:事項)?|議決|まとめ|答申)")
_TITLE_END = re.compile(
    r"(?:について|の件|に関すること|に関して|の諮問|の報告|の審議|の確認|の選出|の指名|状況|事案|案件|審査請求|評価書|の是非|の可否|(?:変更|改正|制定|導入|実施|運用|提供|利用))$"
)
_ASIDES = re.compile(r"(?:\([^()]*\))+$")
_UNFINISHED = re.compile(r"(?:及び|並びに|又は|の|を|に|と|が|は|、|,|・|係る|関する|おける|よる|伴う|基づく)$")
_LONGEST_KIND = 8
LONGEST_TITLE = 200
LIKE = 0.75
"""Likeness from which two titles are one: letter-spacing, widths and endings differ between agenda and body."""


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
    """Kind of its numbering: word, section, paren, digit, kanji, circled, kana, mark, bullet, plain, spoken, or its opening bracket."""
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
        return self.is_untitled or bool(_UNFINISHED.search(self.key))

    @property
    def is_group(self) -> bool:
        """Whether it only names a group of items: 諮問事項, その他."""
        return bool(_GROUP.fullmatch(self.key))

    @property
    def is_procedural(self) -> bool:
        """Whether it names no case of its own: 開会, 次回の日程."""
        return bool(PROCEDURAL.fullmatch(self.key))

    @property
    def is_section(self) -> bool:
        """Whether it names a part of the treatment of a case: 諮問理由, 質疑."""
        return bool(_SECTION.fullmatch(self.key))

    @property
    def is_deciding(self) -> bool:
        """Whether what stands below it is the council's decision: 裁決, 結論."""
        return bool(_DECIDING.fullmatch(self.key))

    @property
    def is_appendix(self) -> bool:
        """Whether a list of papers follows, in which nothing is dealt with any more."""
        return bool(_APPENDIX.fullmatch(self.key))

    @property
    def is_title(self) -> bool:
        """Whether it reads as the title of a case."""
        return bool(_TITLE_END.search(_ASIDES.sub("", self.key))) and not self.is_section


def likeness(a: str, b: str) -> float:
    """Dice coefficient over the character pairs of two titles, white space aside; 0 to 1."""
    a, b = squeeze(fold(a)), squeeze(fold(b))
    if a == b:
        return 1.0
    x, y = (Counter(s[i : i + 2] for i in range(len(s) - 1)) for s in (a, b))
    return 2 * sum((x & y).values()) / max(1, sum(x.values()) + sum(y.values()))


def coverage(title: str, sentence: str) -> float:
    """Share of the title's character pairs that stand in the sentence; 0 to 1."""
    a, b = squeeze(fold(title)), squeeze(fold(sentence))
    a = re.sub(r"(?:について|の件)$", "", a)
    pairs = {a[i : i + 2] for i in range(len(a) - 1)}
    return sum(pair in b for pair in pairs) / max(1, len(pairs))


def kind_of(text: str) -> CaseKind | None:
    """The kind of case that a heading's words give; None where they give none."""
    key = squeeze(fold(text))
    return next((kind for kind, pattern in _KINDS if pattern.search(key)), None)


def _numbering(text: str) -> tuple[str, str, int]:
    """Level, ordinal and length of the numbering at the beginning of a line; ("plain", "", 0) where there is none."""
    dash = _DASH.match(text)
    for level, pattern in _NUMBERINGS:
        if match := pattern.match(text, dash.end() if dash else 0):
            groups = match.groupdict()
            return level, groups.get("n") or groups.get("m") or "", match.end()
    return "plain", "", 0


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
        elif key in ("審議", "協議", "承認"):
            pass
        elif _STATUS.fullmatch(key):
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
    level, ordinal, length = _numbering(text)
    body = text[length:]
    at = begin + length
    said_kind = _KIND_WORD.match(body)
    if said_kind is not None:
        body, at = body[said_kind.end() :], at + said_kind.end()
    wrapped = _WRAPPED.fullmatch(body)
    if wrapped and _PAIRS[wrapped["open"]] == wrapped["close"] and wrapped["open"] != "「":
        _, inner_ordinal, inner_length = _numbering(wrapped["inner"])
        level, ordinal = (wrapped["open"], inner_ordinal or ordinal) if level == "plain" else (level, ordinal)
        at += wrapped.start("inner") + inner_length
        body = wrapped["inner"][inner_length:]
    if section := _SECTION_ASIDE.fullmatch(body):
        level, body, at = "(", section[1], at + 1
    lead = len(body) - len(body.lstrip())
    body, at = body.strip(), at + lead
    if not body or "。" in body:
        return None
    heading = Heading(line.number, Span(at, at + len(body)), begin, body, level, ordinal)
    if said_kind is not None:
        heading = replace(
            heading, kind=kind_of(said_kind["kind"] + "事項"), kind_span=Span(at - said_kind.end(), at)
        )
    if number := _NUMBER.match(body):
        heading = replace(heading, number=squeeze(number[0]), number_span=Span(at, at + number.end()))
        remainder = body[number.end() :]
        remark = re.match(r"\s*\(([^()]+)\)\s*(?=\S)", remainder)
        if remark and (unit := _DEPARTMENT.fullmatch(remark[1])):
            heading = replace(heading, department=(unit["named"] or unit["bare"]).strip())
            remainder = remainder[remark.end() :]
        rest = remainder.lstrip(" :、")
        if rest and (len(rest) < len(remainder) or remark or rest[0] in "「『"):
            at, body = at + len(body) - len(rest), rest
    heading = _with_attributes(heading, body, at)
    return replace(heading, title=heading.title or heading.number or body)


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


def read_attributes(line: Line, heading: Heading) -> Heading | None:
    """Add what a line of bracketed remarks alone ([担当課:…], (継続審議分) 【…】) says to the heading above it."""
    if not _ATTRIBUTE_LINE.fullmatch(line.text):
        return None
    read = _with_attributes(heading, line.text, line.span.start)
    said = (read.department, read.number, read.kind) != (heading.department, heading.number, heading.kind)
    if said or _STATUS.fullmatch(line.key.strip("()[]【】〔〕")):
        return replace(read, title=heading.title, span=heading.span)
    return None


_INLINE = re.compile(r"(?<=[\s)])(?=\(\d{1,2}\)\s?\S|[①-⑳]\s?\S)")


def _entries(lines: Sequence[Line], first_start: int) -> Iterator[tuple[Line, int, int]]:
    """The entries of an agenda list: a line each, or several in one table cell."""
    for at, line in enumerate(lines):
        start = max(line.span.start, first_start) if at == 0 else line.span.start
        offset = start - line.span.start
        cuts = [m.start() for m in _INLINE.finditer(line.text, offset)]
        begins = [offset, *(c for c in cuts if c > offset)]
        for begin, end in zip(begins, [*begins[1:], len(line.text)], strict=True):
            if line.text[begin:end].strip():
                yield line, line.span.start + begin, line.span.start + end


def read_list(lines: Sequence[Line], first_start: int) -> list[Heading]:
    """Read the lines of an agenda field as headings; remarks and wrapped titles join the heading above them."""
    found: list[Heading] = []
    for line, start, end in _entries(lines, first_start):
        if found and (more := read_attributes(line, found[-1])) is not None:
            found[-1] = more
            continue
        heading = read_heading(line, start, end)
        if heading is None or heading.is_section:
            continue
        if heading.level == "plain" and not (
            heading.is_title or heading.department or (found and found[-1].is_open)
        ):
            continue
        if found and heading.level == "plain":
            above = found[-1]
            if above.is_open:
                title = heading.title if above.is_untitled else above.title + heading.title
                begin = heading.span.start if above.is_untitled else above.span.start
                found[-1] = replace(
                    above,
                    title=title,
                    span=Span(begin, heading.span.end),
                    department=heading.department or above.department,
                    department_span=heading.department_span or above.department_span,
                )
                continue
        found.append(heading)
    return found


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the agenda that may be a case."""

    heading: Heading
    groups: tuple[Heading, ...]
    """The headings above it, outermost first."""

    def is_below(self, heading: Heading) -> bool:
        """Whether the agenda lists it under this heading."""
        return any(likeness(group.title, heading.title) >= LIKE for group in self.groups)

    @property
    def is_substantive(self) -> bool:
        """Whether it names a case, neither procedure nor a mere group."""
        return not (self.heading.is_procedural or self.heading.is_group)

    @property
    def kind(self) -> CaseKind:
        """諮問, 答申確認, 報告 or その他, from its own remark, the groups above it, its title."""
        if self.heading.kind is not None:
            return self.heading.kind
        for group in reversed(self.groups):
            if (kind := kind_of(group.title)) is not None:
                return kind
            if group.is_procedural:
                return CaseKind.OTHER
        return kind_of(self.heading.number or "") or kind_of(self.heading.title) or CaseKind.OTHER


def tree(headings: Sequence[Heading]) -> list[Item]:
    """The leaves of a list of headings, each with the groups above it.

    A level that has not been met yet is deeper than the one before; a line without numbering belongs to the group above it.
    """
    stack: list[Heading] = []
    paths: list[tuple[Heading, tuple[Heading, ...]]] = []
    for heading in headings:
        levels = [h.level for h in stack]
        if heading.level in levels:
            del stack[levels.index(heading.level) :]
        paths.append((heading, tuple(stack)))
        stack.append(heading)
    parents = {id(groups[-1]) for _, groups in paths if groups}
    return [Item(heading, groups) for heading, groups in paths if id(heading) not in parents]
