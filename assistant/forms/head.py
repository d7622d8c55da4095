"""The answer form for a value that stands in a document's head: when and where, who was there, numbers and days."""

import re
from collections.abc import Iterator, Sequence

from assistant.evidence.quotes import Citer, shown
from assistant.forms.form import CITATIONS, Form, Found
from assistant.forms.labels import place
from assistant.gate import Draft, Line
from assistant.understand.cues import Field, Want
from assistant.understand.question import Question
from corpus.language import fold, marks, one_of
from corpus.model import Document, Span

NAMES = {
    Field.HELD_ON: "開催日時",
    Field.PLACE: "開催場所",
    Field.ATTENDANCE: "出席者など",
    Field.CONSULTATION_DATE: "諮問",
    Field.CONSULTATION_NUMBER: "諮問",
    Field.REPORT_DATE: "答申日",
    Field.REPORT_NUMBER: "答申番号",
}
_LABELS = {
    Field.HELD_ON: r"(?:開催)?日時|開催日|期日",
    Field.PLACE: r"(?:開催)?場所|会場|開催会場",
    Field.ATTENDANCE: r"出席(?:者|委員)?(?:の氏名|数)?|委員|会長|欠席(?:者|委員)?(?:の氏名)?|傍聴(?:人|者)?(?:数)?|説明(?:者|員)(?:の職・氏名)?|事務局",
}
_ATTENDING = {
    "傍聴": r"傍聴(?:人|者)?(?:数)?",
    "欠席": r"欠席(?:者|委員)?(?:の氏名)?",
    "会長": r"会長",
}
"""Word of a question to the label of that one group of attendees."""
_MOST_LINES = 4
"""Lines that a value under its label may take, where the label stands alone."""


_WHY = re.compile(r"なぜ|どうして|理由")
"""Asks for reasons besides, which no head states."""


_OTHER_MEETING = re.compile(r"次回|次の(?:会議|審議会)")
"""Asks for a meeting that a document's head does not speak of."""


def _wanted(found: Found) -> bool:
    return found.question.wants is Want.FACT and not _WHY.search(found.question.focus)


def _answer(found: Found) -> Draft | None:
    """State the values; None where no head states one."""
    citer = Citer(CITATIONS, found.corpus.document)
    lines = placed_lines(found, citer)
    return Draft(tuple(lines), tuple(citer.citations)) if lines else None


def placed_lines(found: Found, citer: Citer) -> list[Line]:
    """The lines of the heads of the chosen cases' documents that hold the values asked for, each with its place."""
    if _OTHER_MEETING.search(found.question.focus):
        return []
    documents = [
        found.corpus.document(name) for name in dict.fromkeys(r.header.name for r in found.chosen.cases)
    ]
    for words in (found.question.focus, ""):
        lines = [
            Line(f"{line.text} — {place(document.header)}", line.quotes)
            for document in documents
            for _, line in stated_lines(found.question, document, citer, words)
        ]
        if lines:
            return lines
    return []


def stated_lines(question: Question, document: Document, citer: Citer, words: str) -> list[tuple[Span, Line]]:
    """The lines of a document's head that hold the values asked for, each with its span.

    Args:
        question: names the values.
        document: whose head is read.
        citer: cites the lines.
        words: may name one group of attendees; all are meant where they name none.
    """
    lines = []
    for field, span in _stated(document, question.fields, words):
        marker = citer.cite(document.header.name, span)
        if marker is not None:
            part = shown(span.of(document.text), ())
            lines.append((span, Line(f"- {NAMES[field]}: 「{part}」[{marker}]", (part,))))
    return lines


def _stated(document: Document, fields: Sequence[Field], asked_words: str) -> Iterator[tuple[Field, Span]]:
    """The lines of a document's head that hold the values asked for, each line once.

    Args:
        document: whose head is read.
        fields: of the question.
        asked_words: the question; it may ask for one group of attendees only.
    """
    seen: set[Span] = set()
    for asked in fields:
        if asked not in NAMES:
            continue
        span = document.header.evidence.get(asked.value)
        spans = [_with_hour(document.text, whole_line(document.text, span))] if span else []
        spans = spans or list(_labelled(document, _label(asked, asked_words)))
        for line in spans:
            if line not in seen:
                seen.add(line)
                yield asked, line


def whole_line(text: str, span: Span) -> Span:
    """The span extended to its line, without the white space around it."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    line = text[start : end if end >= 0 else len(text)]
    return Span(start + len(line) - len(line.lstrip()), start + len(line.rstrip()))


_HOUR = re.compile(r"[^\S\n]*\n\s*((?:午前|午後|正午|[0-9０-９]{1,2}[時:：])[^\n]*)")


def _with_hour(text: str, line: Span) -> Span:
    """The line, joined with the next where that continues with the hour."""
    hour = _HOUR.match(text, line.end)
    return Span(line.start, line.start + len(text[line.start : hour.end(1)].rstrip())) if hour else line


def _label(asked: Field, words: str) -> str:
    """The pattern of a field's labels; empty where it has none."""
    some = [label for word, label in _ATTENDING.items() if word in words]
    return "|".join(some) if asked is Field.ATTENDANCE and some else _LABELS.get(asked, "")


def _labelled(document: Document, name: str) -> Iterator[Span]:
    """The lines that begin with a label, each with its value where that stands below."""
    if not name:
        return
    end = min((t.span.start for t in document.turns if t.speaker), default=len(document.text))
    signs = marks()
    lead = one_of(signs.bullets + signs.dashes + signs.brackets + "[(.)]】")
    label = re.compile(rf"^(?:{lead}|[\d\s])*(?:{name})[\]】>〉)]*(?:[\s:]+(.*))?$")
    start = 0
    for line in document.text[:end].splitlines(keepends=True):
        match = label.match(_close(fold(line).strip()))
        if match:
            stop = start + len(line.rstrip())
            if not match[1]:
                below = re.compile(rf"(?:\s*\n)*(?:[^\n]*\S[^\n]*\n?){{1,{_MOST_LINES}}}?").match(
                    document.text, start + len(line)
                )
                stop = below.end() if below else stop
            yield Span(start + len(line) - len(line.lstrip()), start + len(document.text[start:stop].rstrip()))
        start += len(line)


def _close(text: str) -> str:
    """Close the letter-spacing of a label: 日 時 → 日時."""
    return re.sub(
        r"^([\W\d]*)([一-鿿]) ([一-鿿])(?: ([一-鿿]))?(?= |:|$)",
        lambda m: "".join(g or "" for g in m.groups()),
        text,
    )


FORM = Form("head", _wanted, _answer, certain=True)
