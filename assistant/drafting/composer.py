"""Collects the blocks of one paper and the citations of its quotes."""

from collections.abc import Sequence

from assistant.answer import Citation
from assistant.drafting.arrange import Arranger
from assistant.drafting.paper import Block, Draft, DraftKind, Style, blank, flat, markers
from assistant.drafting.plan import Plan
from assistant.drafting.similar import Similar
from assistant.evidence.quotes import Citer
from assistant.forms.notices import MEMBER_VIEW, OCR, OLD_RULES
from corpus.language import UNIFICATION, content_lemmas, fold
from corpus.model import Case, Role, Span
from corpus.search import Filters
from corpus.store import Corpus

_MOST_SOURCES = 120
_REVIEW = ("第三者点検", "全項目評価", "特定個人情報保護評価")


class Composer:
    """One paper in the making."""

    def __init__(
        self,
        kind: DraftKind,
        plan: Plan,
        cases: Sequence[Similar],
        corpus: Corpus,
        filters: Filters,
        arranger: Arranger,
    ) -> None:
        self.arranger = arranger
        self.kind, self.plan, self.cases = kind, plan, tuple(cases)
        self.corpus, self.filters = corpus, filters
        self.words = frozenset(content_lemmas(plan.text))
        self.citer = Citer(_MOST_SOURCES, corpus.document)
        self._blocks: list[Block] = []

    def add(self, style: Style, text: str, number: str = "") -> None:
        """Add a block that quotes nothing."""
        self._blocks.append(Block(style, text, number))

    def facts(self, sentences: Sequence[str], open_points: Sequence[str]) -> None:
        """Add the writer's own sentences, and a blank for each fact that they do not give."""
        for sentence in sentences:
            self.own(sentence)
        for fact in open_points:
            self.add(Style.BODY, blank(fact))

    def own(self, sentence: str, number: str = "") -> None:
        """Add a sentence of the writer's."""
        self._blocks.append(Block(Style.BODY, sentence, number, own=True))

    def cite(self, name: str, span: Span, role: Role | None = None, case: Case | None = None) -> int | None:
        """Cite a span of a document; None if the paper has the most citations it may have."""
        return self.citer.cite(name, span, role, case)

    def quote(self, marker: int | None, before: str = "", style: Style = Style.QUOTE, number: str = "") -> None:
        """Add a block that quotes a citation in full; `before` is the text in front of the quote."""
        if marker is None:
            return
        words = flat(self.citer.citations[marker - 1].quote)
        self._blocks.append(Block(style, f"{before}「{words}」{markers([marker])}", number, (words,)))

    def borrowed(self, citation: Citation, before: str = "") -> None:
        """Add a quote of a citation that belongs to a similar case."""
        self.quote(self.cite(citation.document, citation.span, citation.role), before)

    def place(self, marker: int) -> str:
        """The municipality of a citation and its speaker."""
        citation = self.citer.citations[marker - 1]
        return f"{citation.municipality or citation.document}・{citation.speaker or citation.role.value}"

    def finish(self, title: str) -> Draft:
        """The paper, with the notices that its sources call for."""
        citations = tuple(self.citer.citations)
        old = frozenset(c.marker for c in citations if self._is_old(c))
        notices = [OLD_RULES] if old else []
        if any(c.role is Role.MEMBER for c in citations):
            notices.append(MEMBER_VIEW)
        if any(c.ocr for c in citations):
            notices.append(OCR)
        notices += self.arranger.notices
        return Draft(
            self.kind,
            title,
            tuple(self._blocks),
            citations,
            old,
            tuple(notices),
            arranged=self.arranger.arranged,
        )

    def _is_old(self, citation: Citation) -> bool:
        day = self.corpus.document(citation.document).header.dated
        about = fold((citation.case or "") + citation.quote)
        return day is not None and day < UNIFICATION and not any(word in about for word in _REVIEW)
