"""The remarks of an answer that is no table: which are quoted, each once, and how a line quotes one."""

from assistant.evidence.passages import RankedPassage
from assistant.evidence.quotes import Citer, remark_span, shown
from assistant.evidence.worth import in_answer_order, is_heading, is_procedure
from assistant.forms.form import CITATIONS, Found
from assistant.forms.labels import who
from assistant.gate import Line
from corpus.language import content_lemmas

WEAKEST = 0.15
"""Share of the best passage's score below which a passage is not quoted."""


class Remarks:
    """Quotes the remarks that were found for a question."""

    def __init__(self, found: Found, weakest: float = WEAKEST) -> None:
        question = found.question
        self.document_of = found.corpus.document
        self.citer = Citer(CITATIONS, self.document_of)
        self.words = frozenset(content_lemmas(" ".join((question.focus, *question.topics))))
        floor = weakest * found.passages[0].score if found.passages else 0.0
        self.passages = in_answer_order(found.passages, floor, self.document_of)

    def line(self, ranked: RankedPassage) -> Line | None:
        """Quote a remark; None for a heading, for procedure and for what is quoted already."""
        document = self.document_of(ranked.header.name)
        span = remark_span(self.citer, document, ranked.passage.ordinal, self.words)
        if span is None:
            return None
        quote = span.of(document.text)
        if (
            is_heading(ranked, quote)
            or is_procedure(ranked, quote)
            or self.citer.holds(ranked.header.name, span)
        ):
            return None
        marker = self.citer.cite(ranked.header.name, span)
        part = shown(quote, self.words)
        return Line(f"- **{who(ranked.turn.speaker, ranked.turn.role)}** 「{part}」[{marker}]", (part,))
