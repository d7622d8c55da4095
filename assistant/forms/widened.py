"""An answer with the windows that the ranker adds: the form's first quotes, then the likeliest windows, quoted whole."""

from collections.abc import Callable, Collection, Sequence
from itertools import pairwise

from assistant.answer import Citation
from assistant.evidence.pool import Candidate
from assistant.evidence.quotes import Citer, shown
from assistant.forms.form import CITATIONS
from assistant.forms.labels import place, who
from assistant.gate import MARKER, Draft, Line
from corpus.model import Document, Role, Span

KEPT, KEPT_OF_ARTICLE = 3, 5
"""Quotes of a form that stand in front of the windows besides its rulings: its first and the likeliest others; more where an article
is asked for."""
_SEVERAL, _NAMED = 2, 3
"""Speakers from which a quote is a talk, and how many of them are named."""
_BESIDE, _ALONE = "#### 関係する記述", "#### 答えになりうる記述"


def widen(
    draft: Draft | None,
    windows: Sequence[Candidate],
    words: Collection[str],
    document_of: Callable[[str], Document],
    chance_of: Callable[[str, Span], float],
    *,
    kept: int = KEPT,
) -> Draft:
    """Quote the windows after the form's first quotes and those that its first line rests on.

    A later quote points at a window that holds it, or goes.

    Args:
        draft: the form's answer; None where no form answers.
        windows: worth quoting, the likeliest first.
        words: lemmas of the question.
        document_of: a document by its name.
        chance_of: the probability that a place of a document answers.
        kept: how many of the form's quotes stay in front.
    """
    told = draft.citations if draft else ()
    lead = {int(m) for m in MARKER.findall(draft.lines[0].text)} if draft and draft.lines else set()
    likeliest = sorted(told[1:], key=lambda c: -chance_of(c.document, c.span))[: kept - 1]
    front = [
        c
        for at, c in enumerate(told)
        if at == 0 or c in likeliest or c.marker in lead or _decides(document_of(c.document), c.span)
    ]
    citer = Citer(max(CITATIONS, len(front)), document_of)
    moved: dict[int, int] = {}
    for citation in front:
        citer.keep(citation)
        moved[citation.marker] = citer.citations[-1].marker
    quoted: dict[int, Candidate] = {}
    for window in windows:
        rest = citer.rest(window.header.name, window.window.span)
        marker = citer.cite(window.header.name, rest) if rest else None
        if marker is not None:
            quoted[marker] = window
    for citation in (c for c in told if c not in front):
        marker = citer.cite(citation.document, citation.span, citation.role)
        if marker is not None:
            moved[citation.marker] = marker
    pointed = (_pointed(line, moved) for line in (draft.lines if draft else ()))
    lines = _filled([line for line in pointed if line is not None])
    cited = {c.marker: c for c in citer.citations}
    new = [
        _line(cited[m], window, words, document_of(cited[m].document))
        for m, window in quoted.items()
        if m not in moved.values()
    ]
    if new:
        lines += [Line("", fixed=True), Line(_BESIDE if draft else _ALONE, fixed=True), *new]
    return Draft(tuple(lines), tuple(citer.citations), more=draft.more if draft else None)


def _decides(document: Document, span: Span) -> bool:
    """Whether a quote holds the sentence that ends a case, or one that attaches something to its end."""
    ends = (end for c in document.cases for end in (c.outcome_span, *(a.span for a in c.attachments)))
    return any(end is not None and span.covers(end) for end in ends)


def _filled(lines: Sequence[Line]) -> list[Line]:
    """The lines without the sections that have lost all their quotes."""
    starts = [at for at, line in enumerate(lines) if line.text.startswith("### ")]
    sections = [lines[a:b] for a, b in pairwise([*starts, len(lines)])]
    kept = [section for section in sections if any(MARKER.search(line.text) for line in section)]
    return [*lines[: starts[0] if starts else len(lines)], *(line for section in kept for line in section)]


def _pointed(line: Line, moved: dict[int, int]) -> Line | None:
    """The line with its markers as they stand now; None where one of them is gone."""
    markers = [int(m) for m in MARKER.findall(line.text)]
    if any(m not in moved for m in markers):
        return None
    return Line(MARKER.sub(lambda m: f"[{moved[int(m[1])]}]", line.text), line.quotes, line.fixed)


def _line(citation: Citation, window: Candidate, words: Collection[str], document: Document) -> Line:
    part = shown(citation.quote, words)
    said = f"- **{_speakers(citation, document)}** 「{part}」[{citation.marker}]"
    about = f"「{citation.case}」" if citation.case else ""
    return Line(f"{said} — {place(window.header)}{about}", (part,))


def _speakers(citation: Citation, document: Document) -> str:
    """Who speaks in a quote; of several speakers the first few."""
    if citation.speaker is not None or citation.role is not Role.UNKNOWN:
        return who(citation.speaker, citation.role)
    span = citation.span
    turns = (t for t in document.turns if t.span.start < span.end and span.start < t.span.end and t.speaker)
    names = list(dict.fromkeys(turn.speaker or "" for turn in turns))
    if len(names) < _SEVERAL:
        return who(citation.speaker, citation.role)
    return f"{'・'.join(names[:_NAMED])}{'ほか' if len(names) > _NAMED else ''}のやり取り"
