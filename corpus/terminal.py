"""Documents and cases rendered for a terminal."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import groupby

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from corpus.doubts import Doubt, Excerpt, called, doubtful
from corpus.language import squeeze
from corpus.model import Case, Document, Header, Outcome, Role, Span, Turn
from corpus.register import Correction, Opinion
from corpus.search import Progress as Report
from corpus.shapes import Course

SHORT = 90
"""Characters of a turn that are shown where it is not wanted in full."""
_COLOURS = {
    Role.CHAIR: "magenta",
    Role.MEMBER: "cyan",
    Role.EXECUTIVE: "green",
    Role.SECRETARIAT: "yellow",
    Role.COUNCIL: "bold",
    Role.UNKNOWN: "dim",
}
_MISSING = "—"

Outlines = Sequence[tuple[Header, Sequence[Case]]]
"""As `Corpus.outlines` returns them."""


@contextmanager
def reported() -> Iterator[Report]:
    """A bar on standard error for what takes time; nothing is drawn before there is something to tell."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    tasks: dict[str, TaskID] = {}

    def report(what: str, done: int, total: int) -> None:
        if what not in tasks:
            bar.start()
            tasks[what] = bar.add_task(what)
        bar.update(tasks[what], completed=done, total=total)

    try:
        yield report
    finally:
        if tasks:
            bar.stop()


def documents_table(outlines: Outlines) -> RenderableType:
    """One row a document, with the number of its cases."""
    table = Table(box=None, header_style="bold")
    for name, whole in (("文書", True), ("種別", True), ("審議会", False), ("回・番号", False), ("日付", True)):
        table.add_column(name, no_wrap=whole, overflow="fold")
    table.add_column("案件", justify="right")
    for header, cases in outlines:
        table.add_row(
            header.name,
            header.kind.value,
            header.council or header.municipality or _MISSING,
            header.meeting or header.number or _MISSING,
            str(header.dated or _MISSING),
            str(len(cases)),
        )
    return table


def cases_list(outlines: Outlines) -> RenderableType:
    """Under each document its cases: outcome, kind, title and articles."""
    parts: list[RenderableType] = []
    for header, cases in outlines:
        where = (header.council or header.municipality, header.meeting or header.number, header.dated)
        place = " ".join(str(part) for part in where if part)
        parts.append(Text.assemble((f"\n{header.name}", "bold"), f"  {place}"))
        table = Table.grid(padding=(0, 2))
        for whole in (True, True, True, False):
            table.add_column(no_wrap=whole, overflow="fold")
        for case in cases:
            title = Text("  ").join(
                [Text(case.title), *(Text(use.reference, style="dim") for use in case.articles)]
            )
            table.add_row(f"#{case.ordinal + 1}", _outcome(case.outcome), case.kind.value, title)
        parts.append(Padding(table, (0, 0, 0, 2)))
    return Group(*parts)


def doubts_list(listed: Sequence[Doubt]) -> RenderableType:
    """Each value in doubt under its document or case, with the place that speaks for it."""
    parts: list[RenderableType] = []
    for doubt in listed:
        sure = "" if doubt.confidence is None else f"  確からしさ {doubt.confidence:.2f}"
        head = Text.assemble((f"\n{doubt.called}", "bold"), f"  {doubt.value or '記載なし'}", (sure, "dim"))
        where = Text(doubt.place, style="dim")
        if doubt.case is not None:
            where.append(f"  {doubt.case.title}")
        parts += [head, Padding(where, (0, 0, 0, 2))]
        parts += [_around(each, 2) for each in doubt.excerpts]
        if suggested := doubt.suggestion:
            said = Text.assemble("別の読み  ", (suggested.told, "bold"), (f"  {suggested.reader}", "dim"))
            parts += [Padding(said, (0, 0, 0, 2)), *(_around(each, 4) for each in suggested.excerpts)]
    return Group(*parts)


def _around(excerpt: Excerpt, indent: int) -> RenderableType:
    """A place in a document with its surroundings, on one line."""
    around = (excerpt.before[-SHORT // 3 :], (excerpt.quote, "reverse"), excerpt.after[: SHORT // 3])
    said = Text.assemble((f"{excerpt.line}行 ", "dim"), *around)
    return Padding(Text(" ").join(said.split()), (0, 0, 0, indent))


def corrections_table(kept: Sequence[Correction]) -> RenderableType:
    """One row a correction: its number, what was set right, by whom and when."""
    table = Table(box=None, header_style="bold")
    for name in ("番号", "案件・発言", "項目", "値", "訂正", "取り消し"):
        table.add_column(name, overflow="fold")
    for each in kept:
        of = each.case_title or ("" if each.turn is None else f"発言 {each.turn}")
        by = f"{each.author} {each.at.astimezone():%Y-%m-%d}"
        table.add_row(
            str(each.number), of, called(each.field), each.value or "記載なし", by, each.undone_by or ""
        )
    return table


def document_page(
    document: Document, courses: Sequence[Course], opinions: Sequence[Opinion], *, full: bool
) -> RenderableType:
    """A document: header, cases, turns with their roles."""
    parts: list[RenderableType] = [_header(document, opinions)]
    parts += [_case(document, case, course) for case, course in zip(document.cases, courses, strict=True)]
    for case, turns in groupby(document.turns, key=lambda turn: turn.case):
        title = "案件の外" if case is None else f"案件{case + 1} {document.cases[case].title}"
        parts.append(Text(f"\n{title}", style="bold underline"))
        parts += [_turn(document, turn, full) for turn in turns]
    return Group(*parts)


def _header(document: Document, opinions: Sequence[Opinion]) -> RenderableType:
    header = document.header
    rows = {
        "種別": header.kind.value,
        "市町村": header.municipality,
        "審議会": header.council,
        "回": header.meeting,
        "開催日": _dated(None, header.held_on),
        "答申": _dated(header.number, header.issued_on),
        "諮問": _dated(header.consultation_number, header.consulted_on),
        "件名": header.title,
        "委員等": "、".join(
            f"{person.name}({person.post or person.role.value})" for person in document.members
        ),
        "規模": f"{len(document.text):,}字・発言{len(document.turns)}・案件{len(document.cases)}"
        + (f"・{len(document.pages)}ページ" if document.pages else ""),
        "要確認": doubtful(header.unsure),
        "確かめた値": "、".join(_agreed(opinion) for opinion in opinions if opinion.agrees),
        "注意": "\n".join((("OCRで読み取った文書です",) if header.ocr else ()) + header.flags),
    }
    return Panel(_facts(rows), title=Text(header.name), title_align="left")


def _agreed(opinion: Opinion) -> str:
    """A value that a second reader agrees with, and who that is."""
    of = "" if opinion.case is None else f"案件{opinion.case + 1}の"
    return f"{of}{called(opinion.field)}（{opinion.reader} {opinion.at.astimezone():%Y-%m-%d}）"


def _dated(number: str | None, day: date | None) -> str:
    return " ".join(str(part) for part in (number, day) if part)


def _facts(rows: dict[str, str | None]) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in rows.items():
        if value:
            table.add_row(name, Text(value))
    return table


def _case(document: Document, case: Case, course: Course) -> RenderableType:
    text = document.text
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row("結論", Text.assemble(_outcome(case.outcome), "  ", _quoted(case.outcome_span, text)))
    for attachment in case.attachments:
        table.add_row(attachment.kind.value, _quoted(attachment.span, text))
    for span in case.member_requests:
        table.add_row("委員の要望", _quoted(span, text))
    for span in case.questions:
        table.add_row("諮問事項", _quoted(span, text))
    for vote in case.votes:
        table.add_row("採決", _quoted(vote.span, text))
    articles = "、".join(f"{use.law or ''}{use.reference}" for use in case.articles)
    facts = (
        ("番号", case.number),
        ("所管", case.department),
        ("条文", articles),
        ("要確認", doubtful(case.unsure)),
    )
    for name, value in facts:
        if value:
            table.add_row(name, Text(value))
    for header, found in course if len(course) > 1 else ():
        here = (header.name, found.ordinal) == (document.header.name, case.ordinal)
        table.add_row(
            "経過",
            Text.assemble(
                f"{header.dated or _MISSING} {header.meeting or header.number or header.name} ",
                _outcome(found.outcome),
                "  ← この文書" if here else "",
            ),
        )
    title = Text(f"\n案件{case.ordinal + 1} {case.title}", style="bold")
    return Group(Text.assemble(title, Text(f"  {case.kind.value}", style="dim")), Padding(table, (0, 0, 0, 2)))


def _turn(document: Document, turn: Turn, full: bool) -> RenderableType:
    said = Text(turn.span.of(document.text).strip() if full else _shortened(turn.span.of(document.text)))
    if turn.role is Role.UNKNOWN and turn.speaker is None:
        return Padding(said, (0, 0, 0, 4))
    page = document.page_at(turn.span.start)
    who = Text(f"{turn.role.value}", style=_COLOURS[turn.role])
    if turn.speaker and turn.speaker != turn.role.value:
        who.append(f" {turn.speaker}", style="dim")
    if page:
        who.append(f" p.{page}", style="dim")
    return Group(who, Padding(said, (0, 0, 0, 4)))


def _shortened(said: str) -> str:
    line = squeeze(said)
    return line if len(line) <= SHORT else f"{line[:SHORT]}…(全{len(line)}字)"


def _quoted(span: Span | None, text: str) -> Text:
    return Text(f"「{squeeze(span.of(text))}」" if span else "")


def _outcome(outcome: Outcome | None) -> Text:
    return Text(outcome.value, style="bold") if outcome else Text("記載なし", style="dim")
