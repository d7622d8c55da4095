"""Headings: the numbered, bracketed or bulleted lines that name what is dealt with."""

from dataclasses import dataclass, replace

from corpus.language import fold, squeeze
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
from ingest.rules import rule

_NUMBERINGS = (
    ("word", rule("headings.word_in_brackets")),
    ("word", rule("headings.word")),
    ("section", rule("headings.section")),
    ("paren", rule("headings.paren")),
    ("digit", rule("headings.digit")),
    ("kanji", rule("headings.kanji")),
    ("circled", rule("headings.circled")),
    ("kana", rule("headings.kana")),
    ("mark", rule("headings.mark")),
    ("bullet", rule("headings.bullet")),
)
"""The first that a line begins with is its numbering."""
_DASH = rule("headings.dash")
_KIND_WORD = rule("headings.kind_word")
_WRAPPED = rule("headings.wrapped")
_PAIRS = {"≪": "≫", "《": "》", "<": ">", "【": "】", "[": "]", "〔": "〕"}
_TAIL = rule("headings.tail")
_ATTRIBUTE_LINE = rule("headings.attribute_line")
_DEPARTMENT = rule("headings.department")
_IN_CHARGE = rule("headings.in_charge")
_NUMBER = rule("headings.number")
_TAGGED = rule("headings.tagged")
_YEAR = rule("headings.year")
_REMARK = rule("headings.remark")
_STATUS = rule("headings.status")
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
        return self.is_untitled or bool(UNFINISHED.find(self.key))

    @property
    def is_group(self) -> bool:
        """Whether it only names a group of items: 諮問事項, その他."""
        return bool(GROUP.find(self.key))

    @property
    def is_procedural(self) -> bool:
        """Whether it names no case of its own: 開会, 次回の日程."""
        return bool(PROCEDURE.find(self.key))

    @property
    def is_own_affair(self) -> bool:
        """Whether it names an affair of the council's own: 前回会議録の承認, 会長の選出."""
        return bool(OWN_AFFAIR.find(self.key))

    @property
    def is_section(self) -> bool:
        """Whether it names a part of the treatment of a case: 諮問理由, 質疑."""
        return bool(SECTION.find(self.key))

    @property
    def is_deciding(self) -> bool:
        """Whether what stands below it is the council's decision: 裁決, 結論."""
        return bool(DECIDING.find(self.key))

    @property
    def is_appendix(self) -> bool:
        """Whether a list of papers follows, in which nothing is dealt with any more."""
        return bool(APPENDIX.find(self.key))

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
    dash = _DASH.find(text)
    for level, numbering in _NUMBERINGS:
        if match := numbering.find(text, dash.end() if dash else 0):
            groups = match.groupdict()
            kind = kind_of(groups["word"]) if groups.get("word") else None
            return _Numbering(level, groups.get("n") or groups.get("m") or "", match.end(), kind)
    return _Numbering("plain", "", 0)


def _with_attributes(heading: Heading, text: str, at: int) -> Heading:
    """Read the bracketed remarks at the end of `text`, which begins at offset `at`, and shorten the title by them."""
    rest = text
    while tail := _TAIL.find(rest):
        group = next(g for g in "abcd" if tail[g] is not None)
        inner, span = tail[group].strip(), Span(at + tail.start(group), at + tail.end(group))
        key = squeeze(inner)
        if _NUMBER.pattern.fullmatch(key):
            heading = replace(heading, number=heading.number or key, number_span=heading.number_span or span)
        elif len(key) <= _LONGEST_KIND and (kind := kind_of(f"({key})")) is not None:
            heading = replace(heading, kind=heading.kind or kind, kind_span=span)
        elif key in ("審議", "協議", "承認") or _STATUS.find(key):
            pass
        elif match := _DEPARTMENT.find(inner):
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
    tagged = _TAGGED.find(body) if level == "plain" else None
    if tagged is not None:
        level, body, at = tagged["open"], body[tagged.end() :], at + tagged.end()
    said_kind = _KIND_WORD.find(body)
    if said_kind is not None:
        body, at = body[said_kind.end() :], at + said_kind.end()
    wrapped = _WRAPPED.find(body)
    if wrapped and _PAIRS[wrapped["open"]] == wrapped["close"]:
        inner = _numbering(wrapped["inner"])
        if level == "plain":
            level, ordinal = wrapped["open"], inner.ordinal
        at += wrapped.start("inner") + inner.length
        body = wrapped["inner"][inner.length :]
    if body.startswith("(") and body.endswith(")") and SECTION.find(body[1:-1]):
        level, body, at = "(", body[1:-1], at + 1
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
    year = _YEAR.find(body)
    if number := _NUMBER.find(body, year.end() if year else 0):
        span = Span(at + number.start(), at + number.end())
        heading = replace(heading, number=squeeze(number[0]), number_span=span)
        remainder = body[number.end() :]
        remark = _REMARK.find(remainder)
        if remark and (unit := _DEPARTMENT.find(remark["inner"])):
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
    return _IN_CHARGE.find(line.text) is not None


def read_attributes(line: Line, heading: Heading) -> Heading | None:
    """Add what a line of remarks alone ([担当課:…], (継続審議分) 【…】, 担当課:…) says to the heading above it."""
    if (unit := _IN_CHARGE.find(line.text)) is not None:
        span = Span(line.span.start + unit.start("named"), line.span.start + unit.end("named"))
        return replace(heading, department=unit["named"], department_span=span)
    if not _ATTRIBUTE_LINE.find(line.text):
        return None
    read = _with_attributes(heading, line.text, line.span.start)
    said = (read.department, read.number, read.kind) != (heading.department, heading.number, heading.kind)
    if said or _STATUS.find(line.key.strip("()[]【】〔〕")):
        return replace(read, title=heading.title, span=heading.span)
    return None
