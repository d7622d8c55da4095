"""The answer form for the oldest or the newest document held, or case: by the day in its head."""

import re

from assistant.evidence.quotes import Citer
from assistant.forms.form import Form, Found
from assistant.forms.head import whole_line
from assistant.forms.labels import place
from assistant.gate import Draft, Line
from corpus.language import to_japanese
from corpus.model import DocumentKind, Header, Span

_OLDEST = re.compile(
    r"(?:一番|いちばん|1番|最も|もっとも)(?:古|昔|早|前の)|最古|最初の(?:会議|資料|会議録|答申)"
)
_NEWEST = re.compile(
    r"(?:一番|いちばん|1番|最も|もっとも)(?:新し|最近|遅)|最新の?(?:会議|資料|会議録|答申|もの|は)|直近の(?:会議|資料|会議録|答申)"
)
_OF_DOCUMENTS = re.compile(
    r"資料|会議録|答申|記録|文書|会議|審議会|(?:その|この)(?:中|うち)|もの|[^ぁ-ん]?(?:の|は)[。？?]?$"
)
_SHOWN = 3
"""Documents of one day that are named."""


def _wanted(found: Found) -> bool:
    focus = found.question.focus
    return bool(
        (_OLDEST.search(focus) or _NEWEST.search(focus)) and _OF_DOCUMENTS.search(focus)
    ) and not _topical(found)


def _topical(found: Found) -> bool:
    """Whether the question's own words, without those on age and documents, name a topic."""
    focus = found.question.focus
    return any(t.phrase in focus and not _OF_DOCUMENTS.fullmatch(t.phrase) for t in found.topics)


def _answer(found: Found) -> Draft | None:
    days = {h.name: h.dated for h in found.scope.headers.values() if _of_kind(h, found.question.focus)}
    dated = {name: day for name, day in days.items() if day}
    if not dated:
        return None
    oldest = bool(_OLDEST.search(found.question.focus))
    day = min(dated.values()) if oldest else max(dated.values())
    same = [found.scope.headers[name] for name in sorted(dated) if dated[name] == day]
    citer = Citer(_SHOWN, found.corpus.document)
    lines = []
    for header in same[:_SHOWN]:
        document = found.corpus.document(header.name)
        evidence = next(
            (header.evidence[k] for k in ("held_on", "issued_on", "consulted_on") if k in header.evidence), None
        )
        span = whole_line(document.text, evidence) if evidence else Span(0, 0)
        marker = citer.cite(header.name, span) if evidence else None
        if marker is not None:
            quote = span.of(document.text)
            lines.append(Line(f"- {place(header)}: 「{quote}」[{marker}]", (quote,)))
    if not lines:
        return None
    named = "最も古い" if oldest else "最も新しい"
    more = f"（同じ日の資料は{len(same)}件）" if len(same) > 1 else ""
    first = f"日付の分かる資料{len(dated)}件のうち、{named}のは{to_japanese(day)}のものです{more}。"
    return Draft((Line(first, fixed=True), Line("", fixed=True), *lines), tuple(citer.citations))


def _of_kind(header: Header, focus: str) -> bool:
    """Whether a document is of the kind that a question names; any where it names none."""
    if "答申" in focus:
        return header.kind is DocumentKind.REPORT
    return "会議" not in focus or header.kind is not DocumentKind.REPORT


FORM = Form("extremes", _wanted, _answer, recorded=True, certain=True)
