"""The answer to which a chat model pointed: quotes, attribution and first line are the program's, from document and register."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Answer, Citation
from assistant.evidence.quotes import Citer, shown
from assistant.forms.extractive import Extract
from assistant.forms.form import CITATIONS
from assistant.forms.labels import outcome_word, place, who
from assistant.forms.notices import MEMBER_VIEW, OCR, OLD_RULES, notices
from assistant.forms.refusal import NO_PRECEDENT
from assistant.gate import MARKER, Draft, Line, check
from assistant.model.headline import Headline, Told
from assistant.model.material import deciding, meet
from assistant.model.quoting import cite, quoted_spans
from assistant.model.reply import Form
from assistant.model.selection import Selection, nameable
from assistant.model.summary import Summary, summarised
from corpus.store import Corpus

UNANSWERED = "お尋ねのうち{}に答える記述は、読んだ記述の中に見つかりませんでした。"
DROPPED = "AIによる要約のうち、資料との照合に合格しなかった{}文を除きました。"
NOT_AN_ANSWER = "お尋ねの答えそのものではありません"
READ = "候補の記述{}か所を読みましたが、お尋ねの答えは書かれていません。"
NEAREST_FACT = "近い案件は「{}」（{}）で、登録簿の結論は{}です。"
_OF_QUOTES = (OLD_RULES, MEMBER_VIEW, OCR)
"""Notices that belong to quotes."""
_OF_REGISTER = 8
"""Citations of rulings and of a table of the register behind the quotes."""


@dataclass(frozen=True, slots=True)
class Shower:
    """Shows the selections of one corpus's questions."""

    corpus: Corpus
    summaries: bool
    """Whether a summary in the model's words is shown."""

    def show(self, found: Answer, extract: Extract, form: Form, chosen: Selection) -> Answer | None:
        """The answer with the quotes that were pointed at; None where the gate lets none of them through.

        Args:
            found: the extractive answer.
            extract: from which it was made.
            form: of the answer, as the model planned it.
            chosen: the model's choice; something in it answers.
        """
        document_of = self.corpus.document
        table = _table(found)
        citer = Citer(CITATIONS, document_of)
        opening = Headline(extract, form, self._told(chosen), self.corpus, decides=self._decides(chosen))
        of_part: list[tuple[str, list[int]]] = []
        for point in chosen.points:
            spans = quoted_spans(point.sentences, document_of)
            marks = [cite(citer, document_of(name), span) for name, span in spans]
            of_part.append((point.part, [m for m in marks if m is not None]))
        citer.limit += _OF_REGISTER
        opening.cite(citer)
        leading = [marks[0] for _, marks in of_part if marks]
        first, differs, told = opening.lines(chosen.verdict, citer.citations, leading)
        if table and not table[0].startswith("|"):
            first, told = [*_moved(table[:1], found, citer), Line("", fixed=True)], frozenset()
            table = table[1:]
        summary = self._summary(chosen, citer.citations)
        lines = [
            *first,
            *summary.lines,
            *self._quoted(of_part, citer.citations, opening, told, found.standalone_question),
            *_moved(table, found, citer),
            *_unanswered(chosen, found.standalone_question),
        ]
        passed = check(Draft(tuple(lines), tuple(citer.citations)), lambda name: document_of(name).text)
        if not passed.holds:
            return None
        said = self._notices(found, extract, passed.citations)
        said += [differs] if differs else []
        said += [DROPPED.format(summary.dropped)] if summary.dropped else []
        return replace(
            found,
            mode="generative",
            answered=True,
            answer=passed.text,
            citations=passed.citations,
            nearest=(),
            notices=tuple(dict.fromkeys(said)),
            more=found.more if table else None,
            choices=(),
        )

    def silent(self, found: Answer, chosen: Selection, read: int) -> Answer:
        """The answer where nothing that the model read answers: the nearest facts, each cited.

        Args:
            found: the extractive answer.
            chosen: the model's choice; nothing in it answers.
            read: how many windows it read.
        """
        citer = Citer(len(chosen.near) or 1, self.corpus.document)
        for name, span in quoted_spans(chosen.near, self.corpus.document):
            cite(citer, self.corpus.document(name), span)
        near = tuple(replace(c, why_not=NOT_AN_ANSWER) for c in citer.citations)
        if not found.answered:
            return replace(found, mode="generative", nearest=near or found.nearest)
        if not near:
            near = tuple(
                replace(c, marker=n, why_not=NOT_AN_ANSWER) for n, c in enumerate(found.citations[:3], 1)
            )
        parts = nameable(chosen.unanswered, found.standalone_question)
        named = f"（見つからなかった点: {'、'.join(parts)}）" if parts else ""
        searched = f"検索した範囲: 資料{found.searched.documents}件（発言・記述{found.searched.passages}箇所）"
        text = f"{NO_PRECEDENT}{READ.format(read)}{named}{self._nearest(chosen)}\n\n{searched}"
        said = tuple(n for n in found.notices if n not in _OF_QUOTES)
        return replace(
            found,
            mode="generative",
            answered=False,
            answer=text,
            citations=(),
            nearest=near,
            notices=said,
            more=None,
        )

    def _nearest(self, chosen: Selection) -> str:
        """The nearest case with its ruling, as the register holds it."""
        told = self._told(Selection(near=chosen.near), near=True)
        if not told:
            return ""
        return NEAREST_FACT.format(told[0].case.title, place(told[0].header), outcome_word(told[0].case))

    def _decides(self, chosen: Selection) -> bool:
        """Whether some sentence that was pointed at rules on its case."""
        return any(
            meet(s.span, span)
            for point in chosen.points
            for s in point.sentences
            if s.case is not None
            for span in deciding(self.corpus.document(s.document).cases[s.case])
        )

    def _told(self, chosen: Selection, *, near: bool = False) -> list[Told]:
        """The cases of the sentences that were pointed at, in their order."""
        sentences = chosen.near if near else [s for point in chosen.points for s in point.sentences]
        places = dict.fromkeys((s.document, s.case) for s in sentences if s.case is not None)
        documents = ((self.corpus.document(name), case) for name, case in places)
        return [Told(document.header, document.cases[case]) for document, case in documents]

    def _summary(self, chosen: Selection, citations: Sequence[Citation]) -> Summary:
        if not self.summaries:
            return Summary((), 0)
        known = {s.number: s for point in chosen.points for s in point.sentences}
        return summarised(chosen.summary, known, citations, self.corpus)

    def _quoted(
        self,
        of_part: Iterable[tuple[str, list[int]]],
        citations: Sequence[Citation],
        opening: Headline,
        told: frozenset[int],
        question: str,
    ) -> list[Line]:
        """The quotes, under the parts of the question that they answer where these are several."""
        by_marker = {c.marker: c for c in citations}
        several = len({c.case_id or c.document for c in citations}) > 1
        parts = [(part, [m for m in marks if m not in told]) for part, marks in of_part]
        pointed = {m for _, marks in of_part for m in marks}
        filled = [(part, marks) for part, marks in parts if marks]
        lines: list[Line] = []
        for part, marks in filled:
            if len(filled) > 1 and nameable([part], question):
                lines.append(Line(f"#### {part}", fixed=True))
            lines += [self._line(by_marker[m], opening, several=several) for m in marks]
        beside = [c for c in citations if c.marker not in pointed and c.marker not in told]
        return [*lines, *(self._line(c, opening, several=several) for c in beside)]

    def _line(self, citation: Citation, opening: Headline, *, several: bool) -> Line:
        part = shown(citation.quote, opening.words)
        about = f"「{citation.case}」" if citation.case else ""
        where = f" — {place(self.corpus.document(citation.document).header)}{about}" if several else ""
        return Line(
            f"- **{who(citation.speaker, citation.role)}** 「{part}」[{citation.marker}]{where}", (part,)
        )

    def _notices(self, found: Answer, extract: Extract, cited: Sequence[Citation]) -> list[str]:
        headers = [self.corpus.document(name).header for name in dict.fromkeys(c.document for c in cited)]
        vectorless = len(self.corpus.vectorless().documents)
        own = notices(extract.question, extract.terms, cited, headers, (), vectorless)
        kept = [n for n in found.notices if n not in _OF_QUOTES]
        return [*own, *kept]


def _table(found: Answer) -> list[str]:
    """The table of the register that the extractive answer holds, with its first line; empty where there is none."""
    lines = found.answer.splitlines()
    rows = [line for line in lines if line.startswith("|")]
    begins = lines[:1] if lines and not lines[0].startswith(("|", "#", "-")) else []
    return [*begins, *rows] if rows else []


def _moved(lines: Sequence[str], found: Answer, citer: Citer) -> list[Line]:
    """Lines of the extractive answer, with their citations among those of this one."""
    by_marker = {c.marker: c for c in found.citations}
    moved: list[Line] = [Line("", fixed=True)] if lines and lines[0].startswith("|") else []
    for line in lines:
        text = line
        for mark in dict.fromkeys(MARKER.findall(line)):
            citation = by_marker[int(mark)]
            marker = citer.cite(citation.document, citation.span, citation.role)
            text = text.replace(f"[{mark}]", f"[#{marker}]" if marker else "")
        text = text.replace("[#", "[")
        moved.append(Line(text, fixed=not MARKER.search(text)))
    return moved


def _unanswered(chosen: Selection, question: str) -> list[Line]:
    """What the question asks besides and nothing answers, in the question's own words."""
    if not chosen.unanswered:
        return []
    parts = nameable(chosen.unanswered, question)
    named = "「" + "」「".join(parts) + "」" if parts else "一部"
    return [Line("", fixed=True), Line(UNANSWERED.format(named), fixed=True)]
