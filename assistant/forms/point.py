"""The answer form for a point that came up in several cases: the remarks on it, by case or document."""

from collections.abc import Sequence
from itertools import zip_longest

from assistant.answer import Citation
from assistant.evidence.cases import RankedCase
from assistant.evidence.passages import RankedPassage
from assistant.evidence.quotes import shown
from assistant.forms.form import CITATIONS, Form, Found
from assistant.forms.head import stated_lines
from assistant.forms.labels import place, who
from assistant.forms.lead import is_another
from assistant.forms.remarks import Remarks
from assistant.gate import Draft, Line
from assistant.understand.cues import Want
from corpus.language import fold, squeeze
from corpus.model import Role, Span

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
        said[index] += stated_lines(found.question, document, remarks.citer, found.question.focus)
    layers = zip_longest(*groups) if side_by_side else ([p] for p in remarks.passages)
    for ranked in (p for layer in layers for p in layer if p is not None):
        chosen = next((i for i, r in enumerate(cases) if _within(ranked, r)), None)
        if remarks.citer.full or chosen is None or len(said[chosen]) >= share:
            continue
        if line := remarks.line(ranked):
            said[chosen].append((ranked.passage.span, line))
    lines = [line for i, case in enumerate(cases) if said[i] for line in _section(case, said[i])]
    return Draft((*_first(found, remarks), *lines), tuple(remarks.citer.citations))


def _first(found: Found, remarks: Remarks) -> list[Line]:
    """The first line: where the point came up, or that what was asked for is not on record."""
    question, cited = found.question, remarks.citer.citations
    if not cited:
        return []
    on_topic = [c for c in cited if found.topics and _names_topic(found, c)]
    places = list(dict.fromkeys(place(found.corpus.document(c.document).header) for c in on_topic))
    if question.outcomes and not any(case.outcome in question.outcomes for _, case in found.rows()):
        named = "・".join(outcome.value for outcome in question.outcomes)
        said = f"結論が「{named}」と記録された案件はありません。触れている記述を示します。"
    elif question.wants is Want.ISSUES and not _asked_on_topic(found, cited):
        said = "委員の質問や意見の記録は見当たりません。この点に触れた記述を示します。"
    elif question.exists and question.whether:
        there = [r for r in found.chosen.cases if r.case and not is_another(found, r)]
        titles = "、".join(f"「{r.case.title}」（{place(r.header)}）" for r in there if r.case)
        said = (
            f"**はい。** {titles}で取り上げられています。"
            if there
            else "お尋ねの案件そのものとは確認できません。近い記述を示します。"
        )
    elif question.wants is Want.FACT:
        return _best(remarks)
    else:
        said = (
            f"この点は、{'、'.join(places)}で取り上げられています。"
            if places
            else "お尋ねの点そのものかは、確かめてください。近い記述を示します。"
        )
    return [Line(said, fixed=True), Line("", fixed=True)]


def _best(remarks: Remarks) -> list[Line]:
    """The best remark, as the first line."""
    best = remarks.citer.citations[0]
    part = shown(best.quote, remarks.words)
    said = f"{who(best.speaker, best.role)}「{part}」[{best.marker}] — {place(remarks.document_of(best.document).header)}"
    return [Line(said, (part,)), Line("", fixed=True)]


def _asked_on_topic(found: Found, cited: Sequence[Citation]) -> bool:
    """Whether a remark of a member or the chair speaks of a topic, or on the case that was chosen first, quoted or not."""
    asking = (Role.MEMBER, Role.CHAIR)
    if any(_names_topic(found, c) for c in cited if c.role in asking):
        return True
    words = _topic_words(found)
    asked = [p for p in found.passages if p.turn.role in asking]
    in_case = found.best.case is not None and any(_within(p, found.best) for p in asked)
    return in_case or any(word in squeeze(fold(p.passage.searched)) for p in asked for word in words)


def _names_topic(found: Found, citation: Citation) -> bool:
    """Whether a quote, or the title of its case, holds the words of a topic; where there is no topic, all do."""
    words = _topic_words(found)
    said = squeeze(fold(citation.quote + (citation.case or "")))
    return not words or any(word in said for word in words)


def _topic_words(found: Found) -> list[str]:
    return [squeeze(fold(w)) for t in found.topics for w in (t.phrase, *t.instead, *t.made_of)]


def _within(passage: RankedPassage, chosen: RankedCase) -> bool:
    return passage.header.name == chosen.header.name and chosen.case in (None, passage.case)


def _section(ranked: RankedCase, said: list[tuple[Span, Line]]) -> list[Line]:
    named = [Line(f"**案件** {ranked.case.title}", fixed=True)] if ranked.case else []
    remarks = [line for _, line in sorted(said, key=lambda s: s[0])]
    return [Line(f"### {place(ranked.header)}", fixed=True), *named, *remarks, Line("", fixed=True)]


FORM = Form("point", _wanted, _answer)
