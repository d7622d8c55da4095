"""The answer form for a point that came up in several cases: the remarks on it, by case or document."""

from itertools import zip_longest

from assistant.evidence.find import RankedCase, RankedPassage
from assistant.forms.form import CITATIONS, Form, Found
from assistant.forms.head import stated_lines
from assistant.forms.labels import place
from assistant.forms.remarks import Remarks
from assistant.gate import Draft, Line
from corpus.model import Span

WEAKEST = 0.25
"""Share of the best passage's score below which a passage is not quoted; side by side, all may be."""


def _wanted(found: Found) -> bool:
    return found.chosen.point


def _answer(found: Found) -> Draft:
    """Quote the remarks of each case in their order, each case with its share of the citations."""
    cases, side_by_side = found.chosen.cases, found.chosen.side_by_side
    remarks = Remarks(found, 0.0 if side_by_side else WEAKEST)
    said: dict[int, list[tuple[Span, Line]]] = {index: [] for index in range(len(cases))}
    share = max(CITATIONS // 2, CITATIONS - 2 * (len(cases) - 1))
    share = -(-CITATIONS // len(cases)) if side_by_side else share
    groups = [[p for p in remarks.passages if _within(p, r)] for r in cases]
    for index, ranked_case in enumerate(cases if side_by_side else ()):
        document = found.corpus.document(ranked_case.header.name)
        said[index] += stated_lines(found.question, document, remarks.citer)
    layers = zip_longest(*groups) if side_by_side else ([p] for p in remarks.passages)
    for ranked in (p for layer in layers for p in layer if p is not None):
        chosen = next((i for i, r in enumerate(cases) if _within(ranked, r)), None)
        if remarks.citer.full or chosen is None or len(said[chosen]) >= share:
            continue
        if line := remarks.line(ranked):
            said[chosen].append((ranked.passage.span, line))
    lines = [line for i, case in enumerate(cases) if said[i] for line in _section(case, said[i])]
    return Draft(tuple(lines), tuple(remarks.citer.citations))


def _within(passage: RankedPassage, chosen: RankedCase) -> bool:
    return passage.header.name == chosen.header.name and chosen.case in (None, passage.case)


def _section(ranked: RankedCase, said: list[tuple[Span, Line]]) -> list[Line]:
    named = [Line(f"**案件** {ranked.case.title}", fixed=True)] if ranked.case else []
    remarks = [line for _, line in sorted(said, key=lambda s: s[0])]
    return [Line(f"### {place(ranked.header)}", fixed=True), *named, *remarks, Line("", fixed=True)]


FORM = Form("point", _wanted, _answer)
