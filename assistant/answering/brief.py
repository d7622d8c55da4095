"""The extractive answer: a ruling with its course, or the sentences that state a fact."""

import re
from collections.abc import Mapping, Sequence

from assistant.answering.find import RankedCase, RankedPassage
from assistant.answering.gate import Draft, Line
from assistant.answering.question import Field, Question, Want
from assistant.answering.quotes import Citer, quote_span, shown, whole_sentences
from corpus.calendar import to_japanese
from corpus.document import AttachmentKind, Case, Document, Header, Outcome, Role, Span
from corpus.text import content_lemmas, fold

CITATIONS = 8
"""How many citations carry an answer; more would bury it."""

_BINDING = {
    AttachmentKind.CONDITION: "条件",
    AttachmentKind.REQUEST: "要望",
    AttachmentKind.DEMAND: "求め",
}


def compose(
    question: Question,
    chosen: Sequence[RankedCase],
    passages: Sequence[RankedPassage],
    documents: Mapping[str, Document],
) -> Draft:
    """Compose the answer to a question about one case or a few.

    Args:
        question: as understood.
        chosen: the cases that answer it, best first.
        passages: of their documents, best first.
        documents: by name.
    """
    citer = Citer(CITATIONS, documents.__getitem__)
    words = frozenset(content_lemmas(question.focus)) | frozenset(content_lemmas(" ".join(question.topics)))
    lines: list[Line] = []
    if question.wants in (
        Want.RULING,
        Want.CONDITIONS,
        Want.REASONS,
        Want.COURSE,
        Want.SIMILAR,
        Want.WORDING,
        Want.ISSUES,
    ):
        room = max(1, CITATIONS // max(1, len(chosen)))
        for ranked in chosen:
            limited = _Room(citer, room if len(chosen) > 1 else CITATIONS)
            lines += _about_case(question, ranked, passages, documents, limited, words)
    else:
        lines += _fact(question, chosen, passages, documents, citer, words)
    return Draft(tuple(lines), tuple(citer.citations))


class _Room:
    """A share of an answer's citations."""

    def __init__(self, citer: Citer, room: int) -> None:
        self._citer, self._until = citer, len(citer.citations) + room

    @property
    def full(self) -> bool:
        return self._citer.full or len(self._citer.citations) >= self._until

    def holds(self, name: str, span: Span) -> bool:
        return self._citer.holds(name, span)

    def cite(self, name: str, span: Span, role: Role | None = None, case: Case | None = None) -> int | None:
        return None if self.full else self._citer.cite(name, span, role, case)


def place(header: Header) -> str:
    """Municipality, council, meeting and day, as far as the document states them."""
    council = header.council or header.municipality or header.name
    meeting = header.meeting or (header.number or "答申" if header.held_on is None else "")
    day = f"（{to_japanese(header.dated)}）" if header.held_on or header.issued_on else ""
    return f"{council} {meeting}{day}".strip()


def outcome_word(case: Case) -> str:
    """The outcome in the register's word; where the document does not say, that."""
    return case.outcome.value if case.outcome else "記載なし"


def _about_case(
    question: Question,
    ranked: RankedCase,
    passages: Sequence[RankedPassage],
    documents: Mapping[str, Document],
    citer: _Room,
    words: frozenset[str],
) -> list[Line]:
    header, case = ranked.header, ranked.case
    document = documents[header.name]
    if case is None:
        return _remarks(question, header, None, passages, documents, citer, words, "関係する記述")
    lines: list[Line] = []
    course: list[Line] = []
    if question.wants in (Want.RULING, Want.COURSE, Want.SIMILAR, Want.WORDING) or question.articles:
        lines += _outcome(document, case, citer, words)
        lines += _attachments(document, case, citer)
    if question.wants is Want.CONDITIONS:
        lines += _attachments(document, case, citer)
    title = {Want.REASONS: "理由として述べられたこと", Want.ISSUES: "質問・指摘とその答え"}.get(
        question.wants, "この点についての発言・記述"
    )
    course += _remarks(question, header, case, passages, documents, citer, words, title)
    if question.wants in (Want.CONDITIONS, Want.REASONS, Want.ISSUES):
        course += _outcome(document, case, citer, words)
    if not (lines or course):
        return []
    return [
        Line(f"### {place(header)}", fixed=True),
        Line(f"**案件** {case.title}", fixed=True),
        *lines,
        *course,
        Line("", fixed=True),
    ]


def _outcome(document: Document, case: Case, citer: _Room, asked: frozenset[str]) -> list[Line]:
    if case.outcome_span is None:
        return []
    span = whole_sentences(document, case.outcome_span)
    marker = citer.cite(document.header.name, span, Role.COUNCIL, case)
    if marker is None:
        return []
    words = shown(span.of(document.text), asked)
    return [Line(f"**結論: {outcome_word(case)}** — 「{words}」[{marker}]", quotes=(words,))]


def _attachments(document: Document, case: Case, citer: _Room) -> list[Line]:
    lines = []
    for attachment in case.attachments:
        marker = citer.cite(
            document.header.name, whole_sentences(document, attachment.span), Role.COUNCIL, case
        )
        if marker is not None:
            words = shown(attachment.span.of(document.text), ())
            lines.append(Line(f"- 審議会の{_BINDING[attachment.kind]}: 「{words}」[{marker}]", quotes=(words,)))
    for span in case.member_requests:
        marker = citer.cite(document.header.name, whole_sentences(document, span), None, case)
        if marker is not None:
            words = shown(span.of(document.text), ())
            lines.append(
                Line(f"- 委員の要望（審議会の条件ではありません）: 「{words}」[{marker}]", quotes=(words,))
            )
    return lines


def _remarks(
    question: Question,
    header: Header,
    case: Case | None,
    passages: Sequence[RankedPassage],
    documents: Mapping[str, Document],
    citer: _Room,
    words: frozenset[str],
    title: str,
) -> list[Line]:
    """What was said on the point, in the order of the document."""
    document = documents[header.name]
    found: list[tuple[int, Line]] = []
    for ranked in passages:
        if citer.full:
            break
        if ranked.header.name != header.name or (
            case is not None and ranked.case is not None and ranked.case != case
        ):
            continue
        span = quote_span(document, ranked.passage.ordinal, words)
        if is_heading(ranked, span.of(document.text)) or citer.holds(header.name, span):
            continue
        marker = citer.cite(header.name, span)
        part = shown(span.of(document.text), words)
        found.append(
            (
                span.start,
                Line(
                    f"- **{who(ranked.turn.speaker, ranked.turn.role)}** 「{part}」[{marker}]", quotes=(part,)
                ),
            )
        )
    if not found:
        return []
    return [Line(f"#### {title}", fixed=True), *(line for _, line in sorted(found, key=lambda f: f[0]))]


def is_heading(ranked: RankedPassage, quote: str) -> bool:
    """Whether a passage only names what follows it: a short line that nobody says and that is no sentence."""
    return ranked.turn.role is Role.UNKNOWN and ranked.turn.speaker is None and len(quote) < 120 and "。" not in quote


def who(speaker: str | None, role: Role) -> str:
    """Who speaks, with the role where the mark does not say it."""
    if speaker is None:
        return {Role.COUNCIL: "審議会", Role.UNKNOWN: "記載"}.get(role, role.value)
    return speaker if role is Role.UNKNOWN or role.value in speaker else f"{speaker}（{role.value}）"


def _fact(
    question: Question,
    chosen: Sequence[RankedCase],
    passages: Sequence[RankedPassage],
    documents: Mapping[str, Document],
    citer: Citer,
    words: frozenset[str],
) -> list[Line]:
    """The sentences that state the fact, the likeliest first, each with what it belongs to."""
    lines: list[Line] = []
    for field, span, name in _header_spans(question, chosen, documents):
        document = documents[name]
        marker = citer.cite(name, span)
        if marker is not None:
            part = shown(span.of(document.text), ())
            lines.append(
                Line(
                    f"- {_FIELD_NAMES[field]}: 「{part}」[{marker}] — {place(document.header)}", quotes=(part,)
                )
            )
    names = {r.header.name for r in chosen}
    best = passages[0].score if passages else 0.0
    for ranked in passages:
        if citer.full or ranked.score < 0.3 * best:
            break
        if ranked.header.name not in names:
            continue
        document = documents[ranked.header.name]
        span = quote_span(document, ranked.passage.ordinal, words)
        if is_heading(ranked, span.of(document.text)) or citer.holds(ranked.header.name, span):
            continue
        marker = citer.cite(ranked.header.name, span)
        part = shown(span.of(document.text), words)
        about = f"「{ranked.case.title}」" if ranked.case else ""
        if len(lines) == 2:
            lines.append(Line("#### あわせて確認できる記述", fixed=True))
        lines.append(
            Line(
                f"- **{who(ranked.turn.speaker, ranked.turn.role)}** 「{part}」[{marker}]"
                + (f" — {place(ranked.header)}{about}" if len(lines) < 2 else ""),
                quotes=(part,),
            )
        )
    return lines


_FIELD_NAMES = {
    Field.HELD_ON: "開催日時",
    Field.PLACE: "開催場所",
    Field.ATTENDANCE: "出席者",
    Field.CONSULTATION_DATE: "諮問",
    Field.CONSULTATION_NUMBER: "諮問",
    Field.REPORT_DATE: "答申日",
    Field.REPORT_NUMBER: "答申番号",
}


def _header_spans(
    question: Question, chosen: Sequence[RankedCase], documents: Mapping[str, Document]
) -> list[tuple[Field, Span, str]]:
    """The lines of the documents' heads that hold the values asked for."""
    found = []
    for name in dict.fromkeys(r.header.name for r in chosen):
        document = documents[name]
        for asked in question.fields:
            if asked not in _FIELD_NAMES:
                continue
            span = document.header.evidence.get(asked.value)
            line = whole_line(document.text, span) if span else labelled(document, asked)
            if line is not None:
                found.append((asked, line, name))
    return found


_LABELS = {
    Field.HELD_ON: r"(?:開催)?日時|開催日|期日",
    Field.PLACE: r"(?:開催)?場所|会場|開催会場",
    Field.ATTENDANCE: r"出席(?:者|委員)?(?:の氏名)?|委員|会長|欠席(?:者|委員)?|傍聴者?(?:数)?|説明(?:者|員)",
}


def labelled(document: Document, asked: Field) -> Span | None:
    """The line of a document's head that begins with the label of a field, with the next one where it holds no value."""
    if asked not in _LABELS:
        return None
    end = min((t.span.start for t in document.turns if t.speaker), default=len(document.text))
    label = re.compile(rf"^[-・○\d.()（）\s]*(?:{_LABELS[asked]})[\s::：)）]*(.*)$")
    start = 0
    for line in document.text[:end].splitlines(keepends=True):
        match = label.match(re.sub(r"(?<=[一-鿿])[ \u3000](?=[一-鿿])", "", fold(line).strip()))
        if match:
            stop = start + len(line.rstrip())
            if not match[1]:
                following = re.compile(r"\s*\S[^\n]*").match(document.text, start + len(line))
                stop = following.end() if following else stop
            return Span(start + len(line) - len(line.lstrip()), stop)
        start += len(line)
    return None


def whole_line(text: str, span: Span) -> Span:
    """The span extended to its line, without the white space around it."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    line = text[start : end if end >= 0 else len(text)]
    return Span(start + len(line) - len(line.lstrip()), start + len(line.rstrip()))


PENDING = frozenset({Outcome.CONTINUED, Outcome.REDELIBERATION, Outcome.NOT_REACHED})
"""Outcomes after which a further decision is due."""
