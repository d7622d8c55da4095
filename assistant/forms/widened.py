"""An answer with the windows that the ranker adds: they are quoted whole, and carry the form's own quotes where they hold them."""

from collections.abc import Callable, Collection, Sequence

from assistant.answer import Citation
from assistant.evidence.pool import Candidate
from assistant.evidence.quotes import Citer, shown
from assistant.forms.form import CITATIONS
from assistant.forms.labels import place, who
from assistant.gate import MARKER, Draft, Line
from corpus.model import Document

RECORDED = frozenset({"head", "listing", "attachment_table", "comparison", "existence"})
"""Forms that answer from the register: all of their quotes stay, in front."""
KEPT = 2
"""Quotes of the form, its best, that stay though no window holds them; the others make room for windows."""
_BESIDE, _ALONE = "#### 関係する記述", "#### 答えになりうる記述"


def widen(
    draft: Draft | None,
    windows: Sequence[Candidate],
    words: Collection[str],
    document_of: Callable[[str], Document],
    *,
    kept: bool,
) -> Draft:
    """Quote the windows, the likeliest first, and have the form's lines point at them.

    Args:
        draft: the form's answer; None where no form answers.
        windows: worth quoting, the likeliest first.
        words: lemmas of the question.
        document_of: a document by its name.
        kept: whether all of the form's quotes stay, in front: those of a table.
    """
    told = draft.citations if draft else ()
    apart = told if kept else [c for c in told if not any(_holds(w, c) for w in windows)][:KEPT]
    citer = Citer(max(CITATIONS, len(apart)), document_of)
    moved: dict[int, int] = {}
    if kept:
        _carry(apart, citer, moved)
    quoted: dict[int, Candidate] = {}
    for window in windows:
        room = citer.limit - (0 if kept else len(apart))
        if len(citer.citations) >= room:
            break
        if not citer.holds(window.header.name, window.window.span):
            marker = citer.cite(window.header.name, window.window.span)
            if marker is not None:
                quoted[marker] = window
    if not kept:
        _carry(told, citer, moved, apart)
    pointed = (_pointed(line, moved) for line in (draft.lines if draft else ()))
    lines = [line for line in pointed if line is not None]
    cited = {c.marker: c for c in citer.citations}
    new = [_line(cited[m], window, words) for m, window in quoted.items() if m not in moved.values()]
    if new:
        lines += [Line("", fixed=True), Line(_BESIDE if draft else _ALONE, fixed=True), *new]
    return Draft(tuple(lines), tuple(citer.citations))


def _carry(
    told: Sequence[Citation], citer: Citer, moved: dict[int, int], apart: Sequence[Citation] | None = None
) -> None:
    """Cite again what the form quotes: by a window that holds it, else by itself where it is `apart`."""
    for citation in told:
        holder = next((c for c in citer.citations if _within(c, citation)), None)
        if holder is not None:
            moved[citation.marker] = holder.marker
        elif (apart is None or citation in apart) and not citer.full:
            marker = len(citer.citations) + 1
            citer.keep(citation)
            moved[citation.marker] = marker


def _within(holder: Citation, citation: Citation) -> bool:
    return holder.document == citation.document and holder.span.covers(citation.span)


def _holds(window: Candidate, citation: Citation) -> bool:
    return window.header.name == citation.document and window.window.span.covers(citation.span)


def _pointed(line: Line, moved: dict[int, int]) -> Line | None:
    """The line with its markers as they stand now; None where one of them is gone."""
    markers = [int(m) for m in MARKER.findall(line.text)]
    if any(m not in moved for m in markers):
        return None
    return Line(MARKER.sub(lambda m: f"[{moved[int(m[1])]}]", line.text), line.quotes, line.fixed)


def _line(citation: Citation, window: Candidate, words: Collection[str]) -> Line:
    part = shown(citation.quote, words)
    said = f"- **{who(citation.speaker, citation.role)}** 「{part}」[{citation.marker}]"
    about = f"「{citation.case}」" if citation.case else ""
    return Line(f"{said} — {place(window.header)}{about}", (part,))
